"""Reactions: who put which emoji below a message, told to those who asked for such events.

Source: documentation, Message ("Create Reaction"), Gateway Events ("Message Reaction Add" and its kin).
"""

from __future__ import annotations

from sandbox.discord import messages
from sandbox.discord.changes import Change
from sandbox.discord.entities import Emoji, Message, Payload, Reaction, User
from sandbox.discord.errors import DiscordError
from sandbox.discord.payloads import emoji_payload, member_payload
from sandbox.discord.world import DiscordWorld

MOST = 20  # emojis below one message (JSON error code 30010)


def find(message: Message, emoji: Emoji) -> Reaction | None:
    """The reaction by this emoji, if there is one."""
    for reaction in message.reactions:
        if (reaction.emoji.id, reaction.emoji.id or reaction.emoji.name) == (emoji.id, emoji.id or emoji.name):
            return reaction
    return None


def add(world: DiscordWorld, message: Message, emoji: Emoji, user: User) -> None:
    """Let a user react; nothing happens where they have. Raises 30010 for one emoji too many."""
    reaction = find(message, emoji)
    if reaction is None:
        if len(message.reactions) >= MOST:
            raise DiscordError(400, 30010, f"Maximum number of reactions reached ({MOST})")
        reaction = Reaction(emoji)
        message.reactions.append(reaction)
    if user in reaction.users:
        return
    reaction.users.append(user)
    told = {"user_id": str(user.id), "emoji": emoji_payload(emoji), "burst": False, "type": 0}
    told |= {"message_author_id": str(message.author.id), "burst_colors": []}
    guild = world.guilds.get(message.guild_id or 0)
    if guild is not None and user.id in guild.members:
        told["member"] = member_payload(guild.members[user.id])
    _tell(world, "MESSAGE_REACTION_ADD", message, told)


def remove(world: DiscordWorld, message: Message, emoji: Emoji, user: User) -> None:
    """Take a user's reaction back; nothing happens where there is none."""
    reaction = find(message, emoji)
    if reaction is None or user not in reaction.users:
        return
    reaction.users.remove(user)
    if not reaction.users:
        message.reactions.remove(reaction)
    told = {"user_id": str(user.id), "emoji": emoji_payload(emoji), "burst": False, "type": 0}
    _tell(world, "MESSAGE_REACTION_REMOVE", message, told)


def clear(world: DiscordWorld, message: Message, emoji: Emoji | None = None) -> None:
    """Take all reactions away, or all by one emoji."""
    if emoji is None:
        message.reactions.clear()
        _tell(world, "MESSAGE_REACTION_REMOVE_ALL", message, {})
        return
    reaction = find(message, emoji)
    if reaction is not None:
        message.reactions.remove(reaction)
        _tell(world, "MESSAGE_REACTION_REMOVE_EMOJI", message, {"emoji": emoji_payload(emoji)})


def _tell(world: DiscordWorld, event: str, message: Message, told: Payload) -> None:
    place = {"channel_id": str(message.channel_id), "message_id": str(message.id)}
    if message.guild_id is not None:
        place["guild_id"] = str(message.guild_id)
    if messages.bot_sees(world, message):
        world.publish(event, place | told, message.guild_id)
    world.notice(Change("edited", message=message))
