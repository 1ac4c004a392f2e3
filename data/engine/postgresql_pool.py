"""PostgreSQL's transactions: as many at once as there are connections, while the others wait for a place."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.exc import DBAPIError

from data.engine import guard
from data.engine.completion import run_to_completion
from data.engine.outage import READ_ONLY, Attempt, Outage, Stage, sqlstate_of
from data.engine.postgresql_connection import PostgreSQLConnection, WholePostgreSQLTransaction
from data.engine.priority_semaphore import PrioritySemaphore
from data.engine.transaction import Transaction
from data.engine.unavailable import DatabaseLost, DatabaseTooSlow

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine  # it brings the whole ORM along

T = TypeVar("T")

BEGIN_WRITING = "BEGIN ISOLATION LEVEL READ COMMITTED"
BEGIN_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class PostgreSQLPool:
    """Connections of one kind; the server lets those that commit at the same time share one write to the disk."""

    def __init__(self, engine: AsyncEngine, size: int, outage: Outage, *, writes: bool) -> None:
        self._engine, self._size, self._outage = engine, size, outage
        self._writes = writes
        self._begin_statement = BEGIN_WRITING if writes else BEGIN_READING
        self._idle: list[PostgreSQLConnection] = []  # the one that was used last is used next
        self._places = PrioritySemaphore(size)
        self._closed = False

    async def run(self, work: Callable[[Transaction], Coroutine[Any, Any, T]], *, urgent: bool) -> T:
        """Run a use case in a transaction of its own; again where another one, or a server that left, undid it."""

        async def try_once(attempt: Attempt) -> T:
            async with self._begun(attempt, urgent=urgent) as connection:
                tx = WholePostgreSQLTransaction(connection)
                try:
                    return await work(tx)
                finally:
                    tx.close()

        return await self._outage.run(try_once)

    @contextlib.asynccontextmanager
    async def begin(self, *, urgent: bool = False) -> AsyncGenerator[Transaction]:
        """Open a transaction until the block ends."""
        attempt = Attempt()
        try:
            async with self._begun(attempt, urgent=urgent, reuse=False) as connection:
                yield connection.connection
        except (DBAPIError, OSError) as error:
            if attempt.is_lost(error):
                raise DatabaseLost(str(error)) from error
            raise

    async def close(self) -> None:
        """Refuse new transactions, let the others end, and close every connection."""
        if self._closed:
            return
        self._closed = True
        for _ in range(self._size):
            await self._places.acquire()
        while self._idle:
            await run_to_completion(self._idle.pop().close())
        await run_to_completion(self._engine.dispose())

    @contextlib.asynccontextmanager
    async def _begun(
        self, attempt: Attempt, *, urgent: bool, reuse: bool = True
    ) -> AsyncGenerator[PostgreSQLConnection]:
        """A connection in a transaction until the block ends; without `reuse`, nothing can be run on it afterwards."""
        guard.refuse_a_second()
        attempt.may_write = self._writes
        if self._closed:
            raise RuntimeError("the database is closed")
        await self._places.acquire(urgent=urgent)
        try:
            try:
                connection = await self._begin()
            except TimeoutError as error:
                raise DatabaseTooSlow("the database cannot be reached in time") from error
            attempt.stage, is_demoted = Stage.WORKING, False
            with guard.note_open():
                try:
                    yield connection
                    attempt.stage = Stage.COMMITTING
                    await run_to_completion(connection.commit())
                except DBAPIError as error:
                    is_demoted = self._writes and sqlstate_of(error) == READ_ONLY
                    # PostgreSQL's own error, below this one, repeats the row that it refused, tokens included.
                    raise error from None
                except TimeoutError as error:
                    raise DatabaseTooSlow("the database did not answer in time") from error
                finally:
                    attempt.is_closed = connection.is_closed
                    if is_demoted:  # another server takes the writes now: a new connection may lead there
                        await run_to_completion(connection.close(lost=True))
                    elif reuse and connection.is_clean:
                        self._idle.append(connection)
                    else:
                        await run_to_completion(self._end(connection, reuse=reuse))
        finally:
            self._places.release()

    async def _begin(self) -> PostgreSQLConnection:
        """Begin a transaction on a connection that is idle, or on a new one where the server has ended those."""
        while self._idle:
            connection = self._idle.pop()
            try:
                await connection.begin(self._begin_statement)
            except (DBAPIError, OSError):
                await run_to_completion(connection.close(lost=True))
            except BaseException:
                await run_to_completion(connection.close(lost=True))
                raise
            else:
                return connection
        return await self._begin_anew()

    async def _begin_anew(self) -> PostgreSQLConnection:
        async def begin() -> PostgreSQLConnection:
            connection = await PostgreSQLConnection.open(self._engine)
            try:
                await connection.begin(self._begin_statement)
            except BaseException:
                await connection.close(lost=True)
                raise
            return connection

        beginning = asyncio.ensure_future(begin())
        try:
            return await run_to_completion(beginning)
        except asyncio.CancelledError:
            if not beginning.cancelled() and beginning.exception() is None:
                await run_to_completion(beginning.result().close(lost=True))
            raise

    async def _end(self, connection: PostgreSQLConnection, *, reuse: bool) -> None:
        """Undo what was not committed, and keep the connection if it is of use."""
        if not await connection.end():
            await connection.close(lost=True)
        elif reuse:
            self._idle.append(connection)
        else:
            await connection.close()
