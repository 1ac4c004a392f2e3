"""One live process per name, on both kinds of database, and the next one has it as soon as that process is gone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from data import gateway_holders
from data.engine.process_lock import LockLost, ProcessLock, process_lock
from tests.data import victim
from tests.data.killing import alive
from tests.data.making import OWNER

if TYPE_CHECKING:
    from data.engine.database import Database

OTHERS = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")


async def taken(lock: ProcessLock) -> None:
    """Take the lock once the server has noticed: a moment after the kernel did."""
    for _ in range(200):
        if await lock.take():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the lock is still held")


async def test_one_has_a_name_and_the_next_one_gets_it_back(database: Database) -> None:
    first, second = (process_lock(database.address, "gateway", "7") for _ in range(2))
    other = process_lock(database.address, "gateway", "8")
    assert [await lock.take() for lock in (first, second, other, second)] == [True, False, True, False]
    for lock in (first, second, other):
        await lock.check()
    await first.release()
    assert await second.take()
    assert not await first.take()
    for lock in (first, second, other, other):
        await lock.release()
    assert await first.take()
    await first.release()


async def test_a_worker_may_be_called_like_an_application(database: Database) -> None:
    names = [process_lock(database.address, kind, "7") for kind in ("gateway", "worker")]
    assert [await lock.take() for lock in names] == [True, True]
    for lock in names:
        await lock.release()


@pytest.mark.promise(key="answered-once")
async def test_it_is_free_after_kill_9(database: Database, database_url: str) -> None:
    lock = process_lock(database.address, "gateway", OWNER)
    async with alive(victim.gateway_at_work, database_url):
        assert not await lock.take()
    await taken(lock)
    await lock.release()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_lock_that_the_server_gave_away_is_noticed_and_can_be_taken_again(database: Database) -> None:
    lock = process_lock(database.address, "gateway", "7")
    assert await lock.take()
    async with database.transaction() as tx:
        await tx.execute(OTHERS)
    with pytest.raises(LockLost):
        await lock.check()
    await lock.release()
    assert await lock.take()
    await lock.release()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_who_waits_while_the_server_drops_everybody_asks_again(database: Database) -> None:
    first, second = (process_lock(database.address, "gateway", "7") for _ in range(2))
    assert [await first.take(), await second.take()] == [True, False]
    async with database.transaction() as tx:
        await tx.execute(OTHERS)
    await second.take()  # over the connection that is gone
    await first.release()
    assert await second.take()
    await second.release()


async def test_who_has_it_is_written_down_for_people(database: Database) -> None:
    async with database.transaction() as tx:
        assert await gateway_holders.holder(tx, 7) is None
        for worker_id in ("w1", "w2"):
            await gateway_holders.note(tx, application_id=7, worker_id=worker_id)
        assert await gateway_holders.holder(tx, 7) == "w2"
        assert [await gateway_holders.is_holder(tx, worker_id) for worker_id in ("w1", "w2")] == [False, True]
