"""Many transactions at once: all of them succeed, nobody starves, and cancelling some leaves no trace."""

from __future__ import annotations

import asyncio
import random

from sqlalchemy import text

from data import key_values
from data.engine.address import PostgreSQLAddress
from data.engine.database import Database


async def increment(database: Database, key: str) -> None:
    async with database.transaction() as tx:
        # The row must be there already: PostgreSQL can then lock it before it is read.
        statement = text("SELECT value FROM key_values WHERE key = :key" + database_lock(database))
        value = (await tx.execute(statement, {"key": key})).scalar_one()
        await asyncio.sleep(0)
        await key_values.put(tx, key, str(int(value) + 1))


def database_lock(database: Database) -> str:
    return " FOR UPDATE" if isinstance(database.address, PostgreSQLAddress) else ""


async def test_a_hundred_transactions_at_once_all_succeed(database: Database) -> None:
    async with database.transaction() as tx:
        await key_values.put(tx, "n", "0")
    await asyncio.wait_for(asyncio.gather(*(increment(database, "n") for _ in range(100))), 60)
    async with database.reading() as tx:
        assert await key_values.get(tx, "n") == "100"


async def test_nobody_starves_while_others_keep_coming(database: Database) -> None:
    """Three that write without a pause, and one that asks: it is served after a few of theirs."""
    async with database.transaction() as tx:
        await key_values.put(tx, "busy", "0")
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
            await key_values.put(tx, "rare", "1")
        waited.append(turns - before)
    stop.set()
    await asyncio.gather(*writers)
    # At most one of each writer can have been in line before; on PostgreSQL they pass beside it.
    assert isinstance(database.address, PostgreSQLAddress) or max(waited) <= 6, waited


async def test_two_processes_worth_of_connections_share_a_file(database: Database, database_url: str) -> None:
    other = await Database.open(database_url)
    try:
        async with database.transaction() as tx:
            await key_values.put(tx, "n", "0")
        both = [increment(one, "n") for one in (database, other) for _ in range(50)]
        await asyncio.wait_for(asyncio.gather(*both), 60)
        async with other.reading() as tx:
            assert await key_values.get(tx, "n") == "100"
    finally:
        await other.close()


async def test_cancelling_at_any_moment_leaves_no_lock_and_no_half(database: Database) -> None:
    dice = random.Random(7)

    async def write(number: int) -> None:
        async with database.transaction() as tx:
            await key_values.put(tx, f"first {number}", "1")
            await key_values.put(tx, f"second {number}", "1")

    for batch in range(30):
        tasks = [asyncio.create_task(write(batch * 10 + n)) for n in range(10)]
        for _ in range(dice.randrange(60)):
            await asyncio.sleep(0)
        for task in dice.sample(tasks, 5):
            task.cancel()
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 30)
    async with database.reading() as tx:
        rows = (await tx.execute(text("SELECT key FROM key_values"))).scalars().all()
    first = {key.split()[1] for key in rows if key.startswith("first")}
    second = {key.split()[1] for key in rows if key.startswith("second")}
    assert first == second
    assert len(first) >= 150
    await asyncio.wait_for(write(999), 10)


async def test_cancelling_readers_leaks_nothing(database: Database) -> None:
    async def read() -> None:
        async with database.reading() as tx:
            await key_values.get(tx, "a")

    for pause in range(40):
        tasks = [asyncio.create_task(read()) for _ in range(6)]
        for _ in range(pause):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.wait_for(asyncio.gather(*(read() for _ in range(20))), 10)
