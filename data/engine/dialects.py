"""The few things that SQLite and PostgreSQL say differently, so that every other module has one set of statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, DateTime, Row, Table, func, select
from sqlalchemy.dialects import sqlite

from data.engine.transaction import Transaction

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


# Not `now()`, which stands still while a transaction waits for a row.
_server_clock = select(func.clock_timestamp(type_=DateTime(timezone=True)))


class AdvisoryLock(IntEnum):
    """What only one transaction may do at a time; the numbers are this project's advisory locks in PostgreSQL."""

    MIGRATION = 0x656E_0001


def insert_of(dialect: str) -> Callable[[Table], postgresql.Insert | sqlite.Insert]:
    """Return what makes an INSERT that knows ON CONFLICT: both databases write it alike, SQLAlchemy keeps it apart."""
    if dialect == "sqlite":
        return sqlite.insert
    # Only here: it is 2 MiB, which nobody who uses SQLite should pay for.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert


def insert_into(tx: Transaction, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that knows ON CONFLICT."""
    return insert_of(tx.dialect.name)(table)


async def insert_once(tx: Transaction, table: Table, **values: Any) -> Row[Any] | None:
    """Insert a row and return it; None: the table has one that makes this one impossible."""
    statement = insert_into(tx, table).values(values).on_conflict_do_nothing()
    return (await tx.execute(statement.returning(table))).one_or_none()


async def upsert(tx: Transaction, table: Table, *, where: ColumnElement[bool] | None = None, **values: Any) -> bool:
    """Insert a row, or change the one with the same primary key; False: that one does not meet `where`."""
    key = table.primary_key.columns
    changes = {name: value for name, value in values.items() if name not in key}
    statement = insert_into(tx, table).values(values)
    statement = statement.on_conflict_do_update(index_elements=[*key], set_=changes, where=where)
    # Not by RETURNING: with it, SQLite reads the tables that refer to this one.
    return (await tx.execute(statement.execution_options(preserve_rowcount=True))).rowcount == 1


async def read_clock(tx: Transaction, ours: datetime) -> datetime:
    """Return the time by the one clock that all processes of this database share.

    That is the server's; SQLite has none, and no second process: there it is `ours`.
    """
    if tx.dialect.name == "sqlite":
        return ours
    return (await tx.execute(_server_clock)).scalar_one()
