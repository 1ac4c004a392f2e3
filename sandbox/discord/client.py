"""What a person's Discord client does by itself: it looks things up, uploads files, and refuses what cannot be sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from sandbox.discord.entities import Channel, Message, Payload, Role, User
from sandbox.discord.files import add_file, attachment_payload
from sandbox.discord.message_payloads import whole_payload
from sandbox.discord.multipart import Upload
from sandbox.discord.payloads import channel_payload, member_payload, role_payload, user_payload
from sandbox.discord.world import DiscordWorld

File: TypeAlias = tuple[str, bytes]  # a name and what is in it


class ClientRefuses(Exception):
    """The person's client does not let them do this; the text says what it shows."""


@dataclass(slots=True)
class Resolved:
    """The objects behind the ids that a person chose (documentation: Resolved Data Structure)."""

    world: DiscordWorld
    channel: Channel
    user: User  # who chose
    data: dict[str, dict[str, Payload]] = field(default_factory=dict[str, dict[str, Payload]])

    def add(self, thing: User | Role | Channel | Message | File) -> str:
        """Put a thing among the resolved data and give its id back."""
        if isinstance(thing, tuple):
            return self._add_file(thing)
        key = str(thing.id)
        if isinstance(thing, User):
            self._place("users", key, user_payload(thing))
            guild = self.world.guild_of(self.channel)
            if guild is not None and thing.id in guild.members:
                self._place("members", key, _partial_member(self.world, self.channel, thing))
        elif isinstance(thing, Role):
            self._place("roles", key, role_payload(thing))
        elif isinstance(thing, Channel):
            payload = channel_payload(thing)
            payload.pop("permission_overwrites", None)
            payload["permissions"] = str(int(self.world.permissions(self.user, thing)))
            payload["app_permissions"] = str(int(self.world.permissions(self.world.bot, thing)))
            self._place("channels", key, payload)
        else:
            # With its content: who used the menu on it showed it to the bot (documentation: Message Content Intent).
            self._place("messages", key, whole_payload(self.world, thing))
        return key

    def into(self, data: Payload) -> Payload:
        """An interaction's data with what was resolved for it."""
        return {**data, "resolved": self.data} if self.data else data

    def _add_file(self, file: File) -> str:
        name, content = file
        if len(content) > self.world.file_limit_of(self.world.guild_of(self.channel)):
            raise ClientRefuses("Your files are too powerful")
        attachment = add_file(self.world, self.channel.id, Upload(name, content), {}, ephemeral=True)
        self._place("attachments", str(attachment.id), attachment_payload(self.world, attachment))
        return str(attachment.id)

    def _place(self, kind: str, key: str, payload: Payload) -> None:
        self.data.setdefault(kind, {})[key] = payload


def _partial_member(world: DiscordWorld, channel: Channel, user: User) -> Payload:
    guild = world.guilds[channel.guild_id or 0]
    payload = member_payload(guild.members[user.id], with_user=False)
    del payload["mute"], payload["deaf"]  # a partial member has none (documentation: Resolved Data Structure)
    return {**payload, "permissions": str(int(world.permissions(user, channel)))}


def refuse_unless(condition: bool, sentence: str) -> None:
    """Raise ClientRefuses with the sentence that the client shows, unless the condition holds."""
    if not condition:
        raise ClientRefuses(sentence)


def as_list(value: Any) -> list[Any]:
    """One value as a list of one; None as an empty list."""
    if value is None:
        return []
    return cast("list[Any]", value) if isinstance(value, list) else [value]
