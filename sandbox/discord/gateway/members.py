"""Answers to REQUEST_GUILD_MEMBERS (Discord's gateway events documentation, "Request Guild Members")."""

from __future__ import annotations

import math
from typing import Any, cast

from sandbox.discord import limits
from sandbox.discord.entities import Guild, Member, Payload
from sandbox.discord.gateway.intents import GUILD_MEMBERS
from sandbox.discord.gateway.opcodes import CloseCode, Closing, Op
from sandbox.discord.gateway.session import Session
from sandbox.discord.payloads import member_payload
from sandbox.discord.world import DiscordWorld

NONCE_BYTES = 32


class MemberRequests:
    """All that one bot asks for, whatever its sessions."""

    def __init__(self, world: DiscordWorld) -> None:
        self._world = world
        self._all_asked_at: dict[int, float] = {}  # by the guild's id

    def answers(self, session: Session, data: dict[str, Any]) -> list[tuple[str, Payload]]:
        """The events that answer; none where Discord stays silent: another shard's guild, or the bot is not in it."""
        try:
            guild = self._world.guilds.get(int(data["guild_id"]))
            query, limit = data.get("query"), int(data.get("limit") or 0)
            ids = _ids(data.get("user_ids"))
        except (KeyError, TypeError, ValueError) as error:
            raise Closing(CloseCode.DECODE_ERROR) from error
        if guild is None or self._world.bot.id not in guild.members or not session.hears_of(guild.id):
            return []
        nonce = data.get("nonce")
        own = {"nonce": nonce} if isinstance(nonce, str) and len(nonce.encode()) <= NONCE_BYTES else {}
        found: list[Member] = []
        if ids:
            found = [member for member in guild.members.values() if str(member.user.id) in ids][: limits.MEMBERS_FOUND]
        elif query == "" and limit == 0:
            if not session.intents & GUILD_MEMBERS:
                raise Closing(CloseCode.DISALLOWED_INTENTS)
            wait = self._wait_for_all(guild)
            if wait > 0:
                meta = {"guild_id": str(guild.id), **own}
                return [("RATE_LIMITED", {"opcode": int(Op.REQUEST_GUILD_MEMBERS), "retry_after": wait, "meta": meta})]
            found = list(guild.members.values())
        elif isinstance(query, str):
            named = [member for member in guild.members.values() if member.user.name.startswith(query.lower())]
            found = named[: min(limit, limits.MEMBERS_FOUND) or limits.MEMBERS_FOUND]
        missing = sorted(ids - {str(member.user.id) for member in found})
        return [("GUILD_MEMBERS_CHUNK", chunk | own) for chunk in _chunks(guild, found, missing)]

    def _wait_for_all(self, guild: Guild) -> float:
        now = self._world.clock.now()
        left = self._all_asked_at.get(guild.id, -math.inf) + limits.ALL_MEMBERS_EVERY - now
        if left <= 0:
            self._all_asked_at[guild.id] = now
        return math.ceil(left * 1000) / 1000 if left > 0 else 0.0


def _chunks(guild: Guild, found: list[Member], missing: list[str]) -> list[Payload]:
    parts = [found[at : at + limits.MEMBERS_IN_CHUNK] for at in range(0, len(found), limits.MEMBERS_IN_CHUNK)] or [[]]
    return [
        {
            "guild_id": str(guild.id),
            "members": [member_payload(member) for member in part],
            "chunk_index": index,
            "chunk_count": len(parts),
            "not_found": missing,
        }
        for index, part in enumerate(parts)
    ]


def _ids(asked: object) -> set[str]:
    # One id or a list of them.
    if not asked:
        return set()
    return {str(user_id) for user_id in cast("list[object]", asked)} if isinstance(asked, list) else {str(asked)}
