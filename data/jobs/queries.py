"""Looking up jobs, and turning rows into them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, bindparam, select

from data import tables
from data.brief import BRIEF_NAMES, Brief
from data.columns import storable
from data.rows import Job, JobState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Executable
    from sqlalchemy.ext.asyncio import AsyncConnection

    from data.ids import ClipId, GuildId, InteractionId, JobId, MessageId

RECENT_JOBS = 500  # far more than all guilds together order in a few seconds
UNFINISHED = (JobState.QUEUED, JobState.SUBMITTING, JobState.RUNNING)

# Every card needs these; building the statements each time would take longer than running them.
_get = select(tables.jobs).where(tables.jobs.c.id == bindparam("job_id"))
_recent_durations = (
    select(tables.jobs.c.started_at, tables.jobs.c.finished_at)
    .where(
        tables.jobs.c.family == bindparam("family"),
        tables.jobs.c.model == bindparam("model"),
        tables.jobs.c.operation == bindparam("operation"),
        tables.jobs.c.state == JobState.DONE,
        tables.jobs.c.started_at.is_not(None),
    )
    .order_by(tables.jobs.c.finished_at.desc(), tables.jobs.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)


@dataclass(frozen=True, slots=True)
class UnfinishedJob:
    """The few columns that decide whether a card needs an edit; a thousand rows are read twice a second."""

    id: JobId
    state: JobState
    message_id: MessageId | None
    created_at: datetime


# Where each field stands in a row, looked up by name once: every card is built from rows.
_columns = {column.name: place for place, column in enumerate(tables.jobs.c)}
_names = [field.name for field in fields(Job)]
_before_brief = itemgetter(*(_columns[name] for name in _names[: _names.index("brief")]))
_after_brief = itemgetter(*(_columns[name] for name in _names[_names.index("brief") + 1 :]))
_brief = itemgetter(*(_columns[name] for name in BRIEF_NAMES))


def _job(row: Sequence[Any]) -> Job:
    values: list[Any] = [*_before_brief(row), Brief(*_brief(row)), *_after_brief(row)]
    return Job(*values)


async def one(tx: AsyncConnection, statement: Executable, given: Mapping[str, Any] | None = None) -> Job | None:
    """Return the one job that the statement selects, or None; `given` are its parameters."""
    row = (await tx.execute(statement, given)).one_or_none()
    return None if row is None else _job(row)


async def many(tx: AsyncConnection, statement: Executable) -> list[Job]:
    """Return the jobs that the statement selects, in its order."""
    return [_job(row) for row in await tx.execute(statement)]


async def lock_jobs(tx: AsyncConnection, *conditions: ColumnElement[bool]) -> Sequence[JobId]:
    """Return the ids of the jobs that match, each locked until the transaction ends.

    A change of many jobs locks them by id first: two such changes in different orders would deadlock on PostgreSQL.
    """
    statement = select(tables.jobs.c.id).where(*conditions).order_by(tables.jobs.c.id).with_for_update(key_share=True)
    return (await tx.execute(statement)).scalars().all()


async def get(tx: AsyncConnection, job_id: JobId) -> Job | None:
    """Return the job with this id."""
    return await one(tx, _get, {"job_id": job_id})


async def by_interaction(tx: AsyncConnection, interaction_id: InteractionId) -> Job | None:
    """Return the job that this interaction asked for."""
    return await one(tx, select(tables.jobs).where(tables.jobs.c.interaction_id == interaction_id))


async def is_repeated(tx: AsyncConnection, job: Job, *, since: datetime) -> bool:
    """Whether the same member ordered exactly the same after `since`, in a job that did not fail."""
    statement = select(tables.jobs).where(
        # A window of ids: no index leads from a member to their jobs, and none is needed for a few seconds.
        tables.jobs.c.id.between(job.id - RECENT_JOBS, job.id - 1),
        tables.jobs.c.user_id == job.user_id,
        tables.jobs.c.operation == job.operation,
        tables.jobs.c.created_at > since,
        tables.jobs.c.state != JobState.FAILED,
    )
    return any(_order_of(other) == _order_of(job) for other in await many(tx, statement))


def _order_of(job: Job) -> tuple[object, ...]:
    return (job.guild_id, job.family, job.model, job.brief)


async def by_webhook_token(tx: AsyncConnection, token: str) -> Job | None:
    """Return the job whose webhooks come with this token."""
    return await one(tx, select(tables.jobs).where(tables.jobs.c.webhook_token == storable(token)))


async def lost_before(tx: AsyncConnection, *, owner: str, moment: datetime) -> list[Job]:
    """Return the owner's submitting jobs whose answer was lost before `moment`, oldest first."""
    statement = (
        select(tables.jobs)
        .where(
            tables.jobs.c.state == JobState.SUBMITTING,
            tables.jobs.c.owner == owner,
            tables.jobs.c.answer_lost_at < moment,
        )
        .order_by(tables.jobs.c.id)
    )
    return await many(tx, statement)


async def last_result(tx: AsyncConnection, guild_id: GuildId, clip_row_id: ClipId, *, operation: str) -> Job | None:
    """Return the guild's newest done job of this operation on this clip."""
    statement = (
        select(tables.jobs)
        .where(
            tables.jobs.c.source == clip_row_id,
            tables.jobs.c.guild_id == guild_id,
            tables.jobs.c.operation == operation,
            tables.jobs.c.state == JobState.DONE,
        )
        .order_by(tables.jobs.c.id.desc())
        .limit(1)
    )
    return await one(tx, statement)


async def unfinished_jobs(tx: AsyncConnection, *, owner: str, limit: int) -> list[UnfinishedJob]:
    """Return the owner's jobs that are queued, submitting or running, oldest first."""
    columns = (tables.jobs.c.id, tables.jobs.c.state, tables.jobs.c.message_id, tables.jobs.c.created_at)
    statement = (
        select(*columns)
        .where(
            tables.jobs.c.owner == owner,
            tables.jobs.c.delivered_at.is_(None),
            tables.jobs.c.state.in_(UNFINISHED),
        )
        .order_by(tables.jobs.c.id)
        .limit(limit)
    )
    return [UnfinishedJob(*row) for row in await tx.execute(statement)]


async def recent_durations(
    tx: AsyncConnection, *, family: str, model: str, operation: str, limit: int = 50
) -> list[float]:
    """Return how long the last done jobs of this kind ran, in seconds, newest first."""
    kind = {"family": family, "model": model, "operation": operation, "most": limit}
    return [(finished - started).total_seconds() for started, finished in await tx.execute(_recent_durations, kind)]
