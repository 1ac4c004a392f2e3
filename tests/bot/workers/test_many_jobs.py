"""A process with more open jobs than PostgreSQL takes parameters in one statement starts, renews and catches up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.jobs.lifecycle import LEASE
from data import tables
from data.jobs import schedule
from tests.bot.conftest import open_studio

if TYPE_CHECKING:
    from data.engine.database import Database
    from tests.bot.conftest import Studio

MANY = 33_000  # a statement to PostgreSQL has 32,767 parameters at most
pytestmark = pytest.mark.timeout(120)


async def fill(studio: Studio) -> None:
    """Let the worker have so many running jobs, none of which is to be polled soon."""
    job = await studio.place(studio.order())
    await studio.create()
    changed = {
        "interaction_id": "interaction_id + n",
        "task_id": "task_id || '-' || n",
        "poll_at": "poll_at + interval '2 hours'",
    }
    names = [column.name for column in tables.jobs.columns if column.name != "id"]
    values = ", ".join(changed.get(name, name) for name in names)
    async with studio.database.transaction() as tx:
        await tx.execute(
            text(
                f"INSERT INTO jobs ({', '.join(names)}) SELECT {values} FROM jobs, generate_series(1, {MANY}) AS n"
                f" WHERE jobs.id = {job.id}"
            )
        )
        await tx.execute(text("UPDATE jobs SET poll_at = poll_at + interval '2 hours' WHERE id = :id"), {"id": job.id})


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_as_many_open_jobs_as_no_statement_can_name_are_taken_back_renewed_and_found(database: Database) -> None:
    async with open_studio(database) as studio:
        await fill(studio)
    async with open_studio(database) as restarted:
        await restarted.poller.take_back()
        assert len(restarted.poller._running) == MANY + 1
        restarted.clock.advance(LEASE.total_seconds() / 3 + 1)
        await restarted.poller._keep_leases()
        await restarted.poller._catch_up()
        assert len(restarted.poller._running) == MANY + 1
    async with open_studio(database) as late:  # and one that was told of none of them
        await late.poller._catch_up()
        assert len(late.poller._running) == MANY + 1
        now = late.context.now()
        async with database.transaction() as tx:
            assert await schedule.make_due_now(tx, owner="worker", now=now) == MANY + 1
        async with database.transaction() as tx:
            assert len(await schedule.planned_polls(tx, owner="worker", since=now, until=now)) == MANY + 1
