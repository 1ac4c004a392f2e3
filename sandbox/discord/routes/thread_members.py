"""Who is in a thread: coming, going, and being looked up (documentation: Channel, "Join Thread" and its kin)."""

from __future__ import annotations

from sandbox.discord import errors, threads
from sandbox.discord.access import channel_for_bot, guild_for_bot, may_list_members
from sandbox.discord.entities import Channel, ChannelType, Payload
from sandbox.discord.payloads import member_payload, thread_member_payload
from sandbox.discord.permissions import NOTHING, Permission
from sandbox.discord.routing import Call, Route
from sandbox.wire.exchange import EMPTY, Answer, json_answer

PAGE = 100


def _thread(call: Call, needed: Permission = NOTHING) -> Channel:
    channel = channel_for_bot(call.world, call.id("channel_id"), needed)
    if not channel.is_thread:
        raise errors.wrong_channel_type()
    return channel


async def join(call: Call) -> Answer:
    """The bot comes into a thread."""
    thread = _thread(call)
    threads.check_awake(thread)
    threads.join(call.world, thread, call.world.bot)
    return EMPTY


async def leave(call: Call) -> Answer:
    """The bot goes out of a thread."""
    thread = _thread(call)
    threads.check_awake(thread)
    threads.leave(call.world, thread, call.world.bot)
    return EMPTY


async def add_member(call: Call) -> Answer:
    """Bring somebody of the guild into a thread that the bot may write in."""
    world, thread = call.world, _thread(call, Permission.SEND_MESSAGES_IN_THREADS)
    threads.check_awake(thread)
    guild = guild_for_bot(world, thread.guild_id or 0)
    member = guild.members.get(call.id("user_id"))
    if member is None:
        raise errors.unknown(10007, "Member")
    manages = world.permissions(world.bot, thread) & Permission.MANAGE_THREADS
    if not thread.invitable and thread.owner_id != world.bot.id and not manages:
        raise errors.missing_permissions()
    threads.join(world, thread, member.user, by=world.bot)
    return EMPTY


async def remove_member(call: Call) -> Answer:
    """Take somebody out: with the right to manage threads, or out of a private thread of the bot's own."""
    world, thread = call.world, _thread(call)
    threads.check_awake(thread)
    own = thread.kind is ChannelType.PRIVATE_THREAD and thread.owner_id == world.bot.id
    if not own:
        channel_for_bot(world, thread.id, Permission.MANAGE_THREADS)
    user = world.users.get(call.id("user_id"))
    if user is None:
        raise errors.unknown_user()
    threads.leave(world, thread, user, by=world.bot)
    return EMPTY


async def get_member(call: Call) -> Answer:
    """Somebody in a thread."""
    thread, user_id = _thread(call), call.id("user_id")
    if user_id not in thread.thread_members:
        raise errors.unknown(10007, "Member")
    return json_answer(200, _member(call, thread, user_id))


async def list_members(call: Call) -> Answer:
    """Everybody in a thread, for applications with the privileged members intent; in pages with `with_member`."""
    thread = _thread(call)
    if not may_list_members(call.world):
        raise errors.missing_access()
    found = sorted(thread.thread_members)
    if call.asks("with_member"):
        after, limit = call.query_id("after") or 0, call.query_whole("limit", 1, PAGE, PAGE)
        found = [user_id for user_id in found if user_id > after][:limit]
    return json_answer(200, [_member(call, thread, user_id) for user_id in found])


def _member(call: Call, thread: Channel, user_id: int) -> Payload:
    told = thread_member_payload(thread, user_id)
    guild = guild_for_bot(call.world, thread.guild_id or 0)
    if call.asks("with_member") and user_id in guild.members:
        told["member"] = member_payload(guild.members[user_id])
    return told


_BASE = "/channels/{channel_id}/thread-members"
ROUTES = (
    Route("GET", _BASE, list_members),
    Route("PUT", _BASE + "/@me", join),
    # Not documented, but taken: discord-api-docs issue 2978; discord.py joined so until its pull request 10384 of
    # January 2026, and nextcord 2.6 still does.
    Route("POST", _BASE + "/@me", join),
    Route("DELETE", _BASE + "/@me", leave),
    Route("GET", _BASE + "/{user_id}", get_member),
    Route("PUT", _BASE + "/{user_id}", add_member),
    Route("DELETE", _BASE + "/{user_id}", remove_member),
)
