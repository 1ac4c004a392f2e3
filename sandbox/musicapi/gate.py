"""The vendor's gate: who may come in (musicapi.md 0.3, 9.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.exchange import Answer, json_answer
from sandbox.musicapi.refusals import BAD_HEADER, BAD_KEYS, NO_HEADER, refusal

if TYPE_CHECKING:
    from random import Random

    from sandbox.exchange import Request


def unauthorized(request: Request, key: str, *, typed: bool, rng: Random) -> Answer | None:
    """The 401 for a request without this key as its bearer token, or None."""
    header = request.headers.get("authorization")
    if header is None:
        return refusal(401, NO_HEADER, typed=typed, rng=rng)
    if not re.fullmatch(r"Bearer \S+", header):
        return refusal(401, BAD_HEADER, typed=typed, rng=rng)
    if header != f"Bearer {key}":
        return json_answer(401, {"type": "unauthorized", "error": rng.choice(BAD_KEYS)})
    return None
