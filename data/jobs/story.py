"""A job's way from asked to done or failed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError

from data import tables
from data.dialects import insert_into
from data.jobs.reading import UNFINISHED, one
from data.rows import FailureKind, Job, JobState, NewJob

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


class TaskTaken(Exception):
    """MusicAPI named a task that another job has already: nobody can tell whose song it is."""


async def move(tx: AsyncConnection, job_id: int, *, since: Collection[JobState], **values: Any) -> Job | None:
    """Change the job if it is still in one of the states `since`, else return None."""
    statement = (
        update(tables.jobs)
        .where(tables.jobs.c.id == job_id, tables.jobs.c.state.in_(since))
        .values(**values)
        .returning(tables.jobs)
    )
    return await one(tx, statement)


async def add(
    tx: AsyncConnection, new: NewJob, *, month: str, owner: str, lease_until: datetime, now: datetime
) -> Job | None:
    """Write a queued job down; None: this interaction has its job already. `month`, such as `2026-11`, pays for it."""
    guild = insert_into(tx, tables.guilds).values(guild_id=new.guild_id)
    await tx.execute(guild.on_conflict_do_nothing())
    statement = insert_into(tx, tables.jobs).values(
        **asdict(new),
        month=month,
        state=JobState.QUEUED,
        creates=0,
        polls=0,
        deliveries=0,
        created_at=now,
        changed_at=now,
        owner=owner,
        lease_until=lease_until,
    )
    return await one(tx, statement.on_conflict_do_nothing(index_elements=["interaction_id"]).returning(tables.jobs))


async def accept(tx: AsyncConnection, job_id: int, *, task_id: str, poll_at: datetime, now: datetime) -> Job | None:
    """MusicAPI took it: submitting to running, to be asked about first at `poll_at`; raises TaskTaken."""
    try:
        async with tx.begin_nested():  # what the schema refuses must not spoil the whole transaction
            return await move(
                tx,
                job_id,
                since=[JobState.SUBMITTING],
                state=JobState.RUNNING,
                task_id=task_id,
                started_at=now,
                changed_at=now,
                poll_at=poll_at,
            )
    except IntegrityError:
        if await _is_taken(tx, job_id, task_id):
            raise TaskTaken from None
        raise


async def _is_taken(tx: AsyncConnection, job_id: int, task_id: str) -> bool:
    family = select(tables.jobs.c.family).where(tables.jobs.c.id == job_id).scalar_subquery()
    other = exists().where(tables.jobs.c.family == family, tables.jobs.c.task_id == task_id, tables.jobs.c.id != job_id)
    return bool((await tx.execute(select(other))).scalar_one())


async def finish(tx: AsyncConnection, job_id: int, *, now: datetime) -> Job | None:
    """All clips are final: running to done, and the person is owed them from now on."""
    return await _end(tx, job_id, [JobState.RUNNING], now, state=JobState.DONE)


async def fail(tx: AsyncConnection, job_id: int, kind: FailureKind, reason: str | None, *, now: datetime) -> Job | None:
    """Any state that is not final to failed; the person is owed the news, and the refund belongs in here too."""
    return await _end(tx, job_id, UNFINISHED, now, state=JobState.FAILED, failure=kind, reason=reason)


async def fail_queued(
    tx: AsyncConnection, job_id: int, kind: FailureKind, reason: str | None, *, now: datetime
) -> Job | None:
    """Like `fail`, but only while nothing was sent: queued to failed."""
    return await _end(tx, job_id, [JobState.QUEUED], now, state=JobState.FAILED, failure=kind, reason=reason)


async def set_message(tx: AsyncConnection, job_id: int, *, channel_id: int, message_id: int) -> None:
    """Remember which message is the job's card."""
    statement = update(tables.jobs).where(tables.jobs.c.id == job_id)
    await tx.execute(statement.values(message_channel_id=channel_id, message_id=message_id))


async def forget_token(tx: AsyncConnection, job_id: int) -> None:
    """Forget the interaction's token, which is dead or no longer needed."""
    await tx.execute(update(tables.jobs).where(tables.jobs.c.id == job_id).values(token=None))


async def forget_dead_tokens(tx: AsyncConnection, *, now: datetime) -> int:
    """Forget every token whose time is over; returns how many."""
    statement = (
        select(tables.jobs.c.id)
        .where(tables.jobs.c.token.is_not(None), tables.jobs.c.token_expires_at <= now)
        .order_by(tables.jobs.c.token_expires_at)
        .with_for_update(skip_locked=True, key_share=True)  # what is being changed right now is left to the next time
    )
    dead = (await tx.execute(statement)).scalars().all()
    if dead:
        await tx.execute(update(tables.jobs).where(tables.jobs.c.id.in_(dead)).values(token=None))
    return len(dead)


async def _end(
    tx: AsyncConnection, job_id: int, since: Collection[JobState], now: datetime, **values: Any
) -> Job | None:
    return await move(tx, job_id, since=since, finished_at=now, changed_at=now, poll_at=None, deliver_at=now, **values)
