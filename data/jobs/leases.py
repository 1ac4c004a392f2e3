"""Which worker owns which jobs: a lease that its owner renews, and that others may take over once it has expired.

A job has an owner until it is delivered. A worker takes none that only newer versions of the program understand.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime
from operator import attrgetter

from sqlalchemy import Select, and_, func, not_, select, true, update

from data import tables
from data.engine.transaction import Transaction
from data.ids import JobId
from data.jobs import notices
from data.jobs.queries import change, is_understood, many
from data.rows import Job, JobState

_jobs = tables.jobs.c
_open = _jobs.delivered_at.is_(None)


async def renew(tx: Transaction, *, owner: str, lease_until: datetime) -> int:
    """Renew every lease that the owner has, without reading a row; returns how many."""
    statement = update(tables.jobs).where(_jobs.id.in_(_own(owner)))
    return (await tx.execute(statement.values(lease_until=lease_until))).rowcount


async def take_back(tx: Transaction, *, owner: str, lease_until: datetime) -> list[Job]:
    """Renew every lease that the owner has from before a restart; returns the jobs, oldest first.

    What a newer version left under this name, and this one does not understand, is given up.
    """
    await _give_up(tx, _own(owner).where(not_(is_understood())))
    statement = update(tables.jobs).where(_jobs.id.in_(_own(owner))).values(lease_until=lease_until)
    return sorted(await many(tx, statement.returning(tables.jobs)), key=attrgetter("id"))


async def claim_expired(
    tx: Transaction,
    *,
    owner: str,
    lease_until: datetime,
    now: datetime,
    limit: int,
    foreign_keys: AbstractSet[str] = frozenset(),
) -> list[Job]:
    """Take over jobs that were released, or whose other owner's lease has expired; the longest expired first.

    What runs at MusicAPI with one of the `foreign_keys` is left to whoever has it. An owner that lives all the same is
    told.
    """
    runs_elsewhere = and_(_jobs.state == JobState.RUNNING, func.coalesce(_jobs.musicapi_key, "").in_(foreign_keys))
    # A statement for the released ones and for each owner, in the order of the index of leases: together they would
    # look at every lease. What another worker is claiming right now is left to it.
    free = select(_jobs.id).where(_open, is_understood()).order_by(_jobs.owner, _jobs.lease_until)
    free = free.with_for_update(skip_locked=True, key_share=True)
    free = free.where(not_(runs_elsewhere) if foreign_keys else true())
    found = list[tuple[JobId, str | None]]()
    for before in [None, *await _expired_owners(tx, owner, now)]:
        theirs = free.where(_jobs.owner == before, *([] if before is None else [_jobs.lease_until < now]))
        ids = (await tx.execute(theirs.limit(limit - len(found)))).scalars()
        found += [(job_id, before) for job_id in ids]
        if len(found) == limit:
            break
    for before in {before for _, before in found if before is not None}:
        await notices.tell_owner(tx, before, [job_id for job_id, whose in found if whose == before])
    return await change(tx, [job_id for job_id, _ in found], owner=owner, lease_until=lease_until)


async def _expired_owners(tx: Transaction, owner: str, now: datetime) -> list[str]:
    """The other owners of whom a lease has expired, the longest expired first, however many leases each has."""
    oldest = list[tuple[datetime, str]]()
    name = ""
    first = select(_jobs.owner, _jobs.lease_until).where(_open).order_by(_jobs.owner, _jobs.lease_until).limit(1)
    while (row := (await tx.execute(first.where(_jobs.owner > name))).one_or_none()) is not None:
        name = row.owner
        if name != owner and row.lease_until < now:
            oldest.append((row.lease_until, name))
    return [name for _, name in sorted(oldest)]


async def hand_over(tx: Transaction, job_id: JobId, *, owner: str) -> bool:
    """Give the lease of one job up, so that another worker, which is told, can take over; False: another has it."""
    return await _give_up(tx, _own(owner).where(_jobs.id == job_id)) > 0


async def release(tx: Transaction, *, owner: str) -> int:
    """Give every lease up, so that another worker, which is told, can take over at once; returns how many."""
    return await _give_up(tx, _own(owner))


async def _give_up(tx: Transaction, ids: Select[int]) -> int:
    statement = update(tables.jobs).where(_jobs.id.in_(ids))
    released = (await tx.execute(statement.values(owner=None, lease_until=None))).rowcount
    if released:
        await notices.tell_freed(tx)
    return released


def _own(owner: str) -> Select[int]:
    """The ids of what the owner has, locked in their order: two changes in different orders would deadlock."""
    return select(_jobs.id).where(_open, _jobs.owner == owner).order_by(_jobs.id).with_for_update(key_share=True)
