"""Looking up jobs, and turning rows into them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Executable, Integer, bindparam, or_, select, update

from data import archive, tables
from data.brief import BRIEF_NAMES, Brief
from data.engine.prepared import Prepared
from data.engine.schema_version import program_version
from data.engine.transaction import Transaction
from data.ids import ClipId, GuildId, InteractionId, JobId
from data.rows import Job, JobState
from data.schema.columns import storable

_jobs = tables.jobs.c

RECENT_JOBS = 500  # far more than all guilds together order in a few seconds
IDS_AT_ONCE = 5_000  # in one statement: PostgreSQL takes 32,767 parameters, SQLite 32,766
UNFINISHED = (JobState.QUEUED, JobState.SUBMITTING, JobState.RUNNING)

# Every card needs these; building the statements each time would take longer than running them.
_get = Prepared(select(tables.jobs).where(_jobs.id == bindparam("job_id")))
_recently_ready = Prepared(
    select(_jobs.started_at, _jobs.changed_at, _jobs.finished_at)
    .where(
        _jobs.family == bindparam("family"),
        _jobs.model == bindparam("model"),
        _jobs.operation == bindparam("operation"),
        _jobs.state == JobState.DONE,
        _jobs.started_at.is_not(None),
    )
    .order_by(_jobs.finished_at.desc(), _jobs.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_ready_since = Prepared(
    select(_jobs.started_at, _jobs.finished_at)
    .where(
        _jobs.family == bindparam("family"),
        _jobs.model == bindparam("model"),
        _jobs.operation == bindparam("operation"),
        _jobs.finished_at > bindparam("since"),
        _jobs.state == JobState.DONE,
        _jobs.started_at.is_not(None),
    )
    .order_by(_jobs.finished_at.desc())
    .limit(bindparam("most", type_=Integer))
)


# Where each field stands in a row, looked up by name once: every card is built from rows.
_columns = {column.name: place for place, column in enumerate(_jobs)}
_names = [field.name for field in fields(Job)]
_before_brief = itemgetter(*(_columns[name] for name in _names[: _names.index("brief")]))
_after_brief = itemgetter(*(_columns[name] for name in _names[_names.index("brief") + 1 :]))
_brief = itemgetter(*(_columns[name] for name in BRIEF_NAMES))
_id, _archived_at = _columns["id"], _columns["archived_at"]


def is_understood() -> ColumnElement[bool]:
    """What is true of the jobs that this version of the program understands."""
    return or_(_jobs.needs_version.is_(None), _jobs.needs_version <= program_version())


def _job(row: Sequence[Any]) -> Job:
    values: list[Any] = [*_before_brief(row), Brief(*_brief(row)), *_after_brief(row)]
    return Job(*values)


async def _jobs_of(tx: Transaction, rows: Sequence[Sequence[Any]]) -> list[Job]:
    """The jobs of these rows, each with its long texts, wherever they are."""
    texts = await archive.unpack(tx, [row[_id] for row in rows if row[_archived_at] is not None])
    return [_job(_with_texts(row, texts[row[_id]].job) if row[_id] in texts else row) for row in rows]


def _with_texts(row: Sequence[Any], texts: Mapping[str, Any]) -> Sequence[Any]:
    values = list(row)
    for name, value in texts.items():
        values[_columns[name]] = value
    return values


async def one(tx: Transaction, statement: Executable) -> Job | None:
    """Return the one job that the statement selects, or None."""
    row = (await tx.execute(statement)).one_or_none()
    return None if row is None else (await _jobs_of(tx, [row]))[0]


async def fetch_one(tx: Transaction, statement: Prepared, given: Mapping[str, Any]) -> Job | None:
    """Like `one`, for a prepared statement with these parameters."""
    row = await statement.fetch_one(tx, given)
    return None if row is None else (await _jobs_of(tx, [row]))[0]


async def many(tx: Transaction, statement: Executable) -> list[Job]:
    """Return the jobs that the statement selects, in its order."""
    return await _jobs_of(tx, (await tx.execute(statement)).all())


async def lock_jobs(tx: Transaction, *conditions: ColumnElement[bool]) -> Sequence[JobId]:
    """Return the ids of the jobs that match, each locked until the transaction ends.

    A change of many jobs locks them by id first: two such changes in different orders would deadlock on PostgreSQL.
    """
    statement = select(_jobs.id).where(*conditions).order_by(_jobs.id).with_for_update(key_share=True)
    return (await tx.execute(statement)).scalars().all()


def in_batches(job_ids: Collection[JobId]) -> Iterator[list[JobId]]:
    """The ids in their order, no more together than one statement can name."""
    ids = list(job_ids)
    return (ids[begin : begin + IDS_AT_ONCE] for begin in range(0, len(ids), IDS_AT_ONCE))


async def change(tx: Transaction, job_ids: Collection[JobId], **values: Any) -> list[Job]:
    """Change these jobs, which the transaction has locked, and return them, oldest first."""
    changed: list[Job] = []
    for ids in in_batches(job_ids):
        statement = update(tables.jobs).where(_jobs.id.in_(ids)).values(**values)
        changed += await many(tx, statement.returning(tables.jobs))
    return sorted(changed, key=attrgetter("id"))


async def get(tx: Transaction, job_id: JobId) -> Job | None:
    """Return the job with this id."""
    return await fetch_one(tx, _get, {"job_id": job_id})


async def lock(tx: Transaction, job_id: JobId) -> Job | None:
    """Return the job with this id, which nobody else changes until the transaction ends."""
    return await one(tx, select(tables.jobs).where(_jobs.id == job_id).with_for_update(key_share=True))


async def by_ids(tx: Transaction, job_ids: Collection[JobId]) -> list[Job]:
    """Return the jobs with these ids, oldest first."""
    found: list[Job] = []
    for ids in in_batches(sorted(job_ids)):
        found += await many(tx, select(tables.jobs).where(_jobs.id.in_(ids)).order_by(_jobs.id))
    return found


async def by_interaction(tx: Transaction, interaction_id: InteractionId) -> Job | None:
    """Return the job that this interaction asked for."""
    return await one(tx, select(tables.jobs).where(_jobs.interaction_id == interaction_id))


async def is_repeated(tx: Transaction, job: Job, *, since: datetime) -> bool:
    """Whether the same member ordered exactly the same after `since`, in another job, which did not fail."""
    statement = select(tables.jobs).where(
        # A window of ids: no index leads from a member to their jobs, and none is needed for a few seconds. Later ids
        # as well: on PostgreSQL, what got its id later may be committed first.
        _jobs.id >= job.id - RECENT_JOBS,
        _jobs.id != job.id,
        _jobs.user_id == job.user_id,
        _jobs.operation == job.operation,
        _jobs.created_at > since,
        _jobs.state != JobState.FAILED,
    )
    return any(_order_of(other) == _order_of(job) for other in await many(tx, statement))


def _order_of(job: Job) -> tuple[object, ...]:
    return (job.guild_id, job.family, job.model, job.brief.without_notes())


async def by_webhook_token(tx: Transaction, token: str) -> Job | None:
    """Return the job whose webhooks come with this token."""
    return await one(tx, select(tables.jobs).where(_jobs.webhook_token == storable(token)))


async def lost_before(tx: Transaction, *, owner: str, moment: datetime) -> list[Job]:
    """Return the owner's submitting jobs whose answer was lost before `moment`, oldest first."""
    lost = (_jobs.state == JobState.SUBMITTING, _jobs.owner == owner, _jobs.answer_lost_at < moment)
    return await many(tx, select(tables.jobs).where(*lost).order_by(_jobs.id))


