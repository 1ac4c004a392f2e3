"""Which worker owns which jobs: a lease that its owner renews, and that others may take over once it has expired.

A job has an owner until it is delivered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select, update

from data import tables
from data.jobs.queries import lock_jobs, many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from data.ids import JobId
    from data.rows import Job

_open = tables.jobs.c.delivered_at.is_(None)


async def reclaim(tx: AsyncConnection, *, owner: str, lease_until: datetime, now: datetime) -> list[Job]:
    """Take back the owner's undelivered jobs after a restart, oldest first; the others are left to `claim_expired`."""
    return await _lease(tx, await lock_jobs(tx, _open, tables.jobs.c.owner == owner), owner, lease_until)


async def claim_expired(
    tx: AsyncConnection, *, owner: str, lease_until: datetime, now: datetime, limit: int
) -> list[Job]:
    """Take over jobs that were released, or whose other owner's lease has expired; the longest expired first."""
    others = and_(tables.jobs.c.owner != owner, tables.jobs.c.lease_until < now)
    free = (
        select(tables.jobs.c.id)
        .where(_open, or_(tables.jobs.c.owner.is_(None), others))
        .order_by(tables.jobs.c.lease_until.nulls_first(), tables.jobs.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)  # what another worker is claiming right now is left to it
    )
    return await _lease(tx, (await tx.execute(free)).scalars().all(), owner, lease_until)


async def renew(tx: AsyncConnection, *, owner: str, lease_until: datetime, now: datetime) -> int:
    """Renew every lease that the owner still has; returns how many."""
    return len(await _lease(tx, await lock_jobs(tx, _open, tables.jobs.c.owner == owner), owner, lease_until))


async def release(tx: AsyncConnection, *, owner: str) -> int:
    """Give every lease up, so that another worker can take over at once; returns how many."""
    own = await lock_jobs(tx, _open, tables.jobs.c.owner == owner)
    if own:
        await tx.execute(update(tables.jobs).where(tables.jobs.c.id.in_(own)).values(owner=None, lease_until=None))
    return len(own)


async def _lease(tx: AsyncConnection, job_ids: Sequence[JobId], owner: str, lease_until: datetime) -> list[Job]:
    if not job_ids:
        return []
    statement = update(tables.jobs).where(tables.jobs.c.id.in_(job_ids)).values(owner=owner, lease_until=lease_until)
    return sorted(await many(tx, statement.returning(tables.jobs)), key=lambda job: job.id)
