"""A process that the tests kill, `python -m tests.data.victim <what> <database url>`: says `ready` and waits."""

from __future__ import annotations

import asyncio
import sys

from data import ledger
from data.engine.database import Database
from data.engine.worker_lock import worker_lock
from data.jobs import transitions
from data.rows import JobState
from tests.data.making import NOW, OWNER, after, job_in, queued


async def wait_for_the_end() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


async def hold_half_written(database: Database) -> None:
    """Killed between the job with its hold and the commit."""
    async with database.transaction() as tx:
        job = await queued(tx)
        assert await ledger.hold(tx, job, default_allowance=10, now=NOW)
        await wait_for_the_end()


async def refund_half_written(database: Database) -> None:
    """Killed between a committed job, and its failure with the refund."""
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)
    async with database.transaction() as tx:
        assert await transitions.finish(tx, job.id, now=after(1))
        assert await ledger.settle(tx, job, credits=10, now=after(1))
        await wait_for_the_end()


async def all_written(database: Database) -> None:
    """Killed right after the commit."""
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.DONE)
        assert await ledger.settle(tx, job, credits=10, now=NOW)
    await wait_for_the_end()


async def worker_at_work(database: Database) -> None:
    """Killed while it holds the worker's lock."""
    async with worker_lock(database, OWNER):
        await wait_for_the_end()


VICTIMS = {victim.__name__: victim for victim in (hold_half_written, refund_half_written, all_written, worker_at_work)}


async def main(what: str, url: str) -> None:
    await VICTIMS[what](await Database.open(url))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
