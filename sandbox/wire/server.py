"""A simulator's face for processes: a real HTTP server on loopback in front of a plain handler."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Self

from aiohttp import HttpVersion11, hdrs, web
from aiohttp.typedefs import Handler

from sandbox.wire.clock import Clock
from sandbox.wire.exchange import Answer, Request
from sandbox.wire.traffic import Exchange, Traffic
from sandbox.wire.trouble import Trouble

HOST = "127.0.0.1"  # loopback only: the sandbox is nobody else's business
NAMES = (HOST, "localhost", "[::1]")
CHUNKS = 7  # in which an answer goes out that takes its time
LARGEST_BODY = 120 * 1024 * 1024  # ten files at the unboosted limit and their envelope


class LoopbackServer:
    """Serves `handle` on a port of 127.0.0.1 (0 = any free one); use as an async context manager."""

    def __init__(
        self,
        handle: Callable[[Request], Awaitable[Answer]],
        clock: Clock,
        *,
        port: int = 0,
        websockets: dict[str, Callable[[web.Request], Awaitable[web.StreamResponse]]] | None = None,
    ) -> None:
        self.trouble = Trouble()
        self.traffic = Traffic()
        self._handle = handle
        self._clock = clock
        self._port = port
        app = web.Application(client_max_size=LARGEST_BODY, middlewares=[guard])
        for path, socket in (websockets or {}).items():
            app.router.add_get(path, socket)
        app.router.add_route("*", "/{anything:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)

    @property
    def port(self) -> int:
        """The port that is served; known once entered."""
        return self._port

    @property
    def url(self) -> str:
        """The root address, without a slash at its end."""
        return f"http://{HOST}:{self._port}"

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.trouble.clear()
        await self._runner.cleanup()

    async def _answer(self, incoming: web.Request) -> web.StreamResponse:
        started = time.monotonic()
        try:
            body = await incoming.read()
        except ConnectionError:  # whoever sent it was killed in the middle of it
            return web.Response(status=400)  # nobody reads it either
        request = Request(
            incoming.method,
            incoming.path,
            {name: ",".join(incoming.query.getall(name)) for name in incoming.query},
            {name.lower(): value for name, value in incoming.headers.items()},
            body,
        )
        answer = await self.trouble.through(request, self._handle)
        self.traffic.add(Exchange(self._clock.now(), request, answer, time.monotonic() - started))
        if answer.drop:
            if incoming.transport is not None:
                incoming.transport.abort()
            return web.Response(status=500)  # nobody reads it: the connection is gone
        headers = dict(answer.headers)
        if answer.content_type:
            headers["Content-Type"] = answer.content_type
        knows_chunks = incoming.version >= HttpVersion11 and incoming.method != hdrs.METH_HEAD
        if answer.drip is not None and knows_chunks:
            return await _drip(incoming, answer, headers)
        return web.Response(status=answer.status, body=answer.body, headers=headers)


async def _drip(incoming: web.Request, answer: Answer, headers: dict[str, str]) -> web.StreamResponse:
    """Answer late and in chunks."""
    pause = (answer.drip or 0.0) / (CHUNKS + 1)
    response = web.StreamResponse(status=answer.status, headers=headers)
    response.enable_chunked_encoding()
    size = max(1, -(-len(answer.body) // CHUNKS))
    with suppress(ConnectionError):  # whoever asked is gone
        await asyncio.sleep(pause)
        await response.prepare(incoming)
        for begin in range(0, len(answer.body), size):
            await response.write(answer.body[begin : begin + size])
            await asyncio.sleep(pause)
        await response.write_eof()
    return response


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a browser sends for a page of somebody's: a process has no origin, and asks for loopback by name.

    Such a page could else talk to the gateway, or have another name lead here (DNS rebinding) and read everything.
    """
    name = re.sub(r":\d+$", "", request.headers.get(hdrs.HOST, "").lower())
    is_ours = name in NAMES or name.endswith(".localhost")  # which is this machine everywhere, RFC 6761
    if not is_ours or hdrs.ORIGIN in request.headers:
        return web.Response(status=403, text="No page of the web may use this.")
    return await handler(request)
