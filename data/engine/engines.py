"""Engines with the durable settings of each database."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Literal

from sqlalchemy import URL, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from data.engine.address import Address, PostgreSQLAddress, SQLiteAddress
from data.engine.sqlite_connection import SQLiteConnection

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    import aiosqlite
    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

CONNECT_TIMEOUT = 10.0  # seconds
STATEMENT_TIMEOUT = 60.0  # seconds; a server that vanished without a word must not hold a song for ever


def writing_engine(address: Address, *, size: int, busy_timeout: float) -> AsyncEngine:
    """An engine whose transactions may write, with up to `size` connections; `busy_timeout` is SQLite's, in seconds."""
    if isinstance(address, SQLiteAddress):
        # IMMEDIATE: a transaction that reads first and writes later cannot be told "locked" half way.
        return _sqlite(address, size, busy_timeout, begin="BEGIN IMMEDIATE", query_only=False)
    return _postgresql(address, size, isolation_level="READ COMMITTED")


def reading_engine(address: Address, *, size: int, busy_timeout: float) -> AsyncEngine:
    """Make an engine whose transactions see one moment of the database and refuse to write."""
    if isinstance(address, SQLiteAddress):
        return _sqlite(address, size, busy_timeout, begin="BEGIN", query_only=True)
    engine = _postgresql(address, size, isolation_level="REPEATABLE READ")
    return engine.execution_options(postgresql_readonly=True)


def locking_engine(address: PostgreSQLAddress, **server_settings: str) -> AsyncEngine:
    """An engine with one connection and without transactions, for a lock that lives as long as the connection."""
    return _postgresql(address, 1, isolation_level="AUTOCOMMIT", **server_settings)


@contextlib.asynccontextmanager
async def disposing(engine: AsyncEngine) -> AsyncGenerator[AsyncEngine]:
    """Close the engine's connections when the block ends."""
    try:
        yield engine
    finally:
        await engine.dispose()


def _sqlite(address: SQLiteAddress, size: int, busy_timeout: float, *, begin: str, query_only: bool) -> AsyncEngine:
    async def connect() -> aiosqlite.Connection:
        return await SQLiteConnection(address.path, busy_timeout=busy_timeout)

    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(address.path)),
        async_creator=connect,
        hide_parameters=True,  # an error's text is logged; tokens and people's words must not be in it
        pool_size=size,
        max_overflow=0,
    )

    def set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        # FULL: in WAL mode, NORMAL may lose the last commits with the power, and a create must never be forgotten.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA query_only={'ON' if query_only else 'OFF'}")
        cursor.close()

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", set_pragmas)
    event.listen(engine.sync_engine, "begin", begin_transaction)
    return engine


def _postgresql(
    address: PostgreSQLAddress,
    size: int,
    *,
    isolation_level: Literal["READ COMMITTED", "REPEATABLE READ", "AUTOCOMMIT"],
    **server_settings: str,
) -> AsyncEngine:
    return create_async_engine(
        "postgresql+asyncpg://",
        connect_args={
            "dsn": address.dsn,
            "timeout": CONNECT_TIMEOUT,
            "command_timeout": STATEMENT_TIMEOUT,
            "server_settings": {"application_name": "encore", **server_settings},
        },
        isolation_level=isolation_level,
        hide_parameters=True,  # an error's text is logged; tokens and people's words must not be in it
        pool_size=size,
        max_overflow=0,
        pool_pre_ping=True,  # a server that was restarted must not cost a song
    )
