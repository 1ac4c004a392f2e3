"""What a session asks of voice: to join a channel, to move, to mute itself and to leave; and what it hears of that.

Source: Discord's gateway events documentation, "Update Voice State"; Voice, "Retrieving Voice Server Information".
That a session hears of its own voice state by the intent alone: discord-api-docs, issue 1724, and discord.js's guide.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from sandbox.discord.entities import Payload
from sandbox.discord.gateway.opcodes import CloseCode, Closing
from sandbox.discord.gateway.session import Session
from sandbox.discord.voice import states
from sandbox.discord.voice.states import Wish
from sandbox.discord.world import DiscordWorld

log = logging.getLogger(__name__)


def update_voice(world: DiscordWorld, session: Session, data: dict[str, Any]) -> None:
    """Do what op 4 asks for; raises Closing where it is malformed.

    Discord answers nothing where the bot may not join, or the channel is full; then the log says why.
    """
    guild_id, channel_id = _id(data.get("guild_id")), data.get("channel_id")
    wish = Wish(_switch(data.get("self_mute")), _switch(data.get("self_deaf")))
    guild = world.guilds.get(guild_id)
    if guild is None or world.bot.id not in guild.members or not session.hears_of(guild.id):
        return
    if channel_id is None:
        states.leave(world, guild, world.bot)
        return
    channel = guild.channels.get(_id(channel_id))
    why = "no_voice_channel" if channel is None else states.why_not(world, channel, world.bot)
    if channel is None or why is not None:
        log.warning("voice_not_joined channel=%s reason=%s", channel_id, why)
        return
    states.enter(world, channel, world.bot, session.id, wish)


def is_for(world: DiscordWorld, session: Session, event: str, data: Payload) -> bool:
    """Whether an event may go to this session: the voice server is told to the one that joined alone."""
    if event != "VOICE_SERVER_UPDATE":
        return True
    state = world.guilds[int(data["guild_id"])].voice_states.get(world.bot.id)
    return state is not None and state.session_id == session.id


def end_of_session(world: DiscordWorld, session: Session) -> None:
    """Take the bot out of the voice channels that a session joined, which nobody can resume any more."""
    for guild in world.bot_guilds():
        world.leave_voice(guild, lambda state: state.session_id == session.id)


def is_in_voice(world: DiscordWorld, session: Session) -> bool:
    """Whether a session has joined any voice channel."""
    found = (guild.voice_states.get(world.bot.id) for guild in world.bot_guilds())
    return any(state is not None and state.session_id == session.id for state in found)


def _id(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch("[0-9]{1,20}", str(value)):
        raise Closing(CloseCode.DECODE_ERROR)
    return int(str(value))


def _switch(value: object) -> bool:
    if value is not None and not isinstance(value, bool):
        raise Closing(CloseCode.DECODE_ERROR)
    return value is True
