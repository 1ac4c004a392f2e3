"""What the gallery shows: states of messages and forms, given by whoever knows what the bot can show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aiohttp import web

from sandbox.discord.entities import Payload

ENGLISH = "en"


class Gallery:
    """States by language: each has a `name` ("Theme: what is so"), and a `message` or a `modal` that is drawn."""

    def __init__(self) -> None:
        self._states: dict[str, Sequence[Payload]] = {}

    def hang(self, language: str, states: Sequence[Payload]) -> None:
        """Show these in one language, instead of what was there."""
        self._states[language] = states

    def routes(self) -> Iterable[web.RouteDef]:
        """Where it is asked for."""
        yield web.get("/api/gallery", self._show)

    async def _show(self, request: web.Request) -> web.Response:
        states = self._states.get(request.query.get("language", ENGLISH), ())
        return web.json_response({"states": list(states)})
