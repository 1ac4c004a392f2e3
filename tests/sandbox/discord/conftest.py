from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox.discord.rest import DiscordRest
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import HeldClock
from sandbox.wire.server import LoopbackServer
from tests import sandbox_operations
from tests.sandbox.discord.api import SONG, Api, Place, check_all, settle
from tests.sandbox.discord.http_bot import FIELD, ME, HttpBot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def world(clock: HeldClock) -> DiscordWorld:
    return DiscordWorld(clock)


@pytest.fixture
def place(world: DiscordWorld, clock: HeldClock) -> Place:
    return settle(world, clock)


@pytest.fixture
async def api(world: DiscordWorld, clock: HeldClock, request: pytest.FixtureRequest) -> AsyncIterator[Api]:
    """The REST API over real HTTP; at the end every answer that it gave is held against Discord's document."""
    async with LoopbackServer(DiscordRest(world).handle, clock) as server:
        world.public_url = server.url
        async with httpx.AsyncClient(base_url=server.url) as client:
            yield Api(world, client)
        await world.settings.outgoing.close()
        check_all(server)
        sandbox_operations.hold(request.node, server.traffic)


@pytest.fixture
async def bot(world: DiscordWorld) -> AsyncIterator[HttpBot]:
    """A bot that waits to be called over HTTP."""
    async with HttpBot(world.settings.outgoing.signer.verify_key) as bot:
        yield bot


@pytest.fixture
async def called(api: Api, place: Place, bot: HttpBot) -> HttpBot:
    """The same once Discord believes it."""
    await place.register(api, SONG)
    reply = await api("PATCH", ME, {FIELD: bot.url})
    assert (reply.status, reply.json[FIELD]) == (200, bot.url), reply.body
    return bot
