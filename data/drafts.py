"""Orders that wait for their member's word, such as one whose price rose while its form was open.

A draft is forgotten after `LIFETIME`, and a member has at most `MOST`: the oldest make room.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, select

from data import tables
from data.clips import LARGEST_ID
from data.engine.dialects import insert_once
from data.engine.transaction import Transaction
from data.ids import DraftId, GuildId, InteractionId, UserId
from data.rows import Draft

LIFETIME: Final = timedelta(days=1)
MOST: Final = 20  # of one member in all guilds


async def add(
    tx: Transaction,
    *,
    interaction_id: InteractionId,
    guild_id: GuildId,
    user_id: UserId,
    words: Mapping[str, Any],
    price: int,
    now: datetime,
) -> Draft | None:
    """Keep an order's words; None: this interaction has its draft already."""
    drafts = tables.drafts.c
    await forget_old(tx, now=now)
    known = {"interaction_id": interaction_id, "guild_id": guild_id, "user_id": user_id}
    row = await insert_once(tx, tables.drafts, **known, created_at=now, words=words, price=price)
    if row is None:
        return None
    newest = select(drafts.id).where(drafts.user_id == user_id).order_by(drafts.id.desc()).limit(MOST)
    await tx.execute(delete(tables.drafts).where(drafts.user_id == user_id, drafts.id.not_in(newest)))
    return Draft(*row)


async def forget_old(tx: Transaction, *, now: datetime) -> None:
    """Forget every draft whose time is over."""
    await tx.execute(delete(tables.drafts).where(tables.drafts.c.created_at <= now - LIFETIME))


async def get(tx: Transaction, draft_id: DraftId, *, guild_id: GuildId, user_id: UserId, now: datetime) -> Draft | None:
    """Return the member's draft of this guild; None: there is none, it is forgotten, or it is somebody else's."""
    if not 0 < draft_id <= LARGEST_ID:
        return None
    drafts = tables.drafts.c
    own = (drafts.id == draft_id, drafts.guild_id == guild_id, drafts.user_id == user_id)
    statement = select(tables.drafts).where(*own, drafts.created_at > now - LIFETIME)
    row = (await tx.execute(statement)).one_or_none()
    return None if row is None else Draft(*row)


async def remove(tx: Transaction, draft_id: DraftId) -> bool:
    """Take the draft away; False: somebody did so before."""
    statement = delete(tables.drafts).where(tables.drafts.c.id == draft_id).returning(tables.drafts.c.id)
    return (await tx.execute(statement)).first() is not None
