"""One answer of MusicAPI as it came."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cached_property
from http import HTTPStatus
from typing import Any, Final

from bot.musicapi import text, values
from bot.musicapi.values import LONGEST_REASON, mapping, number, word

# In-band failures of the vendor's SDK, and nuro's.
_FAILURES: Final = frozenset({"failed", "timeout", "forbidden", "api_error", "bad_request"})


@dataclass(frozen=True)
class Reply:
    """An HTTP answer: header names in lower case, the body as bytes."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    @cached_property
    def json(self) -> Any:
        """The body as JSON, None where it is none; NaN and the infinities, which JSON does not have, become None."""
        try:
            return json.loads(self.body, parse_constant=lambda _: None)
        except (ValueError, RecursionError):  # RecursionError: brackets nested thousands deep
            return None

    @property
    def object(self) -> Mapping[str, Any]:
        """The body as a JSON object, empty where it is none."""
        return mapping(self.json)

    @property
    def phrase(self) -> str:
        """What HTTP calls the status."""
        try:
            return HTTPStatus(self.status).phrase
        except ValueError:
            return f"HTTP {self.status}"

    @property
    def reason(self) -> str:
        """Why, in the vendor's words: an envelope's sentence, else the text of the body, else HTTP's own phrase."""
        if self.json is not None:
            return values.reason(self.json) or self.phrase
        plain = self.body[:4000].decode("utf-8", "replace")
        return self.phrase if "<" in plain else text.shorten(text.line(plain), LONGEST_REASON) or self.phrase

    @property
    def retry_after(self) -> float | None:
        """How many seconds to wait, where the answer names them: a number, or a date beside the answer's own date."""
        wait = self.headers.get("retry-after", "")
        seconds = number(wait)
        if seconds is not None:
            return seconds
        try:
            later = parsedate_to_datetime(wait) - parsedate_to_datetime(self.headers.get("date", ""))
        except (ValueError, TypeError, OverflowError):  # TypeError: one of the two has no zone; a year of ten digits
            return None
        return max(0.0, later.total_seconds())


def has_failed(found: Mapping[str, Any]) -> bool:
    """Whether a 200 says by its `type` that it is a failure; any other type says nothing of what became of it."""
    return word(found.get("type")) in _FAILURES
