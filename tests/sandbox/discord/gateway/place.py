"""A world with one guild, and the clients that connect to its gateway."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from sandbox.discord.gateway.gateway import Gateway
from sandbox.discord.people import Person
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import HeldClock
from tests.sandbox.discord.gateway_client import WAIT, RawClient

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from sandbox.discord.gateway.session import Session


class Place:
    """A world with one guild, and its gateway on a socket; time moves only when a test says so."""

    def __init__(self) -> None:
        self.clock = HeldClock()
        self.world = DiscordWorld(self.clock)
        self.gateway = Gateway(self.world)
        self.mia = self.world.add_user("mia")
        self.admin = Person(self.world, self.mia)  # whose guild it is
        self.guild = self.world.add_guild("Studio", self.mia)
        self.songs = self.world.add_channel(self.guild, "songs")

    def client(self, compress: str = "") -> AbstractAsyncContextManager[RawClient]:
        return RawClient.connect(self.world.gateway_url, compress=compress)

    async def identified(self, client: RawClient, **more: object) -> Session:
        """A session that has heard of the guild."""
        await client.hello()
        await client.identify(self.world.token, **more)
        await client.dispatch("READY")
        await client.dispatch("GUILD_CREATE")
        return self.gateway.sessions[-1]

    def left_voice(self) -> Callable[[], Awaitable[None]]:
        """What waits until somebody leaves a voice channel, from now on."""
        left = asyncio.Event()

        def listen(event: str, data: dict[str, Any], _: int | None) -> None:
            if event == "VOICE_STATE_UPDATE" and data["channel_id"] is None:
                left.set()

        self.world.listeners.append(listen)

        async def wait() -> None:
            await asyncio.wait_for(left.wait(), WAIT)

        return wait

    async def until(self, condition: Any) -> None:
        await asyncio.wait_for(self.gateway.until(condition), WAIT)
