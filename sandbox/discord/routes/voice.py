"""Voice states that a bot reads and changes, and the regions where voice servers are.

Source: documentation, Voice ("Get Current User Voice State" and the operations below it), Guild ("Get Guild Voice
Regions"); Opcodes and Status Codes (JSON error codes).
"""

from __future__ import annotations

from datetime import datetime

from sandbox.discord import channel_shapes, errors
from sandbox.discord.access import guild_for_bot
from sandbox.discord.entities import ChannelType, Guild, Payload, VoiceState
from sandbox.discord.errors import Problems
from sandbox.discord.payloads import voice_state_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.routing import Call, Route
from sandbox.discord.shapes import Field, Moment, Record, Snowflake, Truth
from sandbox.discord.voice import states
from sandbox.wire.clock import stamp
from sandbox.wire.exchange import EMPTY, Answer, json_answer

# A few of those that Discord has; no voice server here is in any of them.
REGIONS = (("us-east", "US East"), ("rotterdam", "Rotterdam"), ("singapore", "Singapore"))
OWN_STATE = Record(
    {
        "channel_id": Field(Snowflake()),
        "suppress": Field(Truth()),
        "request_to_speak_timestamp": Field(Moment()),
    },
    nullable=frozenset({"request_to_speak_timestamp"}),
)
STATE = Record({"channel_id": Field(Snowflake()), "suppress": Field(Truth())})


async def list_regions(_: Call) -> Answer:
    """The regions that a voice channel can be set to."""
    return json_answer(200, _regions())


async def list_guild_regions(call: Call) -> Answer:
    """The regions that a guild's voice channels can be set to."""
    guild_for_bot(call.world, call.id("guild_id"))
    return json_answer(200, _regions())


async def get_own_state(call: Call) -> Answer:
    """In which voice channel the bot is."""
    guild = guild_for_bot(call.world, call.id("guild_id"))
    return json_answer(200, voice_state_payload(guild, _state(guild, call.world.bot.id)))


async def get_state(call: Call) -> Answer:
    """In which voice channel a member is."""
    guild = guild_for_bot(call.world, call.id("guild_id"))
    return json_answer(200, voice_state_payload(guild, _state(guild, call.id("user_id"))))


async def edit_own_state(call: Call) -> Answer:
    """Let the bot ask to speak on a stage, speak, or fall silent."""
    world, guild = call.world, guild_for_bot(call.world, call.id("guild_id"))
    said = channel_shapes.read(OWN_STATE, call.form().payload)
    state = _on_stage(guild, world.bot.id, said)
    allowed = world.permissions(world.bot, guild.channels[state.channel_id])
    asks_at = said.get("request_to_speak_timestamp")
    if said.get("suppress") is False and not allowed & Permission.MUTE_MEMBERS:
        raise errors.missing_permissions()
    if asks_at is not None and not allowed & Permission.REQUEST_TO_SPEAK:
        raise errors.missing_permissions()
    if asks_at is not None:
        _check_not_past(asks_at, world.clock.now())
    if "request_to_speak_timestamp" in said:
        state.asked_to_speak_at = asks_at
    state.suppressed = said.get("suppress", state.suppressed)
    states.tell(world, guild, state)
    return EMPTY


async def edit_state(call: Call) -> Answer:
    """Let somebody speak on a stage, or not any more."""
    world, guild = call.world, guild_for_bot(call.world, call.id("guild_id"))
    said = channel_shapes.read(STATE, call.form().payload)
    state = _on_stage(guild, call.id("user_id"), said)
    if not world.permissions(world.bot, guild.channels[state.channel_id]) & Permission.MUTE_MEMBERS:
        raise errors.missing_permissions()
    if "suppress" in said:
        state.suppressed = said["suppress"]
        # "When unsuppressed, non-bot users will have their request_to_speak_timestamp set to the current time."
        invited = not state.suppressed and not world.users[state.user_id].bot
        state.asked_to_speak_at = stamp(world.clock.now()) if invited else None
    states.tell(world, guild, state)
    return EMPTY


def _state(guild: Guild, user_id: int) -> VoiceState:
    state = guild.voice_states.get(user_id)
    if state is None:
        raise errors.unknown(10065, "Voice State")
    return state


def _on_stage(guild: Guild, user_id: int, said: Payload) -> VoiceState:
    """The state of a member who is in the channel that a body names, or in any, which must be a stage."""
    state = guild.voice_states.get(user_id)
    if state is None:
        raise errors.unknown(10065, "Voice State")
    named = guild.channels.get(int(said.get("channel_id", state.channel_id)))
    if named is None:
        raise errors.unknown_channel()
    if named.kind is not ChannelType.GUILD_STAGE_VOICE:
        raise errors.wrong_channel_type()
    if named.id != state.channel_id:  # "user must already have joined"
        raise errors.not_in_voice()
    return state


def _check_not_past(moment: str, now: float) -> None:
    # "You are able to set request_to_speak_timestamp to any present or future time." A client's clock may be behind.
    if datetime.fromisoformat(moment).timestamp() < now - 60.0:
        problems = Problems()
        problems.add(("request_to_speak_timestamp",), "BASE_TYPE_BAD_TIME", "Must be a present or future time.")
        problems.refuse()


def _regions() -> list[Payload]:
    return [
        {"id": name, "name": shown, "custom": False, "deprecated": False, "optimal": name == REGIONS[0][0]}
        for name, shown in REGIONS
    ]


ROUTES = (
    Route("GET", "/voice/regions", list_regions),
    Route("GET", "/guilds/{guild_id}/regions", list_guild_regions),
    Route("GET", "/guilds/{guild_id}/voice-states/@me", get_own_state),
    Route("PATCH", "/guilds/{guild_id}/voice-states/@me", edit_own_state),
    Route("GET", "/guilds/{guild_id}/voice-states/{user_id}", get_state),
    Route("PATCH", "/guilds/{guild_id}/voice-states/{user_id}", edit_state),
)
