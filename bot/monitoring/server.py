"""A small HTTP server for whoever watches this process: three pages, no bodies, one request a connection.

It has no password: MONITORING_LISTEN is an address of this machine or of a private network. It withstands a network
scan all the same: who is slow, sends too much or comes in crowds is let go, and none of it is logged.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from aiohttp import web

from bot.listening import open_port

log = logging.getLogger(__name__)

MAX_CONNECTIONS: Final = 16  # at once
HEADER_TIMEOUT: Final = 5.0  # seconds from the connection to the end of its headers
ANSWER_TIMEOUT: Final = 5.0  # seconds for a page
SHUTDOWN_TIMEOUT: Final = 1.0  # seconds for the answers under way when the bot stops
TEXT: Final = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """What is answered."""

    body: bytes
    status: HTTPStatus = HTTPStatus.OK
    content_type: str = TEXT


Pages = Mapping[str, Callable[[], Awaitable[Page]]]


@asynccontextmanager
async def listen(pages: Pages, host: str, port: int) -> AsyncGenerator[int]:
    """Answer with `pages`, by their paths, at this address (port 0: any free one); yields the port.

    Raises CannotListen.
    """
    server = _Server(pages)
    listener, taken = await open_port(server, host, port, setting="MONITORING_LISTEN")
    try:
        yield taken
    finally:
        listener.close()
        server.pre_shutdown()
        await server.shutdown(SHUTDOWN_TIMEOUT)


class _Server(web.Server):
    """Closes its oldest connection when there are too many."""

    def __init__(self, pages: Pages) -> None:
        super().__init__(
            self._answer,
            access_log=None,
            logger=_silent_logger(),
            keepalive_timeout=HEADER_TIMEOUT,  # aiohttp's only limit for a connection that sends no whole headers
            lingering_time=0.0,
        )
        self._pages = pages
        self._closing = set[web.RequestHandler]()

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        """Accept a connection, and close the oldest one if there are too many."""
        super().connection_made(handler, transport)
        here = self.connections
        self._closing.intersection_update(here)
        staying = [each for each in here if each not in self._closing]
        if len(staying) > MAX_CONNECTIONS:
            self._closing.add(staying[0])
            staying[0].force_close()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        page = await self._page(request)
        response = web.Response(
            body=b"" if request.method == "HEAD" else page.body,
            status=page.status,
            headers={"Server": "Encore", "Content-Type": page.content_type, "Cache-Control": "no-store"},
        )
        response.force_close()
        return response

    async def _page(self, request: web.BaseRequest) -> Page:
        ask = self._pages.get(request.path)
        if ask is None:
            known = " ".join(self._pages)
            return Page(f"There is nothing here but {known}\n".encode(), HTTPStatus.NOT_FOUND)
        if request.method not in ("GET", "HEAD"):
            return Page(b"Only GET is answered.\n", HTTPStatus.METHOD_NOT_ALLOWED)
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                return await ask()
        except TimeoutError:
            return Page(b"It took too long.\n", HTTPStatus.SERVICE_UNAVAILABLE)
        except Exception as error:
            log.error("monitoring_broken path=%s", request.path, exc_info=error)
            return Page(b"It is broken; the log says why.\n", HTTPStatus.INTERNAL_SERVER_ERROR)


def _silent_logger() -> logging.Logger:
    """A logger for aiohttp, which complains of what strangers sent, each time and at length."""
    logger = logging.Logger("monitoring_server", logging.CRITICAL)  # noqa: LOG001 - one of our own, of no tree
    logger.addHandler(logging.NullHandler())
    return logger
