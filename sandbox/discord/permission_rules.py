"""Who may do what where: the order in which Discord weighs roles and overwrites.

Source: documentation, Permissions: "Permission Hierarchy", "Permission Overwrites", "Implicit Permissions"; Threads:
"Private Threads".
"""

from __future__ import annotations

from sandbox.discord.entities import VOICE, Channel, ChannelType, Guild, Member
from sandbox.discord.permissions import (
    EVERYTHING,
    NEEDS_CONNECTING,
    NEEDS_SENDING,
    NOTHING,
    WHILE_TIMED_OUT,
    Permission,
)


def in_guild(guild: Guild, member: Member, now: float) -> Permission:
    """What the member's roles allow in the whole guild at `now` (Unix seconds)."""
    if guild.owner_id == member.user.id:
        return EVERYTHING
    granted = guild.roles[guild.id].permissions
    for role_id in member.role_ids:
        granted |= guild.roles[role_id].permissions
    if granted & Permission.ADMINISTRATOR:
        return EVERYTHING
    if member.timed_out_until is not None and member.timed_out_until > now:
        return granted & WHILE_TIMED_OUT
    return granted


def in_channel(guild: Guild, channel: Channel, member: Member, now: float) -> Permission:
    """What the member may do in the channel: roles, then the overwrites for everyone, for roles, for the member."""
    granted = in_guild(guild, member, now)
    if granted & Permission.ADMINISTRATOR:
        return EVERYTHING
    everyone = channel.overwrites.get(guild.id)
    if everyone is not None:
        granted = granted & ~everyone.deny | everyone.allow
    allow = deny = NOTHING
    for role_id in member.role_ids:
        overwrite = channel.overwrites.get(role_id)
        if overwrite is not None:
            allow, deny = allow | overwrite.allow, deny | overwrite.deny
    granted = granted & ~deny | allow
    own = channel.overwrites.get(member.user.id)
    if own is not None:
        granted = granted & ~own.deny | own.allow
    if not granted & Permission.VIEW_CHANNEL:
        return NOTHING
    is_in = channel.kind is not ChannelType.PRIVATE_THREAD or member.user.id in channel.thread_members
    if not (is_in or granted & Permission.MANAGE_THREADS):
        return NOTHING
    if channel.is_thread:  # in threads, another permission is the one to send (documentation: Threads)
        sends = bool(granted & Permission.SEND_MESSAGES_IN_THREADS)
        granted = granted | Permission.SEND_MESSAGES if sends else granted & ~Permission.SEND_MESSAGES
    if not granted & Permission.SEND_MESSAGES:
        granted &= ~NEEDS_SENDING
    if channel.kind in VOICE and not granted & Permission.CONNECT:
        granted &= ~NEEDS_CONNECTING
    if member.timed_out_until is not None and member.timed_out_until > now:
        granted &= WHILE_TIMED_OUT
    return granted


def is_viewable(guild: Guild, channel: Channel, user_id: int, now: float) -> bool:
    """Whether a user views a channel of a guild (documentation: Channel, "Obfuscated Channels").

    Beside the permission, being connected to it counts; a category is viewable with any channel in it.
    """
    member = guild.members.get(user_id)
    if member is None or in_channel(guild, channel, member, now) & Permission.VIEW_CHANNEL:
        return member is not None
    state = guild.voice_states.get(user_id)
    if state is not None and state.channel_id == channel.id:
        return True
    inside = guild.channels.values() if channel.kind is ChannelType.GUILD_CATEGORY else ()
    return any(is_viewable(guild, one, user_id, now) for one in inside if one.parent_id == channel.id)
