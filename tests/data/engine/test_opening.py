"""Opening and closing: what is needed is made, what cannot work is said plainly, and nothing stays behind."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import resource
import sqlite3
import threading
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from data import key_values
from data.engine import migrate
from data.engine.database import Database
from data.engine.unavailable import DatabaseAway, DatabaseUnavailable
from data.jobs import queue
from data.rows import JobState
from tests.data.making import job_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


async def count(database: Database) -> int:
    async with database.reading() as tx:
        return await queue.count_queued(tx)


def threads() -> list[threading.Thread]:
    """Those that somebody has to end: to_thread keeps its own."""
    return [thread for thread in threading.enumerate() if not thread.name.startswith("asyncio_")]


def assert_no_more_than(before: list[threading.Thread]) -> None:
    for thread in set(threads()) - set(before):
        thread.join(10)  # it says that it has ended a moment before it has
    assert threads() == before


async def test_close_ends_every_thread_and_connection(database_url: str, unraisable: Callable[[], list[str]]) -> None:
    before = threads()
    database = await Database.open(database_url)
    await asyncio.gather(*(count(database) for _ in range(10)))
    await asyncio.gather(*(database.read(queue.count_queued) for _ in range(10)))
    async with database.transaction() as tx:
        await key_values.put(tx, "a", "1")
    await database.close()
    gc.collect()
    assert unraisable() == []
    assert_no_more_than(before)


@pytest.fixture
def unraisable(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """What was dropped without being closed, as the garbage collector saw it."""
    seen: list[str] = []
    monkeypatch.setattr("sys.unraisablehook", lambda problem: seen.append(str(problem.exc_value)))
    return lambda: seen


async def test_what_was_written_is_there_after_opening_again(database_url: str) -> None:
    for expected in range(3):
        database = await Database.open(database_url)
        try:
            assert await count(database) == expected
            async with database.transaction() as tx:
                await job_in(tx, JobState.QUEUED)
        finally:
            await database.close()


async def test_closing_waits_for_what_is_under_way_and_refuses_the_rest(database_url: str) -> None:
    database = await Database.open(database_url)
    inside, end = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with database.transaction() as tx:
            inside.set()
            await end.wait()
            await key_values.put(tx, "a", "1")

    writer = asyncio.create_task(write())
    await asyncio.wait_for(inside.wait(), 10)
    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0)
    assert not closing.done()
    end.set()
    await asyncio.wait_for(asyncio.gather(writer, closing), 10)
    with pytest.raises(RuntimeError, match="closed"):
        await count(database)
    await database.close()
    again = await Database.open(database_url)
    async with again.reading() as tx:
        assert await key_values.get(tx, "a") == "1"
    await again.close()


async def test_closing_goes_on_where_it_is_cancelled_and_whoever_closes_waits_for_its_end(database_url: str) -> None:
    before = threads()
    database = await Database.open(database_url)
    inside, end = asyncio.Event(), asyncio.Event()

    async def read() -> None:
        async with database.reading() as tx:
            inside.set()
            await end.wait()
            assert await queue.count_queued(tx) == 0

    reader = asyncio.create_task(read())
    await asyncio.wait_for(inside.wait(), 10)
    impatient, patient = asyncio.create_task(database.close()), asyncio.create_task(database.close())
    await asyncio.sleep(0)
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    assert not patient.done()
    end.set()
    await asyncio.wait_for(asyncio.gather(reader, patient, database.close()), 10)
    for refused in (database.read(queue.count_queued), database.write(queue.count_queued)):
        with pytest.raises(RuntimeError, match="closed"):
            await refused
    assert_no_more_than(before)


def modes(folder: Path, pattern: str) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.glob(pattern)}


async def test_a_new_file_is_its_owners_alone_and_whole(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite:///{tmp_path}/encore.db")
    async with database.transaction() as tx:
        await key_values.put(tx, "a", "1")
    assert modes(tmp_path, "encore.db") | modes(tmp_path, "encore.db-*") == dict.fromkeys(
        ("encore.db", "encore.db-wal", "encore.db-shm"), 0o600
    )
    await database.close()
    assert modes(tmp_path, "encore.db-*") == {}


async def test_a_backup_that_takes_the_files_place_lets_readers_and_the_writer_pass(tmp_path: Path) -> None:
    await (await Database.open(f"sqlite:///{tmp_path}/encore.db")).close()
    with contextlib.closing(sqlite3.connect(tmp_path / "encore.db")) as raw:
        raw.execute(f"VACUUM INTO '{tmp_path}/backup.db'")
    database = await Database.open(f"sqlite:///{tmp_path}/backup.db")
    async with database.transaction() as tx:
        assert (await tx.execute(text("PRAGMA journal_mode"))).scalar_one() == "wal"
    await database.close()


async def test_a_file_that_is_no_database_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "encore.db").write_text("a letter to a friend, long enough to be read as a header " * 20)
    with pytest.raises(DatabaseUnavailable, match="cannot be opened") as refusal:
        await Database.open(f"sqlite:///{tmp_path}/encore.db")
    assert "\n" not in str(refusal.value)
    assert not isinstance(refusal.value, DatabaseAway), "no later start finds another file there"


async def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnavailable, match="cannot be opened") as refusal:
        await Database.open(f"sqlite:///{tmp_path}/file/encore.db")
    assert not isinstance(refusal.value, DatabaseAway)


async def test_a_server_that_is_not_there_is_said_plainly(unused_tcp_port: int) -> None:
    with pytest.raises(DatabaseAway, match="cannot be opened") as refusal:  # it may be started a moment later
        await Database.open(f"postgresql://encore:secret@127.0.0.1:{unused_tcp_port}/songs")
    assert "secret" not in str(refusal.value)


async def test_a_server_without_the_database_is_a_wrong_setting(postgresql_server: Any) -> None:
    with pytest.raises(DatabaseUnavailable, match="nowhere") as refusal:
        await Database.open(postgresql_server.get_uri("nowhere"))
    assert not isinstance(refusal.value, DatabaseAway)


async def test_a_server_that_takes_nobody_for_now_is_away(postgresql_server: Any) -> None:
    postgresql_server.psql("CREATE DATABASE crowded CONNECTION LIMIT 0; CREATE ROLE visitor LOGIN;")
    url = postgresql_server.get_uri("crowded").replace("postgres:@", "visitor:@")
    with pytest.raises(DatabaseAway, match="too many connections"):
        await Database.open(url)
    postgresql_server.psql("DROP DATABASE crowded; DROP ROLE visitor;")


async def test_a_file_that_is_locked_or_a_disk_that_is_full_may_be_otherwise_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "TIMEOUT", 0.05)
    with contextlib.closing(sqlite3.connect(tmp_path / "encore.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseAway, match="locked"):
            await Database.open(f"sqlite:///{tmp_path}/encore.db")
        other.execute("COMMIT")
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, most[1]))
    try:
        with pytest.raises(DatabaseAway):
            await Database.open(f"sqlite:///{tmp_path}/encore.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    await (await Database.open(f"sqlite:///{tmp_path}/encore.db")).close()
