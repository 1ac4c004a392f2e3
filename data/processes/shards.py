"""Which process has which of Discord's shards: a lease that its owner renews, and that others take once it is over.

Discord tells everybody who is connected as a shard of each of its events, so two of one shard would both answer it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from data import tables
from data.engine.dialects import insert_once, upsert
from data.engine.transaction import Transaction

_leases, _gateways = tables.shard_leases.c, tables.gateways.c


@dataclass(frozen=True, slots=True)
class Claim:
    """The shards that were taken, and the workers that had some and were not heard of again."""

    shard_ids: list[int]
    gone: frozenset[str]


async def want(tx: Transaction, application_id: int, count: int, *, now: datetime) -> int:
    """Say how many shards there should be; returns how many there are to be: the most that anybody wants.

    They become fewer only while nobody has any.
    """
    unspent = {"sessions_spent": 0.0, "sessions_counted_at": now}
    await insert_once(tx, tables.gateways, application_id=application_id, shard_count=count, **unspent)
    known = await _lock(tx, application_id)
    if count > known or (count < known and not await _has_live(tx, application_id, now)):
        changed = update(tables.gateways).where(_gateways.application_id == application_id)
        await tx.execute(changed.values(shard_count=count))
        return count
    return known


async def survey(tx: Transaction, application_id: int, *, now: datetime) -> tuple[int, int]:
    """Return how many shards there are to be, and how many of those nobody has; it locks nothing."""
    wanted = select(_gateways.shard_count).where(_gateways.application_id == application_id)
    count = (await tx.execute(wanted)).scalar_one()
    live = select(func.count()).where(
        _leases.application_id == application_id, _leases.shard_count == count, _leases.lease_until >= now
    )
    return count, count - (await tx.execute(live)).scalar_one()


async def claim(
    tx: Transaction,
    application_id: int,
    *,
    owner: str,
    count: int,
    at_most: int | None,
    anew: Collection[int] = (),
    lease: timedelta,
    now: datetime,
) -> Claim:
    """Take free shards, out of `count`, until the owner has `at_most`, None: all.

    `anew` are shards that the owner had, and has no connection for any more: these are taken again, and no others.
    None is taken while another count is wanted, or while somebody has a shard of another count: an event that two
    counts give to two shards would be answered twice.
    """
    if await _lock(tx, application_id) != count:
        return Claim([], frozenset())
    if anew:
        await release(tx, application_id, owner=owner)
    rows = select(_leases.shard_count, _leases.shard_id, _leases.owner, _leases.lease_until >= now)
    known = [tuple(row) for row in await tx.execute(rows.where(_leases.application_id == application_id))]
    live = [(of_count, shard_id, whose) for of_count, shard_id, whose, lives in known if lives]
    if any(of_count != count for of_count, _, _ in live):
        return Claim([], frozenset())
    gone = {whose for _, _, whose, lives in known if not lives} - {whose for _, _, whose in live} - {owner}
    others = delete(tables.shard_leases).where(_leases.application_id == application_id, _leases.shard_count != count)
    await tx.execute(others)
    room = count if at_most is None else at_most - sum(whose == owner for _, _, whose in live)
    had = {shard_id for _, shard_id, _ in live}
    free = [shard_id for shard_id in (sorted(anew) or range(count)) if shard_id not in had][: max(0, room)]
    for shard_id in free:
        await upsert(
            tx,
            tables.shard_leases,
            application_id=application_id,
            shard_count=count,
            shard_id=shard_id,
            owner=owner,
            lease_until=now + lease,
        )
    return Claim(free, frozenset(gone))


async def renew(
    tx: Transaction, application_id: int, *, owner: str, lease: timedelta, now: datetime
) -> tuple[frozenset[int], int]:
    """Renew every lease of this owner that is not over; returns those shards, and how many there are to be in all."""
    own = (_leases.application_id == application_id, _leases.owner == owner, _leases.lease_until >= now)
    renewed = update(tables.shard_leases).where(*own).values(lease_until=now + lease).returning(_leases.shard_id)
    held = frozenset((await tx.execute(renewed)).scalars())
    wanted = select(_gateways.shard_count).where(_gateways.application_id == application_id)
    return held, (await tx.execute(wanted)).scalar_one()


async def release(tx: Transaction, application_id: int, *, owner: str | None) -> None:
    """Give up every shard of this owner, None: of everybody, so that others need not wait until the leases are over."""
    given_up = delete(tables.shard_leases).where(_leases.application_id == application_id)
    await tx.execute(given_up if owner is None else given_up.where(_leases.owner == owner))


async def holders(tx: Transaction, application_id: int, *, now: datetime) -> list[str]:
    """Return the workers that have shards, in the order of their first ones."""
    first = func.min(_leases.shard_id)
    having = select(_leases.owner).where(_leases.application_id == application_id, _leases.lease_until >= now)
    return list((await tx.execute(having.group_by(_leases.owner).order_by(first))).scalars())


async def is_holder(tx: Transaction, worker_id: str) -> bool:
    """Whether this worker has a shard of any application, or had one when it was last heard of."""
    held = select(_leases.shard_id).where(_leases.owner == worker_id).limit(1)
    return (await tx.execute(held)).first() is not None


async def _lock(tx: Transaction, application_id: int) -> int:
    """How many shards there are to be, and nobody else claims any until the transaction ends."""
    wanted = select(_gateways.shard_count).where(_gateways.application_id == application_id)
    return (await tx.execute(wanted.with_for_update())).scalar_one()


async def _has_live(tx: Transaction, application_id: int, now: datetime) -> bool:
    live = select(_leases.shard_id).where(_leases.application_id == application_id, _leases.lease_until >= now)
    return (await tx.execute(live.limit(1))).first() is not None
