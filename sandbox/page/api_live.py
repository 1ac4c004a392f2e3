"""Events as they happen, as a stream (HTML standard, 9.2: server-sent events)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable

from aiohttp import ClientConnectionResetError, web

from sandbox.discord.world import DiscordWorld
from sandbox.page.api_views import find_person
from sandbox.page.bodies import as_id
from sandbox.page.hub import Hub, Stream
from sandbox.page.safety import Refusal

HEARTBEAT = 15.0  # seconds of silence after which a comment shows that the stream is open
MOST_STREAMS = 32
RETRY = b"retry: 1000\n\n"  # milliseconds after which a browser comes back


class Live:
    """The route by which a page hears of everything; after each (new) start of it, the page reads everything again."""

    def __init__(self, world: DiscordWorld, hub: Hub, heartbeat: float = HEARTBEAT) -> None:
        self._world = world
        self._hub = hub
        self._heartbeat = heartbeat

    def routes(self) -> Iterable[web.RouteDef]:
        """Where it is."""
        yield web.get("/api/live", self._live, allow_head=False)

    async def _live(self, request: web.Request) -> web.StreamResponse:
        person = find_person(self._world, as_id(request.query.get("as", ""), "as"))
        if len(self._hub.streams) >= MOST_STREAMS:
            raise Refusal("Too many pages are open.", 503)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        stream = Stream(person.user, lambda: _cut(request))
        self._hub.streams.add(stream)
        try:
            await response.prepare(request)
            await response.write(RETRY)
            await self._tell(stream, response)
        except (ConnectionResetError, ClientConnectionResetError):
            pass  # the page was closed
        finally:
            self._hub.streams.discard(stream)
        return response

    async def _tell(self, stream: Stream, response: web.StreamResponse) -> None:
        while True:
            try:
                event = await asyncio.wait_for(stream.next(), self._heartbeat)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if event is None:
                return
            await response.write(b"data: " + json.dumps(event, separators=(",", ":")).encode() + b"\n\n")


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
