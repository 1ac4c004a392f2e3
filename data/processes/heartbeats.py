"""Which worker was last alive when: what a health check outside the process can see.

A name that has not been alive for a week is forgotten: an orchestrator gives each new process a new one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select

from data import tables
from data.engine.dialects import upsert
from data.engine.transaction import Transaction

KEPT_FOR: Final = timedelta(days=7)


async def beat(tx: Transaction, *, worker_id: str, now: datetime) -> None:
    """Remember that this worker is alive now, and forget those that have not been for a week."""
    await upsert(tx, tables.heartbeats, worker_id=worker_id, at=now)
    beats = tables.heartbeats.c
    # What another process forgets right now is left to it: both would wait for each other's rows.
    old = select(beats.worker_id).where(beats.at < now - KEPT_FOR).with_for_update(skip_locked=True)
    await tx.execute(delete(tables.heartbeats).where(beats.worker_id.in_(old)))


async def every(tx: Transaction) -> list[tuple[str, datetime]]:
    """Return every worker that was alive in the last week, and when it was last, the newest first."""
    beats = tables.heartbeats.c
    rows = await tx.execute(select(beats.worker_id, beats.at).order_by(beats.at.desc(), beats.worker_id))
    return [(worker_id, at) for worker_id, at in rows]


async def last(tx: Transaction, worker_id: str) -> datetime | None:
    """Return when this worker was last alive, None: never."""
    statement = select(tables.heartbeats.c.at).where(tables.heartbeats.c.worker_id == worker_id)
    return (await tx.execute(statement)).scalar_one_or_none()
