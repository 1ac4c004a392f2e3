"""A process that is killed again and again, and what is known of each of its lives."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.discord.ratelimit import RateLimits
from tests.e2e.forked_bot import ForkedBot
from tests.torture.fault_points import Fates, FaultOrders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.world import Sandbox

# Said at the end of every start: by the process that people are answered by, and by one that stands by.
WORKS = (b" ready user=", b" gateway_taken by=")


class Victim:
    """A bot in this world with fault points, whatever else is its fate; its log is `<folder>/<name>.log`."""

    def __init__(
        self, world: Sandbox, env: Mapping[str, str], folder: Path, name: str, fate: Callable[[], None]
    ) -> None:
        self.orders = FaultOrders(folder / name)
        self.bot = ForkedBot(
            {**env, "WORKER_ID": name}, folder / f"{name}.log", Fates((self.orders.fate, fate)), lease=10.0
        )
        self.bot.listeners.append(self._hear)
        self.peak_memory = 0  # bytes
        self._world = world
        self._works = asyncio.Event()

    async def start(self) -> None:
        """Start it, unless it runs."""
        if not self.bot.running:
            self._works.clear()
            self._world.discord.rest.rate_limits = RateLimits(self._world.world.clock)  # as if a while had passed
            await self.bot.start()

    async def wait_until_it_works(self, seconds: float) -> None:
        """Return once its start is over, it has ended, or so many seconds have passed."""
        await self._wait_for(self._works, seconds)

    async def wait_for_its_end(self, seconds: float) -> bool:
        """Whether it ends within so many seconds."""
        await self._wait_for(asyncio.Event(), seconds)
        return not self.bot.running

    async def _wait_for(self, event: asyncio.Event, seconds: float) -> None:
        waiting = [asyncio.create_task(event.wait()), asyncio.create_task(self.bot.ended())]
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        self._note_memory()
        for each in waiting:
            each.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    def said(self) -> str:
        """Its log."""
        return self.bot.log.read_text(errors="replace") if self.bot.log.exists() else ""

    def _hear(self, said: bytes) -> None:
        if any(words in said for words in WORKS):
            self._works.set()

    def _note_memory(self) -> None:
        with suppress(OSError, ValueError):  # it has just ended, or the system has no such file
            found = re.search(r"^VmHWM:\s+(\d+) kB", Path(f"/proc/{self.bot.pid}/status").read_text(), re.MULTILINE)
            if found is not None:
                self.peak_memory = max(self.peak_memory, int(found[1]) * 1024)
