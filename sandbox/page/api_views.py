"""What a person sees: the servers, a channel's messages, the commands on offer."""

from __future__ import annotations

from collections.abc import Iterable

from aiohttp import web

from sandbox.discord.people import Person
from sandbox.discord.world import DiscordWorld
from sandbox.page import views
from sandbox.page.bodies import as_id
from sandbox.page.safety import Refusal

NEWEST = 500  # messages of a channel that are shown


def find_person(world: DiscordWorld, user_id: int) -> Person:
    """Who has this id, of the people whom one can be; raises Refusal."""
    user = world.users.get(user_id)
    if user is None or user not in views.inhabitants(world):
        raise Refusal("There is nobody with this id.", 404)
    return Person(world, user)


class Views:
    """The routes by which the page reads the world."""

    def __init__(self, world: DiscordWorld) -> None:
        self._world = world

    def routes(self) -> Iterable[web.RouteDef]:
        """Where they are."""
        yield web.get("/api/world", self._world_view)
        yield web.get("/api/channel", self._channel)
        yield web.get("/api/commands", self._commands)

    async def _world_view(self, request: web.Request) -> web.Response:
        # Before the page knows anybody, it asks without a name and is given the first.
        first = str(views.inhabitants(self._world)[0].id)
        person = find_person(self._world, as_id(request.query.get("as") or first, "as"))
        return web.json_response(views.world_view(self._world, person.user))

    async def _channel(self, request: web.Request) -> web.Response:
        person, channel_id = self._asked(request)
        messages = person.messages(channel_id)[-NEWEST:]
        shown = [views.message_view(self._world, person.user, message) for message in messages]
        return web.json_response({"messages": shown})

    async def _commands(self, request: web.Request) -> web.Response:
        person, channel_id = self._asked(request)
        offered = [views.command_view(command, person.user.locale) for command in person.commands(channel_id)]
        return web.json_response({"commands": offered})

    def _asked(self, request: web.Request) -> tuple[Person, int]:
        person = find_person(self._world, as_id(request.query.get("as", ""), "as"))
        return person, as_id(request.query.get("channel", ""), "channel")
