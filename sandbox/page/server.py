"""The page's server: its files, its routes, and who may use them."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Self

from aiohttp import web

from sandbox.page.api_actions import Actions
from sandbox.page.api_files import Files
from sandbox.page.api_gallery import Gallery
from sandbox.page.api_live import HEARTBEAT, Live
from sandbox.page.api_outside import Outside
from sandbox.page.api_views import Views
from sandbox.page.bodies import LARGEST_FORM
from sandbox.page.hub import Hub
from sandbox.page.panel import Panel
from sandbox.page.safety import Refusal, add_headers, guard
from sandbox.page.services import Bot, Services
from sandbox.page.troubles import Troubles
from sandbox.wire.server import HOST

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


class PageServer:
    """Serves the page of one sandbox on a port of 127.0.0.1 (0 = any free one); use as an async context manager."""

    def __init__(self, services: Services, bot: Bot, *, port: int = 0, heartbeat: float = HEARTBEAT) -> None:
        self._port = port
        self._open = AsyncExitStack()
        self._hub = Hub(services.world)
        self._troubles = Troubles(services, bot)
        self._panel = Panel(services, bot, self._troubles, self._hub)
        self.gallery = Gallery()
        app = web.Application(middlewares=[guard(lambda: self._port)], client_max_size=LARGEST_FORM)
        app.on_response_prepare.append(add_headers)
        app.on_shutdown.append(self._end_streams)
        apis = (
            Views(services.world),
            Files(services.world),
            Actions(services.world, lambda: self._troubles.discord_up),
            Live(services.world, self._hub, heartbeat),
            Outside(self._panel, self._troubles),
            self.gallery,
        )
        for api in apis:
            app.router.add_routes(api.routes())
        app.router.add_get("/{path:(?!api/|files/).*}", _static)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)

    @property
    def port(self) -> int:
        """The port that is served; known once entered."""
        return self._port

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://{HOST}:{self._port}"

    @property
    def open_pages(self) -> int:
        """How many pages are being told what happens."""
        return len(self._hub.streams)

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self._hub)
            await stack.enter_async_context(self._panel)
            stack.push_async_callback(self._troubles.close)
            stack.push_async_callback(self._runner.cleanup)
            await self._runner.setup()
            await web.TCPSite(self._runner, HOST, self._port).start()
            self._port = self._runner.addresses[0][1]
            self._open = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def _end_streams(self, _: web.Application) -> None:
        self._hub.end()


async def _static(request: web.Request) -> web.StreamResponse:
    # Looked up among what is there: no path that was asked for is ever opened.
    there = {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*") if path.suffix in TYPES}
    path = there.get(request.match_info["path"] or "index.html")
    if path is None:
        raise Refusal("There is nothing here.", 404)
    return web.FileResponse(path, headers={"Content-Type": TYPES[path.suffix], "Cache-Control": "no-cache"})
