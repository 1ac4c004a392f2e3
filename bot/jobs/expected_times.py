"""Pure: when a song that waits in line is likely to begin and to be ready: two ranges, and no promise.

Each key sends one create every interval, so nobody's turn comes before those ahead have had theirs. How much later it
comes depends on how fast MusicAPI answers, and on who comes in between: a guild or a member whose last turn is longer
ago goes first, whenever they ask. How long a song then takes is what songs of its kind took within the last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.musicapi.offers import Typical

KNOWN_FOR: Final = timedelta(days=1)  # what is longer ago tells little of how fast MusicAPI is today
SLOWEST_ANSWER: Final = 2.0  # seconds after which the next create goes without it
TRAVEL: Final = 0.1  # of the interval, by which creates are sent further apart: see bot/workers/rate_limit.py
# Of those ahead, as many may come in between: four of five songs then begin in time, also where more is asked for than
# can be made. That was found by trying: see tests/bot/jobs/test_expected_times.py.
OVERTAKEN: Final = 0.75
SLACK: Final = 5.0  # seconds that a turn or a poll may be late by


@dataclass(frozen=True, slots=True)
class Pace:
    """How creates are sent now: by so many keys, each one every `interval` seconds, and none before `opens_at`."""

    interval: float
    keys: int
    opens_at: datetime | None = None  # None: now


@dataclass(frozen=True, slots=True)
class Expected:
    """When a song is likely to begin and to be ready, each no sooner than the first and usually by the second."""

    begins_from: datetime
    begins_by: datetime
    ready_from: datetime
    ready_by: datetime


def expect(place: int | None, pace: Pace, typical: Typical | None, now: datetime) -> Expected | None:
    """When the song in this place, counted from 1, is likely to begin and to be ready; None: nobody knows.

    `typical` is how long songs of its kind took within `KNOWN_FOR`, None where too few of them were made.
    """
    if place is None or typical is None or not pace.keys:
        return None
    opens = max(now, pace.opens_at or now)
    rounds = (place - 1) // pace.keys  # of all keys, before its own
    slowest = max(pace.interval * (1 + TRAVEL), pace.interval + SLOWEST_ANSWER) if pace.interval else 0.0
    begins_from = opens + timedelta(seconds=rounds * pace.interval)
    begins_by = opens + timedelta(seconds=(1 + rounds * (1 + OVERTAKEN)) * slowest + SLACK)
    return Expected(
        begins_from,
        begins_by,
        begins_from + timedelta(seconds=typical.p10),
        begins_by + timedelta(seconds=typical.p90 + SLACK),
    )
