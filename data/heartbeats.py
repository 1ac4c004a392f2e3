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


async def every(tx: Transaction) -> list[tuple[str, datetime]]:
    """Return every worker that ever was alive, and when it was last, the newest first."""
    beats = tables.heartbeats.c
    rows = await tx.execute(select(beats.worker_id, beats.at).order_by(beats.at.desc(), beats.worker_id))
    return [(worker_id, at) for worker_id, at in rows]


async def last(tx: Transaction, worker_id: str) -> datetime | None:
    """Return when this worker was last alive, None: never."""
    statement = select(tables.heartbeats.c.at).where(tables.heartbeats.c.worker_id == worker_id)
    return (await tx.execute(statement)).scalar_one_or_none()
