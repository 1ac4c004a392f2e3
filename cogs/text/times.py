"""Pure: how long something takes, as people say it."""

from __future__ import annotations

from typing import Final

from cogs.text.catalog import say

MINUTES_FROM: Final = 90  # seconds; shorter times are said in seconds
ROUNDED_TO: Final = 5  # seconds; a guess is no stopwatch


def span(seconds: float) -> str:
    """A time as people say it, such as “45 s” or “2 min”."""
    short = whole_seconds(seconds)
    return say("time-minutes", count=whole_minutes(seconds)) if short is None else say("time-seconds", count=short)


def whole_seconds(seconds: float) -> int | None:
    """The seconds that are said of so long a time; None: it is said in minutes."""
    return ROUNDED_TO * max(1, round(seconds / ROUNDED_TO)) if seconds < MINUTES_FROM else None


def whole_minutes(seconds: float) -> int:
    """The minutes that are said of so long a time."""
    return round(seconds / 60)
