"""PostgreSQL's transactions: as many at once as there are connections, while the others wait for a place."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.exc import DBAPIError

from data.engine import guard
from data.engine.completion import run_to_completion
from data.engine.priority_semaphore import PrioritySemaphore
from data.engine.transaction import Transaction

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine  # they bring the whole ORM along

T = TypeVar("T")


class PostgreSQLPool:
    """Connections of one kind; the server lets those that commit at the same time share one write to the disk."""

    def __init__(self, engine: AsyncEngine, size: int) -> None:
        self._engine, self._size = engine, size
        self._places = PrioritySemaphore(size)
        self._closed = False

    async def run(self, work: Callable[[Transaction], Coroutine[Any, Any, T]], *, urgent: bool) -> T:
        """Run a use case in a transaction of its own."""
        async with self.begin(urgent=urgent) as tx:
            return await work(tx)

    @contextlib.asynccontextmanager
    async def begin(self, *, urgent: bool = False) -> AsyncGenerator[Transaction]:
        """Open a transaction until the block ends."""
        guard.refuse_a_second()
        if self._closed:
            raise RuntimeError("the database is closed")
        await self._places.acquire(urgent=urgent)
        try:
            connection = await _begin(self._engine)
            with guard.note_open():
                try:
                    yield connection
                    await run_to_completion(connection.commit())
                except DBAPIError as error:
                    # PostgreSQL's own error, below this one, repeats the row that it refused, tokens included.
                    raise error from None
                finally:
                    await run_to_completion(connection.close())  # rolls back what was not committed
        finally:
            self._places.release()

    async def close(self) -> None:
        """Refuse new transactions, let the others end, and close every connection."""
        if self._closed:
            return
        self._closed = True
        for _ in range(self._size):
            await self._places.acquire()
        await run_to_completion(self._engine.dispose())


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
        return await run_to_completion(beginning)
    except asyncio.CancelledError:
        if not beginning.cancelled() and beginning.exception() is None:
            await run_to_completion(beginning.result().close())
        raise
