"""For how many days a guild wants the words of its songs kept: for ever, unless it chose."""

from __future__ import annotations

from sqlalchemy import select

from data import tables
from data.engine.dialects import upsert
from data.engine.transaction import Transaction
from data.ids import GuildId

_guilds = tables.guilds.c


async def get(tx: Transaction, guild_id: GuildId) -> int | None:
    """Return after how many days words are forgotten; None: never."""
    return (await tx.execute(select(_guilds.words_kept_days).where(_guilds.guild_id == guild_id))).scalar_one_or_none()


async def put(tx: Transaction, guild_id: GuildId, days: int | None) -> None:
    """Let words be forgotten after so many days from now on; None: never again, what was forgotten stays so."""
    await upsert(tx, tables.guilds, guild_id=guild_id, words_kept_days=days)
