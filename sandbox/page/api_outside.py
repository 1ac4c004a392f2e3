"""The outside world: what is shown of it, and the trouble that is ordered for it."""

from __future__ import annotations

from collections.abc import Iterable

from aiohttp import web

from sandbox.page.bodies import read_json
from sandbox.page.panel import Panel
from sandbox.page.safety import Refusal
from sandbox.page.troubles import Troubles
from sandbox.wire.failures import SandboxError


class Outside:
    """The routes of the panel."""

    def __init__(self, panel: Panel, troubles: Troubles) -> None:
        self._panel = panel
        self._troubles = troubles

    def routes(self) -> Iterable[web.RouteDef]:
        """Where they are."""
        yield web.get("/api/outside", self._view)
        yield web.get("/api/troubles", self._list)
        yield web.post("/api/trouble", self._order)

    async def _view(self, _: web.Request) -> web.Response:
        return web.json_response(self._panel.view())

    async def _list(self, _: web.Request) -> web.Response:
        return web.json_response(self._troubles.view())

    async def _order(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        try:
            await self._troubles.order(body.text("what"), body.fields)
        except SandboxError as error:
            raise Refusal(str(error)) from error
        return web.json_response({})
