"""Interactions come over HTTP or over the gateway, never both; and what becomes of them when either ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
from aiohttp import web

from sandbox.discord.endpoint_checks import PING
from sandbox.discord.gateway.intents import GUILD_MESSAGES, GUILDS
from sandbox.discord.gateway.opcodes import Op
from sandbox.discord.http_interactions import send
from sandbox.discord.invocations import Invocation
from sandbox.discord.server import DiscordServer
from sandbox.discord.snowflake import shard_of
from tests.sandbox.discord.api import Api, settle
from tests.sandbox.discord.gateway_client import RawClient
from tests.sandbox.discord.http_bot import FIELD, ME, WAIT, ask, seen

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld
    from sandbox.wire.clock import HeldClock
    from tests.sandbox.discord.api import Place
    from tests.sandbox.discord.http_bot import HttpBot


async def test_an_endpoint_that_is_cleared_still_answers_what_it_was_asked(
    api: Api, place: Place, called: HttpBot
) -> None:
    go_on = asyncio.Event()

    async def wait(_: dict[str, Any]) -> web.StreamResponse:
        await go_on.wait()
        return web.json_response({"type": 4, "data": {"content": "Still here"}})

    called.respond = wait
    heard: list[str] = []
    place.world.listeners.append(lambda event, _data, _guild: heard.append(event))
    before = ask(place)
    await called.next()
    assert (await api("PATCH", ME, {FIELD: None})).json[FIELD] is None
    after = ask(place)
    assert heard == ["INTERACTION_CREATE"]
    go_on.set()
    answer = await seen(before)
    assert answer.message is not None
    assert answer.message.content == "Still here"
    assert (await api("POST", place.callback(after.interaction), {"type": 5})).status == 204
    assert called.heard.empty()
    send(place.world, after.interaction, {})  # which nobody takes any more
    await place.world.settings.outgoing.done()


async def test_shards_that_are_connected_hear_everything_but_interactions(
    world: DiscordWorld, clock: HeldClock, bot: HttpBot
) -> None:
    place = settle(world, clock)
    world.session_starts.max_concurrency = 2
    world.settings.interactions_url = bot.url
    async with (
        DiscordServer(world, clock),
        RawClient.connect(world.gateway_url) as first,
        RawClient.connect(world.gateway_url) as second,
    ):
        shards = [first, second]
        for number, client in enumerate(shards):
            await client.hello()
            await client.identify(world.token, shard=[number, 2], intents=GUILDS | GUILD_MESSAGES)
            await client.dispatch("READY")
        mine = shards.pop(shard_of(place.guild.id, 2))
        await mine.dispatch("GUILD_CREATE")
        assert not (await seen(Invocation(world, place.ask()))).failed
        assert (await mine.dispatch("MESSAGE_CREATE"))["content"] == "Hello"
        await shards[0].send(Op.HEARTBEAT, None)
        assert (await shards[0].next())["op"] == Op.HEARTBEAT_ACK


async def test_the_sandbox_stops_while_an_endpoint_thinks(world: DiscordWorld, clock: HeldClock, bot: HttpBot) -> None:
    """Nothing of it is left behind: a warning would fail this test."""
    place = settle(world, clock)
    world.settings.interactions_url = bot.url
    pinged = asyncio.Event()

    async def wait(heard: dict[str, Any]) -> web.StreamResponse:
        if heard["type"] == PING:
            pinged.set()
        return await asyncio.Future()

    bot.respond = bot.pong = wait
    async with DiscordServer(world, clock) as discord, httpx.AsyncClient(base_url=discord.url) as client:
        asked = place.ask()
        await bot.next()
        edit = asyncio.create_task(Api(world, client)("PATCH", ME, {FIELD: bot.url}))
        await asyncio.wait_for(pinged.wait(), WAIT)
        await world.settings.outgoing.close()
        assert (await asyncio.wait_for(edit, WAIT)).problem(FIELD).startswith("APPLICATION_INTERACTIONS_ENDPOINT")
        again = place.ask()
        await bot.next()
    await asyncio.wait_for(world.settings.outgoing.done(), WAIT)
    assert asked.callback is None
    assert again.callback is None


async def test_while_discord_is_down_nobody_is_called(world: DiscordWorld, clock: HeldClock, bot: HttpBot) -> None:
    place = settle(world, clock)
    world.settings.interactions_url = bot.url
    thinks = bot.respond

    async def wait(_: dict[str, Any]) -> web.StreamResponse:
        return await asyncio.Future()

    async with DiscordServer(world, clock) as discord:
        bot.respond = wait
        asked = Invocation(world, place.ask())
        await bot.next()
        discord.go_down()
        assert (await seen(asked)).failed
        assert (await seen(Invocation(world, place.ask()))).failed
        assert bot.heard.empty()
        discord.come_back()
        bot.respond = thinks
        assert not (await seen(Invocation(world, place.ask()))).failed
