"""How often the tasks of one key are asked about: by all processes together no more than so many a second.

The row in the database says until when polls are given away. A process takes a few at a time from it, for half a second
or so, and spreads them over the time that they stand for, so that a poll costs no statement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.context import Context
from bot.musicapi.errors import RateLimited
from data.engine.transaction import Transaction
from data.processes import poll_paces
from data.processes.poll_paces import PollPace

# MusicAPI names no limit: where it says that it is too many, it is half of it for a while. Ten thousand songs that are
# late are then each asked every 25 seconds, as they should be.
POLLS_PER_SECOND = 400.0
RECOVERY = 60.0  # seconds from nothing back to the full rate: as slow to rise as it is quick to fall
LEAST = 1.0  # a second, however often MusicAPI complains
PAUSE = 1.0  # seconds, for a vendor that asks for one without saying how long
LONGEST_PAUSE = 60.0  # seconds, whatever Retry-After says: songs are waiting to be found
MOST_TAKEN, FEWEST_TAKEN = 0.5, 0.05  # seconds that the polls stand for which are taken at a time
KEPT = timedelta(seconds=60)  # what was taken and not used is given up after this
PROCESSES = 100  # as many may each have taken some that are yet to come


def pause_after(error: RateLimited) -> float:
    """For how many seconds nothing is asked after MusicAPI said that it was too much."""
    return PAUSE if error.retry_after is None else min(LONGEST_PAUSE, error.retry_after)


def rate_at(pace: PollPace, now: datetime, per_second: float) -> float:
    """Polls a second now, on the way back to `per_second`."""
    passed = max(0.0, (now - pace.rated_at).total_seconds())  # another process's clock may be ahead
    return min(per_second, pace.rate + passed * per_second / RECOVERY)


def give(pace: PollPace, now: datetime, wanted: int, per_second: float) -> tuple[PollPace, datetime, int]:
    """Give polls away: the row after it, when the first of them may begin, and how many they are.

    No more than a second's worth is given at once. They come behind what was given before, to whomever: nobody is left
    with nothing, whose clock is a little behind.
    """
    rate = rate_at(pace, now, per_second)
    count = int(max(1, FEWEST_TAKEN * rate, min(wanted, MOST_TAKEN * rate)))
    earliest = now - timedelta(seconds=(max(1.0, rate) - 1) / rate)
    paused = pace.paused_until is not None and is_near(pace.paused_until, now, per_second)
    begin = max(earliest, pace.paused_until or earliest) if paused else earliest
    if is_near(pace.next_at, now, per_second):
        begin = max(begin, pace.next_at)
    rated_at = max(now, pace.rated_at) if is_near(pace.rated_at, now, per_second) else now
    return replace(pace, next_at=begin + timedelta(seconds=count / rate), rate=rate, rated_at=rated_at), begin, count


def slow_down(pace: PollPace, now: datetime, pause: float, per_second: float) -> PollPace | None:
    """The row after MusicAPI said that it is asked too often: half as fast, after a pause; None: it is paused."""
    if is_paused(pace, now):
        return None
    until = now + timedelta(seconds=pause)
    next_at = max(until, pace.next_at) if is_near(pace.next_at, now, per_second) else until
    rate = max(rate_at(pace, now, per_second) / 2, min(LEAST, per_second))
    return replace(pace, next_at=next_at, rate=rate, rated_at=now, paused_until=until)


def is_paused(pace: PollPace, now: datetime) -> bool:
    """Whether MusicAPI asked for a pause that is not over; one that is too far away was noted by another clock."""
    return pace.paused_until is not None and now < pace.paused_until <= now + timedelta(seconds=LONGEST_PAUSE)


def is_near(moment: datetime, now: datetime, per_second: float) -> bool:
    """Whether a moment of the row can be believed: it was not written before the clock was set back."""
    return moment <= now + timedelta(seconds=2 * LONGEST_PAUSE + PROCESSES / per_second)


class PollBudget:
    """What this process may still ask about with one key."""

    def __init__(self, context: Context, key: str, per_second: float) -> None:
        self._context = context
        self._key = key
        self._per_second = per_second
        self._begin = self._taken_at = context.now()
        self._rate, self._used, self._count = per_second, 0, 0
        self._paused_until: datetime | None = None

    def seconds_left(self, now: datetime) -> float:
        """Seconds until a poll of those that were taken may begin; 0: now, or as soon as some are taken."""
        if not self._has_some(now):
            return 0.0
        return max(0.0, (self._begin - now).total_seconds() + self._used / self._rate)

    async def prepare(self, now: datetime, wanted: Callable[[datetime, int], int]) -> bool:
        """Take polls where none are left; True: one may begin now.

        `wanted` says how many are due until a moment, of so many at most.
        """
        if not self._has_some(now):
            most = max(1, int(MOST_TAKEN * self._per_second))
            await self._take(now, wanted(now + timedelta(seconds=MOST_TAKEN), most))
        return self.seconds_left(now) == 0

    def use(self) -> None:
        """Count a poll that begins."""
        self._used += 1

    async def slow_down(self, now: datetime, pause: float) -> bool:
        """Ask half as often after a pause, with all processes that use the key; False: it is paused already."""

        async def work(tx: Transaction) -> PollPace | None:
            slowed = slow_down(await poll_paces.lock(tx, self._first(now)), now, pause, self._per_second)
            if slowed is not None:
                await poll_paces.keep(tx, slowed)
            return slowed

        slowed = await self._context.database.write(work)
        if slowed is not None:
            self.hear(slowed, now)
        return slowed is not None

    def hear(self, pace: PollPace, now: datetime) -> None:
        """Give up what was taken before MusicAPI asked some process for a pause."""
        if is_paused(pace, now) and pace.paused_until != self._paused_until:
            self._paused_until, self._count = pace.paused_until, 0

    def _has_some(self, now: datetime) -> bool:
        return self._used < self._count and timedelta(0) <= now - self._taken_at < max(KEPT, self._spread)

    @property
    def _spread(self) -> timedelta:
        """How long it takes to use what was taken."""
        return self._begin - self._taken_at + timedelta(seconds=self._count / self._rate)

    async def _take(self, now: datetime, wanted: int) -> None:
        async def work(tx: Transaction) -> tuple[PollPace, datetime, int]:
            pace = await poll_paces.lock(tx, self._first(now))
            given = give(pace, now, wanted, self._per_second)
            await poll_paces.keep(tx, given[0])
            return given

        pace, begin, count = await self._context.database.write(work)
        self._begin, self._taken_at, self._rate, self._used, self._count = begin, now, pace.rate, 0, count

    def _first(self, now: datetime) -> PollPace:
        """The row of a key that was never asked about."""
        long_ago = now - timedelta(seconds=RECOVERY)
        return PollPace(self._key, long_ago, self._per_second, now, None)
