"""Which guilds were greeted, so that each is greeted once, whichever process hears of it and however often."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, or_, update

from data import tables
from data.engine.dialects import upsert
from data.engine.transaction import Transaction
from data.ids import GuildId

_guilds = tables.guilds.c


async def claim(tx: Transaction, guild_id: GuildId, *, joined_at: datetime, now: datetime) -> bool:
    """Note that a guild is greeted, which the bot joined at `joined_at`; False: it was, or it made songs, since then.

    Where the bot was thrown out and came back, the guild is greeted once more.
    """
    fresh = and_(
        or_(_guilds.greeted_at.is_(None), _guilds.greeted_at < joined_at),
        or_(_guilds.last_turn_at.is_(None), _guilds.last_turn_at < joined_at),
    )
    # Discord's clock says when the bot joined: where ours is behind, the greeting must not seem to be the older one.
    return await upsert(tx, tables.guilds, where=fresh, guild_id=guild_id, greeted_at=max(now, joined_at))


async def give_back(tx: Transaction, guild_id: GuildId) -> None:
    """Forget that a guild was greeted: it could not be just now, and a later start may try again."""
    await tx.execute(update(tables.guilds).where(_guilds.guild_id == guild_id).values(greeted_at=None))
