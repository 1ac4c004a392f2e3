"""Whether this process is alive, and whether it is ready: what an orchestrator asks, in words that people can read.

Alive: each of its loops went round lately; whoever is told that it is not starts it anew. Ready: it has begun, and
reaches what it cannot work without. That MusicAPI is silent is said and makes nobody unready: another process, or this
one started anew, would be no nearer to it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, cast

from bot.concurrency.pulse import Pulse
from bot.context import Context
from bot.gateway.client import Encore
from bot.musicapi.client import Exchange
from data.engine.database import DATABASE_TROUBLE
from data.processes import heartbeats

DATABASE_TIMEOUT: Final = 3.0  # seconds


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part is; a part that is only told of is never what makes the whole unready."""

    name: str
    is_good: bool
    says: str

    @property
    def line(self) -> str:
        """The finding in one line."""
        return f"{'ok' if self.is_good else 'NOT'} {self.name}: {self.says}"


def find_loops(loops: Mapping[str, Pulse]) -> list[Finding]:
    """Whether each loop goes round."""

    def says(pulse: Pulse) -> str:
        if not pulse.is_alive:
            return f"{pulse.seconds_late:.0f} s late" if pulse.has_begun else "has not begun"
        return "goes round" if pulse.has_begun else "begins"

    return [Finding(name, pulse.is_alive, says(pulse)) for name, pulse in loops.items()]


def find_start(loops: Mapping[str, Pulse]) -> Finding:
    """Whether the start is over."""
    waiting = [name for name, pulse in loops.items() if not pulse.has_begun]
    return Finding("start", not waiting, f"waits for {', '.join(waiting)}" if waiting else "over")


def find_discord(client: Encore) -> Finding:
    """Whether Discord's gateway is connected for every shard that this process has, if it has any."""
    if not (known := len(client.connections)):  # nothing is open here: other processes have all shards
        return Finding("discord", True, "answered by another process")
    connected = count_shards(client)  # a shard that waits for its turn to begin a session is not
    return Finding("discord", connected == known, f"{connected} of {known} shards connected")


def count_all_shards(client: Encore) -> int:
    """How many shards the gateway has for this bot, whoever holds them; 0: this process has not asked for any."""
    return cast("int | None", client.shard_count) or 0


def count_shards(client: Encore) -> int:
    """How many shards of the gateway this process holds and has a connection for."""
    return sum(not shard.is_closed() for shard in client.shards.values())


async def find_database(context: Context) -> Finding:
    """Whether the database answers."""
    begun = time.monotonic()
    try:
        async with asyncio.timeout(DATABASE_TIMEOUT):
            await context.database.read(heartbeats.last, context.worker_id)
    except TimeoutError:
        return Finding("database", False, f"no answer within {DATABASE_TIMEOUT:.0f} s")
    except DATABASE_TROUBLE as error:
        return Finding("database", False, type(error).__name__)
    return Finding("database", True, f"answers in {(time.monotonic() - begun) * 1000:.0f} ms")


class VendorWatch:
    """Remembers how MusicAPI answered last; nobody asks it for that."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._silent_since: float | None = None
        self._last: Exchange | None = None

    def hear(self, exchange: Exchange) -> None:
        """Take in an exchange."""
        self._last = exchange
        if exchange.status is not None and exchange.status < 500:
            self._silent_since = None
        elif self._silent_since is None:
            self._silent_since = self._clock()

    def find(self) -> Finding:
        """How MusicAPI does, as far as this process knows."""
        if self._last is None:
            return Finding("musicapi", True, "not asked yet")
        if self._silent_since is None:
            return Finding("musicapi", True, f"answered {self._last.status}")
        return Finding("musicapi", False, f"in trouble for {self._clock() - self._silent_since:.0f} s")
