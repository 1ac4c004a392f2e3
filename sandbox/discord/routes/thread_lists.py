"""Threads found again: those of a guild that are awake, those of a channel that sleep.

Source: documentation, Threads, "Enumerating threads".
"""

from __future__ import annotations

from datetime import datetime

from sandbox.discord import queries
from sandbox.discord.access import channel_of_kind, guild_for_bot
from sandbox.discord.entities import Channel, ChannelType, Payload
from sandbox.discord.payloads import thread_member_payload, thread_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.routing import Call, Route
from sandbox.wire.exchange import Answer, json_answer

PAGE = 100
HISTORY = Permission.READ_MESSAGE_HISTORY


async def list_active(call: Call) -> Answer:
    """A guild's threads that are awake and that the bot sees, newest first."""
    world, guild = call.world, guild_for_bot(call.world, call.id("guild_id"))
    awake = [one for one in guild.channels.values() if one.is_thread and not one.archived]
    seen = [one for one in awake if world.permissions(world.bot, one) & Permission.VIEW_CHANNEL]
    return json_answer(200, _found(call, sorted(seen, key=lambda one: one.id, reverse=True), len(seen)))


async def list_public_archived(call: Call) -> Answer:
    """The public threads of a channel that sleep, those first that went to sleep last."""
    return _archived(call, HISTORY, private=False)


async def list_private_archived(call: Call) -> Answer:
    """The private threads of a channel that sleep."""
    return _archived(call, HISTORY | Permission.MANAGE_THREADS, private=True)


async def list_my_private_archived(call: Call) -> Answer:
    """The private threads that sleep and that the bot is in, newest first."""
    channel = channel_of_kind(call.world, call.id("channel_id"), (ChannelType.GUILD_TEXT,), HISTORY)
    before = call.query_id("before")
    mine = [one for one in _asleep(call, channel, private=True) if call.world.bot.id in one.thread_members]
    mine = [one for one in mine if before is None or one.id < before]
    return json_answer(200, _found(call, sorted(mine, key=lambda one: one.id, reverse=True), _limit(call)))


def _archived(call: Call, needed: Permission, *, private: bool) -> Answer:
    kinds = (ChannelType.GUILD_TEXT, ChannelType.GUILD_ANNOUNCEMENT, ChannelType.GUILD_FORUM)
    channel = channel_of_kind(call.world, call.id("channel_id"), kinds, needed)
    found = _asleep(call, channel, private=private)
    before = queries.moment(call, "before")
    found = [one for one in found if before is None or datetime.fromisoformat(one.archived_at) < before]
    return json_answer(200, _found(call, sorted(found, key=lambda one: one.archived_at, reverse=True), _limit(call)))


def _asleep(call: Call, channel: Channel, *, private: bool) -> list[Channel]:
    guild = guild_for_bot(call.world, channel.guild_id or 0)
    below = [one for one in guild.channels.values() if one.is_thread and one.parent_id == channel.id and one.archived]
    return [one for one in below if (one.kind is ChannelType.PRIVATE_THREAD) == private]


def _limit(call: Call) -> int:
    return call.query_whole("limit", 2, PAGE, PAGE)


def _found(call: Call, found: list[Channel], limit: int) -> Payload:
    bot_id = call.world.bot.id
    shown = found[:limit]
    joined = [thread_member_payload(one, bot_id) for one in shown if bot_id in one.thread_members]
    told = [thread_payload(one, bot_id) for one in shown]
    return {"threads": told, "members": joined, "has_more": len(shown) < len(found)}


_BASE = "/channels/{channel_id}"
ROUTES = (
    Route("GET", _BASE + "/threads/archived/public", list_public_archived),
    Route("GET", _BASE + "/threads/archived/private", list_private_archived),
    Route("GET", _BASE + "/users/@me/threads/archived/private", list_my_private_archived),
    Route("GET", "/guilds/{guild_id}/threads/active", list_active),
)
