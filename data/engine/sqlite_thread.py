"""A connection to SQLite and its thread, to which a whole use case goes at once.

The way to the thread and back takes longer than most statements do. A use case is therefore a coroutine that is run to
its end in the thread: all that it may await is the database, whose answers are there at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import aiosqlite
from sqlalchemy import Connection, CursorResult, Dialect, Executable, NestedTransaction
from sqlalchemy.exc import DBAPIError

from data.engine.completion import run_to_completion
from data.engine.engines import open_sqlite, sqlite_engine
from data.engine.prepared import DirectTransaction, Row
from data.engine.transaction import Transaction

T = TypeVar("T")

USE_CASE = "use_case"  # the savepoint's name; SQLAlchemy's have other ones
CHUNK = 64  # rows; aiosqlite's own, for what is read piece by piece, which nothing is here


class SQLiteThread:
    """One connection to a file, opened at its first use; its transactions may write, or are refused to."""

    def __init__(self, path: Path, *, writes: bool, busy_timeout: float) -> None:
        self._path = path
        self._writes = writes
        self._busy_timeout = busy_timeout
        self._open: tuple[aiosqlite.Connection, Connection] | None = None

    async def do(self, step: Callable[[Connection], T]) -> T:
        """Let the thread do this with the connection; it is done to its end even where the caller is cancelled."""
        if self._open is None:
            await run_to_completion(self._connect())
        if self._open is None:
            raise RuntimeError("the connection is not open")
        driver, connection = self._open
        made = _Step(lambda: step(connection))
        await run_to_completion(_hand_over(driver, made))
        return made.result()

    async def undo(self) -> None:
        """Undo what was not committed."""
        if self._open is not None:
            await self.do(undo)

    async def close(self) -> None:
        """Close the connection and end its thread."""
        open_, self._open = self._open, None
        if open_ is not None:
            await run_to_completion(_disconnect(*open_))

    async def _connect(self) -> None:
        try:
            # Before aiosqlite, whose thread would outlive a refusal by a moment, and perhaps the event loop.
            raw = await asyncio.to_thread(open_sqlite, self._path, self._busy_timeout, _SteppingConnection)
        except sqlite3.Error as error:
            raise OSError(f"the database cannot be opened: {error}") from error
        driver = await _make_daemon(raw)
        made = _Step(lambda: sqlite_engine(lambda: raw, writes=self._writes).connect())
        try:
            await _hand_over(driver, made)
            self._open = driver, made.result()
        finally:
            if self._open is None:  # the file is locked, for one: the next use tries anew
                await driver.close()


class _OnConnection:
    """What both kinds of transactions have."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.dialect: Dialect = connection.dialect

    @property
    def sync_connection(self) -> Connection:
        """What runs the statements."""
        return self._connection


class WholeTransaction(_OnConnection, DirectTransaction):
    """What a use case in the thread runs its statements on: nothing here ever waits."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._cursor = _raw(connection).cursor()
        self._results: list[CursorResult[*tuple[Any, ...]]] = []

    async def execute(
        self, statement: Executable, parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run one statement, here and now."""
        require_transaction(self._connection)
        result = self._connection.execute(statement, parameters)
        self._results.append(result)
        return result

    async def fetch(self, text: str, values: Sequence[Any]) -> Sequence[Row]:
        """Run a statement past SQLAlchemy, and return all of its rows."""
        require_transaction(self._connection)
        try:
            return self._cursor.execute(text, values).fetchall()
        except sqlite3.Error as error:
            raise _translate(error, text) from error

    @contextlib.asynccontextmanager
    async def begin_nested(self) -> AsyncGenerator[None]:
        """A part that is undone by itself where it raises."""
        nested = begin_part(self._connection)
        try:
            yield
        except BaseException:
            undo_part(self._connection, nested)
            raise
        nested.commit()

    def close_results(self) -> None:
        """Close what was not read to its end: it would keep the moment that it saw, and the next one from writing."""
        for result in self._results:
            result.close()
        self._results.clear()


