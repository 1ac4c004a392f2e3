"""Keeps when a running job is first polled, or polled because of news, and when a final one is delivered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select, update

from data import tables
from data.engine.transaction import Transaction
from data.ids import JobId
from data.jobs.queries import lock_jobs, many, one
from data.jobs.transitions import move
from data.rows import Job, JobState

_jobs = tables.jobs.c


async def planned_polls(
    tx: Transaction, *, owner: str, since: datetime, until: datetime
) -> list[tuple[JobId, datetime]]:
    """Return which of the owner's running jobs are planned to be polled between two moments, and when."""
    statement = select(_jobs.id, _jobs.poll_at).where(_jobs.owner == owner, _jobs.poll_at.between(since, until))
    return [(job_id, poll_at) for job_id, poll_at in await tx.execute(statement)]


async def poll_now(tx: Transaction, job_id: JobId, *, now: datetime) -> Job | None:
    """Let the job be polled now; None: it is not running."""
    return await move(tx, job_id, since=[JobState.RUNNING], poll_at=now)


async def make_due_now(tx: Transaction, *, owner: str, now: datetime) -> int:
    """Let everything that the owner has planned be due now, after the clock was set back; returns how many jobs."""
    late = or_(_jobs.poll_at > now, _jobs.deliver_at > now)
    planned = await lock_jobs(tx, _jobs.owner == owner, late)
    if planned:
        # By what is true of them, for they may be more than one statement can name.
        own = update(tables.jobs).where(_jobs.owner == owner)
        await tx.execute(own.where(_jobs.poll_at > now).values(poll_at=now))
        await tx.execute(own.where(_jobs.deliver_at > now).values(deliver_at=now))
    return len(planned)


async def count_repeat(tx: Transaction, job_id: JobId, *, owner: str, counted: int, poll_at: datetime) -> Job | None:
    """Count a repeat of a create that is about to be sent, and plan the next one for `poll_at`.

    None: it is not running, another worker owns it, or it was repeated more often than the `counted` times.
    """
    unchanged = (_jobs.repeats_create, _jobs.owner == owner, _jobs.polls == counted)
    return await move(tx, job_id, *unchanged, since=[JobState.RUNNING], polls=_jobs.polls + 1, poll_at=poll_at)


async def count_polls(tx: Transaction, job_id: JobId, polls: int) -> None:
    """Count how often the job's task was polled since that was last written down."""
    await tx.execute(update(tables.jobs).where(_jobs.id == job_id).values(polls=_jobs.polls + polls))


async def mark_changed(tx: Transaction, job_id: JobId, *, now: datetime) -> Job | None:
    """Note that the job's task has changed, so that it is not taken for stalled."""
    return await move(tx, job_id, since=[JobState.RUNNING], changed_at=now)


async def due_deliveries(tx: Transaction, *, owner: str, now: datetime, limit: int) -> list[Job]:
    """Return the owner's final jobs that are due to be delivered, the longest overdue first."""
    statement = select(tables.jobs).where(_jobs.owner == owner, _jobs.deliver_at <= now)
    return await many(tx, statement.order_by(_jobs.deliver_at, _jobs.id).limit(limit))


async def delay_delivery(tx: Transaction, job_id: JobId, *, deliver_at: datetime) -> Job | None:
    """Count a failed delivery, and try again at `deliver_at`; None: it is delivered or not final."""
    statement = update(tables.jobs).where(_jobs.id == job_id, _jobs.deliver_at.is_not(None))
    values = statement.values(deliver_at=deliver_at, delivery_attempts=_jobs.delivery_attempts + 1)
    return await one(tx, values.returning(tables.jobs))


async def mark_delivered(tx: Transaction, job_id: JobId, *, now: datetime) -> bool:
    """Mark a final job as delivered and give up its lease; False: it was delivered before, or is not final."""
    statement = update(tables.jobs).where(_jobs.id == job_id, _jobs.deliver_at.is_not(None))
    values = statement.values(delivered_at=now, deliver_at=None, owner=None, lease_until=None)
    return await one(tx, values.returning(tables.jobs)) is not None
