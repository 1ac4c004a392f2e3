"""Discord's face for processes: REST, files and the gateway on one loopback port, the voice server on its own."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from typing import Self

from sandbox.discord.changes import Change
from sandbox.discord.due import catch_up
from sandbox.discord.gateway.gateway import HEARTBEAT_INTERVAL, IDENTIFY_INTERVAL, Gateway
from sandbox.discord.rest import DiscordRest
from sandbox.discord.voice.server import VoiceServer
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import Clock
from sandbox.wire.server import HOST, LoopbackServer

GATEWAY_PATH = "/gateway"
API_PATH = "/api/v10"
MINUTE = 60.0  # seconds of the world's; threads are archived by minutes, and polls may end late


class DiscordServer(LoopbackServer):
    """Serves one world on a port of 127.0.0.1 (0 = any free one); use as an async context manager."""

    def __init__(
        self,
        world: DiscordWorld,
        clock: Clock,
        *,
        port: int = 0,
        heartbeat_interval: float = HEARTBEAT_INTERVAL,
        identify_interval: float = IDENTIFY_INTERVAL,
    ) -> None:
        self.world = world
        self.gateway = Gateway(world, heartbeat_interval=heartbeat_interval, identify_interval=identify_interval)
        self.rest = DiscordRest(world)
        self.voice = VoiceServer(world, heartbeat_interval=heartbeat_interval)
        super().__init__(self.rest.handle, clock, port=port, websockets={GATEWAY_PATH: self.gateway.socket})
        world.watchers.append(self._notice)

    @property
    def api_url(self) -> str:
        """The root of the REST API, as `DISCORD_API_URL` takes it."""
        return self.url + API_PATH

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        try:
            await self.voice.__aenter__()
        except BaseException:
            await super().__aexit__()
            raise
        self.world.public_url = self.url
        self.world.gateway_url = f"ws://{HOST}:{self.port}{GATEWAY_PATH}"
        self._catching_up = asyncio.create_task(self._catch_up())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._catching_up.cancel()
        with suppress(asyncio.CancelledError):
            await self._catching_up
        self.gateway.closes = True
        self.gateway.drop_all()
        async with AsyncExitStack() as last:  # each of them, whatever becomes of the others
            last.push_async_callback(super().__aexit__)
            last.push_async_callback(self.voice.__aexit__)
            last.push_async_callback(self.world.settings.outgoing.close)

    async def ready(self) -> None:
        """Return once a bot listens on all its shards and has registered commands."""
        await self.gateway.until(lambda: self.is_heard() and self._commands())

    async def gone(self) -> None:
        """Return once no bot is connected."""
        await self.gateway.until(lambda: not self.gateway.connections)

    def go_down(self) -> None:
        """An outage: every connection breaks and none is taken or made, REST's, the gateway's or an endpoint's."""
        self.trouble.down = self.gateway.closes = self.world.settings.outgoing.is_down = True
        self.gateway.drop_all()
        self.world.settings.outgoing.break_off()

    def come_back(self) -> None:
        """The end of the outage."""
        self.trouble.down = self.gateway.closes = self.world.settings.outgoing.is_down = False

    def is_heard(self) -> bool:
        """Whether a bot listens on all its shards."""
        connected = [session for session in self.gateway.sessions if session.is_connected]
        return any(
            {session.shard for session in connected if session.shards == shards} == set(range(shards))
            for shards in {session.shards for session in connected}
        )

    def _commands(self) -> bool:
        return bool(self.world.commands) or any(guild.commands for guild in self.world.guilds.values())

    async def _catch_up(self) -> None:
        while True:
            catch_up(self.world)
            await self.world.clock.sleep(MINUTE)

    def _notice(self, change: Change) -> None:
        if change.kind == "commands":
            self.gateway.note()