class SteppedTransaction(_OnConnection):
    """What a use case outside of the thread runs its statements on: each goes there by itself."""

    def __init__(self, connection: Connection, thread: SQLiteThread) -> None:
        super().__init__(connection)
        self._thread = thread

    async def execute(
        self, statement: Executable, parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run one statement in the thread, and return with its rows."""
        return await self._thread.do(lambda connection: _execute(connection, statement, parameters))

    @contextlib.asynccontextmanager
    async def begin_nested(self) -> AsyncGenerator[None]:
        """A part that is undone by itself where it raises."""
        nested = await self._thread.do(begin_part)
        try:
            yield
        except BaseException:
            await self._thread.do(lambda connection: undo_part(connection, nested))
            raise
        await self._thread.do(lambda _: nested.commit())


def require_transaction(connection: Connection) -> None:
    """Raise OSError where SQLite has ended the transaction by itself: it undid what nobody has committed yet."""
    if not _in_transaction(connection):
        raise OSError("SQLite has undone the transaction")  # a full disk, for one, makes it do so


def begin_part(connection: Connection) -> NestedTransaction:
    """Begin what can be undone by itself."""
    require_transaction(connection)  # a savepoint would begin another one
    return connection.begin_nested()


def undo_part(connection: Connection, part: NestedTransaction) -> None:
    """Undo a part, if SQLite has not undone everything: then its savepoint is gone too."""
    if _in_transaction(connection):
        part.rollback()


def begin_use_case(connection: Connection) -> None:
    """Begin what `end_use_case` keeps or undoes by itself; past SQLAlchemy, since every use case does it."""
    require_transaction(connection)
    _run(connection, f"SAVEPOINT {USE_CASE}")


def end_use_case(connection: Connection, *, keep: bool) -> None:
    """Keep what was done since `begin_use_case`, or undo it; raises OSError where SQLite has undone everything."""
    require_transaction(connection)
    if not keep:
        _run(connection, f"ROLLBACK TO {USE_CASE}")
    _run(connection, f"RELEASE {USE_CASE}")


def commit(connection: Connection) -> None:
    """Keep the transaction, or raise."""
    require_transaction(connection)  # the driver would commit nothing without a word
    connection.commit()


def undo(connection: Connection) -> None:
    """Undo what was not committed."""
    connection.rollback()
    if _in_transaction(connection):  # SQLAlchemy takes a commit that was refused for an end, SQLite does not
        _raw(connection).rollback()


def empty_log(connection: Connection) -> bool:
    """Move what the log beside the file holds into the file; False: a reader was in the way, for whom nobody waits."""
    ((limit,),) = _raw(connection).execute("PRAGMA busy_timeout").fetchall()
    _run(connection, "PRAGMA busy_timeout=50")
    try:
        ((is_busy, _, _),) = _raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.OperationalError:
        return False
    finally:
        _run(connection, f"PRAGMA busy_timeout={limit}")
    return not is_busy


def _in_transaction(connection: Connection) -> bool:
    return _raw(connection).in_transaction


def _run(connection: Connection, text: str) -> None:
    try:
        _raw(connection).execute(text)
    except sqlite3.Error as error:
        raise _translate(error, text) from error


def _translate(error: sqlite3.Error, text: str) -> BaseException:
    """SQLAlchemy's error for one of the driver's."""
    return DBAPIError.instance(text, None, error, sqlite3.Error, hide_parameters=True)


def _raw(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def run_here(work: Callable[[Transaction], Coroutine[Any, Any, T]], tx: Transaction) -> T:
    """Run a use case to its end in this thread; raises RuntimeError where it waits for anything but its database."""
    running = work(tx)
    try:
        running.send(None)
    except StopIteration as ended:
        return ended.value
    running.close()
    raise RuntimeError("a transaction waited for something else than its database")


class _Step(Generic[T]):
    """Something to be done in the thread, and what came of it."""

    def __init__(self, do: Callable[[], T]) -> None:
        self._do = do
        self._result: list[T] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._result.append(self._do())
        except BaseException as error:  # noqa: BLE001 - it is raised where the step is awaited
            self._error = error

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return self._result[0]


class _SteppingConnection(sqlite3.Connection):
    """Takes a step in place of a statement's parameters: `execute` is aiosqlite's way into its thread."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        if isinstance(parameters, _Step):
            parameters.run()
            return cast("sqlite3.Cursor", None)  # which nobody looks at
        return super().execute(sql, parameters)


def _make_daemon(raw: sqlite3.Connection) -> aiosqlite.Connection:
    """A driver whose thread does not keep the process from ending where nobody closes it."""
    made: list[aiosqlite.Connection] = []
    # A thread is a daemon where the one that makes it is.
    maker = threading.Thread(target=lambda: made.append(aiosqlite.Connection(lambda: raw, CHUNK)), daemon=True)
    maker.start()
    maker.join()
    return made[0]


async def _hand_over(driver: aiosqlite.Connection, step: _Step[Any]) -> None:
    await driver.execute("", step)  # pyright: ignore[reportArgumentType] - our connection takes it


async def _disconnect(driver: aiosqlite.Connection, connection: Connection) -> None:
    await _hand_over(driver, _Step(connection.close))
    await driver.close()


def _execute(
    connection: Connection, statement: Executable, parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
) -> CursorResult[*tuple[Any, ...]]:
    """The result with all of its rows, since its cursor is the thread's."""
    require_transaction(connection)
    result = connection.execute(statement, parameters)
    return cast("CursorResult[*tuple[Any, ...]]", result.freeze()()) if result.returns_rows else result
