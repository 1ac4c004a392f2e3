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

from bot.http.server import Bounds, close_with, serve

log = logging.getLogger(__name__)

MAX_CONNECTIONS: Final = 16  # at once
BOUNDS: Final = Bounds(MAX_CONNECTIONS, header_timeout=5.0)
ANSWER_TIMEOUT: Final = 5.0  # seconds for a page
TEXT: Final = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """What is answered."""

    body: bytes
    status: HTTPStatus = HTTPStatus.OK
    content_type: str = TEXT


Pages = Mapping[str, Callable[[], Awaitable[Page]]]


class KeptPage:
    """An answer that is made every `seconds` at most: who asks sooner, however often, gets the last one once more."""

    def __init__(self, ask: Callable[[], Awaitable[Page]], *, clock: Callable[[], float], seconds: float = 1.0) -> None:
        self._ask, self._clock, self._seconds = ask, clock, seconds
        self._made: tuple[float, Page] | None = None
        self._making = asyncio.Lock()

    async def __call__(self) -> Page:
        """Answer; of those who ask while a page is made, all get that one."""
        async with self._making:
            if self._made is None or not 0.0 <= self._clock() - self._made[0] < self._seconds:
                page = await self._ask()
                self._made = self._clock(), page
            return self._made[1]


@asynccontextmanager
async def listen(pages: Pages, host: str, port: int) -> AsyncGenerator[int]:
    """Answer with `pages`, by their paths, at this address (port 0: any free one); yields the port.

    Raises CannotListen.
    """
    asked = _Pages(pages)
    silent = {"complain": _say_nothing, "crowded": _say_nothing}
    async with serve(asked.answer, (host, port), BOUNDS, setting="MONITORING_LISTEN", **silent) as taken:
        yield taken


def _say_nothing() -> None:
    """Log nothing: whoever scans a network would fill the log."""


class _Pages:
    """Answers requests with pages."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer with a page, or why there is none."""
        page = await self._page(request)
        headers = {"Content-Type": page.content_type, "Cache-Control": "no-store"}
        return close_with(body=b"" if request.method == "HEAD" else page.body, status=page.status, headers=headers)

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
