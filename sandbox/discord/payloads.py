"""Users, members, roles, channels and guilds as Discord writes them in JSON."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.discord.entities import VOICE, Channel, ChannelType, Emoji, Guild, Member, Payload, Role, User, VoiceState
from sandbox.wire.clock import stamp

SYSTEM_FLAGS = 0
THREAD_CREATED = 18  # the type of the message that tells of a thread which was made of none
THREAD_STARTER = 21  # the type of the message that stands for the one which a thread was made of
MEMBERS_COUNTED = 50  # of a thread, at most (documentation: Threads, "Thread Fields")


def user_payload(user: User) -> Payload:
    """A user as others see them (UserResponse)."""
    return {
        "id": str(user.id),
        "username": user.name,
        "avatar": None,
        "discriminator": "0421" if user.bot else "0",
        "public_flags": 0,
        "flags": 0,
        "bot": user.bot,
        "banner": None,
        "accent_color": None,
        "global_name": None if user.bot else user.display_name or user.name.capitalize(),
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
    }


def own_user_payload(user: User) -> Payload:
    """The bot's own user (UserPIIResponse; also READY's `user`)."""
    return {
        **user_payload(user),
        "mfa_enabled": True,
        "locale": user.locale,
        "premium_type": 0,
        "email": None,
        "verified": True,
    }


def member_payload(member: Member, *, with_user: bool = True) -> Payload:
    """A member of a guild; message events leave the user out."""
    payload: Payload = {
        "avatar": None,
        "avatar_decoration_data": None,
        "banner": None,
        "collectibles": None,
        "communication_disabled_until": None if member.timed_out_until is None else stamp(member.timed_out_until),
        "flags": 0,
        "joined_at": stamp(member.joined_at),
        "nick": member.nick,
        "pending": False,
        "premium_since": None,
        "roles": [str(role_id) for role_id in member.role_ids],
        "mute": member.mute,
        "deaf": member.deaf,
    }
    if with_user:
        payload["user"] = user_payload(member.user)
    return payload


def role_payload(role: Role) -> Payload:
    """A role of a guild."""
    payload: Payload = {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(int(role.permissions)),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.managed_by is not None,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if role.managed_by is not None:
        payload["tags"] = {"bot_id": str(role.managed_by)}
    return payload


def emoji_payload(emoji: Emoji) -> Payload:
    """An emoji as reactions and polls name it (MessageReactionEmojiResponse)."""
    named: Payload = {"id": None if emoji.id is None else str(emoji.id), "name": emoji.name}
    return named | {"animated": True} if emoji.animated else named


def channel_payload(channel: Channel) -> Payload:
    """A guild's channel, a thread or a DM."""
    last = next((str(m.id) for m in reversed(channel.messages.values()) if m.private_to is None), None)
    payload: Payload = {"id": str(channel.id), "type": int(channel.kind), "last_message_id": last, "flags": 0}
    if channel.last_pin_at is not None:
        payload["last_pin_timestamp"] = channel.last_pin_at
    if channel.kind in (ChannelType.DM, ChannelType.GROUP_DM):
        people = [channel.recipient] if channel.recipient is not None else channel.recipients
        payload |= {"recipients": [user_payload(user) for user in people]}
        if channel.kind is ChannelType.DM:
            return payload
        return payload | {"name": channel.name or None, "icon": None, "owner_id": str(channel.owner_id)}
    if channel.is_thread:
        return payload | _thread_part(channel)
    if channel.kind in VOICE:
        payload |= {"bitrate": channel.bitrate, "user_limit": channel.user_limit, "rtc_region": None}
    return payload | {
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "parent_id": None if channel.parent_id is None else str(channel.parent_id),
        "rate_limit_per_user": channel.slow_seconds,
        "topic": channel.topic,
        "position": channel.position,
        "permission_overwrites": [
            {
                "id": str(overwrite.target_id),
                "type": overwrite.kind,
                "allow": str(int(overwrite.allow)),
                "deny": str(int(overwrite.deny)),
            }
            for overwrite in channel.overwrites.values()
        ],
        "nsfw": channel.nsfw,
    }


def thread_member_payload(thread: Channel, user_id: int) -> Payload:
    """Somebody in a thread (ThreadMemberResponse), without who they are in the guild."""
    joined = thread.thread_joins.get(user_id)
    return {
        "id": str(thread.id),
        "user_id": str(user_id),
        "join_timestamp": thread.created_at if joined is None else stamp(joined),
        "flags": 0,
    }


def thread_payload(thread: Channel, bot_id: int) -> Payload:
    """A thread with the bot's membership, where it is in it."""
    payload = channel_payload(thread)
    return payload | {"member": thread_member_payload(thread, bot_id)} if bot_id in thread.thread_members else payload


