"""What keeps discord.py within Discord's limits: how often it is refused, how long it waits, and that a pause ends."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from types import SimpleNamespace
from typing import Final

import aiohttp

log = logging.getLogger(__name__)

# Discord shuts an address out that was refused 10,000 times in 10 minutes (documentation: Rate Limits, Invalid Request
# Limit). Half of it: answers to people go on, and others may share the address.
REFUSED: Final = frozenset({401, 403, 429})
MOST_REFUSALS = 5_000
WINDOW: Final = 600.0  # seconds
# Seconds that discord.py waits by itself for a rate limit, the least that it takes. Whoever asked is told of a longer
# wait and comes again, instead of holding a place for as long.
LONGEST_WAIT: Final = 30.0


class RefusalMeter:
    """Counts what Discord refuses in the way that closes its door; `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._latest = deque[float](maxlen=MOST_REFUSALS)
        self._told_at: float | None = None

    def note(self, status: int, scope: str | None = None) -> None:
        """Count an answer, if it is a refusal that Discord counts: not where others used up a limit that is shared."""
        if status in REFUSED and scope != "shared":
            self._latest.append(self._clock())

    @property
    def lately(self) -> int:
        """How many of the last ten minutes' refusals are counted, at most `MOST_REFUSALS`."""
        begin = self._clock() - WINDOW
        return sum(moment > begin for moment in self._latest)

    def seconds_left(self) -> float:
        """Seconds until something may be tried again that Discord may refuse; 0: now."""
        if len(self._latest) < (self._latest.maxlen or 0):
            return 0.0
        now = self._clock()
        left = self._latest[0] + WINDOW - now
        if left > 0 and (self._told_at is None or now - self._told_at >= WINDOW):
            self._told_at = now
            log.warning("discord_refuses_often seconds=%.0f", left)
        return max(0.0, left)

    def trace(self) -> aiohttp.TraceConfig:
        """What lets an HTTP session have each of its answers counted here."""

        async def count(
            _session: aiohttp.ClientSession, _context: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
        ) -> None:
            self.note(ended.response.status, ended.response.headers.get("X-RateLimit-Scope"))

        traced = aiohttp.TraceConfig()
        traced.on_request_end.append(count)
        return traced


class GlobalPause(asyncio.Event):
    """Set while requests may be sent; a pause ends with the request that began it, however that ends.

    discord.py clears its event when the whole bot is asked to wait, sleeps, and sets it: where the sleep is cancelled,
    such as by a time-out, nothing would be sent any more until the process ends.
    """

    def __init__(self) -> None:
        super().__init__()
        self.set()

    def clear(self) -> None:
        """Begin a pause, in the task of the request that was told of it."""
        super().clear()
        if (request := asyncio.current_task()) is not None:
            request.add_done_callback(lambda _: self.set())
