"""MusicAPI's rate limit: one moment in the database, shared by every process that uses it, across restarts too."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.context import Context
from data import rate_limits
from data.engine.transaction import Transaction
from data.ids import JobId
from data.rate_limits import Granted, NotBefore

LONGEST_WAIT = 60.0  # seconds, whatever Retry-After says


class RateLimiter:
    """Allows one create every `interval` seconds; 0: any number."""

    def __init__(self, context: Context, interval: float) -> None:
        self._context = context
        self._interval = timedelta(seconds=interval)
        self._furthest = max(self._interval, timedelta(seconds=LONGEST_WAIT))
        self._reserved: dict[JobId, datetime] = {}

    def __bool__(self) -> bool:
        return bool(self._interval)

    async def acquire(self, tx: Transaction, now: datetime) -> Granted | NotBefore:
        """Claim this moment for a create, within the caller's transaction."""
        return await rate_limits.acquire(tx, now=now, interval=self._interval, furthest=self._furthest)

    async def push_back(self, seconds: float) -> None:
        """Allow no create for so many seconds."""
        await self._context.database.write(
            rate_limits.push_back, until=self._context.now() + timedelta(seconds=seconds)
        )

    async def keep_distance(self) -> None:
        """Delay the next create by a whole interval, because one was answered just now."""
        # The vendor counts from when a create arrives, which is before its answer, whatever that says: counted from
        # the answer, the next one is never early.
        if self:
            await self.push_back(self._interval.total_seconds())

    async def reserve(self, job_id: JobId) -> Granted | NotBefore:
        """Reserve a moment for a create of this job; granted once that moment has come, however often it is asked.

        Where so many are reserved that this one's would be further away than any wait, it is asked again then.
        """
        if not self:
            return Granted()
        now = self._context.now()
        reserved = self._reserved.pop(job_id, None)
        if reserved is None or reserved > now + self._furthest:  # the latter from before the clock was set back

            async def work(tx: Transaction) -> tuple[Granted | NotBefore, bool]:
                acquired = await self.acquire(tx, now)
                if isinstance(acquired, Granted):
                    return acquired, False
                # Without a reservation, the queue of creates would be faster each time that it is tried again.
                until = acquired.moment + self._interval
                if until > now + self._furthest:
                    return acquired, False  # what is stored as further away is ignored
                await rate_limits.push_back(tx, until=until)
                return acquired, True

            acquired, is_reserved = await self._context.database.write(work)
            if isinstance(acquired, Granted) or not is_reserved:
                return acquired
            reserved = acquired.moment
        if reserved <= now:
            return Granted()
        self._reserved[job_id] = reserved
        return NotBefore(reserved)
