"""The time that the simulated world lives by: real, sped up, or held by a test."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the world's time in Unix seconds and waits in it."""

    def now(self) -> float:
        """The world's time, in Unix seconds."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return when `seconds` of the world's time have passed."""
        ...


class RunningClock:
    """Runs `speed` times as fast as real time, from the moment it is made."""

    def __init__(self, speed: float = 1.0) -> None:
        self._speed = speed
        self._world = time.time()
        self._real = time.monotonic()

    @property
    def speed(self) -> float:
        """World seconds per real second."""
        return self._speed

    @speed.setter
    def speed(self, value: float) -> None:
        # The new speed counts from now on: the world's time never jumps and never goes back.
        self._world, self._real, self._speed = self.now(), time.monotonic(), value

    def now(self) -> float:
        """The world's time, in Unix seconds."""
        return self._world + (time.monotonic() - self._real) * self._speed

    async def sleep(self, seconds: float) -> None:
        """Wait for `seconds` of the world's time; a change of speed counts from the next wait on."""
        await asyncio.sleep(max(0.0, seconds) / self._speed)


class HeldClock:
    """Stands still until a test calls `advance`."""

    def __init__(self, start: float = 1_800_000_000.0) -> None:
        self._now = start
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        """The world's time, in Unix seconds."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Move the time forward and wake whoever waited for less."""
        self._now += seconds
        while self._sleepers and self._sleepers[0][0] <= self._now:
            _, _, sleeper = heapq.heappop(self._sleepers)
            if not sleeper.done():
                sleeper.set_result(None)

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock was advanced by `seconds`."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        sleeper: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._order), sleeper))
        await sleeper


def stamp(unix_seconds: float) -> str:
    """The moment as ISO 8601 with microseconds, as both protocols write it but for their suffix."""
    return datetime.fromtimestamp(unix_seconds, UTC).isoformat(timespec="microseconds")
