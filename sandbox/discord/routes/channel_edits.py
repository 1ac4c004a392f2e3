"""Channels made, changed and deleted, threads put to sleep and woken, and who may do what in a channel.

Source: documentation, Channel ("Modify Channel", "Delete/Close Channel", "Edit Channel Permissions"), Guild ("Create
Guild Channel", "Modify Guild Channel Positions"), Threads ("Editing & Deleting Threads").
"""

from __future__ import annotations

from sandbox.discord import channel_shapes, errors, name_changes, threads
from sandbox.discord.access import channel_for_bot, guild_for_bot
from sandbox.discord.channel_shapes import check_topic, overwrite_of, read, set_said
from sandbox.discord.entities import Channel, ChannelType, Guild, Payload
from sandbox.discord.errors import DiscordError, Problems
from sandbox.discord.payloads import channel_payload, thread_payload
from sandbox.discord.permission_rules import in_guild
from sandbox.discord.permissions import EVERYTHING, Permission
from sandbox.discord.routing import Call, Route
from sandbox.discord.world import DiscordWorld
from sandbox.wire.exchange import EMPTY, Answer, json_answer

MOST_CHANNELS = 500  # of a guild (JSON error code 30013)
OWNERS_TOO = {"name", "archived", "auto_archive_duration", "applied_tags", "invitable"}  # may change of their threads


async def create_channel(call: Call) -> Answer:
    """A new channel of a guild."""
    world, guild = call.world, guild_for_bot(call.world, call.id("guild_id"))
    _check_in_guild(world, guild, Permission.MANAGE_CHANNELS)
    said = read(channel_shapes.NEW_CHANNEL, call.form().payload)
    kind = ChannelType(said.get("type", 0))
    check_topic(said, kind)
    if kind is ChannelType.GUILD_ANNOUNCEMENT:  # only in guilds with the feature, which the sandbox's have not
        raise errors.wrong_channel_type()
    if sum(1 for one in guild.channels.values() if not one.is_thread) >= MOST_CHANNELS:
        raise DiscordError(400, 30013, f"Maximum number of guild channels reached ({MOST_CHANNELS})")
    _check_parent(guild, said)
    overwrites = [overwrite_of(each, int(each["id"])) for each in said.get("permission_overwrites", [])]
    for overwrite in overwrites:
        _check_bits(in_guild(guild, guild.members[world.bot.id], world.clock.now()), overwrite.allow | overwrite.deny)
    if "permission_overwrites" not in said and said.get("parent_id"):
        overwrites = list(guild.channels[int(said["parent_id"])].overwrites.values())
    settled = {key: value for key, value in said.items() if key != "permission_overwrites"}
    channel = world.add_channel(
        guild,
        channel_shapes.written(said["name"], kind),
        overwrites,
        kind=kind,
        settle=lambda new: set_said(new, settled),
    )
    return json_answer(201, channel_payload(channel))


async def edit_channel(call: Call) -> Answer:
    """A channel of a guild or a thread, changed."""
    world = call.world
    channel = channel_for_bot(world, call.id("channel_id"))
    guild = world.guild_of(channel)
    if guild is None:
        raise errors.in_dm()
    if channel.is_thread:
        return _edit_thread(call, channel)
    channel_for_bot(world, channel.id, Permission.MANAGE_CHANNELS)
    said = read(channel_shapes.CHANGED_CHANNEL, call.form().payload)
    check_topic(said, channel.kind)
    if said.get("type", int(channel.kind)) != int(channel.kind):
        raise errors.wrong_channel_type()
    _check_parent(guild, said)
    if "permission_overwrites" in said:
        channel_for_bot(world, channel.id, Permission.MANAGE_ROLES)
        for each in said["permission_overwrites"]:
            overwrite = overwrite_of(each, int(each["id"]))
            known = channel.overwrites.get(overwrite.target_id)
            changed = overwrite.allow | overwrite.deny
            _check_may_set(world, channel, changed & ~(known.allow | known.deny) if known else changed)
    name_changes.count(world, channel, said)
    world.change_channel(channel, lambda: set_said(channel, said))
    return json_answer(200, channel_payload(channel))


def _edit_thread(call: Call, thread: Channel) -> Answer:
    world = call.world
    said = read(channel_shapes.CHANGED_THREAD, call.form().payload)
    allowed = world.permissions(world.bot, thread)
    if not allowed & Permission.MANAGE_THREADS:
        wakes = said.keys() == {"archived"} and said["archived"] is False
        may_wake = not thread.locked and bool(allowed & Permission.SEND_MESSAGES_IN_THREADS)
        own = thread.owner_id == world.bot.id and said.keys() <= OWNERS_TOO
        if not ((wakes and may_wake) or (own and not thread.locked)):
            raise errors.missing_permissions()
    if thread.archived and said.get("archived") is not False:
        raise threads.archived()
    moved = (
        said.get("archived", thread.archived) != thread.archived
        or said.get("auto_archive_duration", thread.auto_archive_minutes) != thread.auto_archive_minutes
    )
    name_changes.count(world, thread, said)
    before, thread.name = thread.name, said.get("name", thread.name)
    thread.archived, thread.locked = said.get("archived", thread.archived), said.get("locked", thread.locked)
    thread.invitable = said.get("invitable", thread.invitable)
    thread.auto_archive_minutes = said.get("auto_archive_duration", thread.auto_archive_minutes)
    thread.slow_seconds = said.get("rate_limit_per_user", thread.slow_seconds)
    thread.applied_tags = [int(tag) for tag in said.get("applied_tags", thread.applied_tags)]
    threads.tell_edited(world, thread, moved=moved)
    if thread.name != before:
        threads.say_name(world, thread, world.bot)
    return json_answer(200, thread_payload(thread, world.bot.id))


