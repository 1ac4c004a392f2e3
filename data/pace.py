"""When the next create may be sent: one moment for all workers of this database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from data import tables
from data.dialects import insert_into

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlalchemy.ext.asyncio import AsyncConnection


async def take(tx: AsyncConnection, *, now: datetime, interval: timedelta) -> datetime | None:
    """Take the moment: None when a create may be sent now, and then the next one not before `interval` has passed.

    Otherwise the time at which it may be tried again.
    """
    if await _store(tx, now + interval, only_if_before=now):
        return None
    return (await tx.execute(select(tables.pace.c.next_at))).scalar_one()


async def push_back(tx: AsyncConnection, *, until: datetime) -> None:
    """Let nobody send a create before `until`: MusicAPI asked to wait. Never shortens a longer wait."""
    await _store(tx, until, only_if_before=until)


async def _store(tx: AsyncConnection, next_at: datetime, *, only_if_before: datetime) -> bool:
    statement = (
        insert_into(tx, tables.pace)
        .values(id=1, next_at=next_at)
        .on_conflict_do_update(
            index_elements=["id"], set_={"next_at": next_at}, where=tables.pace.c.next_at <= only_if_before
        )
        .returning(tables.pace.c.id)
    )
    return (await tx.execute(statement)).first() is not None
