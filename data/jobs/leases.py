"""Which worker owns which jobs: a lease that its owner renews, and that others may take over once it has expired.

A job has an owner until it is delivered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from data import tables
from data.jobs.queries import change, lock_jobs

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from data.rows import Job

_jobs = tables.jobs.c
_open = _jobs.delivered_at.is_(None)


async def renew(tx: AsyncConnection, *, owner: str, lease_until: datetime) -> list[Job]:
    """Renew every lease that the owner has, from before a restart too; returns the jobs, oldest first."""
    return await change(tx, await lock_jobs(tx, _open, _jobs.owner == owner), owner=owner, lease_until=lease_until)


async def claim_expired(
    tx: AsyncConnection, *, owner: str, lease_until: datetime, now: datetime, limit: int
) -> list[Job]:
    """Take over jobs that were released, or whose other owner's lease has expired; the longest expired first."""
    free = (
        select(_jobs.id)
        .where(_open, or_(_jobs.owner.is_(None), and_(_jobs.owner != owner, _jobs.lease_until < now)))
        .order_by(_jobs.lease_until.nulls_first(), _jobs.id)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)  # what another worker is claiming right now is left to it
    )
    return await change(tx, (await tx.execute(free)).scalars().all(), owner=owner, lease_until=lease_until)


async def release(tx: AsyncConnection, *, owner: str) -> int:
    """Give every lease up, so that another worker can take over at once; returns how many."""
    own = await lock_jobs(tx, _open, _jobs.owner == owner)
    return len(await change(tx, own, owner=None, lease_until=None))
