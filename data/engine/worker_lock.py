"""One live process per worker id, and one alone on SQLite.

Two with the same id would both believe that the same leases are theirs. A SQLite file tells nobody what changes in it,
and lets one write at a time: several processes share PostgreSQL.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

from filelock import Timeout
from sqlalchemy import text

from data.engine.address import Address, PostgreSQLAddress, SQLiteAddress
from data.engine.database import Database
from data.engine.engines import autocommit_engine, disposing
from data.engine.held_name import HeldName, NameTaken
from data.engine.outage import Outage
from data.engine.process_lock import (
    WORKER,
    has_live_process,
    is_free,
    lock_engine,
    lock_file,
    lock_files,
)
from data.engine.transaction import Transaction

# Seconds that a server may take to notice that a killed process is gone; a restart right after must not be refused.
GRACE = 3.0
LOOK_AGAIN = 0.5  # seconds between looks whether it is

# Every process holds one on its id for as long as it lives; in PostgreSQL, nobody else of ours holds any for long.
_others_locks = text(
    "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1"
)


class WorkerAlreadyRunning(RuntimeError):
    """Another live process has this worker id."""

    def __init__(self, worker_id: str) -> None:
        super().__init__(f"Another process with WORKER_ID {worker_id!r} is running; give each process its own.")


class SQLiteTakesOneProcess(RuntimeError):
    """Another process has this SQLite file, or this one has come to share its work; says what to do."""


class WorkerLock:
    """A worker id that is held; the kernel never lets go of a file's lock, a server may of a connection's.

    `doubted` is set when there is a reason to look whether it still is.
    """

    def __init__(self, name: HeldName | None = None, doubted: asyncio.Event | None = None) -> None:
        self._name = name
        self.doubted = doubted or asyncio.Event()

    @property
    def is_held(self) -> bool:
        """Whether nobody else can have the id, as far as this process was told."""
        return self._name is None or self._name.is_held

    async def check(self) -> None:
        """Return while the id is held, and this version may work on the database; raises LockLost or ProgramTooOld.

        Where the server was away, it is taken again; how long that is tried says `data/engine/outage.py`.
        """
        if self._name is not None:
            await self._name.check()


@contextlib.asynccontextmanager
async def worker_lock(database: Database, worker_id: str, *, grace: float = GRACE) -> AsyncGenerator[WorkerLock]:
    """Be the only process with this worker id until the block ends; the lock ends with the process, however that ends.

    `grace` is how many seconds PostgreSQL has to notice that an earlier one is gone. Raises WorkerAlreadyRunning, or
    SQLiteTakesOneProcess where any other process has the file.
    """
    if isinstance(database.address, SQLiteAddress):
        with _file_lock(database.address):
            yield WorkerLock()
    else:
        async with _held_name(database.address, database.outage, worker_id, grace) as name:
            yield WorkerLock(name, database.outage.doubted)


async def has_live_worker(address: Address, *, grace: float = GRACE) -> bool:
    """Whether a process works on this database, whatever its id.

    `grace` is how many seconds PostgreSQL has to notice that one is gone. Raises DBAPIError or OSError.
    """
    if isinstance(address, SQLiteAddress):
        return has_live_process(address)
    async with disposing(autocommit_engine(address, 1)) as engine, engine.connect() as connection:
        deadline = time.monotonic() + grace
        while await sees_live_worker(connection):
            if time.monotonic() >= deadline:
                return True
            await asyncio.sleep(LOOK_AGAIN)
    return False


async def sees_live_worker(tx: Transaction) -> bool:
    """Whether a process works on the PostgreSQL database of this transaction now."""
    return (await tx.execute(_others_locks)).first() is not None


@contextlib.contextmanager
def _file_lock(address: SQLiteAddress) -> Generator[None]:
    lock = lock_file(address, WORKER, "")  # whatever its id: there is one
    try:
        held = lock.acquire(blocking=False)
    except Timeout:
        raise _refusal(address) from None
    with held:
        # A process of a version before has the file of its id.
        if any(not is_free(path) for path in lock_files(address, WORKER) if path != Path(lock.lock_file)):
            raise _refusal(address)
        yield


def _refusal(address: SQLiteAddress) -> SQLiteTakesOneProcess:
    return SQLiteTakesOneProcess(
        f"Another process uses {address.path.name}: stop it first. For several at once, use PostgreSQL (DATABASE_URL)."
    )


@contextlib.asynccontextmanager
async def _held_name(
    address: PostgreSQLAddress, outage: Outage, worker_id: str, grace: float
) -> AsyncGenerator[HeldName]:
    engine = lock_engine(address, lock_timeout=f"{max(1, round(grace * 1000))}ms")  # 0 would be: for ever
    async with disposing(engine):
        name = HeldName(engine, worker_id, outage)
        try:
            await name.take()
        except NameTaken:
            raise WorkerAlreadyRunning(worker_id) from None
        outage.is_watched = True
        try:
            yield name
        finally:
            outage.is_watched = False
            await name.close()
