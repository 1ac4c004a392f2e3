"""`kill -9` in the middle of a transaction leaves nothing half, and no lock behind."""

from __future__ import annotations

import asyncio

from data import ledger
from data.engine.database import Database
from data.jobs import leases, queue, schedule, transitions
from data.rows import Account, JobState
from tests.data import victim
from tests.data.killing import alive
from tests.data.making import GUILD, MONTH, NOW, OWNER, after, ledger_entries, queued


async def test_a_hold_that_was_not_committed_never_was(database_url: str) -> None:
    async with alive(victim.hold_half_written, database_url):
        pass
    database = await Database.open(database_url)
    async with database.transaction() as tx:
        assert await ledger.account(tx, GUILD, MONTH, default_allowance=10) == Account(GUILD, MONTH, 10, 0, 0)
        assert await queue.count_queued(tx) == 0
        assert await ledger_entries(tx, GUILD) == []
        # The dead one's locks are gone with it: the same credits can be put aside at once.
        held = await asyncio.wait_for(ledger.hold(tx, await queued(tx), default_allowance=10, now=NOW), 10)
        assert held is not None
        assert await ledger.imbalances(tx) == []
    await database.close()


async def test_a_settle_is_written_with_its_state_or_not_at_all(database_url: str) -> None:
    async with alive(victim.refund_half_written, database_url):
        pass
    database = await Database.open(database_url)
    async with database.transaction() as tx:
        (job,) = await leases.take_back(tx, owner=OWNER, lease_until=after(60))
        assert job.state is JobState.RUNNING
        assert (await ledger.account(tx, GUILD, MONTH, default_allowance=240)).held == 10
        assert await transitions.finish(tx, job.id, now=after(31))
        assert await ledger.settle(tx, job, credits=10, now=after(31))
        assert await ledger.imbalances(tx) == []
    await database.close()


async def test_what_was_committed_is_there(database_url: str) -> None:
    async with alive(victim.all_written, database_url):
        pass
    database = await Database.open(database_url)
    async with database.reading() as tx:
        (job,) = await schedule.due_deliveries(tx, owner=OWNER, now=NOW, limit=9)
        assert job.state is JobState.DONE
        assert await ledger.account(tx, GUILD, MONTH, default_allowance=240) == Account(GUILD, MONTH, 240, 0, 10)
        assert await ledger.imbalances(tx) == []
    await database.close()


async def test_a_writer_of_another_process_blocks_no_reader(database_url: str) -> None:
    async with alive(victim.hold_half_written, database_url):
        database = await Database.open(database_url)
        async with database.reading() as tx:
            assert await asyncio.wait_for(queue.count_queued(tx), 5) == 0
        await database.close()
