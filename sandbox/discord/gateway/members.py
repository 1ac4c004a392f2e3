"""Answers to REQUEST_GUILD_MEMBERS (Discord's gateway events documentation, "Request Guild Members")."""

from __future__ import annotations

from typing import Any, cast

from sandbox.discord.entities import Member, Payload
from sandbox.discord.gateway.intents import GUILD_MEMBERS
from sandbox.discord.gateway.opcodes import CloseCode, Closing
from sandbox.discord.gateway.session import Session
from sandbox.discord.payloads import member_payload
from sandbox.discord.world import DiscordWorld

AT_MOST = 100  # members per request, by prefix or by id
NONCE_BYTES = 32


def members_chunk(world: DiscordWorld, session: Session, data: dict[str, Any]) -> Payload | None:
    """GUILD_MEMBERS_CHUNK's data; None where Discord stays silent: another shard's guild, or the bot is not in it."""
    try:
        guild = world.guilds.get(int(data["guild_id"]))
        query, limit = data.get("query"), int(data.get("limit") or 0)
        ids = _ids(data.get("user_ids"))
    except (KeyError, TypeError, ValueError) as error:
        raise Closing(CloseCode.DECODE_ERROR) from error
    if guild is None or world.bot.id not in guild.members or not session.hears_of(guild.id):
        return None
    found: list[Member] = []
    if ids:
        found = [member for member in guild.members.values() if str(member.user.id) in ids][:AT_MOST]
    elif query == "" and limit == 0:
        if not session.intents & GUILD_MEMBERS:
            raise Closing(CloseCode.DISALLOWED_INTENTS)
        found = list(guild.members.values())
    elif isinstance(query, str):
        named = [member for member in guild.members.values() if member.user.name.startswith(query.lower())]
        found = named[: min(limit, AT_MOST) or AT_MOST]
    chunk: Payload = {
        "guild_id": str(guild.id),
        "members": [member_payload(member) for member in found],
        "chunk_index": 0,
        "chunk_count": 1,
        "not_found": sorted(ids - {str(member.user.id) for member in found}),
    }
    nonce = data.get("nonce")
    return chunk | {"nonce": nonce} if isinstance(nonce, str) and len(nonce.encode()) <= NONCE_BYTES else chunk


def _ids(asked: object) -> set[str]:
    # One id or a list of them.
    if not asked:
        return set()
    return {str(user_id) for user_id in cast("list[object]", asked)} if isinstance(asked, list) else {str(asked)}
