"""Which worker was last alive when: what a health check outside the process can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from data import tables
from data.engine.dialects import insert_into

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


async def beat(tx: AsyncConnection, *, worker_id: str, now: datetime) -> None:
    """Remember that this worker is alive now."""
    statement = insert_into(tx, tables.heartbeats).values(worker_id=worker_id, at=now)
    await tx.execute(statement.on_conflict_do_update(index_elements=["worker_id"], set_={"at": now}))


async def last(tx: AsyncConnection, worker_id: str) -> datetime | None:
    """Return when this worker was last alive, None: never."""
    statement = select(tables.heartbeats.c.at).where(tables.heartbeats.c.worker_id == worker_id)
    return (await tx.execute(statement)).scalar_one_or_none()
