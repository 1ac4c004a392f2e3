"""What is changed of a clip that was made: its title, and that it is gone. And where else its song was posted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from data import tables
from data.engine.dialects import upsert
from data.engine.transaction import Transaction
from data.ids import ChannelId, ClipId, GuildId, JobId, MessageId
from data.library import words
from data.rows import Clip, Job

_clips, _copies = tables.clips.c, tables.song_copies.c


async def rename(tx: Transaction, job: Job, clip_id: ClipId, title: str) -> None:
    """Call the job's clip so, and let it be found by that; empty: by its own title again."""
    statement = update(tables.clips).where(_clips.id == clip_id).values(given_title=title or None)
    renamed = (await tx.execute(statement.returning(tables.clips))).one_or_none()
    if renamed is not None:
        await words.record(tx, job, [Clip(*renamed)])


async def mark_deleted(tx: Transaction, clip_id: ClipId, *, now: datetime) -> bool:
    """Let the clip be gone from every list, and keep no vote for it; False: it was gone already."""
    statement = update(tables.clips).where(_clips.id == clip_id, _clips.deleted_at.is_(None)).values(deleted_at=now)
    gone = (await tx.execute(statement.returning(_clips.id))).first()
    if gone is None:
        return False
    await words.forget(tx, clip_id)
    for table in (tables.favourites, tables.clip_votes):
        await tx.execute(delete(table).where(table.c.clip_id == clip_id))
    return True


async def are_there(tx: Transaction, clip_ids: Collection[ClipId]) -> bool:
    """Whether none of these clips was deleted."""
    there = select(func.count()).where(_clips.id.in_(clip_ids), _clips.deleted_at.is_(None))
    return (await tx.execute(there)).scalar_one() == len(set(clip_ids))


async def add_copy(
    tx: Transaction, job_id: JobId, *, guild_id: GuildId, channel_id: ChannelId, message_id: MessageId, now: datetime
) -> None:
    """Remember that a song was posted once more, so that it can be taken away there as well."""
    about: dict[str, Any] = {"job_id": job_id, "guild_id": guild_id, "channel_id": channel_id, "created_at": now}
    await upsert(tx, tables.song_copies, message_id=message_id, **about)


async def copies(tx: Transaction, job_id: JobId) -> list[tuple[ChannelId, MessageId]]:
    """Return where a song was posted once more."""
    statement = select(_copies.channel_id, _copies.message_id).where(_copies.job_id == job_id)
    return [(channel_id, message_id) for channel_id, message_id in await tx.execute(statement)]
