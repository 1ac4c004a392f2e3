"""The queue of jobs that wait to be submitted, and whose turn is next: fair between guilds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, true, update

from data import tables
from data.brief import Details
from data.engine.dialects import AdvisoryLock, acquire_lock
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.ids import GuildId, JobId
from data.jobs.queries import is_understood
from data.jobs.transitions import enter
from data.rows import Job, JobState

_jobs = tables.jobs.c

# A create whose answer was lost may have been accepted, and is never sent again.
_not_lost = _jobs.answer_lost_at.is_(None)

_queued = _jobs.state == JobState.QUEUED
_lines = (
    select(_jobs.guild_id, func.count(), func.min(_jobs.id), tables.guilds.c.last_turn_at)
    .join_from(tables.jobs, tables.guilds)
    .where(_queued)
    .group_by(_jobs.guild_id, tables.guilds.c.last_turn_at)
)
_ahead = select(func.count()).where(_queued, _jobs.guild_id == bindparam("guild_id"), _jobs.id < bindparam("job_id"))
_queued_count = Prepared(select(func.count()).select_from(tables.jobs).where(_queued))


@dataclass(frozen=True, slots=True)
class GuildLine:
    """The queued jobs of one guild: how many, the oldest, and when the guild last had a turn, None for never."""

    guild_id: GuildId
    count: int
    oldest: JobId
    last_turn_at: datetime | None


async def guild_lines(tx: Transaction) -> list[GuildLine]:
    """Return the line of every guild that has one, whoever owns its jobs."""
    return [GuildLine(*row) for row in await tx.execute(_lines)]


async def count_ahead(tx: Transaction, job: Job) -> int:
    """Return how many queued jobs of the same guild are older than this one."""
    return (await tx.execute(_ahead, {"guild_id": job.guild_id, "job_id": job.id})).scalar_one()


async def count_queued(tx: Transaction) -> int:
    """Return how many jobs are queued."""
    ((count,),) = await _queued_count.fetch(tx)
    return count


async def next_job(tx: Transaction, *, unseen_before: datetime | None = None) -> JobId | None:
    """Return the queued job whose turn is next, locked until the transaction ends; None: there is none.

    The guild whose last turn is longest ago comes first (one that never had a turn: before all), and its oldest job.
    A job without a message yet, which its person may not have been shown, is skipped unless it was written down before
    `unseen_before`; None: no job is. What only newer versions of the program understand is left to them.
    """
    # Two workers choosing at once would both see the same guild as the one that waited longest.
    await acquire_lock(tx, AdvisoryLock.TURN)
    oldest = (
        select(_jobs.id)
        .join_from(tables.jobs, tables.guilds)
        .where(_jobs.state == JobState.QUEUED, is_understood(), _seen(unseen_before))
        .order_by(tables.guilds.c.last_turn_at.nulls_first(), _jobs.id)
        .limit(1)
        .with_for_update(of=tables.jobs, skip_locked=True, key_share=True)  # skips a job that is being cancelled
    )
    return (await tx.execute(oldest)).scalar_one_or_none()


async def take_turn(tx: Transaction, job_id: JobId, *, owner: str, lease_until: datetime, now: datetime) -> Job | None:
    """Give the job its turn: queued to submitting, and owned by the taker; None: it is not queued."""
    taken = {"submitted_at": now, "owner": owner, "lease_until": lease_until}
    job = await enter(tx, job_id, JobState.SUBMITTING, since=[JobState.QUEUED], now=now, **taken)
    if job is not None:
        guild = update(tables.guilds).where(tables.guilds.c.guild_id == job.guild_id)
        await tx.execute(guild.values(last_turn_at=now))
    return job


def _seen(unseen_before: datetime | None) -> ColumnElement[bool]:
    if unseen_before is None:
        return true()
    return _jobs.message_id.is_not(None) | (_jobs.created_at <= unseen_before)


async def back_to_queue(tx: Transaction, job_id: JobId, *, now: datetime) -> Job | None:
    """Submitting to queued: the create was not taken, and is sent again at the job's next turn."""
    return await _requeue(tx, job_id, now, create_attempts=_jobs.create_attempts + 1)


async def move_to_family(
    tx: Transaction,
    job_id: JobId,
    *,
    family: str,
    model: str,
    clips_expected: int,
    now: datetime,
    details: Details | None = None,
) -> Job | None:
    """Submitting to queued under another family, at the price that the card promised; None: its details stay."""
    values: dict[str, Any] = {"family": family, "model": model, "clips_expected": clips_expected}
    return await _requeue(tx, job_id, now, **(values if details is None else {**values, "details": details}))


async def _requeue(tx: Transaction, job_id: JobId, now: datetime, **values: Any) -> Job | None:
    since = [JobState.SUBMITTING]
    return await enter(tx, job_id, JobState.QUEUED, _not_lost, since=since, now=now, submitted_at=None, **values)
