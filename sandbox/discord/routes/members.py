"""What a bot changes of a member: as far as voice goes, for the sandbox has nothing else of it.

Source: documentation, Guild ("Modify Guild Member").
"""

from __future__ import annotations

from typing import Any

from sandbox.discord import errors
from sandbox.discord.access import guild_for_bot
from sandbox.discord.entities import VOICE, Channel, Guild, VoiceState
from sandbox.discord.errors import Problems
from sandbox.discord.payloads import member_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.routing import Call, Route
from sandbox.discord.shapes import Field, Record, Snowflake, Truth
from sandbox.discord.voice import states
from sandbox.discord.world import DiscordWorld
from sandbox.wire.exchange import Answer, json_answer

MISSING = ("nick", "roles", "communication_disabled_until", "flags")
VOICE_OF_MEMBER = Record(
    {"mute": Field(Truth()), "deaf": Field(Truth()), "channel_id": Field(Snowflake())},
    nullable=frozenset({"channel_id"}),
)


async def edit_member(call: Call) -> Answer:
    """Mute or deafen a member, bring them into another voice channel, or out of any."""
    world, guild = call.world, guild_for_bot(call.world, call.id("guild_id"))
    member = guild.members.get(call.id("user_id"))
    if member is None:
        raise errors.unknown(10007, "Member")
    said = _read(call.form().payload)
    if said:
        state = guild.voice_states.get(member.user.id)
        if state is None:  # "will throw a 400 error if the user is not in a voice channel"
            raise errors.not_in_voice()
        target = _check_may(world, guild, state, said)
        if "mute" in said or "deaf" in said:
            states.silence(world, guild, member.user, mute=said.get("mute"), deaf=said.get("deaf"))
        if target is not None:
            states.move(world, target, member.user)
        elif "channel_id" in said:
            states.leave(world, guild, member.user)
    return json_answer(200, member_payload(member))


def _read(payload: Any) -> dict[str, Any]:
    problems = Problems()
    said = VOICE_OF_MEMBER.read(payload, (), problems)
    problems.refuse()
    for key in MISSING:
        if key in payload:
            problems.add((key,), "SANDBOX_HAS_NONE", f'The sandbox changes no "{key}" of a member')
    problems.refuse()
    return said


def _check_may(world: DiscordWorld, guild: Guild, state: VoiceState, said: dict[str, Any]) -> Channel | None:
    """The channel that a member is brought to, if any; raises where the bot may not do what is asked for."""
    here = world.permissions(world.bot, guild.channels[state.channel_id])
    needed = Permission.MUTE_MEMBERS if "mute" in said else Permission(0)
    needed |= Permission.DEAFEN_MEMBERS if "deaf" in said else Permission(0)
    needed |= Permission.MOVE_MEMBERS if "channel_id" in said else Permission(0)
    if needed & ~here:
        raise errors.missing_permissions()
    if said.get("channel_id") is None:
        return None
    target = guild.channels.get(int(said["channel_id"]))
    if target is None:
        raise errors.unknown_channel()
    if target.kind not in VOICE:
        raise errors.wrong_channel_type()
    # "the API user must have permissions to both connect to the channel and have the MOVE_MEMBERS permission"
    if (Permission.CONNECT | Permission.MOVE_MEMBERS) & ~world.permissions(world.bot, target):
        raise errors.missing_permissions()
    return target


ROUTES = (Route("PATCH", "/guilds/{guild_id}/members/{user_id}", edit_member),)
