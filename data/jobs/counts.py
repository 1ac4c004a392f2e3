"""How many jobs wait for what, and since when: for whoever watches the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from data import tables
from data.engine.transaction import Transaction
from data.rows import JobState

_jobs = tables.jobs.c


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many jobs of one state whose person was not told their end yet."""

    state: JobState
    count: int
    since: datetime  # the oldest: when it was ordered, or ended where the state is final


async def waiting(tx: Transaction) -> list[Waiting]:
    """Return how many jobs of each state are not delivered yet; a state without any is left out."""
    # What is not delivered yet has an index of its own, which stays small however many songs were made. Grouped by the
    # bare column, SQLite would rather go through the one of all states, and so through every song there ever was.
    state = func.lower(_jobs.state)
    statement = select(state, func.count(), func.min(_jobs.created_at), func.min(_jobs.finished_at))
    rows = await tx.execute(statement.where(_jobs.delivered_at.is_(None)).group_by(state))
    return [
        Waiting(JobState(state), count, finished if JobState(state).final else created)
        for state, count, created, finished in rows
    ]


async def by_state(tx: Transaction) -> list[tuple[JobState, int]]:
    """Return how many jobs there ever were of each state; goes through all of them, so nobody may wait for it."""
    statement = select(_jobs.state, func.count()).group_by(_jobs.state).order_by(_jobs.state)
    return [(JobState(state), count) for state, count in await tx.execute(statement)]
