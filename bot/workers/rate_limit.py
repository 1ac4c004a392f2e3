"""MusicAPI's rate limit: moments in the database, shared by every process that uses a key, across restarts too."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from bot.context import Context
from data import rate_limits
from data.engine.transaction import Transaction
from data.ids import JobId
from data.rate_limits import EVERY_FAMILY, CreatePaces, Granted, NotBefore

# Seconds without a create that MusicAPI asks for by Retry-After: who says five minutes gets them, and nobody waits for
# a day because a header was wrong.
LONGEST_PAUSE = 600.0
# What is sent again reserves a moment only behind so many, and asks again later where there are more: a song then waits
# for a few of them, however many there are.
RESERVED_AHEAD = 3
LATE = 10  # a moment that was reserved for the queue is its own for this part of the interval


class RateLimiter:
    """Allows one create of one key every `interval` seconds; 0: any number."""

    def __init__(self, context: Context, interval: float, key: str | None = None) -> None:
        self._context = context
        self.key = key or context.musicapi_keys[0]
        self._interval = timedelta(seconds=interval)
        self.furthest = max(self._interval, timedelta(seconds=LONGEST_PAUSE))
        self._reserved: dict[JobId, datetime] = {}
        self._turn: datetime | None = None  # reserved for the queue
        self._told: datetime | None = None  # until when the queue was told to wait

    def __bool__(self) -> bool:
        return bool(self._interval)

    def is_open(self, paces: CreatePaces, now: datetime) -> bool:
        """Whether the queue's claim of this moment would be granted, unless another process is faster."""
        at = paces.key_at(self.key)
        if at is None or at <= max(now, self._reserved_until(now) or now):
            return True
        return at > now + self.furthest or self._is_turn(now)

    async def acquire(
        self, tx: Transaction, now: datetime, reserved_until: datetime | None = None
    ) -> Granted | NotBefore:
        """Claim this moment for a create, within the caller's transaction."""
        paced = {"interval": self._interval, "furthest": self.furthest}
        return await rate_limits.acquire(tx, self.key, now=now, reserved_until=reserved_until, **paced)

    def queue_claim(self, now: datetime) -> Callable[[Transaction], Coroutine[Any, Any, Granted | NotBefore]]:
        """Return what claims this moment for the queue's next create, within the caller's transaction.

        The caller tells `note` what came of it. A queue that waited as long as it was told, and found that what is sent
        again had reserved that moment meanwhile, reserves one as well: else it would wait for as long as such come.
        """
        turn, is_overtaken = self._turn, self._told is not None and self._told <= now
        is_ours, reserved_until = self._is_turn(now), self._reserved_until(now)

        async def claim(tx: Transaction) -> Granted | NotBefore:
            if is_ours and await self._paused_until(tx, now) is None:
                return Granted()
            if turn is not None and now < turn <= now + self.furthest:
                return NotBefore(turn)
            acquired = await self.acquire(tx, now, reserved_until)
            if isinstance(acquired, NotBefore) and is_overtaken and self._is_near(acquired.moment, now):
                await rate_limits.push_back(tx, self.key, until=acquired.moment + self._interval)
            return acquired

        return claim

    def note(self, claimed: Granted | NotBefore, now: datetime) -> None:
        """Remember what came of the queue's claim, once it is kept."""
        if isinstance(claimed, Granted):
            self._turn = self._told = None
        elif claimed.moment != self._turn and (self._told is None or self._told <= now):  # asked early, it waits on
            is_reserved = self._told is not None and self._is_near(claimed.moment, now)
            self._turn, self._told = claimed.moment if is_reserved else None, claimed.moment

    def _is_turn(self, now: datetime) -> bool:
        """Whether this moment was reserved for the queue."""
        return self._turn is not None and self._turn <= now <= self._turn + self._interval / LATE

    def _reserved_until(self, now: datetime) -> datetime | None:
        """Until when a moment of the queue's that has come was reserved; None: none has.

        Who comes late for it goes all the same where nobody waits for the one after it, and that one is put off. Else a
        process that is always a little late would reserve one after another, and never send anything.
        """
        return self._turn + self._interval if self._turn is not None and self._turn <= now else None

    def _is_near(self, moment: datetime, now: datetime) -> bool:
        """Whether this moment can be reserved: what would then be stored is not so far away that it is ignored."""
        return moment + self._interval <= now + self.furthest

    async def _paused_until(self, tx: Transaction, now: datetime) -> datetime | None:
        """The end of a pause that MusicAPI asked some process for since moments were reserved; None: there is none."""
        next_at = await rate_limits.next_at(tx, self.key)
        # Reservations alone never reach so far: see `RESERVED_AHEAD`.
        reach = 2 * (RESERVED_AHEAD + 1) * self._interval
        return next_at if next_at is not None and now + reach < next_at <= now + self.furthest else None

    async def push_back(self, seconds: float, family: str = EVERY_FAMILY) -> None:
        """Allow no create of the key for so many seconds, or none of this family on it."""
        until = self._context.now() + timedelta(seconds=seconds)
        if family == EVERY_FAMILY and self._turn is not None and self._turn < until:
            self._turn = None
        await self._context.database.write(rate_limits.push_back, self.key, until=until, family=family)

    async def keep_distance(self) -> None:
        """Delay the next create by a whole interval, because one was answered just now."""
        # The vendor counts from when a create arrives, which is before its answer, whatever that says: counted from
        # the answer, the next one is never early.
        if self:
            await self.push_back(self._interval.total_seconds())

    async def reserve(self, job_id: JobId, family: str = EVERY_FAMILY) -> Granted | NotBefore:
        """Reserve a moment for a create of this job; granted once that moment has come, however often it is asked.

        Where more than `RESERVED_AHEAD` moments are taken before this one, or the family is left alone, none is
        reserved: it is asked again then.
        """
        now = self._context.now()
        paces = await self._context.database.read(rate_limits.paces)
        if (until := paces.family_pauses(self.key, now, self.furthest).get(family)) is not None:
            return NotBefore(until)
        if not self:
            return await self._context.database.read(self.acquire, now)
        reserved = self._reserved.pop(job_id, None)
        if reserved is None or reserved > now + self.furthest:  # the latter from before the clock was set back

            async def work(tx: Transaction) -> tuple[Granted | NotBefore, bool]:
                acquired = await self.acquire(tx, now)
                if isinstance(acquired, Granted):
                    return acquired, False
                # Without a reservation, the queue of creates would be faster each time that it is tried again.
                if acquired.moment > now + RESERVED_AHEAD * self._interval:
                    return acquired, False
                await rate_limits.push_back(tx, self.key, until=acquired.moment + self._interval)
                return acquired, True

            acquired, is_reserved = await self._context.database.write(work)
            if isinstance(acquired, Granted) or not is_reserved:
                return acquired
            reserved = acquired.moment
        if reserved <= now:
            paused_until = await self._context.database.read(self._paused_until, now)
            return Granted() if paused_until is None else NotBefore(paused_until)
        self._reserved[job_id] = reserved
        return NotBefore(reserved)
