"""One live process per worker id: two with the same id would both believe that the same leases are theirs."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Generator
from typing import TYPE_CHECKING

from filelock import Timeout
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from data.engine.address import PostgreSQLAddress, SQLiteAddress
from data.engine.database import Database
from data.engine.engines import disposing
from data.engine.process_lock import advisory_key, check_connection, lock_engine, lock_file

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection  # it brings the whole ORM along

# Seconds that a server may take to notice that a killed process is gone; a restart right after must not be refused.
GRACE = 3.0
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL, appendix A: error codes


class WorkerAlreadyRunning(RuntimeError):
    """Another live process has this worker id."""

    def __init__(self, worker_id: str) -> None:
        super().__init__(f"Another process with WORKER_ID {worker_id!r} is running; give each process its own.")


class WorkerLock:
    """A worker id that is held; the kernel never lets go of a file's lock, a server may of a connection's."""

    def __init__(self, connection: AsyncConnection | None = None) -> None:
        self._connection = connection

    async def check(self) -> None:
        """Return while the id is held; raises LockLost."""
        if self._connection is not None:
            await check_connection(self._connection)


@contextlib.asynccontextmanager
async def worker_lock(database: Database, worker_id: str, *, grace: float = GRACE) -> AsyncGenerator[WorkerLock]:
    """Be the only process with this worker id until the block ends; the lock ends with the process, however that ends.

    `grace` is how many seconds PostgreSQL has to notice that an earlier one is gone. Raises WorkerAlreadyRunning.
    """
    if isinstance(database.address, SQLiteAddress):
        with _file_lock(database.address, worker_id):
            yield WorkerLock()
    else:
        async with _advisory_lock(database.address, worker_id, grace) as connection:
            yield WorkerLock(connection)


@contextlib.contextmanager
def _file_lock(address: SQLiteAddress, worker_id: str) -> Generator[None]:
    lock = lock_file(address, "worker", worker_id)
    try:
        held = lock.acquire(blocking=False)
    except Timeout:
        raise WorkerAlreadyRunning(worker_id) from None
    with held:
        yield


@contextlib.asynccontextmanager
async def _advisory_lock(address: PostgreSQLAddress, worker_id: str, grace: float) -> AsyncGenerator[AsyncConnection]:
    engine = lock_engine(address, lock_timeout=f"{max(1, round(grace * 1000))}ms")  # 0 would be: for ever
    async with disposing(engine), engine.connect() as connection:
        try:
            await connection.execute(select(func.pg_advisory_lock(advisory_key(worker_id))))
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            raise WorkerAlreadyRunning(worker_id) from None
        yield connection
