"""Who is in which voice channel: joining, moving and leaving, muted or not, each told as Discord tells it.

Source: documentation, Voice ("Retrieving Voice Server Information", Voice State object), Gateway Events ("Voice State
Update", "Voice Server Update"), Permissions; Stage Channels in the help center: whoever comes is in the audience.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from sandbox.discord.entities import VOICE, Channel, ChannelType, Guild, User, VoiceState
from sandbox.discord.payloads import member_payload, voice_state_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.world import DiscordWorld

log = logging.getLogger(__name__)
NEEDED = Permission.VIEW_CHANNEL | Permission.CONNECT


@dataclass(frozen=True, slots=True)
class Wish:
    """How a client wants to be in a voice channel."""

    self_mute: bool = False
    self_deaf: bool = False


def why_not(world: DiscordWorld, channel: Channel, user: User) -> str | None:
    """Why a user cannot join a channel, in a word for the log; None where they can."""
    guild = world.guild_of(channel)
    if guild is None or channel.kind not in VOICE:
        return "no_voice_channel"
    allowed = world.permissions(user, channel)
    if NEEDED & ~allowed:
        return "not_allowed"
    here = guild.voice_states.get(user.id)
    is_here = here is not None and here.channel_id == channel.id
    # "Having MOVE_MEMBERS permission bypasses this limit."
    if is_full(guild, channel) and not is_here and not allowed & Permission.MOVE_MEMBERS:
        return "full"
    return None


def is_full(guild: Guild, channel: Channel) -> bool:
    """Whether as many are in a voice channel as may be."""
    inside = sum(state.channel_id == channel.id for state in guild.voice_states.values())
    return 0 < channel.user_limit <= inside


def enter(world: DiscordWorld, channel: Channel, user: User, session_id: str, wish: Wish) -> None:
    """Join a channel, move to it, or change how one is in it.

    A session that joins or moves gets a new token for the voice server: "you cannot re-use the previous session during
    a channel change".
    """
    guild = world.guilds[channel.guild_id or 0]
    state = guild.voice_states.get(user.id)
    stays = state is not None and (state.channel_id, state.session_id) == (channel.id, session_id)
    if state is None or not stays:
        state = VoiceState(user.id, channel.id, session_id, secrets.token_hex(8))
        state.suppressed = channel.kind is ChannelType.GUILD_STAGE_VOICE
        guild.voice_states[user.id] = state
    state.self_mute, state.self_deaf = wish.self_mute, wish.self_deaf
    if channel.kind is ChannelType.GUILD_VOICE:
        state.suppressed = not world.permissions(user, channel) & Permission.SPEAK
    tell(world, guild, state)
    if not stays:
        tell_server(world, guild, state)


def move(world: DiscordWorld, channel: Channel, user: User) -> None:
    """Bring somebody who is in a voice channel into another one, as they are."""
    state = world.guilds[channel.guild_id or 0].voice_states[user.id]
    enter(world, channel, user, state.session_id, Wish(state.self_mute, state.self_deaf))


def leave(world: DiscordWorld, guild: Guild, user: User) -> None:
    """Leave the voice channel, if one is in any."""
    world.leave_voice(guild, lambda state: state.user_id == user.id)


def silence(world: DiscordWorld, guild: Guild, user: User, *, mute: bool | None, deaf: bool | None) -> None:
    """Mute or deafen a member for the whole server, or not any more; None leaves it as it is."""
    member = guild.members[user.id]
    member.mute = member.mute if mute is None else mute
    member.deaf = member.deaf if deaf is None else deaf
    tell(world, guild, guild.voice_states[user.id])
    world.tell_guild(guild, "GUILD_MEMBER_UPDATE", member_payload(member))


def tell(world: DiscordWorld, guild: Guild, state: VoiceState) -> None:
    """Tell of a voice state as it is."""
    world.tell_guild(guild, "VOICE_STATE_UPDATE", voice_state_payload(guild, state))


def tell_server(world: DiscordWorld, guild: Guild, state: VoiceState) -> None:
    """Tell the bot where its voice server is; a person's client reads it from `state` and the world."""
    if state.user_id == world.bot.id:
        told = {"token": state.token, "guild_id": str(guild.id), "endpoint": world.voice_endpoint}
        world.publish("VOICE_SERVER_UPDATE", told, guild.id)
