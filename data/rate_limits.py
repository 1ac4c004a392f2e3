"""When the next create may be sent: one moment for all workers of this database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from data import tables
from data.engine.dialects import upsert
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction

_next_at = Prepared(select(tables.rate_limits.c.next_at))


@dataclass(frozen=True, slots=True)
class Granted:
    """A create may be sent now."""


@dataclass(frozen=True, slots=True)
class NotBefore:
    """No create may be sent before this moment."""

    moment: datetime


async def acquire(
    tx: Transaction, *, now: datetime, interval: timedelta, furthest: timedelta | None = None
) -> Granted | NotBefore:
    """Claim this moment for a create; once one is granted, the next is not before `interval` has passed.

    A stored time more than `furthest` away was written down before the clock was set back, and is ignored.
    """
    free = tables.rate_limits.c.next_at <= now
    if furthest is not None:
        free = or_(free, tables.rate_limits.c.next_at > now + furthest)
    if await upsert(tx, tables.rate_limits, id=1, next_at=now + interval, where=free):
        return Granted()
    return NotBefore((await tx.execute(select(tables.rate_limits.c.next_at))).scalar_one())


async def push_back(tx: Transaction, *, until: datetime) -> None:
    """Allow no create before `until`; never shortens a longer wait."""
    await upsert(tx, tables.rate_limits, id=1, next_at=until, where=tables.rate_limits.c.next_at <= until)


async def next_at(tx: Transaction) -> datetime | None:
    """Return before when no create may be sent; None: none ever was."""
    found = await _next_at.fetch_one(tx)
    return found[0] if found else None


async def pull_forward(tx: Transaction, *, now: datetime) -> None:
    """Allow a create now: what was to be waited for was written down before the clock was set back."""
    later = tables.rate_limits.c.next_at > now
    await tx.execute(update(tables.rate_limits).where(later).values(next_at=now))
