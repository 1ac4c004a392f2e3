"""The database: opened once, migrated at start, and used through transactions that are private and all or nothing."""

from __future__ import annotations

import asyncio
import contextlib
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from data.engine.address import Address, SQLiteAddress, read_address
from data.engine.engines import reading_engine, writing_engine
from data.engine.migrate import DatabaseUnavailable, migrate
from data.engine.priority_semaphore import PrioritySemaphore

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Coroutine


Transaction: TypeAlias = AsyncConnection
T = TypeVar("T")

# What a transaction raises while the database is locked, full, slow or away; it may well work a moment later.
DATABASE_TROUBLE: Final = (DBAPIError, OSError)

READERS = 4
# SQLite lets one transaction write at a time; the others wait here: in its busy loop the last may starve.
SQLITE_WRITERS = 1
POSTGRESQL_WRITERS = 8


@dataclass(slots=True)
class _OpenTransaction:
    """A transaction that a task has open; tasks that it starts meanwhile see it too."""

    task: asyncio.Task[Any] | None
    over: bool = False


_current: ContextVar[_OpenTransaction | None] = ContextVar("current_transaction", default=None)


def transaction_is_open() -> bool:
    """Whether this task, or the one that started it, has a transaction open; then nothing may wait for a network."""
    current = _current.get()
    return current is not None and not current.over


class Database:
    """One open database; made by `Database.open`, ended by `close`."""

    def __init__(self, address: Address, busy_timeout: float) -> None:
        self.address = address
        writers = SQLITE_WRITERS if isinstance(address, SQLiteAddress) else POSTGRESQL_WRITERS
        self._writing = _TransactionPool(writing_engine(address, size=writers, busy_timeout=busy_timeout), writers)
        self._reading = _TransactionPool(reading_engine(address, size=READERS, busy_timeout=busy_timeout), READERS)

    @classmethod
    async def open(cls, url: str, *, busy_timeout: float = 10.0) -> Database:
        """Open the database that `url` names, with its newest schema; makes the file's folder.

        `busy_timeout` is how many seconds to wait for another process's transaction on the same SQLite file.
        Raises DatabaseURLError, or DatabaseUnavailable with one plain sentence.
        """
        address = read_address(url)
        await migrate(address)
        return cls(address, busy_timeout)

    @classmethod
    @contextlib.asynccontextmanager
    async def open_read_only(cls, url: str, *, busy_timeout: float = 5.0) -> AsyncGenerator[Transaction]:
        """Open the database that `url` names for one read, as it is: nothing is created, migrated or written.

        Raises DatabaseURLError, or DatabaseUnavailable with one plain sentence.
        """
        database = cls(_require_file(read_address(url)), busy_timeout)
        try:
            async with database.reading() as tx:
                yield tx
        except (DBAPIError, OSError) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            said = " ".join(str(cause).split()) or type(cause).__name__
            raise DatabaseUnavailable(f"The database cannot be read: {said}") from error
        finally:
            await database.close()

    @contextlib.asynccontextmanager
    async def transaction(self, *, urgent: bool = False) -> AsyncGenerator[Transaction]:
        """Open a transaction that may write: all is kept when the block ends, nothing if it raises or is cancelled.

        An `urgent` one, which a person waits for, goes before the others that wait.
        """
        async with self._writing.begin(urgent=urgent) as tx:
            yield tx

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncGenerator[Transaction]:
        """Open a transaction that sees one moment of the database, cannot write, and never waits for those that do."""
        async with self._reading.begin() as tx:
            yield tx

    async def close(self) -> None:
        """Refuse new transactions, let the others end, and close every connection."""
        await self._reading.close()
        await self._writing.close()  # last, because the last connection tidies SQLite's log away


def _require_file(address: Address) -> Address:
    # SQLite makes the file that it does not find.
    if isinstance(address, SQLiteAddress) and not address.path.is_file():
        raise DatabaseUnavailable("There is no database yet.")
    return address


class _TransactionPool:
    """Connections of one kind: as many transactions at once, while the others wait for a place."""

    def __init__(self, engine: AsyncEngine, size: int) -> None:
        self._engine, self._size = engine, size
        self._places = PrioritySemaphore(size)
        self._closed = False

    @contextlib.asynccontextmanager
    async def begin(self, *, urgent: bool = False) -> AsyncGenerator[Transaction]:
        here = _OpenTransaction(asyncio.current_task())
        before = _current.get()
        if before is not None and not before.over and before.task is here.task:
            # The inner one would wait for the outer one, or would not see what it wrote.
            raise RuntimeError("a transaction is open in this task already")
        if self._closed:
            raise RuntimeError("the database is closed")
        await self._places.acquire(urgent=urgent)
        try:
            connection = await _begin(self._engine)
            _current.set(here)
            try:
                yield connection
                await _run_to_completion(connection.commit())
            except DBAPIError as error:
                # PostgreSQL's own error, below this one, repeats the row that it refused, tokens included.
                raise error from None
            finally:
                here.over = True
                _current.set(before)
                await _run_to_completion(connection.close())  # rolls back what was not committed
        finally:
            self._places.release()

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        for _ in range(self._size):
            await self._places.acquire()
        await _run_to_completion(self._engine.dispose())


async def _begin(engine: AsyncEngine) -> AsyncConnection:
    async def begin() -> AsyncConnection:
        connection = await engine.connect()
        try:
            await connection.begin()
        except BaseException:
            await connection.close()
            raise
        return connection

    beginning = asyncio.ensure_future(begin())
    try:
        return await _run_to_completion(beginning)
    except asyncio.CancelledError:
        if not beginning.cancelled() and beginning.exception() is None:
            await _run_to_completion(beginning.result().close())
        raise


async def _run_to_completion(step: Coroutine[Any, Any, T] | asyncio.Future[T]) -> T:
    """Wait for a step of the driver to end, even when cancelled meanwhile; the cancellation is raised afterwards.

    A connection that is abandoned half way leaks its thread, and keeps its lock.
    """
    task = asyncio.ensure_future(step)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled
    return task.result()
