"""People: what they can see and do in Discord, with their client's checks or, as a nasty person would, without."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.discord import emojis, forms, interactions, messages, options, polls, posts, reactions, threads
from sandbox.discord.client import ClientRefuses, Resolved, as_list, refuse_unless
from sandbox.discord.command_shapes import CHAT_INPUT
from sandbox.discord.component_rules import LINK, SELECTS, walk
from sandbox.discord.components import BUTTON, STRING_SELECT
from sandbox.discord.due import catch_up
from sandbox.discord.entities import Channel, ChannelType, InteractionType, Message, Payload, User, VoiceState
from sandbox.discord.invocations import Invocation
from sandbox.discord.mentions import IN_MESSAGES, set_mentions
from sandbox.discord.menus import find_command, find_menu_command, usable_commands
from sandbox.discord.permissions import Permission
from sandbox.discord.voice import states
from sandbox.discord.voice.states import Wish
from sandbox.discord.world import DiscordWorld


@dataclass(frozen=True, eq=False)
class Person:
    """One user at their client."""

    world: DiscordWorld
    user: User

    # Views

    def messages(self, channel_id: int) -> list[Message]:
        """What this person sees in a channel, oldest first: not what is private to others."""
        channel = self._channel(channel_id)
        mine = (None, self.user.id)
        return [message for message in channel.messages.values() if message.private_to in mine]

    def commands(self, channel_id: int) -> list[Payload]:
        """The commands that the client offers this person in a channel."""
        return usable_commands(self.world, self.user, self._channel(channel_id))

    # Commands

    def type_command(
        self, channel_id: int, name: str, given: Mapping[str, Any] | None = None, *, checked: bool = True
    ) -> Invocation:
        """Send a slash command; `name` with its subcommands, `given` by option name.

        Users, roles and channels are given as they are, files as (name, bytes).
        """
        return self._command(channel_id, name, given or {}, InteractionType.COMMAND, None, checked=checked)

    async def autocomplete(self, channel_id: int, name: str, given: Mapping[str, Any], focused: str) -> list[Payload]:
        """The choices that the bot offers while the option `focused` is typed; none where it does not answer."""
        return (await self.complete(channel_id, name, given, focused).answered()).choices or []

    def complete(self, channel_id: int, name: str, given: Mapping[str, Any], focused: str) -> Invocation:
        """Ask the bot what it offers while the option `focused` is typed."""
        return self._command(channel_id, name, given, InteractionType.AUTOCOMPLETE, focused, checked=True)

    def use_menu(self, channel_id: int, name: str, target: User | Message) -> Invocation:
        """Use a command of the context menu on a user or a message."""
        channel = self._channel(channel_id)
        command = find_menu_command(self.world, self.user, channel, name, target)
        resolved = Resolved(self.world, channel, self.user)
        data = {
            "id": command["id"],
            "name": command["name"],
            "type": command["type"],
            "target_id": resolved.add(target),
        }
        return self._act(InteractionType.COMMAND, channel, resolved.into(data), command_name=name)

    def _command(
        self,
        channel_id: int,
        name: str,
        given: Mapping[str, Any],
        kind: InteractionType,
        focused: str | None,
        *,
        checked: bool,
    ) -> Invocation:
        channel = self._channel(channel_id)
        first, *rest = name.split()
        command = find_command(self.world, self.user, channel, first)
        path, known = options.find_path(command, rest)
        resolved = Resolved(self.world, channel, self.user)
        filled = options.nest(path, options.fill(known, given, resolved, focused=focused, checked=checked))
        data: Payload = {"id": command["id"], "name": command["name"], "type": CHAT_INPUT}
        if filled:
            data["options"] = filled
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        return self._act(kind, channel, resolved.into(data), command_name=name)

    # Components

    def press(self, message: Message, button: str, *, nth: int = 0, checked: bool = True) -> Invocation:
        """Press a button by its custom_id or label (`nth` of several); unchecked, with any custom_id at all."""
        channel = self._reach(message)
        if checked:
            found = _find(message, button, (BUTTON,), nth)
            refuse_unless(not found.get("disabled"), f"The button {button!r} is disabled")
            refuse_unless(found["style"] < LINK, f"The button {button!r} sends nothing")
        else:
            found = {"custom_id": button, "id": 1}
        data = {"custom_id": found["custom_id"], "component_type": BUTTON, "id": found["id"]}
        return self._act(InteractionType.COMPONENT, channel, data, message=message)

    def select(self, message: Message, menu: str, values: Any, *, checked: bool = True) -> Invocation:
        """Choose in a select menu, by its custom_id or placeholder; a text menu by values or labels."""
        channel = self._reach(message)
        found = _find(message, menu, SELECTS, 0)
        refuse_unless(not checked or not found.get("disabled"), f"The menu {menu!r} is disabled")
        resolved = Resolved(self.world, channel, self.user)
        chosen = [_choice(found, value, resolved, checked=checked) for value in as_list(values)]
        if checked:
            least, most = found["min_values"], found["max_values"]
            refuse_unless(least <= len(chosen) <= most, f"Choose between {least} and {most} options")
        data = {"custom_id": found["custom_id"], "component_type": found["type"], "id": found["id"], "values": chosen}
        return self._act(InteractionType.COMPONENT, channel, resolved.into(data), message=message)

    # Forms

    def submit(self, opened: Invocation, values: Mapping[str, Any], *, checked: bool = True) -> Invocation:
        """Send the modal that an invocation opened; values by custom_id or label."""
        asked = opened.interaction
        if asked.modal is None:
            raise ClientRefuses("No form is open")
        channel = self._channel(asked.channel_id)
        data = forms.fill(asked.modal, values, Resolved(self.world, channel, self.user), checked=checked)
        return self._act(InteractionType.MODAL_SUBMIT, channel, data, message=asked.message, parent=asked)

    # Messages

    def say(self, channel_id: int, text: str) -> Message:
        """Write an ordinary message; it pings whom it names."""
        channel = self._channel(channel_id)
        allowed = self.world.permissions(self.user, channel)
        refuse_unless(bool(allowed & Permission.SEND_MESSAGES), "You do not have permission to send messages here")
        world = self.world
        manages = bool(allowed & Permission.MANAGE_THREADS)
        refuse_unless(not channel.locked or manages, "This thread is locked")
        threads.wake(world, channel, self.user)
        message = Message(world.ids.next(), channel.id, channel.guild_id, self.user, world.clock.now(), content=text)
        everyone = bool(allowed & Permission.MENTION_EVERYONE)
        set_mentions(world, message, IN_MESSAGES, may_mention_everyone=everyone)
        messages.post(world, message)
        return message

    def react(self, message: Message, emoji: str) -> None:
        """Put an emoji below a message: its characters, or `name:id`."""
        allowed, found = self.world.permissions(self.user, self._reach(message)), emojis.named(self.world, emoji)
        first = reactions.find(message, found) is None
        refuse_unless(not first or bool(allowed & Permission.ADD_REACTIONS), "You may not add reactions here")
        reactions.add(self.world, message, found, self.user)

    def take_back(self, message: Message, emoji: str) -> None:
        """Take one's own reaction back."""
        reactions.remove(self.world, message, emojis.named(self.world, emoji), self.user)

    def vote(self, message: Message, answer: str) -> None:
        """Vote in a poll, for an answer by its text."""
        self._reach(message)
        found = [one.id for one in message.poll.answers if one.text == answer] if message.poll is not None else []
        refuse_unless(bool(found), f"There is no answer {answer!r}")
        refuse_unless(message.poll is not None and not polls.is_over(self.world, message.poll), "This poll has ended")
        polls.vote(self.world, message, self.user, found[0])

    def start_thread(self, channel_id: int, name: str, *, private: bool = False) -> Channel:
        """Start a thread in a channel, or a post in a forum."""
        channel = self._channel(channel_id)
        forum = channel.kind is ChannelType.GUILD_FORUM
        public = Permission.SEND_MESSAGES if forum else Permission.CREATE_PUBLIC_THREADS
        needed = Permission.CREATE_PRIVATE_THREADS if private else public
        allowed = self.world.permissions(self.user, channel)
        refuse_unless(bool(allowed & needed), "You do not have permission to start threads here")
        thread = threads.add_thread(self.world, channel, name, self.user, invited=[] if private else None)
        threads.announce(self.world, thread, self.user)
        return thread

    def delete(self, message: Message) -> None:
        """Delete a message: one's own, or with the right to manage messages anybody's."""
        channel = self._reach(message)
        allowed = self.world.permissions(self.user, channel)
        may = message.author is self.user or message.private_to == self.user.id
        refuse_unless(may or bool(allowed & Permission.MANAGE_MESSAGES), "You may not delete this message")
        refuse_unless(message.kind not in posts.NOT_DELETABLE, "This message cannot be deleted")
        messages.delete(self.world, message)

    # Voice

    def join_voice(self, channel_id: int, *, mute: bool = False, deaf: bool = False) -> VoiceState:
        """Join a voice channel, move to it, or change whether one is heard and hears.

        What comes back, with `voice_endpoint` of the world, is what this person's client needs to talk on the server.
        """
        channel = self._channel(channel_id)
        why = states.why_not(self.world, channel, self.user)
        refuse_unless(why != "full", "This channel is full")
        refuse_unless(why is None, "You cannot join this channel")
        there = self.world.guilds[channel.guild_id or 0].voice_states
        here = there.get(self.user.id)
        session_id = secrets.token_hex(16) if here is None else here.session_id
        states.enter(self.world, channel, self.user, session_id, Wish(mute, deaf))
        return there[self.user.id]

    def leave_voice(self, guild_id: int) -> None:
        """Leave the voice channel of a server."""
        states.leave(self.world, self.world.guilds[guild_id], self.user)

    def _channel(self, channel_id: int) -> Channel:
        catch_up(self.world)
        channel = self.world.channels.get(channel_id)
        if channel is None or not self.world.permissions(self.user, channel) & Permission.VIEW_CHANNEL:
            raise ClientRefuses("You do not have access to this channel")
        return channel

    def _reach(self, message: Message) -> Channel:
        channel = self._channel(message.channel_id)
        refuse_unless(message in self.messages(channel.id), "This message is not there (any more)")
        return channel

    def _act(
        self,
        kind: InteractionType,
        channel: Channel,
        data: Payload,
        *,
        message: Message | None = None,
        parent: Any = None,
        command_name: str = "",
    ) -> Invocation:
        interaction = interactions.start(
            self.world, kind, self.user, channel, data, message=message, parent=parent, command_name=command_name
        )
        return Invocation(self.world, interaction)


def _find(message: Message, name: str, kinds: tuple[int, ...], nth: int) -> Payload:
    parts = [part for _, part in walk(message.components) if part["type"] in kinds]
    named = [part for part in parts if name in (part.get("custom_id"), part.get("label"), part.get("placeholder"))]
    if nth >= len(named):
        there = [part.get("label") or part.get("custom_id") for part in parts]
        raise ClientRefuses(f"There is no {name!r} number {nth + 1} here, only {there}")
    return named[nth]


def _choice(menu: Payload, value: Any, resolved: Resolved, *, checked: bool) -> str:
    if menu["type"] != STRING_SELECT:
        return value if isinstance(value, str) else resolved.add(value)
    values = {name: option["value"] for option in menu["options"] for name in (option["label"], option["value"])}
    refuse_unless(value in values or not checked, f"There is no choice {value!r}")
    return values.get(value, value)