async def last_result(tx: Transaction, guild_id: GuildId, clip_row_id: ClipId, *, operation: str) -> Job | None:
    """Return the guild's newest done job of this operation on this clip."""
    done = (_jobs.guild_id == guild_id, _jobs.operation == operation, _jobs.state == JobState.DONE)
    statement = select(tables.jobs).where(_jobs.source == clip_row_id, *done)
    return await one(tx, statement.order_by(_jobs.id.desc()).limit(1))


async def not_delivered(tx: Transaction, *, owner: str) -> list[Job]:
    """Return everything that the owner has not delivered yet, oldest first."""
    statement = select(tables.jobs).where(_jobs.owner == owner, _jobs.delivered_at.is_(None))
    return await many(tx, statement.order_by(_jobs.id))


async def recent_durations(tx: Transaction, *, family: str, model: str, operation: str, limit: int = 50) -> list[float]:
    """Return how long the last done jobs of this kind ran, in seconds, newest first."""
    return [by for _, by in await recently_ready(tx, family, model, operation, limit)]


async def durations_since(
    tx: Transaction, since: datetime, *, family: str, model: str, operation: str, limit: int = 50
) -> list[float]:
    """Return how long the last jobs of this kind ran that were done after `since`, in seconds, newest first."""
    kind = {"family": family, "model": model, "operation": operation, "since": since, "most": limit}
    return [(finished - started).total_seconds() for started, finished in await _ready_since.fetch(tx, kind)]


async def recently_ready(
    tx: Transaction, family: str, model: str, operation: str, limit: int = 50
) -> list[tuple[float, float]]:
    """Return when the last done jobs of this kind became ready, newest first.

    Each as seconds from its start: not ready yet at the first, ready at the second.
    """
    kind = {"family": family, "model": model, "operation": operation, "most": limit}
    return [
        (max(0.0, (unready - started).total_seconds()), (finished - started).total_seconds())
        for started, unready, finished in await _recently_ready.fetch(tx, kind)
    ]