async def delete_channel(call: Call) -> Answer:
    """A channel or a thread, gone with all that was said in it; a DM is closed, and opens again as it was."""
    world = call.world
    channel = channel_for_bot(world, call.id("channel_id"))
    if channel.guild_id is None:
        return json_answer(200, channel_payload(channel))
    if channel.is_thread:
        channel_for_bot(world, channel.id, Permission.MANAGE_THREADS)
        told = thread_payload(channel, world.bot.id)
        threads.remove(world, channel)
        return json_answer(200, told)
    channel_for_bot(world, channel.id, Permission.MANAGE_CHANNELS)
    told = channel_payload(channel)
    for below in tuple(world.guilds[channel.guild_id].channels.values()):
        if below.parent_id == channel.id and below.is_thread:
            threads.remove(world, below)
        elif below.parent_id == channel.id:
            world.change_channel(below, lambda below=below: set_said(below, {"parent_id": None}))
    world.remove_channel(channel)
    return json_answer(200, told)


async def move_channels(call: Call) -> Answer:
    """Put the channels of a guild into another order."""
    world, guild = call.world, guild_for_bot(call.world, call.id("guild_id"))
    _check_in_guild(world, guild, Permission.MANAGE_CHANNELS)
    places: list[Payload] = read(channel_shapes.PLACES, call.form().payload)
    moved = [(guild.channels.get(int(place["id"])), place) for place in places]
    if any(channel is None for channel, _ in moved):
        raise errors.unknown_channel()
    for channel, place in moved:
        if channel is not None and "position" in place:
            world.change_channel(channel, lambda c=channel, at=place["position"]: set_said(c, {"position": at}))
    return EMPTY


# Who may do what in a channel


async def set_overwrite(call: Call) -> Answer:
    """Allow and deny something in a channel to one role or member."""
    world, channel = call.world, _guild_channel(call)
    target = call.id("overwrite_id")
    said = read(channel_shapes.OVERWRITE, call.form().payload)
    guild = world.guilds[channel.guild_id or 0]
    if said.get("type", 0) == 0 and target not in guild.roles:
        raise errors.unknown(10011, "Role")
    if said.get("type", 0) == 1 and target not in world.users:
        raise errors.unknown(10007, "Member")
    overwrite = overwrite_of(said, target)
    _check_may_set(world, channel, overwrite.allow | overwrite.deny)
    world.set_overwrite(channel, overwrite)
    return EMPTY


async def delete_overwrite(call: Call) -> Answer:
    """Allow and deny one role or member nothing of their own any more."""
    channel, target = _guild_channel(call), call.id("overwrite_id")
    if target not in channel.overwrites:
        raise errors.unknown(10009, "Overwrite")
    call.world.change_channel(channel, lambda: channel.overwrites.pop(target))
    return EMPTY


def _guild_channel(call: Call) -> Channel:
    channel = channel_for_bot(call.world, call.id("channel_id"), Permission.MANAGE_ROLES)
    if channel.guild_id is None:
        raise errors.in_dm()
    if channel.is_thread:  # which has none of its own
        raise errors.wrong_channel_type()
    return channel


def _check_in_guild(world: DiscordWorld, guild: Guild, needed: Permission) -> None:
    if not in_guild(guild, guild.members[world.bot.id], world.clock.now()) & needed:
        raise errors.missing_permissions()


def _check_parent(guild: Guild, said: Payload) -> None:
    parent_id = said.get("parent_id")
    if parent_id is None:
        return
    parent = guild.channels.get(int(parent_id))
    if parent is None or parent.kind is not ChannelType.GUILD_CATEGORY:
        problems = Problems()
        if parent is None:
            problems.add(("parent_id",), "CHANNEL_PARENT_INVALID", "Category does not exist")
        else:
            problems.add(("parent_id",), "CHANNEL_PARENT_INVALID_TYPE", "Not a category")
        problems.refuse()


def _check_may_set(world: DiscordWorld, channel: Channel, bits: Permission) -> None:
    # "Only permissions your bot has in the guild or parent channel can be allowed/denied (unless your bot has a
    # `MANAGE_ROLES` overwrite in the channel)."
    guild = world.guilds[channel.guild_id or 0]
    member = guild.members[world.bot.id]
    for target in (member.user.id, *member.role_ids):
        overwrite = channel.overwrites.get(target)
        if overwrite is not None and overwrite.allow & Permission.MANAGE_ROLES:
            return
    _check_bits(in_guild(guild, member, world.clock.now()), bits)


def _check_bits(held: Permission, bits: Permission) -> None:
    if held != EVERYTHING and bits & ~held:
        raise errors.missing_permissions()


ROUTES = (
    Route("POST", "/guilds/{guild_id}/channels", create_channel),
    Route("PATCH", "/guilds/{guild_id}/channels", move_channels),
    Route("PATCH", "/channels/{channel_id}", edit_channel),
    Route("DELETE", "/channels/{channel_id}", delete_channel),
    Route("PUT", "/channels/{channel_id}/permissions/{overwrite_id}", set_overwrite),
    Route("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}", delete_overwrite),
)
