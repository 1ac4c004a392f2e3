"""What a person does: types, presses, chooses, fills in, writes, deletes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from aiohttp import web

from sandbox.discord.client import ClientRefuses
from sandbox.discord.entities import Channel, Message, User
from sandbox.discord.invocations import Invocation
from sandbox.discord.people import Person
from sandbox.discord.world import DiscordWorld
from sandbox.page import submitted_values
from sandbox.page.api_views import find_person
from sandbox.page.bodies import FORMS_AT_ONCE, Body, read_body
from sandbox.page.safety import Refusal

LONGEST_MESSAGE = 2000  # characters (documentation: Create Message)


class Actions:
    """The routes by which the page acts for a person; `up` tells whether Discord can be reached."""

    def __init__(self, world: DiscordWorld, up: Callable[[], bool]) -> None:
        self._world = world
        self._up = up
        self._uploads = asyncio.Semaphore(FORMS_AT_ONCE)

    def routes(self) -> Iterable[web.RouteDef]:
        """Where they are."""
        yield web.post("/api/command", self._command)
        yield web.post("/api/autocomplete", self._autocomplete)
        yield web.post("/api/menu", self._menu)
        yield web.post("/api/press", self._press)
        yield web.post("/api/select", self._select)
        yield web.post("/api/submit", self._submit)
        yield web.post("/api/say", self._say)
        yield web.post("/api/delete", self._delete)

    async def _command(self, request: web.Request) -> web.Response:
        body, person = await self._read(request)
        channel, name = self._channel(body), body.text("name")
        given = submitted_values.option_values(person, channel, name, body.mapping("options"), body.files)
        return _invoked(person.type_command(channel.id, name, given))

    async def _autocomplete(self, request: web.Request) -> web.Response:
        body, person = await self._read(request)
        channel, name = self._channel(body), body.text("name")
        focused = body.text("focused")
        given = submitted_values.option_values(person, channel, name, {focused: "", **body.mapping("options")}, {})
        answer = await person.complete(channel.id, name, given, focused).answered()
        if answer.choices is None:
            raise Refusal("Loading options failed", 424)
        return web.json_response({"choices": answer.choices})

    async def _menu(self, request: web.Request) -> web.Response:
        body, person = await self._read(request)
        channel, number = self._channel(body), body.number("target")
        target: User | Message | None = self._world.users.get(number)
        if target is None:
            target = next((message for message in person.messages(channel.id) if message.id == number), None)
        if target is None:
            raise ClientRefuses("This message is not there (any more)")
        return _invoked(person.use_menu(channel.id, body.text("name"), target))

    async def _press(self, request: web.Request) -> web.Response:
        body, person = await self._read(request)
        return _invoked(person.press(self._message(body, person), body.text("custom_id")))

    async def _select(self, request: web.Request) -> web.Response:
        body, person = await self._read(request)
        message, custom_id = self._message(body, person), body.text("custom_id")
        channel = self._world.channels[message.channel_id]
        values = submitted_values.select_values(person, channel, message, custom_id, body.texts("values"))
        return _invoked(person.select(message, custom_id, values))

    async def _submit(self, request: web.Request) -> web.Response:
        body, person = await self._read(request)
        asked = self._world.interactions.get(body.number("invocation"))
        if asked is None or asked.user is not person.user or asked.modal is None:
            raise ClientRefuses("No form is open")
        channel = self._world.channels.get(asked.channel_id)
        if channel is None:
            raise ClientRefuses("You do not have access to this channel")
        values = submitted_values.form_values(person, channel, asked.modal, body.mapping("values"), body.files)
        return _invoked(person.submit(Invocation(self._world, asked), values))

    async def _say(self, request: web.Request) -> web.Response:
        body, person = await self._read(request)
        text = body.text("text").strip()
        if not 0 < len(text) <= LONGEST_MESSAGE:
            raise ClientRefuses(f"A message has 1 to {LONGEST_MESSAGE:,} characters")
        person.say(self._channel(body).id, text)
        return web.json_response({})

    async def _delete(self, request: web.Request) -> web.Response:
        body, person = await self._read(request)
        person.delete(self._message(body, person))
        return web.json_response({})

    async def _read(self, request: web.Request) -> tuple[Body, Person]:
        body = await read_body(request, self._uploads)
        person = find_person(self._world, body.number("as"))
        if not self._up():
            raise Refusal("Discord cannot be reached just now.", 503)
        return body, person

    def _channel(self, body: Body) -> Channel:
        channel = self._world.channels.get(body.number("channel"))
        if channel is None:
            raise ClientRefuses("You do not have access to this channel")
        return channel

    def _message(self, body: Body, person: Person) -> Message:
        number = body.number("message")
        there = person.messages(self._channel(body).id)
        message = next((message for message in there if message.id == number), None)
        if message is None:
            raise ClientRefuses("This message is not there (any more)")
        return message


def _invoked(invocation: Invocation) -> web.Response:
    return web.json_response({"invocation": str(invocation.interaction.id)})
