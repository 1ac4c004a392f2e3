"""Jobs for the tests, brought to where a test begins."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Row, select, update

from data import ledger, tables
from data.engine.dialects import upsert
from data.ids import ClipId, GuildId, TaskId
from data.jobs import queue, transitions
from data.rows import FailureKind, Job, JobState, NewJob
from tests.briefs import with_brief

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection

    from data.engine.transaction import Transaction

T = TypeVar("T")

NOW = datetime(2026, 11, 20, 12, 30, 15, 123456, tzinfo=UTC)
LEASE = NOW + timedelta(seconds=30)
MONTH = "2026-11"
OWNER = "worker-1"
KEY = "default"  # the name of the one MusicAPI key
GUILD = GuildId(1_100_000_000_000_000_001)  # as large as Discord's snowflakes are

_interactions = itertools.count(1_200_000_000_000_000_000)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def new_job(**changes: Any) -> NewJob:
    values: dict[str, Any] = {
        "interaction_id": next(_interactions),
        "guild_id": GUILD,
        "channel_id": 1_100_000_000_000_000_002,
        "user_id": 1_100_000_000_000_000_003,
        "token": "a-secret-token",
        "token_expires_at": after(900),
        "file_limit": 10 * 2**20,
        "operation": "create",
        "family": "riffusion",
        "model": "FUZZ-2.0",
        "family_chosen": False,
        "price": 10,
        "clips_expected": 2,
        "prompt": "r&b pop",
    }
    return NewJob(**with_brief({**values, **changes}))


async def run_sync(tx: Transaction, look: Callable[[Connection], T]) -> T:
    """Let SQLAlchemy's inspection, or Alembic, do something in the transaction: they know no other kind of call."""
    if tx.dialect.name == "postgresql":
        return await cast("AsyncConnection", tx).run_sync(look)
    assert tx.sync_connection is not None
    return look(tx.sync_connection)  # its thread is idle between two statements


async def queued(tx: Transaction, *, owner: str = OWNER, lease_until: datetime = LEASE, **changes: Any) -> Job:
    job = await transitions.add(tx, new_job(**changes), month=MONTH, owner=owner, lease_until=lease_until, now=NOW)
    assert job is not None
    return job


async def delete_clip(tx: Transaction, clip_id: ClipId, *, at: datetime = NOW) -> None:
    """Mark a clip as deleted, and nothing else."""
    await tx.execute(update(tables.clips).where(tables.clips.c.id == clip_id).values(deleted_at=at))


async def set_allowance(tx: Transaction, allowance: int | None, guild_id: GuildId = GUILD) -> None:
    """Give a guild an allowance of its own, past the operator's command."""
    await upsert(tx, tables.guilds, guild_id=guild_id, allowance=allowance)


async def take_turn(
    tx: Transaction, *, owner: str = OWNER, lease_until: datetime = LEASE, now: datetime = NOW
) -> Job | None:
    """Give the next job of the queue its turn."""
    waiting = await queue.next_job(tx)
    if waiting is None:
        return None
    return await queue.take_turn(tx, waiting.id, owner=owner, lease_until=lease_until, now=now)


async def job_in(tx: Transaction, state: JobState, *, task_id: str = "", **changes: Any) -> Job:
    """A new job with its hold, in this state; the queue must be empty before."""
    job = await queued(tx, **changes)
    assert await ledger.hold(tx, job, default_allowance=1_000_000, now=NOW)
    moved: Job | None = job
    if state is JobState.FAILED:
        moved = await transitions.fail(tx, job.id, FailureKind.REFUSED, "no", now=NOW)
    elif state is not JobState.QUEUED:
        moved = await take_turn(tx, owner=job.owner or OWNER, lease_until=job.lease_until or LEASE, now=NOW)
        if state is not JobState.SUBMITTING:
            moved = await transitions.accept(
                tx, job.id, task_id=TaskId(task_id or f"task-{job.id}"), poll_at=after(5), now=NOW
            )
        if state is JobState.DONE:
            moved = await transitions.finish(tx, job.id, now=NOW)
    assert moved is not None
    assert moved.id == job.id
    assert moved.state is state
    return moved


async def ledger_entries(tx: Transaction, guild_id: GuildId) -> Sequence[Row[Any]]:
    """Every movement of a guild's credits, newest first."""
    entries = select(tables.ledger).where(tables.ledger.c.guild_id == guild_id)
    return (await tx.execute(entries.order_by(tables.ledger.c.id.desc()))).all()
