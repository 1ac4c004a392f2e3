"""What a step has: the sandbox's Discord, the people in it, and waiting for what the stranger's bot does."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sandbox.discord.entities import Channel, ChannelType, Guild, Message, Overwrite, Payload, Role
from sandbox.discord.invocations import Invocation, until
from sandbox.discord.people import Person
from sandbox.discord.permissions import NOTHING, Permission
from sandbox.discord.server import DiscordServer
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import RunningClock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
NAME = "Stranger"  # the bot's
START = 60.0  # seconds in which a program must be there, on a machine that does much else
WAIT = 20.0  # seconds for what a bot must do


class Lacking(Exception):
    """The stranger's program has not registered what a step needs: its library cannot make it."""


@dataclass(frozen=True)
class Stage:
    """A server Studio with a role `singers`, the channels `songs` and `private`, which the bot cannot see, and people.

    `noah` takes no direct messages. All names are unique, and programs speak of people and things by their names.
    """

    discord: DiscordServer
    studio: Guild
    songs: Channel
    private: Channel
    singers: Role
    mia: Person
    noah: Person

    @property
    def world(self) -> DiscordWorld:
        return self.discord.world

    @property
    def mention(self) -> str:
        return f"<@{self.world.bot.id}>"

    def command(self, name: str, kind: int = 1) -> Payload:
        """A command as the program registered it; raises Lacking where it has not."""
        for command in self.world.commands.values():
            if (command["name"], command["type"]) == (name, kind):
                return command
        raise Lacking(name)

    def ask(self, name: str, given: Mapping[str, Any] | None = None, channel: Channel | None = None) -> Invocation:
        """mia types a slash command."""
        self.command(name.split()[0])
        return self.mia.type_command((channel or self.songs).id, name, given)

    async def until(self, look: Callable[[], T | None]) -> T:
        return await asyncio.wait_for(until(self.world, look), WAIT)

    async def reads(self, asked: Invocation, content: str) -> Message:
        """The answer's message once it says this; it must be there in time."""
        try:
            return await self.until(
                lambda: message if (message := asked.message) and message.content == content else None
            )
        except TimeoutError:
            said = asked.message.content if asked.message else asked.seen()
            raise AssertionError(f"it should say {content!r}, not {said!r}") from None

    async def posted(self, content: str, channel: Channel | None = None) -> Message:
        """The bot's newest message with this content, in a channel or, unless told, in `songs`."""
        place = channel or self.songs

        def look() -> Message | None:
            found = [one for one in place.messages.values() if one.content == content]
            return next((one for one in reversed(found) if one.author is self.world.bot), None)

        try:
            return await self.until(look)
        except TimeoutError:
            last = [one.content for one in list(place.messages.values())[-3:]]
            raise AssertionError(f"nobody said {content!r}; the last were {last}") from None


def new_stage(answer_deadline: float) -> Stage:
    """A new world, whose server is still to be entered."""
    clock = RunningClock()
    world = DiscordWorld(clock, name=NAME, answer_deadline=answer_deadline)
    server = DiscordServer(world, clock, identify_interval=0.1)
    admin, mia, noah = world.add_user("ada"), world.add_user("mia"), world.add_user("noah", takes_dms=False)
    studio = world.add_guild("Studio", admin, [mia, noah])
    songs = world.add_channel(studio, "songs", kind=ChannelType.GUILD_TEXT)
    private = world.add_channel(studio, "private", [Overwrite(studio.id, 0, deny=Permission.VIEW_CHANNEL)])
    singers = world.add_role(studio, "singers", NOTHING)
    return Stage(server, studio, songs, private, singers, Person(world, mia), Person(world, noah))
