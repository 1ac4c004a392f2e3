"""What a builder of the product makes, as Discord would take it and as the page draws it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import discord
from discord.http import handle_message_parameters

from cogs.cards.message import Message
from sandbox.discord.drafts import read_draft
from sandbox.discord.entities import Message as Posted
from sandbox.discord.entities import Payload, User
from sandbox.discord.errors import Problems
from sandbox.discord.message_writer import write
from sandbox.discord.messages import post
from sandbox.discord.modals import read_modal
from sandbox.discord.multipart import Form as Body
from sandbox.discord.multipart import Upload
from sandbox.page.views import message_view
from sandbox.world import Sandbox
from tests.cogs.making import NOW


@dataclass(frozen=True, slots=True)
class Said:
    """Arguments of discord.py's that make a message; `private`: seen by one person alone."""

    arguments: Mapping[str, Any]
    private: bool = False


Shown: TypeAlias = Said | Message | discord.ui.Modal


@dataclass(frozen=True, slots=True)
class State:
    """One card, form or menu as it can come; `make` is called with a running loop, in the language that is spoken."""

    name: str  # "Theme: what is so"
    make: Callable[[], Shown]


def say(content: str | None = None, *, private: bool = True, **more: Any) -> Said:
    """A message of text, of `embed`, `view` or `file`."""
    arguments = {"content": content, **more} if content is not None else more
    return Said(arguments, private)


class Wall:
    """A channel of a sandbox on which states are hung; each is checked as Discord checks it."""

    def __init__(self, sandbox: Sandbox, viewer: User) -> None:
        self._world, self._channel, self._viewer = sandbox.world, sandbox.songs, viewer

    def hang(self, state: State) -> Payload:
        """The state as the page draws it: a `message` or a `modal`; raises DiscordError where Discord refuses it."""
        shown = state.make()
        if isinstance(shown, discord.ui.Modal):
            return {"name": state.name, "modal": _modal(shown)}
        said = Said(shown.send()) if isinstance(shown, Message) else shown
        return {"name": state.name, "message": self._message(said)}

    def _message(self, said: Said) -> Payload:
        world, channel = self._world, self._channel
        draft = read_draft(_body(said.arguments))
        message = Posted(world.ids.next(), channel.id, channel.guild_id, world.bot, NOW.timestamp())
        message.private_to = self._viewer.id if said.private else None
        write(world, message, draft, may_mention_everyone=False)
        post(world, message)
        return message_view(world, self._viewer, message)


def _body(arguments: Mapping[str, Any]) -> Body:
    """What discord.py sends."""
    with handle_message_parameters(**arguments) as made:
        if made.payload is not None:
            return Body(made.payload)
        uploads = {number: Upload(file.filename, file.fp.read()) for number, file in enumerate(made.files or ())}
        parts = made.multipart or []
        return Body(json.loads(parts[0]["value"]), uploads)


def _modal(form: discord.ui.Modal) -> Payload:
    problems = Problems()
    modal = read_modal(form.to_dict(), problems)
    problems.refuse()
    return modal
