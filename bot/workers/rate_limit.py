"""MusicAPI's rate limit: moments in the database, shared by every process that uses a key, across restarts too."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from bot.context import Context
from data.engine.transaction import Transaction
from data.ids import JobId
from data.processes import rate_limits
from data.processes.rate_limits import EVERY_FAMILY, CreatePaces, Granted, NotBefore

# Two creates are claimed further apart by this part of the interval, since the first may travel for longer than the
# second, and the clocks of two machines differ: of 3 seconds, what it takes to open a connection to another continent.
# It costs nothing where answers take as long, nor where the same process sends the next one.
TRAVEL = 0.1
# Seconds without a create that MusicAPI asks for by Retry-After: who says five minutes gets them, and nobody waits for
# a day because a header was wrong.
LONGEST_PAUSE = 600.0
# What is sent again reserves a moment only behind so many, and asks again later where there are more: a song then waits
# for a few of them, however many there are.
RESERVED_AHEAD = 3


class RateLimiter:
    """Allows one create of one key every `interval` seconds; 0: any number.

    So far apart they arrive where each takes up to `travel` seconds from its moment to MusicAPI.
    """

    def __init__(self, context: Context, interval: float, key: str | None = None, *, travel: float = 0.0) -> None:
        self._context = context
        self.key = key or context.musicapi_keys[0]
        self._distance = timedelta(seconds=interval)  # from the answer of one, which has arrived
        self._interval = timedelta(seconds=interval + travel)  # from the moment of one, which may arrive later
        self.furthest = max(self._interval, timedelta(seconds=LONGEST_PAUSE))
        # Reservations reach no further: what is past this was reserved before the clock was set back.
        self._reach = 2 * (RESERVED_AHEAD + 1) * self._interval
        self._reserved: dict[JobId, datetime] = {}
        self._told: datetime | None = None  # until when the queue was told to wait

    def __bool__(self) -> bool:
        return bool(self._interval)

    def is_open(self, paces: CreatePaces, now: datetime) -> bool:
        """Whether the queue's claim of this moment would be granted, unless another process is faster."""
        if self._waits(paces.closed_until(self.key), now):
            return False
        return self._has_come(paces.queue_at(self.key), now) or not self._waits(paces.key_at(self.key), now)

    async def acquire(self, tx: Transaction, now: datetime, *, is_reserved: bool = False) -> Granted | NotBefore:
        """Claim this moment for a create, within the caller's transaction."""
        paced = {"interval": self._interval, "furthest": self.furthest}
        return await rate_limits.acquire(tx, self.key, now=now, is_reserved=is_reserved, **paced)

    def queue_claim(self, now: datetime) -> Callable[[Transaction], Coroutine[Any, Any, Granted | NotBefore]]:
        """Return what claims this moment for the queue's next create, within the caller's transaction.

        The caller tells `note` what came of it. A queue that waited as long as it was told, and found that moment
        taken meanwhile, reserves one: else it would wait for as long as there is something that is sent again. It is
        one for all workers, whoever comes first: each with one of its own would push back everybody's.
        """
        is_overtaken = self._told is not None and self._told <= now

        async def claim(tx: Transaction) -> Granted | NotBefore:
            if not self:
                return await self.acquire(tx, now)
            queue_at = (await rate_limits.lock(tx, self.key)).get(rate_limits.QUEUE)
            if queue_at is not None and not self._is_reachable(queue_at, now):
                await rate_limits.use_queue_moment(tx, self.key)
                queue_at = None
            has_come = self._has_come(queue_at, now)
            acquired = await self.acquire(tx, now, is_reserved=has_come)
            if isinstance(acquired, Granted):
                if has_come:
                    await rate_limits.use_queue_moment(tx, self.key)
            elif queue_at is None and is_overtaken and self._is_reachable(acquired.moment, now):
                until = acquired.moment + self._interval
                await rate_limits.reserve(tx, self.key, until=until, for_queue_at=acquired.moment)
            elif queue_at is not None and now < queue_at < acquired.moment:
                return NotBefore(queue_at)
            return acquired

        return claim

    def note(self, claimed: Granted | NotBefore, now: datetime) -> None:
        """Remember what came of the queue's claim, once it is kept."""
        if isinstance(claimed, Granted):
            self._told = None
        elif self._told is None or not now < self._told <= claimed.moment:  # asked early, it waits on
            self._told = claimed.moment

    def _has_come(self, reserved: datetime | None, now: datetime) -> bool:
        """Whether a moment that was reserved is there; who comes late for it goes all the same, behind what was sent.

        Else a process that is always a little late would reserve one after another, and never send anything.
        """
        return reserved is not None and reserved <= now

    def _is_reachable(self, moment: datetime, now: datetime) -> bool:
        """Whether this moment can have been reserved since the clock was set back."""
        return moment <= now + self._reach

    def _waits(self, until: datetime | None, now: datetime) -> bool:
        """Whether a stored moment is still to come; one too far away was stored before the clock was set back."""
        return until is not None and now < until <= now + self.furthest

    async def push_back(
        self, seconds: float, family: str = EVERY_FAMILY, claimed_until: datetime | None = None
    ) -> None:
        """Allow no create of the key for so many seconds, or none of this family on it.

        What was stored for whoever claimed the moments up to `claimed_until` may become shorter by that.
        """
        until = self._context.now() + timedelta(seconds=seconds)
        await self._context.database.write(
            rate_limits.push_back, self.key, until=until, family=family, claimed_until=claimed_until
        )

    async def keep_distance(self, claimed_at: datetime | None = None) -> None:
        """Delay the next create by a whole interval, because one was answered just now.

        Where that one's moment was `claimed_at`, and nobody has another one yet, the next waits for its travel no more.
        """
        # The vendor counts from when a create arrives, which is before its answer, whatever that says: counted from
        # the answer, the next one is never early.
        if self:
            claimed_until = None if claimed_at is None else claimed_at + self._interval
            await self.push_back(self._distance.total_seconds(), claimed_until=claimed_until)

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
        if reserved is not None and not self._is_reachable(reserved, now):
            reserved = None
        if reserved is not None and reserved > now:
            self._reserved[job_id] = reserved
            return NotBefore(reserved)

        async def work(tx: Transaction) -> tuple[Granted | NotBefore, datetime | None]:
            acquired = await self.acquire(tx, now, is_reserved=reserved is not None)
            # Without a reservation, the queue of creates would be faster each time that it is tried again.
            if isinstance(acquired, Granted) or acquired.moment > now + RESERVED_AHEAD * self._interval:
                return acquired, reserved
            await rate_limits.reserve(tx, self.key, until=acquired.moment + self._interval)
            return acquired, acquired.moment

        acquired, moment = await self._context.database.write(work)
        if isinstance(acquired, NotBefore) and moment is not None:
            self._reserved[job_id] = moment
        return acquired
