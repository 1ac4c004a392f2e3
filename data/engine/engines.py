"""SQLAlchemy's engines with the durable settings of each database."""

from __future__ import annotations

import contextlib
import socket
import sqlite3
from collections.abc import AsyncGenerator, Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from data.engine.address import PostgreSQLAddress

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine  # it brings the whole ORM along

CONNECT_TIMEOUT = 10.0  # seconds
# Seconds, and in the last one milliseconds, after which a network that says nothing is a connection that is over: less
# than any lease. tcp(7).
SILENCE: Final = MappingProxyType({"TCP_KEEPIDLE": 5, "TCP_KEEPINTVL": 2, "TCP_KEEPCNT": 3, "TCP_USER_TIMEOUT": 10_000})
STATEMENT_TIMEOUT = 60.0  # seconds; a server that vanished without a word must not hold a song for ever


def open_sqlite(
    path: Path, busy_timeout: float, kind: type[sqlite3.Connection] = sqlite3.Connection
) -> sqlite3.Connection:
    """Open the file; `busy_timeout` is how many seconds to wait for another process's transaction."""
    # The driver must not begin transactions by itself: it would begin them too late and without IMMEDIATE.
    return sqlite3.connect(path, timeout=busy_timeout, isolation_level=None, check_same_thread=False, factory=kind)


def sqlite_engine(connect: Callable[[], sqlite3.Connection], *, writes: bool) -> Engine:
    """An engine over one connection to SQLite, whose transactions may write, or are refused to."""
    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=StaticPool,
        hide_parameters=True,  # an error's text is logged; tokens and people's words must not be in it
    )
    # IMMEDIATE: a transaction that reads first and writes later cannot be told "locked" half way.
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    def set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        # FULL: in WAL mode, NORMAL may lose the last commits with the power, and a create must never be forgotten.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        # What is erased is to be gone from the file as well; most builds of SQLite do so unasked.
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        cursor.close()

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", begin_transaction)
    return engine


def postgresql_engine(
    address: PostgreSQLAddress, size: int, *, writes: bool, limit: float | None = STATEMENT_TIMEOUT
) -> AsyncEngine:
    """An engine with up to `size` connections, whose transactions may write, or see one moment and are refused to.

    `limit` is how many seconds a statement may take, None: as long as it takes.
    """
    if writes:
        return _postgresql(address, size, isolation_level="READ COMMITTED", statement_timeout=limit)
    reading = _postgresql(address, size, isolation_level="REPEATABLE READ", statement_timeout=limit)
    return reading.execution_options(postgresql_readonly=True)


def autocommit_engine(
    address: PostgreSQLAddress, size: int, *, limit: float = STATEMENT_TIMEOUT, **server_settings: str
) -> AsyncEngine:
    """An engine with up to `size` connections and without transactions: whoever uses one begins and ends them.

    `limit` is how many seconds a statement may take.
    """
    return _postgresql(
        address, size, isolation_level="AUTOCOMMIT", statement_timeout=limit, server_settings=server_settings
    )


def notice_silence(connection: Any) -> None:
    """Let a connection of asyncpg's end within seconds where the network has swallowed the server without a word.

    Without it, a request that nobody confirms is sent again for a quarter of an hour.
    """
    link: socket.socket | None = connection._transport.get_extra_info("socket")  # noqa: SLF001 - it has no other name
    if link is None or link.family not in (socket.AF_INET, socket.AF_INET6):
        return  # the other end of a socket in a file is on this machine
    link.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in SILENCE.items():
        if (option := getattr(socket, name, None)) is not None:  # not every system has each
            link.setsockopt(socket.IPPROTO_TCP, option, value)


@contextlib.asynccontextmanager
async def disposing(engine: AsyncEngine) -> AsyncGenerator[AsyncEngine]:
    """Close the engine's connections when the block ends."""
    try:
        yield engine
    finally:
        await engine.dispose()


def _postgresql(
    address: PostgreSQLAddress,
    size: int,
    *,
    isolation_level: Literal["READ COMMITTED", "REPEATABLE READ", "AUTOCOMMIT"],
    statement_timeout: float | None = STATEMENT_TIMEOUT,
    server_settings: Mapping[str, str] = MappingProxyType({}),
) -> AsyncEngine:
    # Only here: it brings SQLAlchemy's whole ORM along, which nobody who uses SQLite should pay for.
    from sqlalchemy.ext.asyncio import create_async_engine

    engine = create_async_engine(
        "postgresql+asyncpg://",
        connect_args={
            "dsn": address.dsn,
            "timeout": CONNECT_TIMEOUT,
            "command_timeout": statement_timeout,
            "server_settings": {"application_name": "encore", **server_settings},
        },
        isolation_level=isolation_level,
        hide_parameters=True,  # an error's text is logged; tokens and people's words must not be in it
        pool_size=size,
        max_overflow=0,
        pool_pre_ping=True,  # a server that was restarted must not cost a song
    )

    def watch(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        notice_silence(connection.driver_connection)

    event.listen(engine.sync_engine, "connect", watch)
    return engine
