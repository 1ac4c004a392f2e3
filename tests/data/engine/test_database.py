"""Transactions: private, all or nothing, fair, and without a trace when they are cancelled."""

from __future__ import annotations

import asyncio
import traceback

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data import key_values
from data.engine.database import Database
from data.engine.guard import transaction_is_open
from tests.data.making import queued

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def count(database: Database) -> int:
    async with database.reading() as tx:
        return (await tx.execute(text("SELECT count(*) FROM key_values"))).scalar_one()


async def test_a_transaction_is_kept_when_its_block_ends(database: Database) -> None:
    async with database.transaction() as tx:
        await key_values.put(tx, "a", "1")
    assert await count(database) == 1


async def write_and_raise(database: Database, error: BaseException) -> None:
    async with database.transaction() as tx:
        await key_values.put(tx, "a", "1")
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
            await key_values.put(tx, "a", "1")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await asyncio.wait_for(inside.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await count(database) == 0
    async with database.transaction() as tx:  # and nothing is locked
        await key_values.put(tx, "b", "1")
    assert await count(database) == 1


async def write_and_fail(database: Database) -> None:
    async with database.transaction() as tx:
        await key_values.put(tx, "a", "1")
        await tx.execute(text("SELECT nonsense FROM nowhere"))


async def test_a_failed_statement_leaves_the_database_usable(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await write_and_fail(database)
    assert await count(database) == 0
    async with database.transaction() as tx:
        await key_values.put(tx, "a", "1")
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
        await key_values.put(tx, "a", "1")
    written, seen = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with database.transaction() as tx:
            await key_values.put(tx, "a", "2")
            written.set()
            await seen.wait()

    writer = asyncio.create_task(write())
    await asyncio.wait_for(written.wait(), 10)
    async with database.reading() as tx:
        assert await key_values.get(tx, "a") == "1"
        seen.set()
        await asyncio.wait_for(writer, 10)
        assert await key_values.get(tx, "a") == "1"
    async with database.reading() as tx:
        assert await key_values.get(tx, "a") == "2"


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        async with database.reading() as tx:
            await key_values.put(tx, "a", "1")
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
            await key_values.put(tx, "a", "1")

            async def write() -> None:
                async with impatient.transaction() as other:
                    await key_values.put(other, "b", "1")

            with pytest.raises(DBAPIError, match="locked"):
                await asyncio.create_task(write())
        await write()
        assert await count(database) == 2
    finally:
        await impatient.close()
