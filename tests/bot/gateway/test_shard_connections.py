"""The connections of a process's shards: each is brought back by itself, and waits for its turn before it connects."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Literal

import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.gateway.client import Encore, point_at
from sandbox.discord.gateway.opcodes import CloseCode
from sandbox.world import Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.discord.gateway.gateway import Gateway

TIMEOUT = 30.0  # seconds for anything at all


class Turns:
    """Turns that come when the test says so; shard 0's is always there."""

    concurrency = 2

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.taken: list[int] = []
        self.come = defaultdict[int, asyncio.Event](asyncio.Event)
        self.come[0].set()

    async def wait_until_near(self, shard_id: int) -> None:
        self.asked.append(shard_id)
        await self.come[shard_id].wait()

    async def take(self, shard_id: int) -> None:
        self.taken.append(shard_id)


class Quiet(Encore):
    """Answers nobody."""

    async def setup_hook(self) -> None:
        """Load nothing."""


class Place:
    """A client that is logged in, before a gateway of two shards."""

    def __init__(self, client: Encore, gateway: Gateway) -> None:
        self.client, self.gateway = client, gateway
        self.turns = Turns()
        given: Any = self.turns
        client.identify_turns = given

    async def heard(self, *shards: int) -> None:
        """Wait until just these shards are listened to."""

        def listens() -> bool:
            return sorted(each.shard for each in self.gateway.sessions if each.is_connected) == [*shards]

        async with asyncio.timeout(TIMEOUT):
            await self.gateway.until(listens)


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    base, built_in = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    async with Sandbox(identify_interval=0.0, shards=2, simulates_musicapi=False) as sandbox, Quiet() as client:
        point_at(sandbox.discord.api_url)
        await client.login(sandbox.world.token)
        assert (await client.find_gateway()).shards == 2
        yield Place(client, sandbox.discord.gateway)
        await client.close()
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, built_in


async def test_a_shard_whose_turn_has_not_come_opens_no_connection_and_holds_up_no_other(place: Place) -> None:
    place.client.open_shards([1, 0], 2)
    await place.heard(0)
    assert sorted(place.turns.asked) == [0, 1]
    assert (place.turns.taken, len(place.gateway.connections)) == ([0], 1)
    place.turns.come[1].set()
    await place.heard(0, 1)
    assert sorted(place.client.shards) == [0, 1]  # discord.py knows them as well


async def test_a_session_that_begins_anew_waits_for_its_turn_and_holds_up_no_other(place: Place) -> None:
    place.turns.come[1].set()
    place.client.open_shards([0, 1], 2)
    await place.heard(0, 1)
    place.turns.come[1].clear()
    place.gateway.invalidate_all()
    await place.heard(0)
    place.turns.come[1].set()
    await place.heard(0, 1)
    assert sorted(place.turns.taken) == [0, 0, 1, 1]


async def test_a_session_that_resumes_takes_no_turn(place: Place) -> None:
    place.client.open_shards([0], 2)
    await place.heard(0)
    (session,) = place.gateway.sessions
    place.gateway.ask_reconnect()
    async with asyncio.timeout(TIMEOUT):
        await place.gateway.until(lambda: session.resumes == 1)
    assert place.turns.taken == [0]


async def test_shards_that_are_closed_are_heard_no_more_whatever_they_were_at(place: Place) -> None:
    place.client.open_shards([0, 1], 2)
    await place.heard(0)
    await asyncio.gather(place.client.close_shards(), place.client.close_shards())
    await place.heard()
    place.turns.come[1].set()
    place.client.open_shards([1], 3)  # out of another count
    await place.heard(1)
    assert [session.shards for session in place.gateway.sessions] == [3]


async def test_more_shards_are_opened_beside_those_that_are_open(place: Place) -> None:
    place.turns.come[1].set()
    place.client.open_shards([1], 2)
    await place.heard(1)
    place.client.open_shards([0], 2)
    await place.heard(0, 1)
    assert len(place.client.connections) == 2


async def test_shards_that_come_one_after_the_other_all_become_ready(place: Place) -> None:
    def told(event: Literal["shard_connect", "shard_ready"], shard_id: int) -> asyncio.Task[int]:
        return asyncio.create_task(place.client.wait_for(event, check=lambda told_of: told_of == shard_id))

    ready = [told("shard_ready", shard_id) for shard_id in (0, 1)]
    begun = told("shard_connect", 0)
    place.turns.come[1].set()
    async with asyncio.timeout(TIMEOUT):
        place.client.open_shards([0], 2)
        await begun  # from here on, discord.py waits two seconds for more of its servers
        place.client.open_shards([1], 2)
        await asyncio.gather(*ready)
    assert place.client.are_ready


async def test_shards_that_are_paused_go_on_with_their_sessions_and_take_no_turn(place: Place) -> None:
    place.turns.come[1].set()
    place.client.open_shards([0, 1], 2)
    await place.heard(0, 1)
    sessions = {session.shard: session for session in place.gateway.sessions}
    await place.client.pause_shards()
    await place.heard()
    place.client.forget_paused([0])  # the other one is another process's now
    place.client.open_shards([0], 2)
    await place.heard(0)
    assert (sessions[0].resumes, sorted(place.turns.taken)) == (1, [0, 1])
    place.client.open_shards([1], 2)
    await place.heard(0, 1)
    assert sorted(place.turns.taken) == [0, 1, 1]


async def test_a_paused_session_that_discord_has_forgotten_begins_anew(place: Place) -> None:
    place.client.open_shards([0], 2)
    await place.heard(0)
    await place.client.pause_shards()
    await place.heard()
    place.gateway.sessions.clear()
    place.client.open_shards([0], 2)
    await place.heard(0)
    assert place.turns.taken == [0, 0]


async def test_what_ends_a_shard_for_good_is_told(place: Place) -> None:
    place.client.open_shards([0], 2)
    await place.heard(0)
    place.gateway.close_all(CloseCode.INVALID_SHARD)
    with pytest.raises(discord.ConnectionClosed):
        async with asyncio.timeout(TIMEOUT):
            await place.client.connections.wait_for_trouble()
