"""Votes: which clip of a song each member would keep, one for each song."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select

from data import tables
from data.engine.dialects import upsert
from data.engine.transaction import Transaction
from data.ids import ClipId, GuildId, JobId, UserId
from data.rows import ClipState

_votes = tables.clip_votes.c


@dataclass(frozen=True, slots=True)
class Standing:
    """A clip of a song, how many would keep it, and whether the member who asks is one of them."""

    clip_id: ClipId
    position: int
    votes: int
    is_mine: bool


async def put(
    tx: Transaction,
    clip_id: ClipId,
    *,
    job_id: JobId,
    guild_id: GuildId,
    user_id: UserId,
    is_on: bool,
    now: datetime,
) -> None:
    """Let a member's one vote for a song be this clip's, or take it back from this clip, however it stood."""
    if is_on:
        about: dict[str, Any] = {"clip_id": clip_id, "guild_id": guild_id, "created_at": now}
        await upsert(tx, tables.clip_votes, job_id=job_id, user_id=user_id, **about)
    else:
        mine = (_votes.job_id == job_id, _votes.user_id == user_id, _votes.clip_id == clip_id)
        await tx.execute(delete(tables.clip_votes).where(*mine))


async def of_song(tx: Transaction, job_id: JobId, user_id: UserId) -> list[Standing]:
    """Return how a song's clips stand that can be heard and were not deleted, in their order."""
    clips = tables.clips.c
    counted = select(func.count()).select_from(tables.clip_votes).where(_votes.clip_id == clips.id)
    mine = counted.where(_votes.user_id == user_id)
    statement = select(clips.id, clips.position, counted.scalar_subquery(), mine.scalar_subquery())
    heard = (clips.job_id == job_id, clips.state == ClipState.SUCCEEDED, clips.deleted_at.is_(None))
    rows = await tx.execute(statement.where(*heard).order_by(clips.position))
    return [Standing(clip_id, position, votes, bool(mine)) for clip_id, position, votes, mine in rows]
