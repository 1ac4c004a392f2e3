"""Who may ask the vendor: whoever shows the key as a bearer token (musicapi.md 0.3, 9.2)."""

from __future__ import annotations

import re

from sandbox.musicapi.refusals import BAD_HEADER, NO_HEADER, ErrorFormat
from sandbox.wire.exchange import Answer, Request


def unauthorized(request: Request, key: str, errors: ErrorFormat) -> Answer | None:
    """The 401 for a request without this key as its bearer token, or None."""
    header = request.headers.get("authorization")
    if header is None:
        return errors.answer(401, NO_HEADER)
    if not re.fullmatch(r"Bearer \S+", header):
        return errors.answer(401, BAD_HEADER)
    return None if header == f"Bearer {key}" else errors.unauthorized()
