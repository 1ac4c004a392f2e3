"""How the connection to Discord's gateway is held: soon back after an outage, and sparing with new sessions.

discord.py 2.7.1 waits up to 17 minutes between two tries, and up to 5 seconds before each session even where none was
begun for hours. It also measures a heartbeat's way from the one before, where the answer outruns its own thread.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, Literal

from discord import gateway, shard
from discord.backoff import ExponentialBackoff
from discord.gateway import KeepAliveHandler

LONGEST_WAIT = 15.0  # seconds between two tries
APART = 5.5  # seconds between two sessions: Discord wants five (documentation: Gateway, Max Concurrency)
DAY = 86_400.0
# Of the sessions that Discord allows in a day: so many at once, and so many over a day. It resets the token of a bot
# that uses them up.
AT_ONCE, A_DAY = 0.1, 0.5
WAITED_WHILE_CONNECTING = 20.0  # seconds, of the 60 that discord.py gives a connection to begin its session

log = logging.getLogger(__name__)


class PromptBackoff(ExponentialBackoff[Literal[False]]):
    """Waits longer from try to try, but never longer than `LONGEST_WAIT`."""

    def delay(self) -> float:
        """Seconds until the next try."""
        return min(LONGEST_WAIT, super().delay())


class PunctualKeepAlive(KeepAliveHandler):
    """Sends the heartbeats, and measures each from the moment before it was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked_at = self._last_send

    def get_payload(self) -> dict[str, Any]:
        """The heartbeat that is sent now."""
        self._asked_at = time.perf_counter()
        return super().get_payload()

    def ack(self) -> None:
        """Note that the heartbeat was answered; the thread that sent it may not know yet that it did."""
        self._last_send = self._asked_at
        super().ack()


class SessionPace:
    """When the next session may begin, so that a day's sessions last for the day; `now` gives seconds."""

    def __init__(self, a_day: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most = max(1.0, a_day * AT_ONCE)
        self._per_second = a_day * A_DAY / DAY
        self._now = now
        self._left = self._most
        self._last: float | None = None

    def seconds_left(self) -> float:
        """Seconds until the next session may begin; 0: now."""
        if self._last is None:
            return 0.0
        passed = self._now() - self._last
        left = self._left + passed * self._per_second
        return max(0.0, APART - passed, (1.0 - left) / self._per_second)

    def take(self) -> None:
        """Count a session that begins now."""
        now = self._now()
        passed = 0.0 if self._last is None else now - self._last
        self._left = min(self._most, self._left + passed * self._per_second) - 1.0
        self._last = now

    async def wait(self) -> None:
        """Return when the next session may begin, and count it."""
        await asyncio.sleep(self.seconds_left())
        self.take()


class PatientShard(shard.Shard):
    """Waits for a session before it connects: discord.py waits while it connects, for 60 seconds, and then anew.

    The other shards are tended meanwhile: what is to be done comes back into the client's queue once it is time.
    """

    async def reconnect(self) -> None:
        """Begin a new session, or come back once one may begin."""
        if (wait := self._seconds_left()) > 0:
            self._come_back(wait, shard.EventItem(shard.EventType.reconnect, self, None))
        else:
            await super().reconnect()

    async def reidentify(self, exc: gateway.ReconnectWebSocket) -> None:
        """Resume, which begins no session; or begin one, or come back once one may begin."""
        if not exc.resume and (wait := self._seconds_left()) > 0:
            self._come_back(wait, shard.EventItem(shard.EventType.identify, self, exc))
        else:
            await super().reidentify(exc)

    def _seconds_left(self) -> float:
        pace = getattr(self._client, "session_pace", None)
        left = pace.seconds_left() if isinstance(pace, SessionPace) else 0.0
        return left if left > WAITED_WHILE_CONNECTING else 0.0

    def _come_back(self, wait: float, item: shard.EventItem) -> None:
        log.warning("session_waits shard=%s seconds=%.0f", self.id, wait)
        self._cancel_task()

        async def come_back() -> None:
            await asyncio.sleep(wait)
            self._queue_put(item)

        self._task = asyncio.create_task(come_back())


def hold_connections() -> None:
    """Let discord.py hold every connection of this process so."""
    gateway.KeepAliveHandler = PunctualKeepAlive
    shard.ExponentialBackoff = PromptBackoff  # pyright: ignore[reportPrivateImportUsage] - where it is looked up
    shard.Shard = PatientShard
