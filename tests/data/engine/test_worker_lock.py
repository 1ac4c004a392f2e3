"""One live process per worker id, and the id is free as soon as the process is gone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from data.engine.address import SQLiteAddress
from data.engine.database import Database
from data.engine.process_lock import lock_file
from data.engine.worker_lock import SQLiteTakesOneProcess, WorkerAlreadyRunning, worker_lock
from tests.data import victim
from tests.data.killing import alive
from tests.data.making import OWNER

if TYPE_CHECKING:
    from pathlib import Path


async def take(database: Database, worker_id: str, *, grace: float = 0) -> None:
    async with worker_lock(database, worker_id, grace=grace):
        pass


REFUSALS = (WorkerAlreadyRunning, SQLiteTakesOneProcess)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_second_one_with_the_same_id_is_refused(database: Database, database_url: str) -> None:
    other = await Database.open(database_url)
    async with worker_lock(database, "w1"):
        with pytest.raises(WorkerAlreadyRunning, match="WORKER_ID 'w1'"):
            await take(other, "w1")
        async with worker_lock(other, "w2"):
            pass
    await take(other, "w1")
    await other.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_second_one_on_sqlite_is_refused_whatever_its_id(database: Database) -> None:
    async with worker_lock(database, "w1"):
        for worker_id in ("w1", "w2"):
            with pytest.raises(SQLiteTakesOneProcess, match=r"uses encore\.db: stop it first\. .* use PostgreSQL"):
                await take(database, worker_id)
    await take(database, "w2")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_one_of_a_version_before_has_the_file_of_its_id(database: Database) -> None:
    assert isinstance(database.address, SQLiteAddress)
    with lock_file(database.address, "worker", "w1").acquire(blocking=False), pytest.raises(SQLiteTakesOneProcess):
        await take(database, "w2")
    await take(database, "w2")


async def test_it_is_free_after_an_error(database: Database) -> None:
    with pytest.raises(KeyError):
        async with worker_lock(database, "w1"):
            raise KeyError
    await take(database, "w1")


async def test_it_is_free_at_once_after_kill_9(database: Database, database_url: str) -> None:
    async with alive(victim.worker_at_work, database_url):
        with pytest.raises(REFUSALS):
            await take(database, OWNER)
    await take(database, OWNER, grace=3)


@pytest.mark.parametrize("worker_id", ["", "../../etc/passwd", "a/b", "ü 🎵 \x00 \ud800", "w" * 5000])
async def test_any_id_will_do(database: Database, worker_id: str) -> None:
    async with worker_lock(database, worker_id):
        with pytest.raises(REFUSALS):
            await take(database, worker_id)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_its_file_lies_beside_the_database(database: Database, tmp_path: Path) -> None:
    async with worker_lock(database, "a/b"):
        names = await asyncio.to_thread(lambda: sorted(path.name for path in tmp_path.iterdir()))
    assert any(name.startswith("encore.db.worker-") for name in names), names


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_server_that_drops_the_connection_does_not_spoil_the_end(database: Database) -> None:
    others = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    async with worker_lock(database, "w1"), database.transaction() as tx:
        await tx.execute(others)
    await take(database, "w1", grace=3)
    async with database.transaction() as tx:  # and the pool has noticed
        await tx.execute(text("SELECT 1"))


async def test_an_id_that_is_held_says_so(database: Database) -> None:
    async with worker_lock(database, "w1") as lock:
        await lock.check()
