"""How often the tasks of one key are asked about by all workers together: a row, from which they take a few at a time.

Whoever changes the row of a key locks it, so that no poll is given away twice.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select, update

from data import tables
from data.engine.dialects import insert_once
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction

_paces = tables.poll_paces.c
_all = Prepared(select(tables.poll_paces))


@dataclass(frozen=True, slots=True)
class PollPace:
    """What was given away until when, and how fast: `rate` polls a second at `rated_at`."""

    musicapi_key: str
    next_at: datetime
    rate: float
    rated_at: datetime
    paused_until: datetime | None


async def all_paces(tx: Transaction) -> list[PollPace]:
    """Return the row of every key that was ever asked about."""
    return [PollPace(*row) for row in await _all.fetch(tx)]


async def lock(tx: Transaction, first: PollPace) -> PollPace:
    """Return the row of this key, which is `first` where it has none yet; nobody else changes it until `tx` ends."""
    locking = select(tables.poll_paces).where(_paces.musicapi_key == first.musicapi_key).with_for_update()
    row = (await tx.execute(locking)).one_or_none()
    if row is None:
        await insert_once(tx, tables.poll_paces, **asdict(first))
        row = (await tx.execute(locking)).one()
    return PollPace(*row)


async def keep(tx: Transaction, pace: PollPace) -> None:
    """Write a key's row down, which the transaction has locked."""
    own = update(tables.poll_paces).where(_paces.musicapi_key == pace.musicapi_key)
    await tx.execute(own.values(**asdict(pace)))


async def pull_forward(tx: Transaction, *, now: datetime) -> None:
    """Allow polls now: what was to be waited for was written down before the clock was set back."""
    for column in (_paces.next_at, _paces.rated_at, _paces.paused_until):
        await tx.execute(update(tables.poll_paces).where(column > now).values({column.name: now}))
