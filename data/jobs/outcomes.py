"""What the newest jobs tell of MusicAPI: when it answered last, and when a request last got no answer."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from data import tables
from data.engine.transaction import Transaction
from data.rows import FailureKind, JobState

_jobs = tables.jobs.c

RECENT: Final = 1_000  # failures that are looked at: most of them are none of silence, and a row tells of which kind

# By id: the newest are found without reading the others.
_taken = select(_jobs.started_at).where(_jobs.started_at.is_not(None)).order_by(_jobs.id.desc()).limit(1)
# A range of one state: only the index of states has this order. By the primary key alone, as PostgreSQL would read what
# it takes for the shorter way, all that is not over comes first.
_done = (
    select(_jobs.finished_at)
    .where(_jobs.state.between(JobState.DONE, JobState.DONE))
    .order_by(_jobs.state.desc(), _jobs.id.desc())
    .limit(1)
)
_failed = (
    select(_jobs.finished_at, _jobs.failure)
    .where(_jobs.state == JobState.FAILED)
    .order_by(_jobs.id.desc())
    .limit(RECENT)
    .subquery()
)
_silent = select(func.max(_failed.c.finished_at)).where(_failed.c.failure.in_((FailureKind.NOT_SENT, FailureKind.LOST)))


async def last_answer(tx: Transaction) -> datetime | None:
    """Return when MusicAPI last took a request or named a result; None: never."""
    moments = [(await tx.execute(statement)).scalar_one_or_none() for statement in (_taken, _done)]
    return max((moment for moment in moments if moment is not None), default=None)


async def last_silence(tx: Transaction) -> datetime | None:
    """Return when a job was last given up because MusicAPI could not be reached or its answer was lost.

    None: never, or not among the last failures.
    """
    return (await tx.execute(_silent)).scalar_one_or_none()
