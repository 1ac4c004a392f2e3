"""Pure: when to poll a task, when to give up on it, and how far along it seems to be.

Each poll is made at the moment that brings songs the least lag for all the polls they cost. Lag is the time from ready
to known. Where `h` of the tasks that are not ready become ready within a second, polls `g` seconds apart cost a waiting
task 1 / g polls a second and make it lag by g / 2, so that another poll saves w seconds where g = sqrt(2 w / h): polls
are as dense as the square root of the hazard rate (Keller's optimum checking schedule, 1974).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import sqrt

from bot.jobs.readiness import BORDERS, Seen, estimate
from bot.musicapi.offers import Typical

# The budget: the lag that a poll must save on average to be made, in POLL_INTERVALs: 0.6 s by default. Songs of 45 s in
# the median (log-normal, nine of ten from 25 to 80 s) then get five polls each: the fifth saves 0.8 s, a sixth would
# save half a second. It is one price for all kinds, not a number of polls for each: then no poll would have saved more
# with another kind.
WORTH = 0.12
COVERED = 0.995  # of the tasks are ready within the plan; who comes later is polled every interval, then more rarely
SLOWEST = 25.0  # seconds between polls of a late task: MusicAPI recommends 15 to 25 for sonic
BACK_OFF = 0.25  # seconds that a poll waits longer for each second that a task is late
RARE, RAREST = 60.0, 120.0  # seconds between polls that only make sure that no webhook was missed
STALL = timedelta(minutes=10)  # without any change, nothing more will come
BELIEVED = timedelta(minutes=1)  # without any change, clips that failed are not followed by one that lives
HARD_CAP = timedelta(minutes=30)  # the longest that anybody waits, changes or not
ENOUGH = 5  # finished songs of a kind before its past is trusted
NEARLY = 0.95  # the furthest that anything is before it is there


@dataclass(frozen=True, slots=True)
class PollPlan:
    """How many polls are worth making until each moment: `polls[i]` until `seconds[i]`, in straight lines between.

    It names no poll of its own, so that it goes on from any moment: from a restart, a webhook or a pause that MusicAPI
    asked for.
    """

    seconds: tuple[float, ...]
    polls: tuple[float, ...]

    @property
    def end(self) -> float:
        """Seconds after which nearly every task is ready."""
        return self.seconds[-1]

    def after(self, elapsed: float, polls: float = 1.0) -> float | None:
        """The moment until which so many more polls are worth making than until `elapsed`; None: past the end."""
        wanted = _between(self.seconds, self.polls, elapsed) + polls
        return _between(self.polls, self.seconds, wanted) if wanted <= self.polls[-1] else None


def plan_for(shares: Sequence[float], interval: float, worth: float = WORTH) -> PollPlan:
    """The plan for tasks of which these shares become ready within each cell of `readiness.BORDERS`.

    `worth` is what a poll must save, in intervals.
    """
    seconds, polls, left = [0.0], [0.0], 1.0
    for (begin, end), share in zip(pairwise(BORDERS), shares, strict=True):
        if left < 1.0 - COVERED:
            break
        hazard = share / (left - share / 2) / (end - begin)
        seconds.append(end)
        polls.append(polls[-1] + (end - begin) * sqrt(hazard / (2 * worth * interval)))
        left -= share
    return PollPlan(tuple(seconds), tuple(polls))


def plan_from(seen: Sequence[Seen], interval: float, worth: float = WORTH) -> PollPlan | None:
    """The plan for tasks like these past ones, newest first; None while there are too few."""
    return plan_for(estimate(seen), interval, worth) if len(seen) >= ENOUGH else None


def typical_from(durations: Sequence[float]) -> Typical | None:
    """The percentiles of past durations, None while there are too few."""
    if len(durations) < ENOUGH:
        return None
    ordered = sorted(durations)
    return Typical(*(ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.1, 0.5, 0.9)))


def poll_delay(elapsed: float, plan: PollPlan | None, typical: Typical | None, interval: float, jitter: float) -> float:
    """Seconds to the next poll, or to the first, `elapsed` seconds after the acceptance; never less than `interval`.

    `jitter` is a random number from 0 to 1: tasks accepted together are not polled together for ever, and the polls of
    many tasks tell more of when they become ready.
    """
    late_since = plan.end if plan else typical.p90 if typical else None
    late = max(0.0, elapsed - late_since) if late_since is not None else 0.0
    # With nothing learnt yet, one poll per interval is the only honest guess.
    delay = min(max(SLOWEST, interval), interval + late * BACK_OFF)
    if plan is not None and elapsed < plan.end:
        planned = plan.after(elapsed, 0.9 + 0.2 * jitter)
        delay = max(delay, (plan.end if planned is None else planned) - elapsed)
        if elapsed > 0:
            delay = min(delay, max(SLOWEST, interval))
    return max(delay, interval * (1.0 + 0.1 * jitter))


def check_delay(elapsed: float, typical: Typical | None, interval: float, jitter: float) -> float:
    """Like `poll_delay`, where webhooks tell of news: polls come now and then, in case one was lost.

    The first comes when nearly all tasks of this kind are done.
    """
    if elapsed <= 0:
        return max(interval, typical.p90 if typical else RARE) * _spread(jitter)
    late = max(0.0, elapsed - typical.p90) if typical else 0.0
    return max(interval, min(RAREST, RARE + late * BACK_OFF)) * _spread(jitter)


def is_stalled(changed: datetime, now: datetime) -> bool:
    """Whether a running task has not changed for so long that nothing more will come."""
    return now - changed >= STALL


def is_believed(changed: datetime, now: datetime) -> bool:
    """Whether nothing but failed clips was heard for so long that no other clip will come."""
    return now - changed >= BELIEVED


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


def _between(xs: Sequence[float], ys: Sequence[float], x: float) -> float:
    """The value at `x` of the line through these points, of which neither coordinate ever falls."""
    place = bisect_left(xs, x)
    if place in (0, len(xs)):
        return ys[0] if place == 0 else ys[-1]
    begin, end = xs[place - 1], xs[place]
    return ys[place - 1] + (ys[place] - ys[place - 1]) * (x - begin) / (end - begin)


def _spread(jitter: float) -> float:
    # Between 95 % and 105 %, so that tasks accepted together are not polled together for ever.
    return 0.95 + 0.1 * jitter
