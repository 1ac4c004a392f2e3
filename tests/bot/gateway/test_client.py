"""How the bot reaches Discord."""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.gateway.client import CONNECTIONS, Encore


async def test_a_crowd_is_answered_over_connections_that_are_kept() -> None:
    connections, everybody = set[object](), asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        connections.add(request.transport)
        if len(connections) == CONNECTIONS:
            everybody.set()
        await everybody.wait()
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_post("/", answer)
    async with TestServer(app) as server, Encore() as client:
        async with aiohttp.ClientSession(connector=client.http.connector, connector_owner=False) as session:

            async def post() -> str:
                async with session.post(server.make_url("/")) as answered:
                    return await answered.text()

            assert await asyncio.gather(*(post() for _ in range(2 * CONNECTIONS))) == ["ok"] * 2 * CONNECTIONS
        assert len(connections) == CONNECTIONS
        await client.http.connector.close()


async def test_a_goodbye_that_nobody_answers_is_not_waited_for() -> None:
    class Unanswered(Encore):
        async def close(self) -> None:
            if self.is_waited_for:
                await asyncio.Event().wait()
            await super().close()

        is_waited_for = True

    async with Unanswered() as client:
        await client.close_within(0.01)
        client.is_waited_for = False  # what entered it closes it as well
