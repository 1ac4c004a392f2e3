"""The state changes of a job, from queued to done or failed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, bindparam, exists, func, select, update
from sqlalchemy.exc import IntegrityError

from data import tables
from data.brief import BRIEF_NAMES
from data.engine.dialects import insert_of, insert_once
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.guilds import cases
from data.ids import ERASED_MEMBER, ChannelId, JobId, MessageId, TaskId
from data.jobs.queries import UNFINISHED, fetch_one, one
from data.rows import FailureKind, Job, JobState, NewJob

_jobs = tables.jobs.c
_ASKED = tuple(field.name for field in fields(NewJob) if field.name != "brief")
_COLUMNS = (*_ASKED, *BRIEF_NAMES)
TOKENS_AT_ONCE = 5_000  # six times what a million servers order in half a minute
_COUNTED = ("create_attempts", "polls", "delivery_attempts")
_MADE = ("month", "state", *_COUNTED, "repeats_create", "created_at", "changed_at", "owner", "lease_until")


def _adding(dialect: str) -> Executable:
    """An INSERT of a job that writes nothing where the guild has no row yet: nearly always it has one."""
    given = {name: bindparam(f"new_{name}", type_=_jobs[name].type) for name in (*_COLUMNS, *_MADE)}
    known = exists().where(tables.guilds.c.guild_id == given["guild_id"])
    statement = insert_of(dialect)(tables.jobs).from_select([*given], select(*given.values()).where(known))
    return statement.on_conflict_do_nothing(index_elements=["interaction_id"]).returning(tables.jobs)


_of_job = _jobs.id == bindparam("job_id")
# The values are given by name. Whoever is late brings nothing back of what was erased.
_set_message = update(tables.jobs).where(_of_job, _jobs.user_id != ERASED_MEMBER)
_forget_token = update(tables.jobs).where(_of_job).values(token=None)
_add = Prepared(_adding)


class TaskTaken(Exception):
    """MusicAPI named a task that another job of this family has already."""


async def move(
    tx: Transaction, job_id: JobId, *conditions: ColumnElement[bool], since: Collection[JobState], **values: Any
) -> Job | None:
    """Change the job if it is still in one of the states `since` and meets the conditions, else return None."""
    statement = update(tables.jobs).where(_jobs.id == job_id, _jobs.state.in_(since), *conditions)
    return await one(tx, statement.values(**values).returning(tables.jobs))


async def enter(
    tx: Transaction,
    job_id: JobId,
    state: JobState,
    *conditions: ColumnElement[bool],
    since: Collection[JobState],
    now: datetime,
    **values: Any,
) -> Job | None:
    """Like `move`, to another state: the job has changed now, unless `values` say when, and is not stalled."""
    return await move(tx, job_id, *conditions, since=since, state=state, **({"changed_at": now} | values))


async def add(
    tx: Transaction, new: NewJob, *, month: str, owner: str | None, lease_until: datetime | None, now: datetime
) -> Job | None:
    """Insert a queued job; None: this interaction has its job already. `month`, such as `2026-11`, pays for it.

    Without an owner, and then without a lease, it waits for a worker to take it.
    """
    told = (*(getattr(new, name) for name in _ASKED), *(getattr(new.brief, name) for name in BRIEF_NAMES))
    made = dict(zip(_MADE, (month, JobState.QUEUED, 0, 0, 0, False, now, now, owner, lease_until), strict=True))
    values = {f"new_{name}": value for name, value in (dict(zip(_COLUMNS, told, strict=True)) | made).items()}
    job = await fetch_one(tx, _add, values)
    if job is None:
        # The guild's first song, or the interaction has its job: the second try tells which.
        await insert_once(tx, tables.guilds, guild_id=new.guild_id)
        job = await fetch_one(tx, _add, values)
    return job


async def accept(tx: Transaction, job_id: JobId, *, task_id: TaskId, poll_at: datetime, now: datetime) -> Job | None:
    """Submitting to running: MusicAPI named a task, which is first polled at `poll_at`; raises TaskTaken."""
    try:
        async with tx.begin_nested():  # what the schema refuses must not spoil the whole transaction
            return await _start(tx, job_id, poll_at, now, task_id=task_id)
    except IntegrityError:
        if await _is_taken(tx, job_id, task_id):
            raise TaskTaken from None
        raise


async def accept_repeating(tx: Transaction, job_id: JobId, *, poll_at: datetime, now: datetime) -> Job | None:
    """Submitting to running without a task: the create is first sent again at `poll_at`."""
    return await _start(tx, job_id, poll_at, now, repeats_create=True)


async def _start(tx: Transaction, job_id: JobId, poll_at: datetime, now: datetime, **values: Any) -> Job | None:
    since = [JobState.SUBMITTING]
    return await enter(tx, job_id, JobState.RUNNING, since=since, now=now, started_at=now, poll_at=poll_at, **values)


async def _is_taken(tx: Transaction, job_id: JobId, task_id: TaskId) -> bool:
    family = select(_jobs.family).where(_jobs.id == job_id).scalar_subquery()
    other = exists().where(_jobs.family == family, _jobs.task_id == task_id, _jobs.id != job_id)
    return bool((await tx.execute(select(other))).scalar_one())


async def finish(tx: Transaction, job_id: JobId, *, unready_at: datetime | None = None, now: datetime) -> Job | None:
    """Running to done: every clip is final, and the job is due to be delivered.

    `unready_at` is when it was last known not to be ready; None: just now.
    """
    return await _end(tx, job_id, JobState.DONE, [JobState.RUNNING], now, changed_at=unready_at or now)


async def finish_with_result(tx: Transaction, job_id: JobId, *, result: Mapping[str, Any], now: datetime) -> Job | None:
    """Submitting to done: the create was answered with the result, and the job is due to be delivered."""
    sent = _jobs.submitted_at  # it ran from when it was sent, which tells how long its kind takes
    return await _end(tx, job_id, JobState.DONE, [JobState.SUBMITTING], now, result=result, started_at=sent)


async def set_result(tx: Transaction, job_id: JobId, *, result: Mapping[str, Any]) -> Job | None:
    """Store the result of a running job, beside its clips; None: it is not running."""
    return await move(tx, job_id, since=[JobState.RUNNING], result=result)


async def mark_answer_lost(tx: Transaction, job_id: JobId, *, now: datetime) -> Job | None:
    """Note that the create got no answer; a webhook may still name its task. None: it is not submitting.

    From now on the job cannot go back into the queue. The first time counts, and stays for good.
    """
    first = func.coalesce(_jobs.answer_lost_at, now)
    return await move(tx, job_id, since=[JobState.SUBMITTING], answer_lost_at=first)


async def approve(tx: Transaction, job_id: JobId, *, now: datetime) -> Job | None:
    """Let a job be sent that waits for a moderator's word; None: it waits for none any more.

    Its wait begins now: whoever asks how long it has been in line is told of that alone.
    """
    waits = (_jobs.awaits_approval.is_(True),)
    return await move(tx, job_id, *waits, since=[JobState.QUEUED], awaits_approval=None, changed_at=now)


async def reject(tx: Transaction, job_id: JobId, kind: FailureKind, reason: str, *, now: datetime) -> Job | None:
    """Fail a job that waits for a moderator's word; None: it waits for none any more. The refund belongs beside it."""
    waits, ended = _jobs.awaits_approval.is_(True), {"finished_at": now, "deliver_at": now}
    values = {"failure": kind, "reason": reason, "awaits_approval": None, **ended}
    return await enter(tx, job_id, JobState.FAILED, waits, since=[JobState.QUEUED], now=now, **values)


