"""How the bot reaches Discord."""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.client import CONNECTIONS, Encore


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
