"""Transactions: private, all or nothing, fair, and without a trace when they are cancelled."""

from __future__ import annotations

import asyncio
import gc
import random
import threading
import traceback
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data import facts
from data.database import Database, DatabaseUnavailable, transaction_is_open
from data.rows import JobState
from tests.data.making import job_in, queued

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def count(database: Database) -> int:
    async with database.reading() as tx:
        return (await tx.execute(text("SELECT count(*) FROM facts"))).scalar_one()


async def test_a_transaction_is_kept_when_its_block_ends(database: Database) -> None:
    async with database.transaction() as tx:
        await facts.put(tx, "a", "1")
    assert await count(database) == 1


async def write_and_raise(database: Database, error: BaseException) -> None:
    async with database.transaction() as tx:
        await facts.put(tx, "a", "1")
        raise error


@pytest.mark.parametrize("error", [RuntimeError(), asyncio.CancelledError(), KeyError()], ids=repr)
async def test_nothing_is_kept_when_its_block_raises(database: Database, error: BaseException) -> None:
    with pytest.raises(type(error)):
        await write_and_raise(database, error)
    assert await count(database) == 0


async def test_nothing_is_kept_when_it_is_cancelled(database: Database) -> None:
    inside = asyncio.Event()

    async def stuck() -> None:
        async with database.transaction() as tx:
            await facts.put(tx, "a", "1")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await asyncio.wait_for(inside.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await count(database) == 0
    async with database.transaction() as tx:  # and nothing is locked
        await facts.put(tx, "b", "1")
    assert await count(database) == 1


async def write_and_fail(database: Database) -> None:
    async with database.transaction() as tx:
        await facts.put(tx, "a", "1")
        await tx.execute(text("SELECT nonsense FROM nowhere"))


async def test_a_failed_statement_leaves_the_database_usable(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await write_and_fail(database)
    assert await count(database) == 0
    async with database.transaction() as tx:
        await facts.put(tx, "a", "1")
    assert await count(database) == 1


async def test_an_error_does_not_repeat_what_was_to_be_stored(database: Database) -> None:
    with pytest.raises(DBAPIError) as error:
        async with database.transaction() as tx:
            await queued(tx, price=-1)
    shown = "".join(traceback.format_exception(error.value))
    assert "a-secret-token" not in shown
    assert "r&b pop" not in shown


async def test_a_reader_sees_one_moment_and_waits_for_no_writer(database: Database) -> None:
    async with database.transaction() as tx:
        await facts.put(tx, "a", "1")
    written, seen = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with database.transaction() as tx:
            await facts.put(tx, "a", "2")
            written.set()
            await seen.wait()

    writer = asyncio.create_task(write())
    await asyncio.wait_for(written.wait(), 10)
    async with database.reading() as tx:
        assert await facts.get(tx, "a") == "1"
        seen.set()
        await asyncio.wait_for(writer, 10)
        assert await facts.get(tx, "a") == "1"
    async with database.reading() as tx:
        assert await facts.get(tx, "a") == "2"


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        async with database.reading() as tx:
            await facts.put(tx, "a", "1")
    assert await count(database) == 0


async def test_one_transaction_in_a_task_at_a_time(database: Database) -> None:
    async with database.transaction():
        with pytest.raises(RuntimeError, match="open in this task"):
            async with database.transaction():
                pass
        with pytest.raises(RuntimeError, match="open in this task"):
            async with database.reading():
                pass
    async with database.transaction():
        pass


async def test_an_open_transaction_is_known(database: Database) -> None:
    assert not transaction_is_open()
    async with database.transaction():
        assert transaction_is_open()
        started = asyncio.create_task(asyncio.to_thread(transaction_is_open))
        assert await started  # waiting for a network in a task of its own is no better
    assert not transaction_is_open()
    async with database.reading():
        assert transaction_is_open()
    assert not transaction_is_open()


async def test_a_task_started_in_a_transaction_outlives_it(database: Database) -> None:
    over = asyncio.Event()

    async def later() -> bool:
        await over.wait()
        return transaction_is_open()

    async with database.transaction():
        task = asyncio.create_task(later())
        await asyncio.sleep(0)
    over.set()
    assert not await task


async def increment(database: Database, key: str) -> None:
    async with database.transaction() as tx:
        # The row must be there already: PostgreSQL can then lock it before it is read.
        statement = text("SELECT value FROM facts WHERE key = :key" + database_lock(database))
        value = (await tx.execute(statement, {"key": key})).scalar_one()
        await asyncio.sleep(0)
        await facts.put(tx, key, str(int(value) + 1))


def database_lock(database: Database) -> str:
    return " FOR UPDATE" if database.backend == "postgresql" else ""


async def test_a_hundred_transactions_at_once_all_succeed(database: Database) -> None:
    async with database.transaction() as tx:
        await facts.put(tx, "n", "0")
    await asyncio.wait_for(asyncio.gather(*(increment(database, "n") for _ in range(100))), 60)
    async with database.reading() as tx:
        assert await facts.get(tx, "n") == "100"


async def test_nobody_starves_while_others_keep_coming(database: Database) -> None:
    """Three that write without a pause, and one that asks: it is served after a few of theirs."""
    async with database.transaction() as tx:
        await facts.put(tx, "busy", "0")
    stop, turns = asyncio.Event(), 0

    async def keep_writing() -> None:
        nonlocal turns
        while not stop.is_set():
            await increment(database, "busy")
            turns += 1

    writers = [asyncio.create_task(keep_writing()) for _ in range(3)]
    waited: list[int] = []
    for _ in range(20):
        before = turns
        async with database.transaction() as tx:
            await facts.put(tx, "rare", "1")
        waited.append(turns - before)
    stop.set()
    await asyncio.gather(*writers)
    # At most one of each writer can have been in line before; on PostgreSQL they pass beside it.
    assert database.backend == "postgresql" or max(waited) <= 6, waited


async def test_two_processes_worth_of_connections_share_a_file(database: Database, database_url: str) -> None:
    other = await Database.open(database_url)
    try:
        async with database.transaction() as tx:
            await facts.put(tx, "n", "0")
        both = [increment(one, "n") for one in (database, other) for _ in range(50)]
        await asyncio.wait_for(asyncio.gather(*both), 60)
        async with other.reading() as tx:
            assert await facts.get(tx, "n") == "100"
    finally:
        await other.close()


async def test_cancelling_at_any_moment_leaves_no_lock_and_no_half(database: Database) -> None:
    dice = random.Random(7)

    async def write(number: int) -> None:
        async with database.transaction() as tx:
            await facts.put(tx, f"first {number}", "1")
            await facts.put(tx, f"second {number}", "1")

    for batch in range(30):
        tasks = [asyncio.create_task(write(batch * 10 + n)) for n in range(10)]
        for _ in range(dice.randrange(60)):
            await asyncio.sleep(0)
        for task in dice.sample(tasks, 5):
            task.cancel()
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 30)
    async with database.reading() as tx:
        rows = (await tx.execute(text("SELECT key FROM facts"))).scalars().all()
    first = {key.split()[1] for key in rows if key.startswith("first")}
    second = {key.split()[1] for key in rows if key.startswith("second")}
    assert first == second
    assert len(first) >= 150
    await asyncio.wait_for(write(999), 10)


async def test_cancelling_readers_leaks_nothing(database: Database) -> None:
    async def read() -> None:
        async with database.reading() as tx:
            await facts.get(tx, "a")

    for pause in range(40):
        tasks = [asyncio.create_task(read()) for _ in range(6)]
        for _ in range(pause):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.wait_for(asyncio.gather(*(read() for _ in range(20))), 10)


async def test_close_ends_every_thread_and_connection(database_url: str, unraisable: Callable[[], list[str]]) -> None:
    before = threading.active_count()
    database = await Database.open(database_url)
    await asyncio.gather(*(count(database) for _ in range(10)))
    async with database.transaction() as tx:
        await facts.put(tx, "a", "1")
    await database.close()
    gc.collect()
    assert unraisable() == []
    # to_thread keeps its worker threads; those of the connections are gone.
    assert not [thread for thread in threading.enumerate() if "_connection_worker_thread" in thread.name]
    assert threading.active_count() <= before + 2


@pytest.fixture
def unraisable(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """What was dropped without being closed, as the garbage collector saw it."""
    seen: list[str] = []
    monkeypatch.setattr("sys.unraisablehook", lambda problem: seen.append(str(problem.exc_value)))
    return lambda: seen


@sqlite_only
async def test_sqlite_is_durable_and_strict(database: Database) -> None:
    async with database.transaction() as tx:
        settings = {
            name: (await tx.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


@sqlite_only
async def test_a_writer_of_another_process_is_waited_for(database: Database, database_url: str) -> None:
    impatient = await Database.open(database_url, busy_timeout=0.05)
    try:
        async with database.transaction() as tx:
            await facts.put(tx, "a", "1")

            async def write() -> None:
                async with impatient.transaction() as other:
                    await facts.put(other, "b", "1")

            with pytest.raises(DBAPIError, match="locked"):
                await asyncio.create_task(write())
        await write()
        assert await count(database) == 2
    finally:
        await impatient.close()


async def test_what_was_written_is_there_after_opening_again(database_url: str) -> None:
    for expected in range(3):
        database = await Database.open(database_url)
        try:
            assert await count(database) == expected
            async with database.transaction() as tx:
                await facts.put(tx, str(expected), "1")
                await job_in(tx, JobState.DONE)
        finally:
            await database.close()


async def test_a_file_that_is_no_database_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "encore.db").write_text("a letter to a friend, long enough to be read as a header " * 20)
    with pytest.raises(DatabaseUnavailable, match="cannot be opened") as refusal:
        await Database.open(f"sqlite:///{tmp_path}/encore.db")
    assert "\n" not in str(refusal.value)


async def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnavailable, match="cannot be opened"):
        await Database.open(f"sqlite:///{tmp_path}/file/encore.db")


async def test_a_server_that_is_not_there_is_said_plainly(unused_tcp_port: int) -> None:
    with pytest.raises(DatabaseUnavailable, match="cannot be opened") as refusal:
        await Database.open(f"postgresql://encore:secret@127.0.0.1:{unused_tcp_port}/songs")
    assert "secret" not in str(refusal.value)
