"""Guilds that the bot is in: themselves, their channels, roles and members."""

from __future__ import annotations

from sandbox.discord import errors
from sandbox.discord.access import guild_for_bot, may_list_members
from sandbox.discord.errors import Problems
from sandbox.discord.payloads import channel_payload, guild_payload, member_counts, member_payload, role_payload
from sandbox.discord.routing import Call, Route
from sandbox.discord.shapes import Text
from sandbox.wire.exchange import Answer, json_answer

MEMBERS = 1000  # in a page


async def get_guild(call: Call) -> Answer:
    """A guild, with how many are in it if asked."""
    guild = guild_for_bot(call.world, call.id("guild_id"))
    payload = guild_payload(guild)
    if call.asks("with_counts"):
        payload |= member_counts(guild)
    return json_answer(200, payload)


async def get_channels(call: Call) -> Answer:
    """A guild's channels that the bot sees: of others, HTTP says nothing (documentation: "Obfuscated Channels")."""
    guild = guild_for_bot(call.world, call.id("guild_id"))
    seen = [channel for channel in guild.channels.values() if not channel.is_thread and call.world.sees(channel)]
    return json_answer(200, [channel_payload(channel) for channel in seen])


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


async def list_members(call: Call) -> Answer:
    """Everybody in a guild by their ids, in pages: for bots with the privileged members intent only."""
    guild = guild_for_bot(call.world, call.id("guild_id"))
    if not may_list_members(call.world):
        raise errors.missing_access()
    after, limit = call.query_id("after") or 0, call.query_whole("limit", 1, MEMBERS, 1)
    found = sorted(user_id for user_id in guild.members if user_id > after)[:limit]
    return json_answer(200, [member_payload(guild.members[user_id]) for user_id in found])


async def search_members(call: Call) -> Answer:
    """The members whose name or nickname begins so (documentation: Guild, "Search Guild Members")."""
    guild = guild_for_bot(call.world, call.id("guild_id"))
    limit, begins = call.query_whole("limit", 1, MEMBERS, 1), call.request.query.get("query", "")
    problems = Problems()
    Text(100, 1).read(begins, ("query",), problems)
    problems.refuse()
    names = [(member, (member.user.name, member.nick or "")) for member in guild.members.values()]
    begun = [member for member, two in names if any(name.lower().startswith(begins.lower()) for name in two)]
    return json_answer(200, [member_payload(member) for member in begun[:limit]])


ROUTES = (
    Route("GET", "/guilds/{guild_id}", get_guild),
    Route("GET", "/guilds/{guild_id}/channels", get_channels),
    Route("GET", "/guilds/{guild_id}/roles", get_roles),
    Route("GET", "/guilds/{guild_id}/members", list_members),
    Route("GET", "/guilds/{guild_id}/members/search", search_members),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", get_member),
)
