"""Guilds that the bot is in: themselves, their channels, roles and members."""

from __future__ import annotations

from sandbox.discord import errors
from sandbox.discord.access import guild_for_bot
from sandbox.discord.payloads import channel_payload, guild_payload, member_counts, member_payload, role_payload
from sandbox.discord.routing import Call, Route
from sandbox.wire.exchange import Answer, json_answer


async def get_guild(call: Call) -> Answer:
    """A guild, with how many are in it if asked."""
    guild = guild_for_bot(call.world, call.id("guild_id"))
    payload = guild_payload(guild)
    if call.asks("with_counts"):
        payload |= member_counts(guild)
    return json_answer(200, payload)


async def get_channels(call: Call) -> Answer:
    """A guild's channels, those too that the bot does not see."""
    guild = guild_for_bot(call.world, call.id("guild_id"))
    return json_answer(200, [channel_payload(c) for c in guild.channels.values() if not c.is_thread])


async def get_roles(call: Call) -> Answer:
    """A guild's roles."""
    guild = guild_for_bot(call.world, call.id("guild_id"))
    return json_answer(200, [role_payload(role) for role in guild.roles.values()])


async def get_member(call: Call) -> Answer:
    """One member of a guild."""
    guild = guild_for_bot(call.world, call.id("guild_id"))
    member = guild.members.get(call.id("user_id"))
    if member is None:
        raise errors.unknown(10007, "Member")
    return json_answer(200, member_payload(member))


async def list_members(_: Call) -> Answer:
    """Everybody in a guild: for bots with the privileged members intent only, and none is granted here."""
    raise errors.missing_access()


ROUTES = (
    Route("GET", "/guilds/{guild_id}", get_guild),
    Route("GET", "/guilds/{guild_id}/channels", get_channels),
    Route("GET", "/guilds/{guild_id}/roles", get_roles),
    Route("GET", "/guilds/{guild_id}/members", list_members),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", get_member),
)
