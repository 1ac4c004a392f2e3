"""What is under way, of every guild or of one, and what failed lately."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from data import tables
from data.engine.transaction import Transaction
from data.ids import GuildId
from data.jobs.queries import UNFINISHED, many
from data.rows import FailureKind, Job, JobState

_jobs = tables.jobs.c


async def under_way(tx: Transaction, *, limit: int) -> list[Job]:
    """Return the oldest jobs that have not ended."""
    return await many(tx, select(tables.jobs).where(_jobs.state.in_(UNFINISHED)).order_by(_jobs.id).limit(limit))


async def failed_since(tx: Transaction, since: datetime, *, limit: int) -> list[Job]:
    """Return the newest jobs that failed after `since`, without those that somebody cancelled."""
    failed = (_jobs.state == JobState.FAILED, _jobs.finished_at > since, _jobs.failure != FailureKind.CANCELLED)
    return await many(tx, select(tables.jobs).where(*failed).order_by(_jobs.id.desc()).limit(limit))


async def of_guild(tx: Transaction, guild_id: GuildId, *, limit: int) -> tuple[list[Job], int]:
    """Return the guild's oldest jobs that have not ended, and how many there are in all."""
    open_ones = (_jobs.state.in_(UNFINISHED), _jobs.guild_id == guild_id)
    count = (await tx.execute(select(func.count()).select_from(tables.jobs).where(*open_ones))).scalar_one()
    found = await many(tx, select(tables.jobs).where(*open_ones).order_by(_jobs.id).limit(limit))
    return found, int(count)
