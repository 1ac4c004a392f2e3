"""A connection to SQLite that goes to its thread once for each statement.

aiosqlite goes there four times, to make a cursor, to execute, to fetch and to close; and the way there and back takes
longer than most statements do.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import aiosqlite
from aiosqlite.context import contextmanager

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

CHUNK = 64  # rows; aiosqlite's own, for what is read piece by piece, which nothing is here


class BufferedCursor(aiosqlite.Cursor):
    """A cursor that has read all of its rows, and is closed, by the time that `execute` returns."""

    def __init__(self, connection: SQLiteConnection) -> None:
        self._connection = connection
        self._description: Any = None
        self._rowcount = -1
        self._lastrowid: int | None = None
        self._rows: list[Any] = []

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> BufferedCursor:
        """Run one statement and keep what it gives back."""
        await self._connection.run_in_thread(lambda opened: self._run(opened, sql, parameters))
        return self

    async def executemany(self, sql: str, parameters: Iterable[Any]) -> BufferedCursor:
        """Run one statement with each of the parameters."""
        await self._connection.run_in_thread(lambda opened: self._run_each(opened, sql, parameters))
        return self

    async def fetchall(self) -> list[Any]:
        """Return the rows, once."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Drop the rows; the real cursor is closed already."""
        self._rows = []

    @property
    def description(self) -> Any:
        """The names of the columns, or None where there are none."""
        return self._description

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return self._rowcount

    @property
    def lastrowid(self) -> int | None:
        """The id of the row that was inserted last."""
        return self._lastrowid

    def _run(self, opened: sqlite3.Connection, sql: str, parameters: Iterable[Any] | None) -> None:
        cursor = opened.execute(sql, tuple(parameters or ()))
        try:
            self._rows = cursor.fetchall()
            self._description, self._rowcount, self._lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()

    def _run_each(self, opened: sqlite3.Connection, sql: str, parameters: Iterable[Any]) -> None:
        cursor = opened.executemany(sql, parameters)
        self._rowcount = cursor.rowcount
        cursor.close()


class SQLiteConnection(aiosqlite.Connection):
    """What SQLAlchemy's dialect for aiosqlite takes for one of aiosqlite's."""

    def __init__(self, path: Path, *, busy_timeout: float) -> None:
        def connect() -> sqlite3.Connection:
            # The driver must not begin transactions by itself: it would begin them too late and without IMMEDIATE.
            return sqlite3.connect(path, timeout=busy_timeout, isolation_level=None, check_same_thread=False)

        super().__init__(connect, CHUNK)
        self._thread.daemon = True  # one that nobody closed must not keep the process from ending

    async def run_in_thread(self, step: Callable[[sqlite3.Connection], None]) -> None:
        """Let the connection's thread do this, after what it was given before."""
        await self._execute(step, self._conn)  # pyright: ignore[reportUnknownMemberType] - aiosqlite leaves it open

    @contextmanager
    async def cursor(self) -> aiosqlite.Cursor:
        """A cursor, made without going to the thread."""
        return BufferedCursor(self)
