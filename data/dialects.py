"""The few things that SQLite and PostgreSQL say differently, so that every other module has one set of statements."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from sqlalchemy import Table, text
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


class Room(IntEnum):
    """What only one transaction may do at a time; the numbers are this project's advisory locks in PostgreSQL."""

    MIGRATION = 0x656E_0001
    TURN = 0x656E_0002


def insert_into(tx: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that knows ON CONFLICT, which both databases write alike and SQLAlchemy keeps per dialect."""
    return postgresql.insert(table) if tx.dialect.name == "postgresql" else sqlite.insert(table)


async def enter_alone(tx: AsyncConnection, room: Room) -> None:
    """Wait until no other transaction is in `room`, and keep it until this one ends."""
    # On SQLite, BEGIN IMMEDIATE has done this for everything already.
    if tx.dialect.name == "postgresql":
        await tx.execute(text("SELECT pg_advisory_xact_lock(:room)"), {"room": int(room)})
