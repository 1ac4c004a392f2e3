"""An HTTP server for an open network: a bounded number of connections, of which each takes one request.

Senders that are slow, or open a thousand connections at once, are let go: the oldest connection ends where there are
too many, as whoever means it is served in no time. What is answered, and what is said of strangers, is the caller's.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.http.listening import open_port


@dataclass(frozen=True, slots=True)
class Bounds:
    """What strangers may take up; times in seconds."""

    connections: int  # at once
    header_timeout: float  # from the connection to the end of its headers
    linger_time: float = 0.0  # of reading on after an early answer, so that the sender sees it
    shutdown_timeout: float = 1.0  # for the answers under way when the server stops


@asynccontextmanager
async def serve(
    answer: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]],
    address: tuple[str, int],
    bounds: Bounds,
    *,
    setting: str,
    complain: Callable[[], None],
    crowded: Callable[[], None],
) -> AsyncGenerator[int]:
    """Answer requests at this address, which `setting` names (port 0: any free one); yields the port.

    `complain` is called for what was no HTTP, `crowded` for each connection that ends because there are too many.
    Raises CannotListen.
    """
    server = _Server(answer, bounds, _logger(complain), crowded)
    listener, taken = await open_port(server, *address, setting=setting)
    try:
        yield taken
    finally:
        listener.close()
        server.pre_shutdown()
        await server.shutdown(bounds.shutdown_timeout)


def close_with(**values: Any) -> web.Response:
    """A response after which its connection ends, and which does not say what made it."""
    values["headers"] = {"Server": "Encore", **values.get("headers", {})}
    response = web.Response(**values)
    response.force_close()
    return response


class _Server(web.Server):
    """Closes its oldest connection when there are too many."""

    def __init__(
        self,
        answer: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]],
        bounds: Bounds,
        logger: logging.Logger,
        crowded: Callable[[], None],
    ) -> None:
        super().__init__(
            answer,
            access_log=None,
            logger=logger,
            keepalive_timeout=bounds.header_timeout,  # aiohttp's only limit for one that sends no whole headers
            lingering_time=bounds.linger_time,
            auto_decompress=False,  # a signature is of the bytes as sent, and a few of them may unpack to gigabytes
        )
        self._most, self._crowded = bounds.connections, crowded
        # Many may come before the first of them is closed: each has to close another one, or their number grows.
        self._closing = set[web.RequestHandler]()

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        """Accept a connection, and close the oldest one if there are too many."""
        super().connection_made(handler, transport)
        here = self.connections
        self._closing.intersection_update(here)
        staying = [each for each in here if each not in self._closing]
        if len(staying) > self._most:
            self._crowded()
            self._closing.add(staying[0])
            staying[0].force_close()


def _logger(complain: Callable[[], None]) -> logging.Logger:
    """A logger for aiohttp, which complains of what strangers sent, each time and at length."""

    class Complaints(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.exc_info:  # the others are notes on how a connection ended
                complain()

    logger = logging.Logger("bounded_http", logging.DEBUG)  # noqa: LOG001 - one of our own, of no tree
    logger.addHandler(Complaints())
    return logger
