"""Pure: what people type, checked and tidied without changing its meaning."""

from __future__ import annotations

import math
import re
import unicodedata

from bot.errors import PersonError, Problem

_MENTION = re.compile(r"<(?:@[!&]?|#|/[^:>]{1,100}:|a?:\w{2,32}:|t:)-?\d{1,20}(?::\w)?>")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9](?:[.,][0-9]{1,3})?)")
TITLE_LIMIT = 80  # musicapi.md 12.1: both 80 and 120 were documented, 80 is the newer


def one_line(text: str, name: str) -> str:
    """The text on one line with single spaces; raises PersonError if it holds what no family can read."""
    return " ".join(_normalize(text, name).split())


def many_lines(text: str, name: str) -> str:
    """The text with its line breaks, without trailing spaces or blank edges; raises PersonError like `one_line`."""
    lines = [line.rstrip() for line in _normalize(text, name).splitlines()]
    return "\n".join(lines).strip()


def seconds(text: str, duration: float | None) -> float:
    """A moment inside a clip from `95`, `95.5` or `1:35`; blank means the clip's end.

    `duration` is the clip's length in seconds, or None if the vendor never said it.
    """
    given = text.strip()
    if not given and duration is not None:
        return duration
    if not given:
        raise PersonError(Problem.LENGTH_UNKNOWN)
    value = moment(given)
    if value <= 0:
        raise PersonError(Problem.MOMENT_TOO_EARLY)
    # A modal shows whole seconds, so the last one shown may lie a moment past the end.
    if duration is not None and value > duration and value > math.ceil(duration):
        raise PersonError(Problem.MOMENT_PAST_END, length=duration)
    return value if duration is None else min(value, duration)


def moment(text: str) -> float:
    """Seconds from `95`, `95.5` or `1:35`, whether they lie inside the clip or not; raises PersonError."""
    given = text.strip()
    clock = _CLOCK.fullmatch(given)
    try:
        value = int(clock[1]) * 60 + float(clock[2].replace(",", ".")) if clock else float(given.replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or not re.fullmatch(r"[0-9.,:+-]+", given):
        raise PersonError(Problem.MOMENT_UNREADABLE)
    return value


def clock_time(length: float) -> str:
    """Seconds as `m:ss`, rounded down as players show them."""
    whole = max(0, int(length))
    return f"{whole // 60}:{whole % 60:02d}"


def _normalize(text: str, name: str) -> str:
    if any(_is_control(character) for character in text):
        raise PersonError(Problem.CONTROL_CHARACTERS, field=name)
    if _MENTION.search(text):
        raise PersonError(Problem.MENTION, field=name)
    return unicodedata.normalize("NFC", text)


def _is_control(character: str) -> bool:
    # Cc: control characters, of which line ends and tabs are welcome; Cs: halves of characters, which no file can hold.
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\r\t"