async def fail(
    tx: Transaction,
    job_id: JobId,
    kind: FailureKind,
    reason: str | None,
    *,
    since: Collection[JobState] = UNFINISHED,
    now: datetime,
) -> Job | None:
    """One of the states `since` to failed; the refund belongs into the same transaction.

    Where it waits for a moderator's word, there is nothing to decide any more.
    """
    job = await _end(tx, job_id, JobState.FAILED, since, now, failure=kind, reason=reason)
    if job is not None and job.awaits_approval:
        await cases.close_of_job(tx, job_id, now=now)
    return job


async def set_message(tx: Transaction, job_id: JobId, *, channel_id: ChannelId | None, message_id: MessageId) -> bool:
    """Remember which message is the job's card; no channel: its person alone sees it. False: the job was erased."""
    values = {"job_id": job_id, "message_channel_id": channel_id, "message_id": message_id}
    return (await tx.execute(_set_message, values)).rowcount == 1


async def forget_token(tx: Transaction, job_id: JobId) -> None:
    """Forget the interaction's token, which has expired or is no longer needed."""
    await tx.execute(_forget_token, {"job_id": job_id})


async def forget_dead_tokens(tx: Transaction, *, now: datetime) -> int:
    """Forget the tokens that expired first, at most `TOKENS_AT_ONCE`; returns how many.

    It is asked every half minute: whatever is left after a long pause is forgotten in the minutes after it.
    """
    dead = select(_jobs.id).where(_jobs.token.is_not(None), _jobs.token_expires_at <= now)
    # What is being changed right now is left to the next time.
    unlocked = dead.order_by(_jobs.token_expires_at).limit(TOKENS_AT_ONCE)
    ids = (await tx.execute(unlocked.with_for_update(skip_locked=True, key_share=True))).scalars().all()
    if ids:  # by number: PostgreSQL takes what a search would find for a large part of all jobs, and reads these
        await tx.execute(update(tables.jobs).where(_jobs.id.in_(ids)).values(token=None))
    return len(ids)


async def _end(
    tx: Transaction, job_id: JobId, state: JobState, since: Collection[JobState], now: datetime, **values: Any
) -> Job | None:
    ended = {"finished_at": now, "poll_at": None, "deliver_at": now}
    return await enter(tx, job_id, state, since=since, now=now, **ended, **values)
