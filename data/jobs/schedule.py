"""Keeps the moments at which running jobs are polled and final ones delivered; `bot.jobs.cadence` chooses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, or_, select, update

from data import tables
from data.jobs.queries import change, lock_jobs, many, one
from data.jobs.transitions import move
from data.rows import Job, JobState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection

    from data.ids import JobId

_jobs = tables.jobs.c


async def due_polls(tx: AsyncConnection, *, owner: str, now: datetime, limit: int) -> list[Job]:
    """Return the owner's running jobs that are due to be polled, the longest overdue first."""
    return await _due(tx, _jobs.poll_at, owner, now, limit)


async def _due(
    tx: AsyncConnection, planned: ColumnElement[datetime | None], owner: str, now: datetime, limit: int
) -> list[Job]:
    statement = select(tables.jobs).where(_jobs.owner == owner, planned <= now)
    return await many(tx, statement.order_by(planned, _jobs.id).limit(limit))


async def schedule_polls(
    tx: AsyncConnection, polls: Mapping[JobId, datetime], *, planned: datetime | None = None
) -> None:
    """Set when each running job is polled next, by its id, and count one more poll.

    With `planned`, a job that is no longer planned for that moment keeps its newer plan.
    """
    conditions = [_jobs.id.in_(polls), _jobs.state == JobState.RUNNING]
    if planned is not None:
        conditions.append(_jobs.poll_at == planned)
    if running := await lock_jobs(tx, *conditions):
        next_poll = case({job_id: polls[job_id] for job_id in running}, value=_jobs.id)
        await change(tx, running, poll_at=next_poll, polls=_jobs.polls + 1)


async def poll_now(tx: AsyncConnection, job_id: JobId, *, now: datetime) -> Job | None:
    """Let the job be polled now; None: it is not running."""
    return await move(tx, job_id, since=[JobState.RUNNING], poll_at=now)


async def make_due_now(tx: AsyncConnection, *, owner: str, now: datetime) -> int:
    """Let everything that the owner has planned be due now, after the clock was set back; returns how many jobs."""
    late = or_(_jobs.poll_at > now, _jobs.deliver_at > now)
    planned = await lock_jobs(tx, _jobs.owner == owner, late)
    if planned:
        statement = update(tables.jobs).where(_jobs.id.in_(planned))
        await tx.execute(statement.where(_jobs.poll_at.is_not(None)).values(poll_at=now))
        await tx.execute(statement.where(_jobs.deliver_at.is_not(None)).values(deliver_at=now))
    return len(planned)


async def mark_changed(tx: AsyncConnection, job_id: JobId, *, now: datetime) -> Job | None:
    """Note that the job's task has changed, so that it is not taken for stalled."""
    return await move(tx, job_id, since=[JobState.RUNNING], changed_at=now)


async def due_deliveries(tx: AsyncConnection, *, owner: str, now: datetime, limit: int) -> list[Job]:
    """Return the owner's final jobs that are due to be delivered, the longest overdue first."""
    return await _due(tx, _jobs.deliver_at, owner, now, limit)


async def delay_delivery(tx: AsyncConnection, job_id: JobId, *, deliver_at: datetime) -> Job | None:
    """Count a failed delivery, and try again at `deliver_at`; None: it is delivered or not final."""
    statement = update(tables.jobs).where(_jobs.id == job_id, _jobs.deliver_at.is_not(None))
    values = statement.values(deliver_at=deliver_at, delivery_attempts=_jobs.delivery_attempts + 1)
    return await one(tx, values.returning(tables.jobs))


async def mark_delivered(tx: AsyncConnection, job_id: JobId, *, now: datetime) -> bool:
    """Mark a final job as delivered and give up its lease; False: it was delivered before, or is not final."""
    statement = update(tables.jobs).where(_jobs.id == job_id, _jobs.deliver_at.is_not(None))
    values = statement.values(delivered_at=now, deliver_at=None, owner=None, lease_until=None)
    return await one(tx, values.returning(tables.jobs)) is not None
