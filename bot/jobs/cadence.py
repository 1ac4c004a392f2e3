"""Pure: when to poll a task, when to give up on it, and how far along it seems to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.musicapi.offers import Typical

SLOWEST = 25.0  # seconds between polls of a late task: MusicAPI recommends 15 to 25 for sonic
BACK_OFF = 0.25  # seconds that a poll waits longer for each second past the 90th percentile
RARE, RAREST = 60.0, 120.0  # seconds between polls that only make sure that no webhook was missed
STALL = timedelta(minutes=10)  # without any change, nothing more will come
HARD_CAP = timedelta(minutes=30)  # the longest that anybody waits, changes or not
ENOUGH = 5  # finished songs of a kind before its past is trusted
NEARLY = 0.95  # the most that a progress bar shows before the song is there


def typical_from(durations: Sequence[float]) -> Typical | None:
    """The percentiles of past durations, None while there are too few."""
    if len(durations) < ENOUGH:
        return None
    ordered = sorted(durations)
    return Typical(*(ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.1, 0.5, 0.9)))


def first_poll_delay(typical: Typical | None, interval: float, jitter: float, *, webhooks: bool = False) -> float:
    """Seconds from the acceptance to the first poll; `jitter` is a random number from 0 to 1.

    Where webhooks tell of news, it comes when nearly all tasks of this kind are done.
    """
    if webhooks:
        return max(interval, typical.p90 if typical else RARE) * _spread(jitter)
    # With nothing learnt yet, one poll per interval is the only honest guess.
    return max(interval, typical.p10 if typical else 0.0) * _spread(jitter)


def next_poll_delay(
    elapsed: float, typical: Typical | None, interval: float, jitter: float, *, webhooks: bool = False
) -> float:
    """Seconds to the next poll, `elapsed` seconds after the acceptance: the later the task, the longer the wait.

    Where webhooks tell of news, it comes now and then, in case one was lost.
    """
    late = max(0.0, elapsed - typical.p90) if typical else 0.0
    if webhooks:
        return max(interval, min(RAREST, RARE + late * BACK_OFF)) * _spread(jitter)
    return min(max(SLOWEST, interval), interval + late * BACK_OFF) * _spread(jitter)


def is_stalled(changed: datetime, now: datetime) -> bool:
    """Whether a running task has not changed for so long that nothing more will come."""
    return now - changed >= STALL


def is_too_old(started: datetime, now: datetime) -> bool:
    """Whether a task has run for longer than anybody waits."""
    return now - started >= HARD_CAP


def progress(elapsed: float, typical: Typical) -> float:
    """How far along, from 0 to `NEARLY`: straight up to the median, slower and slower after it."""
    if elapsed <= 0:
        return 0.0
    if elapsed <= typical.p50:
        return 0.8 * elapsed / typical.p50
    late = (elapsed - typical.p50) / max(1.0, typical.p90 - typical.p50)
    return min(NEARLY, 0.8 + 0.15 * (1.0 - 1.0 / (1.0 + late)))  # no rounding makes this shrink


def seconds_until(share: float, typical: Typical) -> float | None:
    """Seconds after which `progress` shows this share; None: it never does."""
    if share <= 0.8:
        return typical.p50 * share / 0.8
    late = 1.0 / (1.0 - (share - 0.8) / 0.15) - 1.0 if share < NEARLY else None
    return None if late is None else typical.p50 + late * max(1.0, typical.p90 - typical.p50)


def _spread(jitter: float) -> float:
    # Between 95 % and 105 %, so that tasks accepted together are not polled together for ever.
    return 0.95 + 0.1 * jitter
