"""Messages pinned to their channel, and many messages deleted at once.

Source: documentation, Message ("Get Channel Pins", "Pin Message", "Bulk Delete Messages"); the permission to pin is
one of its own since 23 February 2026.
"""

from __future__ import annotations

from datetime import datetime

from sandbox.discord import errors, messages, posts, queries
from sandbox.discord.access import channel_for_bot
from sandbox.discord.entities import Channel, Message, Reference
from sandbox.discord.errors import DiscordError, Problems
from sandbox.discord.message_payloads import PINNED, message_payload
from sandbox.discord.permissions import NOTHING, Permission
from sandbox.discord.routing import Call, Rate, Route
from sandbox.discord.shapes import Field, ListOf, Record, Snowflake
from sandbox.discord.snowflake import made_at
from sandbox.discord.threads import check_awake
from sandbox.wire.clock import stamp
from sandbox.wire.exchange import EMPTY, Answer, json_answer

MOST = 250  # pins of a channel (JSON error code 30003)
PAGE = 50
TOO_OLD = 14 * 86_400.0  # seconds
HISTORY = Permission.READ_MESSAGE_HISTORY
_MANY = Record({"messages": Field(ListOf(Snowflake(), 100, 2), required=True)})


async def list_pins(call: Call) -> Answer:
    """A channel's pins, the newest first; none without the right to read its history."""
    world = call.world
    channel = channel_for_bot(world, call.id("channel_id"))
    before, limit = queries.moment(call, "before"), call.query_whole("limit", 1, PAGE, PAGE)
    found = [(stamp(at), message) for at, message in _pinned(call, channel)]
    found = [(at, message) for at, message in found if before is None or datetime.fromisoformat(at) < before]
    items = [{"pinned_at": at, "message": message_payload(world, message)} for at, message in found[:limit]]
    return json_answer(200, {"items": items, "has_more": len(found) > limit})


async def list_pinned_messages(call: Call) -> Answer:
    """The newest pins alone: the older form of the same."""
    channel = channel_for_bot(call.world, call.id("channel_id"))
    return json_answer(200, [message_payload(call.world, message) for _, message in _pinned(call, channel)[:PAGE]])


async def pin(call: Call) -> Answer:
    """Pin a message; the channel says who did."""
    world, (channel, message) = call.world, _message(call)
    if message.pinned_at is not None:
        return EMPTY
    if sum(one.pinned_at is not None for one in channel.messages.values()) >= MOST:
        raise DiscordError(400, 30003, f"Maximum number of pins reached for the channel ({MOST})")
    message.pinned_at = world.clock.now()
    channel.last_pin_at = stamp(message.pinned_at)
    _tell(call, channel, message)
    notice = Message(world.ids.next(), channel.id, channel.guild_id, world.bot, world.clock.now(), kind=PINNED)
    notice.refers_to = Reference(0, channel.id, message.id, channel.guild_id)
    messages.post(world, notice)
    return EMPTY


async def unpin(call: Call) -> Answer:
    """Unpin a message."""
    channel, message = _message(call)
    if message.pinned_at is not None:
        message.pinned_at = None
        _tell(call, channel, message)
    return EMPTY


async def delete_many(call: Call) -> Answer:
    """Delete up to a hundred messages of a guild's channel; those that are not there count, and are passed over."""
    world = call.world
    channel = channel_for_bot(world, call.id("channel_id"))
    if channel.guild_id is None:
        raise errors.in_dm()
    channel_for_bot(world, channel.id, Permission.MANAGE_MESSAGES)
    problems = Problems()
    ids = [int(each) for each in _MANY.read(call.form().payload, (), problems).get("messages", []) if each.isdigit()]
    if not problems and len(set(ids)) < len(ids):
        problems.add(("messages",), "LIST_ITEM_VALUE_DUPLICATE", "List contains duplicate values")
    problems.refuse()
    if any(world.clock.now() - made_at(each) > TOO_OLD for each in ids):
        raise DiscordError(400, 50034, "You can only bulk delete messages that are under 14 days old.")
    found = [channel.messages[each] for each in ids if each in channel.messages]
    for message in found:
        posts.check_deletable(message)
    messages.delete_many(world, channel, [message for message in found if message.private_to is None])
    return EMPTY


def _message(call: Call) -> tuple[Channel, Message]:
    channel = channel_for_bot(call.world, call.id("channel_id"))
    needed = Permission.PIN_MESSAGES if channel.guild_id is not None else NOTHING
    channel_for_bot(call.world, channel.id, needed)
    message = messages.public(channel, call.id("message_id"))
    check_awake(channel)
    return channel, message


def _pinned(call: Call, channel: Channel) -> list[tuple[float, Message]]:
    if not call.world.permissions(call.world.bot, channel) & HISTORY:
        return []
    found = [(one.pinned_at, one) for one in channel.messages.values() if one.pinned_at is not None]
    return sorted(found, key=lambda pinned: (pinned[0], pinned[1].id), reverse=True)


def _tell(call: Call, channel: Channel, message: Message) -> None:
    messages.tell_changed(call.world, message)
    if messages.bot_sees(call.world, message):
        told = {"channel_id": str(channel.id), "last_pin_timestamp": channel.last_pin_at}
        if channel.guild_id is not None:
            told["guild_id"] = str(channel.guild_id)
        call.world.publish("CHANNEL_PINS_UPDATE", told, channel.guild_id)


_BASE = "/channels/{channel_id}"
ROUTES = (
    Route("GET", _BASE + "/messages/pins", list_pins),
    Route("PUT", _BASE + "/messages/pins/{message_id}", pin),
    Route("DELETE", _BASE + "/messages/pins/{message_id}", unpin),
    Route("GET", _BASE + "/pins", list_pinned_messages),
    Route("PUT", _BASE + "/pins/{message_id}", pin),
    Route("DELETE", _BASE + "/pins/{message_id}", unpin),
    Route("POST", _BASE + "/messages/bulk-delete", delete_many, Rate(1, 1.0)),
)
