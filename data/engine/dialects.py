"""The few things that SQLite and PostgreSQL say differently, so that every other module has one set of statements."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import Table, text
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Executable
    from sqlalchemy.ext.asyncio import AsyncConnection


class AdvisoryLock(IntEnum):
    """What only one transaction may do at a time; the numbers are this project's advisory locks in PostgreSQL."""

    MIGRATION = 0x656E_0001
    TURN = 0x656E_0002


_INSERTS: Final = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def insert_into(tx: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that knows ON CONFLICT, which both databases write alike and SQLAlchemy keeps per dialect."""
    return _INSERTS[tx.dialect.name](table)


def for_each_dialect(
    build: Callable[[Callable[[Table], postgresql.Insert | sqlite.Insert]], Executable],
) -> Mapping[str, Executable]:
    """Build a statement with such an INSERT once for each dialect, by its name.

    Building takes SQLAlchemy longer than running: what every `/song` waits for is built when the program starts.
    """
    return {name: build(insert) for name, insert in _INSERTS.items()}


async def acquire_lock(tx: AsyncConnection, lock: AdvisoryLock) -> None:
    """Wait until no other transaction holds the lock, and hold it until this one ends."""
    # On SQLite, BEGIN IMMEDIATE has done this for everything already.
    if tx.dialect.name == "postgresql":
        await tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": int(lock)})
