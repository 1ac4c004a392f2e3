"""The vendor's pace: one row that all processes share which use the same account, across restarts too."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from data import rate_limits

if TYPE_CHECKING:
    from datetime import datetime

    from bot.context import Context
    from data.engine.database import Transaction

LONGEST_WAIT = 60.0  # seconds, whatever Retry-After says


class RateLimiter:
    """Lets one create go every `interval` seconds; 0: as many as like."""

    def __init__(self, context: Context, interval: float) -> None:
        self._context = context
        self._interval = timedelta(seconds=interval)
        self._kept: dict[int, datetime] = {}  # a moment that is kept free, by who asked for it

    def __bool__(self) -> bool:
        return bool(self._interval)

    async def acquire(self, tx: Transaction, now: datetime) -> datetime | None:
        """Take this moment within the caller's transaction; otherwise the one at which it may be tried again."""
        furthest = max(self._interval, timedelta(seconds=LONGEST_WAIT))
        return await rate_limits.acquire(tx, now=now, interval=self._interval, furthest=furthest)

    async def push_back(self, seconds: float) -> None:
        """Let nobody send a create for so long."""
        async with self._context.database.transaction() as tx:
            await rate_limits.push_back(tx, until=self._context.now() + timedelta(seconds=seconds))

    async def keep_distance(self) -> None:
        """Let the next create keep its distance from one that was answered just now."""
        # The vendor counts from when a create arrives, which is before its answer, whatever that says: counted from
        # the answer, the next one is never early.
        if self:
            await self.push_back(self._interval.total_seconds())

    async def wait(self, asker: int) -> float:
        """0 where the asker may go now, else the seconds until the moment that is kept free for it."""
        now = self._context.now()
        if not self:
            return 0.0
        if asker not in self._kept:
            async with self._context.database.transaction() as tx:
                allowed_at = await self.acquire(tx, now)
                if allowed_at is None:
                    return 0.0
                # Whoever only tried again then would find that the line of creates was faster, time after time.
                await rate_limits.push_back(tx, until=allowed_at + self._interval)
            self._kept[asker] = allowed_at
        left = (self._kept[asker] - now).total_seconds()
        if left <= 0:
            del self._kept[asker]
        return max(0.0, left)
