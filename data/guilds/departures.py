"""Which guilds the bot left, since when, and which of them are to be forgotten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Integer, literal, or_, select, update

from data import tables
from data.engine.dialects import upsert
from data.engine.transaction import Transaction
from data.ids import GuildId

IDS_AT_ONCE: Final = 5_000  # in one statement
SHARD_BITS: Final = 22  # of a guild's id, which say nothing of its shard

_guilds = tables.guilds.c


async def mark_left(tx: Transaction, guild_id: GuildId, *, now: datetime) -> bool:
    """Note that the bot is in the guild no more; False: that was known."""
    return await upsert(tx, tables.guilds, where=_guilds.left_at.is_(None), guild_id=guild_id, left_at=now)


async def mark_back(tx: Transaction, guild_ids: Sequence[GuildId]) -> list[GuildId]:
    """Note that the bot is in these guilds; returns those that it had left."""
    back = list[GuildId]()
    for begin in range(0, len(guild_ids), IDS_AT_ONCE):
        some = guild_ids[begin : begin + IDS_AT_ONCE]
        returned = update(tables.guilds).where(_guilds.guild_id.in_(some), _guilds.left_at.is_not(None))
        back += (await tx.execute(returned.values(left_at=None).returning(_guilds.guild_id))).scalars().all()
    return back


async def known_of_shard(tx: Transaction, shard_id: int, shard_count: int) -> set[GuildId]:
    """Return the guilds of a shard in which the bot is, as far as is known here."""
    of_shard = _guilds.guild_id.op(">>")(literal(SHARD_BITS, Integer)) % shard_count == shard_id
    return set((await tx.execute(select(_guilds.guild_id).where(_guilds.left_at.is_(None), of_shard))).scalars())


async def left_before(tx: Transaction, moment: datetime, *, limit: int) -> list[GuildId]:
    """Return guilds that the bot left before then and that are not forgotten yet, the longest ago first."""
    is_kept = or_(_guilds.purged_at.is_(None), _guilds.purged_at < _guilds.left_at)
    under_way = select(tables.erasures.c.guild_id).where(tables.erasures.c.guild_id.is_not(None))
    due = select(_guilds.guild_id).where(_guilds.left_at <= moment, is_kept, _guilds.guild_id.not_in(under_way))
    return list((await tx.execute(due.order_by(_guilds.left_at, _guilds.guild_id).limit(limit))).scalars())


async def still_left(tx: Transaction, guild_ids: Collection[GuildId], moment: datetime) -> set[GuildId]:
    """Return which of these guilds the bot left before then, and is not back in."""
    gone = select(_guilds.guild_id).where(_guilds.guild_id.in_(guild_ids), _guilds.left_at <= moment)
    return set((await tx.execute(gone.with_for_update(key_share=True))).scalars())
