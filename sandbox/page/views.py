"""What a person sees, as the page is told of it: Discord's objects, with files at this page's own address."""

from __future__ import annotations

import re
from typing import Any, cast

from sandbox.discord.entities import Attachment, Channel, ChannelType, Guild, Message, Payload, User
from sandbox.discord.message_payloads import event_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.world import DiscordWorld

INNER = ("options", "choices")
NEAREST = {"es-419": "es-ES", "en-US": "en-GB", "en-GB": "en-US"}  # documentation: Application Commands, fallbacks
DMS = "@me"  # as Discord's client addresses them
ABOUT = {
    "admin": "Owns Studio and operates the bot",
    "mia": "Member of Studio, also in #private",
    "noah": "Member of Studio",
    "stranger": "Lives in another server, Elsewhere",
}


def sees_channel(world: DiscordWorld, user: User, channel: Channel) -> bool:
    """Whether a channel is there for somebody."""
    return bool(world.permissions(user, channel) & Permission.VIEW_CHANNEL)


def sees(world: DiscordWorld, user: User, message: Message) -> bool:
    """Whether a message is there for somebody: in their channel, and not private to another."""
    channel = world.channels.get(message.channel_id)
    return channel is not None and message.private_to in (None, user.id) and sees_channel(world, user, channel)


def world_view(world: DiscordWorld, user: User) -> Payload:
    """Who is there, and the servers and channels that this person sees."""
    servers = [_server(world, user, guild) for guild in world.guilds.values() if user.id in guild.members]
    if user.id in world.dms:
        servers.append(_direct_messages(world, user))
    return {
        "people": [_person(one) for one in inhabitants(world)],
        "servers": servers,
        "bot": {"id": str(world.bot.id), "name": world.bot.name},
    }


def inhabitants(world: DiscordWorld) -> list[User]:
    """Everybody whom one can be: the people who are in some server."""
    somewhere = {user_id for guild in world.guilds.values() for user_id in guild.members}
    return [user for user in world.users.values() if user.id in somewhere and not user.bot]


def message_view(world: DiscordWorld, user: User, message: Message) -> Payload:
    """A message as this person's client shows it."""
    payload = event_payload(world, message)
    if message.reply_to is not None:
        replied = world.channels[message.channel_id].messages.get(message.reply_to)
        if replied is not None and not sees(world, user, replied):
            payload["referenced_message"] = None
    shown: Payload = _localized(payload, _cdn(world), f"/files/{user.id}")
    return {**shown, "private": message.private_to is not None, "thinking": message.loading}


def command_view(part: Payload, locale: str) -> Payload:
    """A command, an option or a choice as a client that is set to this language shows it; `name` is what is typed."""
    shown = {**part, **{key: [command_view(each, locale) for each in part[key]] for key in INNER if key in part}}
    for key in ("name", "description"):
        said: Payload = part.get(f"{key}_localizations") or {}
        if (text := said.get(locale) or said.get(NEAREST.get(locale, ""))) is not None:
            shown[f"{key}_localized"] = text
    return shown


def find_file(world: DiscordWorld, user: User, attachment_id: int) -> Attachment | None:
    """A file that is attached to some message that this person sees."""
    attachment = world.files.get(attachment_id)
    channel = world.channels.get(attachment.channel_id) if attachment is not None else None
    if channel is None:
        return None
    messages = (message for message in channel.messages.values() if attachment in message.attachments)
    return attachment if any(sees(world, user, message) for message in messages) else None


def _person(user: User) -> Payload:
    about = {"about": ABOUT.get(user.name, ""), "locale": user.locale}
    return {"id": str(user.id), "name": user.display_name or user.name, **about}


def _server(world: DiscordWorld, user: User, guild: Guild) -> Payload:
    seen = sorted(
        (channel for channel in guild.channels.values() if sees_channel(world, user, channel)),
        key=lambda channel: channel.position,
    )
    return {
        "id": str(guild.id),
        "name": guild.name,
        "channels": [{"id": str(c.id), "name": c.name, "private": _hidden(c)} for c in seen],
        "members": [_member(member.user) for member in guild.members.values()],
        "roles": [{"id": str(role.id), "name": role.name} for role in guild.roles.values()],
    }


def _direct_messages(world: DiscordWorld, user: User) -> Payload:
    channel = world.dms[user.id]
    return {
        "id": DMS,
        "name": "Direct messages",
        "channels": [{"id": str(channel.id), "name": world.bot.name, "private": True}],
        "members": [_member(user), _member(world.bot)],
    }


def _member(user: User) -> Payload:
    return {"id": str(user.id), "name": user.display_name or user.name, "bot": user.bot}


def _hidden(channel: Channel) -> bool:
    everyone = channel.overwrites.get(channel.guild_id or 0)
    return channel.kind is ChannelType.DM or (everyone is not None and bool(everyone.deny & Permission.VIEW_CHANNEL))


def _cdn(world: DiscordWorld) -> re.Pattern[str]:
    return re.compile(re.escape(world.public_url) + r"/(?:ephemeral-)?attachments/\d+/(\d+/[^/?#]+)(?:[?#].*)?")


def _localized(value: Any, cdn: re.Pattern[str], root: str) -> Any:
    if isinstance(value, dict):
        return {key: _localized(inner, cdn, root) for key, inner in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_localized(inner, cdn, root) for inner in cast("list[Any]", value)]
    found = cdn.fullmatch(value) if isinstance(value, str) else None
    return f"{root}/{found.group(1)}" if found else value
