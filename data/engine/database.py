"""The database: opened once, migrated at start, and used through transactions that are private and all or nothing."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError

from data.engine.address import Address, SQLiteAddress, read_address
from data.engine.engines import autocommit_engine
from data.engine.migrate import migrate
from data.engine.outage import Outage
from data.engine.postgresql_pool import PostgreSQLPool
from data.engine.sqlite_pool import SQLitePool
from data.engine.sqlite_thread import SQLiteThread
from data.engine.transaction import Transaction
from data.engine.unavailable import DatabaseUnavailable

P = ParamSpec("P")
T = TypeVar("T")

# What a transaction raises while the database is locked, full, slow or away; it may well work a moment later.
DATABASE_TROUBLE: Final = (DBAPIError, OSError)

READERS = 4
POSTGRESQL_WRITERS = 8


class Database:
    """One open database; made by `Database.open`, ended by `close`."""

    def __init__(self, address: Address, busy_timeout: float) -> None:
        self.address = address
        self.outage = Outage()  # of a server; a file has none
        self._writing = self._open_pool(busy_timeout, writes=True)
        self._reading = self._open_pool(busy_timeout, writes=False)
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, url: str, *, busy_timeout: float = 10.0, migrates: bool = True) -> Database:
        """Open the database that `url` names, with its newest schema; makes the file's folder.

        `busy_timeout` is how many seconds to wait for another process's transaction on the same SQLite file. Unless it
        `migrates`, an older schema is refused. Raises DatabaseURLError, or DatabaseUnavailable with one plain sentence.
        """
        address = read_address(url)
        await migrate(address, may_upgrade=migrates)
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

    async def write(
        self, work: Callable[Concatenate[Transaction, P], Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work` in a transaction that may write, and return what it returns; nothing is kept if it raises.

        It may await nothing but its transaction: on SQLite, it goes to the database's thread once and as a whole, and
        shares its commit with others that wait. On PostgreSQL it runs anew where nothing of it was kept: after a
        deadlock, and in what waits out outages (`data/engine/outage.py`) also where the server went away.
        """
        return await self._writing.run(lambda tx: work(tx, *args, **kwargs), urgent=False)

    async def write_urgently(
        self, work: Callable[Concatenate[Transaction, P], Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Like `write`, before the others that wait: a person waits for this one."""
        return await self._writing.run(lambda tx: work(tx, *args, **kwargs), urgent=True)

    async def read(
        self, work: Callable[Concatenate[Transaction, P], Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work` where it sees one moment of the database, cannot write, and never waits for those that do.

        That moment is no earlier than the call: whatever was written before it is seen.
        """
        return await self._reading.run(lambda tx: work(tx, *args, **kwargs), urgent=False)

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

    async def empty_log(self) -> bool:
        """Let nothing that was overwritten stay in a log beside SQLite's file; False: not now, somebody reads it.

        PostgreSQL looks after its own.
        """
        return not isinstance(self._writing, SQLitePool) or await self._writing.empty_log()

    async def close(self) -> None:
        """Refuse new transactions, let the others end, and close every connection; goes on where it is cancelled."""
        if self._closing is None:
            self._closing = asyncio.create_task(self._close())
        await asyncio.shield(self._closing)

    def _open_pool(self, busy_timeout: float, *, writes: bool) -> PostgreSQLPool | SQLitePool:
        address = self.address
        if isinstance(address, SQLiteAddress):
            # SQLite lets one transaction write at a time; the others wait here: in its busy loop the last may starve.
            count = 1 if writes else READERS
            threads = [SQLiteThread(address.path, writes=writes, busy_timeout=busy_timeout) for _ in range(count)]
            return SQLitePool(threads, writes=writes)
        size = POSTGRESQL_WRITERS if writes else READERS
        return PostgreSQLPool(autocommit_engine(address, size), size, self.outage, writes=writes)

    async def _close(self) -> None:
        await self._reading.close()
        await self._writing.close()  # last, because the last connection tidies SQLite's log away


def _require_file(address: Address) -> Address:
    # SQLite makes the file that it does not find.
    if isinstance(address, SQLiteAddress) and not address.path.is_file():
        raise DatabaseUnavailable("There is no database yet.")
    return address