def _listed_thread(thread: Channel, bot_id: int) -> Payload:
    # Of the bot's membership in it, GUILD_CREATE leaves out whose it is (documentation: Thread Member object).
    payload = thread_payload(thread, bot_id)
    if "member" in payload:
        payload["member"] = {key: value for key, value in payload["member"].items() if key not in ("id", "user_id")}
    return payload


def _thread_part(thread: Channel) -> Payload:
    # Neither counts the message that the thread began with (documentation: Channel object, `message_count`).
    begun = 1 if thread.id in thread.messages or any(m.kind == THREAD_STARTER for m in thread.messages.values()) else 0
    metadata: Payload = {
        "archived": thread.archived,
        "archive_timestamp": thread.archived_at or thread.created_at,
        "auto_archive_duration": thread.auto_archive_minutes,
        "locked": thread.locked,
        "create_timestamp": thread.created_at,
    }
    if thread.kind is ChannelType.PRIVATE_THREAD:
        metadata["invitable"] = thread.invitable
    part: Payload = {} if not thread.applied_tags else {"applied_tags": [str(tag) for tag in thread.applied_tags]}
    return part | {
        "guild_id": str(thread.guild_id),
        "name": thread.name,
        "parent_id": str(thread.parent_id),
        "owner_id": str(thread.owner_id),
        "rate_limit_per_user": thread.slow_seconds,
        "message_count": len(thread.messages) - begun,
        "total_message_sent": max(thread.ever_sent, len(thread.messages)) - begun,
        "member_count": min(len(thread.thread_members), MEMBERS_COUNTED),
        "thread_metadata": metadata,
    }


def guild_payload(guild: Guild) -> Payload:
    """A guild as `GET /guilds/{id}` answers it."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(guild.owner_id),
        "application_id": None,
        "region": "us-east",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None if guild.system_channel_id is None else str(guild.system_channel_id),
        "system_channel_flags": SYSTEM_FLAGS,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [role_payload(role) for role in guild.roles.values()],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": guild.premium_tier,
        "premium_subscription_count": (0, 2, 7, 14)[guild.premium_tier],
        "preferred_locale": guild.locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def voice_state_payload(guild: Guild, state: VoiceState, *, left: bool = False) -> Payload:
    """Who is in which voice channel, and how (VoiceStateResponse); `left` says that they are in none any more."""
    member = guild.members.get(state.user_id)
    payload: Payload = {
        "guild_id": str(guild.id),
        "channel_id": None if left else str(state.channel_id),
        "user_id": str(state.user_id),
        "session_id": state.session_id,
        "mute": member is not None and member.mute,
        "deaf": member is not None and member.deaf,
        "self_mute": state.self_mute,
        "self_deaf": state.self_deaf,
        "self_stream": False,
        "self_video": False,
        "suppress": state.suppressed,
        "request_to_speak_timestamp": state.asked_to_speak_at,
    }
    return payload if member is None else payload | {"member": member_payload(member)}


def thread_list_sync(guild: Guild, places: list[Channel], sees: Callable[[Channel], bool], bot_id: int) -> Payload:
    """The threads below the channels that the bot sees from now on (Threads, "Gaining Access to Channels")."""
    ids = {channel.id for channel in places}
    below = [one for one in guild.channels.values() if one.is_thread and one.parent_id in ids]
    threads = [thread for thread in below if not thread.archived and sees(thread)]
    return {
        "channel_ids": [str(channel.id) for channel in places],
        "threads": [thread_payload(thread, bot_id) for thread in threads],
        "members": [thread_member_payload(thread, bot_id) for thread in threads if bot_id in thread.thread_members],
    }


def member_counts(guild: Guild) -> Payload:
    """How many are in a guild, and how many of them are there, for who asks with `with_counts`."""
    return {"approximate_member_count": len(guild.members), "approximate_presence_count": len(guild.members)}


def guild_create_payload(guild: Guild, bot_id: int, *, everybody: bool = False) -> Payload:
    """GUILD_CREATE's data.

    Without the presences intent (`everybody` False) the members are the bot and those in voice channels (documentation:
    Gateway Events, "Request Guild Members").
    """
    bot = guild.members[bot_id]
    members = [one for one in guild.members.values() if everybody or one is bot or one.user.id in guild.voice_states]
    states = [voice_state_payload(guild, state) for state in guild.voice_states.values()]
    return guild_payload(guild) | {
        "joined_at": stamp(bot.joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        # "Lacks the `guild_id` key" (documentation: Gateway Events, "Guild Create Extra Fields").
        "voice_states": [{key: one for key, one in each.items() if key != "guild_id"} for each in states],
        "members": [member_payload(member) for member in members],
        "channels": [channel_payload(channel) for channel in guild.channels.values() if not channel.is_thread],
        "threads": [
            _listed_thread(channel, bot_id)
            for channel in guild.channels.values()
            if channel.is_thread and not channel.archived
        ],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "application_command_counts": {"1": 0, "2": 0, "3": 0},
        "embedded_activities": [],
    }
