"""Values of an answer's JSON, made harmless: no control characters, no endless text, no number that is none."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final, cast
from urllib.parse import urlsplit

from bot.musicapi import text

SUCCEEDED: Final = frozenset({"succeeded", "success", "complete", "completed"})  # the words for a good end
LONGEST_URL: Final = 2048
LONGEST_LYRICS: Final = 20_000
LONGEST_LINE: Final = 1_000
LONGEST_TITLE: Final = 200
LONGEST_ID: Final = 200
LONGEST_REASON: Final = 300  # characters of the vendor's text that are kept
_DEEPEST: Final = 6  # levels of a nested value that are kept; a word's timestamp needs three
# What `auto_concat`, which is never sent, would put around a clip: the new part, and the whole song beside it.
_JOINED: Final = ("extended", "replaced", "full")


def mapping(value: Any) -> Mapping[str, Any]:
    """`value` where it is a JSON object, else an empty one."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def array(value: Any) -> list[Any]:
    """`value` where it is a JSON array, else an empty one."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def number(value: Any) -> float | None:
    """A finite number of at least 0, written as a number or as a string; else None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):  # OverflowError: an integer of hundreds of digits
        return None
    return found if math.isfinite(found) and found >= 0 else None


def word(value: Any) -> str:
    """A word such as a state in lower case, empty where it is none."""
    return value.lower() if isinstance(value, str) else ""


def line(value: Any, longest: int = LONGEST_LINE) -> str:
    """A text on one line, empty where it is none."""
    return text.shorten(text.line(value), longest) if isinstance(value, str) else ""


def lyrics(value: Any) -> str:
    """A text of many lines, empty where it is none."""
    return text.shorten(text.lines(value), LONGEST_LYRICS) if isinstance(value, str) else ""


def url(value: Any) -> str:
    """An http or https address, empty where it is none."""
    if not isinstance(value, str) or len(value) > LONGEST_URL:
        return ""
    address = text.line(value)  # before it is read: what is left of it has to be an address
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets that hold no IPv6 address
        return ""
    return address if usable else ""


def is_stream(address: str) -> bool:
    """Whether the address is of a stream (`audiopipe.suno.ai`), which a running clip can have and is no final file."""
    return (urlsplit(address).hostname or "").startswith("audiopipe")


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


def reason(value: Any, depth: int = _DEEPEST) -> str:
    """The words of an error in any of the vendor's envelopes, empty where there are none."""
    if isinstance(value, str):
        return text.shorten(text.line(value), LONGEST_REASON)
    if depth == 0:
        return ""
    if isinstance(value, list):  # field errors, as validation libraries list them
        parts = [reason(item, depth - 1) for item in cast("list[Any]", value)[:3]]
        return text.shorten("; ".join(part for part in parts if part), LONGEST_REASON)
    found = mapping(value)
    if not found:
        return ""
    words = (reason(found.get(key), depth - 1) for key in ("error", "message", "detail", "error_message", "msg"))
    return next((said for said in words if said and said.lower() != "success"), "")


def elements(answer: Any) -> list[Mapping[str, Any]]:
    """What an answer holds, in its order; `data` was seen as an array, an object, null and not at all."""
    found = mapping(answer)
    if "data" not in found and "audio_url" in found:  # it describes one element, at the root
        return [found]
    data: Any = cast("list[Any]", answer) if isinstance(answer, list) else found.get("data")
    flat: list[Mapping[str, Any]] = []
    for element in map(mapping, array(data) if isinstance(data, list) else [data]):
        inner = [mapping(element[name]) for name in _JOINED if mapping(element.get(name))]
        flat += [element] if "clip_id" in element or not inner else inner
    return flat
