"""Which worker was last alive when: what a health check outside the process can see."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from data import tables
from data.engine.dialects import upsert
from data.engine.transaction import Transaction


async def beat(tx: Transaction, *, worker_id: str, now: datetime) -> None:
    """Remember that this worker is alive now."""
    await upsert(tx, tables.heartbeats, worker_id=worker_id, at=now)


async def last(tx: Transaction, worker_id: str) -> datetime | None:
    """Return when this worker was last alive, None: never."""
    statement = select(tables.heartbeats.c.at).where(tables.heartbeats.c.worker_id == worker_id)
    return (await tx.execute(statement)).scalar_one_or_none()
