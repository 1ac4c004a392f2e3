"""A song's tree: the clip that it began with, and every clip that was made of it, directly or not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, join, literal, select

from data import tables
from data.clips import LARGEST_ID
from data.engine.transaction import Transaction
from data.ids import ChannelId, ClipId, GuildId, JobId, MessageId, UserId, VendorClipId
from data.rows import ClipState, JobState

MOST = 500  # rows of one tree: far more than a picture can show


@dataclass(frozen=True, slots=True)
class LineageRow:
    """One clip of a tree and the job that made it; a job that made none is a row without a clip.

    `parent_id` is the clips.id that the job starts from, None for the root. The message is the job's card.
    """

    job_id: JobId
    parent_id: ClipId | None
    operation: str
    family: str
    model: str
    user_id: UserId
    state: JobState
    created_at: datetime
    channel_id: ChannelId
    message_channel_id: ChannelId | None
    message_id: MessageId | None
    clip_row_id: ClipId | None
    position: int | None
    clip_id: VendorClipId | None
    clip_state: ClipState | None
    title: str | None
    duration: float | None
    uploaded: bool | None
    deleted_at: datetime | None
    job_title: str  # what the person called it; the clip's own title is MusicAPI's
    continue_at: float | None  # seconds, of an extension


async def of(tx: Transaction, clip_row_id: ClipId, *, guild_id: GuildId) -> list[LineageRow]:
    """Return the tree that holds the guild's clip, oldest job first, deleted clips included; empty: no such clip.

    Of a tree past `MOST` rows, only so many are returned, the way from the root to the clip among them.
    """
    if not 0 < clip_row_id <= LARGEST_ID:
        return []
    way = await _way_up(tx, clip_row_id, guild_id)
    if not way:
        return []
    rows = await _rows(tx, {*way, *await _below(tx, min(way), guild_id)})
    beside = [row for row in rows if row.job_id not in way]
    passed_over = set(beside[max(0, MOST - (len(rows) - len(beside))) :])
    return [row for row in rows if row not in passed_over]


async def _way_up(tx: Transaction, clip_row_id: ClipId, guild_id: GuildId) -> set[JobId]:
    """Return the ids of the jobs from the one that made this clip up to the root's."""
    columns = (tables.jobs.c.id, tables.jobs.c.source)
    from_clips = join(tables.clips, tables.jobs, tables.clips.c.job_id == tables.jobs.c.id)
    start = select(*columns, literal(1).label("depth")).select_from(from_clips)
    here = start.where(tables.clips.c.id == clip_row_id, tables.clips.c.guild_id == guild_id).cte("way", recursive=True)
    above = (
        select(*columns, here.c.depth + 1)
        .select_from(here.join(tables.clips, tables.clips.c.id == here.c.source).join(tables.jobs))
        .where(tables.clips.c.guild_id == guild_id, here.c.depth < MOST)
    )
    return set((await tx.execute(select(here.union_all(above).c.id))).scalars())


async def _below(tx: Transaction, root: JobId, guild_id: GuildId) -> Sequence[JobId]:
    """Return the ids of the oldest jobs of the tree below this one, itself included."""
    tree = select(tables.jobs.c.id).where(tables.jobs.c.id == root).cte("tree", recursive=True)
    made = join(tree, tables.clips, tables.clips.c.job_id == tree.c.id)
    children = (
        select(tables.jobs.c.id)
        .select_from(made.join(tables.jobs, tables.jobs.c.source == tables.clips.c.id))
        .where(tables.jobs.c.guild_id == guild_id)
    )
    below = tree.union(children).c.id
    # What a job was made of is older than itself, so the oldest hang together; unsorted, PostgreSQL returns any.
    return (await tx.execute(select(below).order_by(below).limit(MOST))).scalars().all()


async def _rows(tx: Transaction, job_ids: Collection[JobId]) -> list[LineageRow]:
    jobs, clips = tables.jobs.c, tables.clips.c
    job = (jobs.id, jobs.source, jobs.operation, jobs.family, jobs.model, jobs.user_id, jobs.state, jobs.created_at)
    message = (jobs.channel_id, jobs.message_channel_id, jobs.message_id)
    clip = (clips.id, clips.position, clips.clip_id, clips.state, clips.title, clips.duration, clips.uploaded)
    statement = (
        select(*job, *message, *clip, clips.deleted_at, func.coalesce(clips.given_title, jobs.title), jobs.continue_at)
        .select_from(tables.jobs.outerjoin(tables.clips, clips.job_id == jobs.id))
        .where(jobs.id.in_(job_ids))
        .order_by(jobs.id, clips.position)
    )
    return [LineageRow(*row) for row in await tx.execute(statement)]
