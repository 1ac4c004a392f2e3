"""Pure: how long something takes, as people say it; moments are Discord's own clocks."""

from __future__ import annotations

from typing import Final

from cogs.text.catalog import say

MINUTES_FROM: Final = 90  # seconds; shorter times are said in seconds


def span(seconds: float) -> str:
    """A time as people say it, such as “45 s” or “2 min”."""
    if seconds < MINUTES_FROM:
        return say("time-seconds", count=max(5, round(seconds / 5) * 5))
    return say("time-minutes", count=round(seconds / 60))
