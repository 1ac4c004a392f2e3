"""One answer of MusicAPI as it came, and what can be read from any of them: JSON, text, numbers."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from bot.musicapi import text

if TYPE_CHECKING:
    from collections.abc import Mapping

REASON_LENGTH = 300  # characters of the vendor's text that are kept
_DEEPEST = 6  # levels of a nested value that are kept; a word's timestamp needs three


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
            return said(self.json) or self.phrase
        plain = self.body[:4000].decode("utf-8", "replace")
        return self.phrase if "<" in plain else text.shortened(text.line(plain), REASON_LENGTH) or self.phrase

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


def said(value: Any, depth: int = _DEEPEST) -> str:
    """The words of an error in any of the vendor's envelopes, empty where there are none."""
    if isinstance(value, str):
        return text.shortened(text.line(value), REASON_LENGTH)
    if depth == 0:
        return ""
    if isinstance(value, list):  # field errors, as validation libraries list them
        parts = [said(item, depth - 1) for item in cast("list[Any]", value)[:3]]
        return text.shortened("; ".join(part for part in parts if part), REASON_LENGTH)
    found = mapping(value)
    if not found:
        return ""
    words = (said(found.get(key), depth - 1) for key in ("error", "message", "detail", "error_message", "msg"))
    return next((word for word in words if word and word.lower() != "success"), "")


def mapping(value: Any) -> Mapping[str, Any]:
    """`value` where it is a JSON object, else an empty one."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def number(value: Any) -> float | None:
    """A finite number of at least 0, written as a number or as a string; else None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):  # OverflowError: an integer of hundreds of digits
        return None
    return found if math.isfinite(found) and found >= 0 else None


def harmless(value: Any, depth: int = _DEEPEST) -> Any:
    """A JSON value fit to be stored: its texts cleaned, and None below the depth that anything known of it has."""
    if isinstance(value, str):
        return text.lines(value)
    if not isinstance(value, dict | list):
        return value
    if depth == 0:
        return None
    if isinstance(value, list):
        return [harmless(item, depth - 1) for item in cast("list[Any]", value)]
    return {text.line(str(key)): harmless(item, depth - 1) for key, item in cast("dict[Any, Any]", value).items()}
