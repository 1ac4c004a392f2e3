"""Favourites: which clips each member keeps, and how many keep a clip."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select

from data import tables
from data.engine.dialects import insert_once
from data.engine.transaction import Transaction
from data.ids import ClipId, GuildId, UserId

_favourites = tables.favourites.c


async def put(
    tx: Transaction, clip_id: ClipId, *, guild_id: GuildId, user_id: UserId, is_on: bool, now: datetime
) -> int:
    """Put a clip among a member's favourites or take it away, however it stood; returns how many keep it then."""
    if is_on:
        row = {"clip_id": clip_id, "user_id": user_id, "guild_id": guild_id, "created_at": now}
        await insert_once(tx, tables.favourites, **row)
    else:
        of_member = (_favourites.clip_id == clip_id, _favourites.user_id == user_id)
        await tx.execute(delete(tables.favourites).where(*of_member))
    return await count(tx, clip_id)


async def count(tx: Transaction, clip_id: ClipId) -> int:
    """Return how many members keep a clip."""
    counted = select(func.count()).select_from(tables.favourites).where(_favourites.clip_id == clip_id)
    return int((await tx.execute(counted)).scalar_one())


async def is_among(tx: Transaction, clip_id: ClipId, user_id: UserId) -> bool:
    """Whether a member keeps a clip."""
    mine = select(_favourites.clip_id).where(_favourites.clip_id == clip_id, _favourites.user_id == user_id)
    return (await tx.execute(mine)).first() is not None
