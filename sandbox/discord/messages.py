"""The life of a message: posted, edited, deleted; each told to the bot where it may see it, and to the watchers."""

from __future__ import annotations

from sandbox.discord import errors, limits
from sandbox.discord.changes import Change
from sandbox.discord.entities import Channel, Message, MessageFlag
from sandbox.discord.message_payloads import event_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.world import DiscordWorld


def post(world: DiscordWorld, message: Message) -> None:
    """Put a finished message into its channel and tell of it."""
    channel = world.channels[message.channel_id]
    channel.messages[message.id] = message
    channel.ever_sent += 1
    channel.posted_at = world.clock.now()
    _tell(world, "MESSAGE_CREATE", message)
    world.notice(Change("posted", message=message))


def mark_edited(world: DiscordWorld, message: Message) -> None:
    """Mark a message as edited now and tell of it; what follows "thinking…" is its first text, not an edit."""
    if message.loading:
        message.flags &= ~MessageFlag.LOADING
    else:
        message.edited_at = world.clock.now()
    message.edits += 1
    _tell(world, "MESSAGE_UPDATE", message)
    world.notice(Change("edited", message=message))


def tell_changed(world: DiscordWorld, message: Message) -> None:
    """Tell of what changed about a message without an edit: it has a thread, is pinned, its poll has ended."""
    _tell(world, "MESSAGE_UPDATE", message)
    world.notice(Change("edited", message=message))


def delete(world: DiscordWorld, message: Message) -> None:
    """Take a message out of its channel, with its files."""
    del world.channels[message.channel_id].messages[message.id]
    world.forget_files(message.attachments)
    if bot_sees(world, message):
        data = {"id": str(message.id), "channel_id": str(message.channel_id)}
        if message.guild_id is not None:
            data["guild_id"] = str(message.guild_id)
        world.publish("MESSAGE_DELETE", data, message.guild_id)
    world.notice(Change("deleted", message=message))


def delete_many(world: DiscordWorld, channel: Channel, gone: list[Message]) -> None:
    """Take several messages out of their channel at once, with their files."""
    for message in gone:
        del channel.messages[message.id]
        world.forget_files(message.attachments)
    if world.permissions(world.bot, channel) & Permission.VIEW_CHANNEL:
        data = {"ids": [str(message.id) for message in gone], "channel_id": str(channel.id)}
        world.publish("MESSAGE_DELETE_BULK", {**data, "guild_id": str(channel.guild_id)}, channel.guild_id)
    for message in gone:
        world.notice(Change("deleted", message=message))


def exists(world: DiscordWorld, message: Message) -> bool:
    """Whether a message is still in its channel, and the channel still there."""
    channel = world.channels.get(message.channel_id)
    return channel is not None and message.id in channel.messages


def public(channel: Channel, message_id: int) -> Message:
    """A message that everybody in the channel sees; raises 10008 for private ones as for those that are gone."""
    message = channel.messages.get(message_id)
    if message is None or message.private_to is not None:
        raise errors.unknown_message()
    return message


def count_old_edit(world: DiscordWorld, message: Message) -> None:
    """Allow an edit to a message older than an hour only so often per channel; raises 30046 beyond."""
    now = world.clock.now()
    if now - message.created_at <= limits.OLD_MESSAGE_AGE:
        return
    recent = [at for at in world.old_edits.get(message.channel_id, []) if now - at < limits.OLD_EDITS_WINDOW]
    if len(recent) >= limits.OLD_EDITS:
        raise errors.too_many_old_edits(recent[0] + limits.OLD_EDITS_WINDOW - now)
    world.old_edits[message.channel_id] = [*recent, now]


def bot_sees(world: DiscordWorld, message: Message) -> bool:
    """Whether the bot hears at the gateway of what becomes of a message."""
    channel = world.channels[message.channel_id]
    return message.private_to is None and bool(world.permissions(world.bot, channel) & Permission.VIEW_CHANNEL)


def _tell(world: DiscordWorld, event: str, message: Message) -> None:
    if bot_sees(world, message):
        world.publish(event, event_payload(world, message), message.guild_id)
