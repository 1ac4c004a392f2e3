"""What the page is given to show and to drive: the simulated services, and the bot between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from sandbox.discord.server import DiscordServer
from sandbox.discord.world import DiscordWorld
from sandbox.musicapi.vendor import Vendor
from sandbox.wire.clock import RunningClock
from sandbox.wire.server import LoopbackServer

BotState = Literal["running", "starting", "stopped"]


class Services(Protocol):
    """Discord and MusicAPI; `webhook_port` is None where MusicAPI does not call the bot."""

    world: DiscordWorld
    discord: DiscordServer
    vendor: Vendor
    vendor_clock: RunningClock
    musicapi: LoopbackServer
    simulates_musicapi: bool
    webhook_port: int | None


class Bot(Protocol):
    """The bot, to be started and ended; `why` is a sentence where it ended by itself, `changed` hears of each state."""

    state: BotState
    since: float
    why: str
    changed: list[Callable[[], None]]

    async def start(self) -> None:
        """Start it where it does not run."""
        ...

    async def stop(self, *, kill: bool = False) -> None:
        """End it in order, or at once as a power cut does."""
        ...

    async def restart(self) -> None:
        """End it in order and start it again."""
        ...
