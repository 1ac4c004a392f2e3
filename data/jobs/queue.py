"""The queue of jobs that wait to be submitted, and whose turn is next: fair between guilds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, true, update

from data import tables
from data.engine.dialects import AdvisoryLock, acquire_lock
from data.jobs.transitions import move
from data.rows import Job, JobState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection

    from data.ids import GuildId, JobId


# A create whose answer was lost may have been accepted, and is never sent again.
_not_lost = tables.jobs.c.answer_lost_at.is_(None)

_queued_jobs = (
    select(tables.jobs.c.id, tables.jobs.c.guild_id, tables.guilds.c.last_turn_at)
    .join_from(tables.jobs, tables.guilds)
    .where(tables.jobs.c.state == JobState.QUEUED)
    .order_by(tables.jobs.c.id)
)
_queued_count = select(func.count()).select_from(tables.jobs).where(tables.jobs.c.state == JobState.QUEUED)


@dataclass(frozen=True, slots=True)
class Queued:
    """A job in the queue; `last_turn_at` is when its guild last had a turn, None for never."""

    job_id: JobId
    guild_id: GuildId
    last_turn_at: datetime | None


async def queued_jobs(tx: AsyncConnection) -> list[Queued]:
    """Return every queued job of every guild and owner, oldest first."""
    return [Queued(*row) for row in await tx.execute(_queued_jobs)]


async def count_queued(tx: AsyncConnection) -> int:
    """Return how many jobs are queued."""
    return (await tx.execute(_queued_count)).scalar_one()


async def next_job(tx: AsyncConnection, *, unseen_before: datetime | None = None) -> JobId | None:
    """Return the queued job whose turn is next, locked until the transaction ends; None: there is none.

    The guild whose last turn is longest ago comes first (one that never had a turn: before all), and its oldest job.
    A job without a message yet, which its person may not have been shown, is skipped unless it was written down before
    `unseen_before`; None: no job is.
    """
    # Two workers choosing at once would both see the same guild as the one that waited longest.
    await acquire_lock(tx, AdvisoryLock.TURN)
    oldest = (
        select(tables.jobs.c.id)
        .join_from(tables.jobs, tables.guilds)
        .where(tables.jobs.c.state == JobState.QUEUED, _seen(unseen_before))
        .order_by(tables.guilds.c.last_turn_at.nulls_first(), tables.jobs.c.id)
        .limit(1)
        .with_for_update(of=tables.jobs, skip_locked=True, key_share=True)  # skips a job that is being cancelled
    )
    return (await tx.execute(oldest)).scalar_one_or_none()


async def take_turn(
    tx: AsyncConnection, job_id: JobId, *, owner: str, lease_until: datetime, now: datetime
) -> Job | None:
    """Give the job its turn: queued to submitting, and owned by the taker; None: it is not queued."""
    job = await move(
        tx,
        job_id,
        since=[JobState.QUEUED],
        state=JobState.SUBMITTING,
        submitted_at=now,
        changed_at=now,
        owner=owner,
        lease_until=lease_until,
    )
    if job is not None:
        guild = update(tables.guilds).where(tables.guilds.c.guild_id == job.guild_id)
        await tx.execute(guild.values(last_turn_at=now))
    return job


def _seen(unseen_before: datetime | None) -> ColumnElement[bool]:
    if unseen_before is None:
        return true()
    return tables.jobs.c.message_id.is_not(None) | (tables.jobs.c.created_at <= unseen_before)


async def back_to_queue(tx: AsyncConnection, job_id: JobId, *, now: datetime) -> Job | None:
    """Submitting to queued: the create was not taken, and is sent again at the job's next turn."""
    return await move(
        tx,
        job_id,
        _not_lost,
        since=[JobState.SUBMITTING],
        state=JobState.QUEUED,
        submitted_at=None,
        changed_at=now,
        create_attempts=tables.jobs.c.create_attempts + 1,
    )


async def move_to_family(
    tx: AsyncConnection, job_id: JobId, *, family: str, model: str, clips_expected: int, now: datetime
) -> Job | None:
    """Submitting to queued under another family, at the price that the card promised."""
    return await move(
        tx,
        job_id,
        _not_lost,
        since=[JobState.SUBMITTING],
        state=JobState.QUEUED,
        submitted_at=None,
        changed_at=now,
        family=family,
        model=model,
        clips_expected=clips_expected,
    )
