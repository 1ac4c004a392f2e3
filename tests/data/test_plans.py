"""Every look-up is answered from an index, so that a year of songs makes no query slower."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, text

from data import clips, guilds, jobs, ledger, pace, retirements
from data.rows import ClipState, FailureKind, Job, JobState, ReportedClip
from tests.data.making import GUILD, LEASE, MONTH, NOW, OWNER, after, job_in, new_job

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from data.database import Database, Transaction


async def everything(tx: Transaction, job: Job) -> None:
    """Every statement that a running bot makes; `ledger.imbalances` reads all, once, at start."""
    await jobs.add(tx, new_job(), month=MONTH, owner=OWNER, lease_until=LEASE, now=NOW)
    await jobs.get(tx, job.id)
    await jobs.by_interaction(tx, 1)
    await jobs.by_message(tx, GUILD, 1)
    await jobs.line(tx)
    await jobs.queued_count(tx)
    await jobs.take_turn(tx, owner=OWNER, lease_until=LEASE, now=NOW)
    await jobs.back_to_queue(tx, job.id, now=NOW)
    await jobs.reclaim(tx, owner=OWNER, lease_until=LEASE, now=NOW)
    await jobs.claim_expired(tx, owner="w2", lease_until=LEASE, now=after(99), limit=5)
    await jobs.renew(tx, owner="w2", lease_until=LEASE, now=NOW)
    await jobs.release(tx, owner="w2")
    await jobs.due(tx, owner=OWNER, now=NOW, limit=5)
    await jobs.schedule(tx, {job.id: NOW})
    await jobs.hasten(tx, owner=OWNER, now=NOW)
    await jobs.touch(tx, job.id, now=NOW)
    await jobs.owed(tx, owner=OWNER, now=NOW, limit=5)
    await jobs.unfinished(tx, owner=OWNER, limit=5)
    await jobs.next_wake(tx, owner=OWNER)
    await jobs.forget_dead_tokens(tx, now=after(9999))
    await jobs.recent_durations(tx, family="sonic", model="m", operation="create")
    await clips.record(tx, job, [ReportedClip("a", ClipState.RUNNING)], now=NOW)
    await clips.of_job(tx, job.id)
    await clips.get(tx, 1, guild_id=GUILD)
    await clips.mark_posted(tx, [1, 2], now=NOW)
    await clips.delete(tx, 1, guild_id=GUILD, now=NOW)
    await ledger.entries(tx, GUILD, limit=5)
    await ledger.refund(tx, job, now=NOW)
    await jobs.fail(tx, job.id, FailureKind.LOST, None, now=NOW)
    await jobs.delivered(tx, job.id, now=NOW)
    await guilds.account(tx, GUILD, MONTH, default_allowance=1)
    await retirements.known(tx, host="h")
    await pace.take(tx, now=NOW, interval=timedelta(seconds=3))


def reads_all(step: str) -> bool:
    """Whether a step of SQLite's plan reads a table that grows; what is not delivered yet is never much."""
    return step.startswith("SCAN") and step not in {
        "SCAN jobs USING INDEX jobs_leases",
        "SCAN pace",
        "SCAN CONSTANT ROW",
    }


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_statement_reads_a_whole_table(database: Database) -> None:
    asked: list[tuple[str, Any]] = []

    def remember(_connection: Connection, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE", "INSERT")):
            asked.append((statement, parameters))

    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)
        event.listen(tx.sync_connection, "before_cursor_execute", remember)
        await everything(tx, job)
        event.remove(tx.sync_connection, "before_cursor_execute", remember)
        plans: dict[str, list[str]] = {}
        for statement, parameters in asked:
            plan = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans[statement] = [row.detail for row in plan]
    assert len(plans) > 30
    scans = {statement: plan for statement, plan in plans.items() if any(map(reads_all, plan))}
    assert scans == {}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_is_still_to_be_done_has_small_indexes(database: Database) -> None:
    async with database.reading() as tx:
        rows = await tx.execute(
            text("SELECT indexname FROM pg_indexes WHERE tablename = 'jobs' AND indexdef LIKE '% WHERE %'")
        )
        assert set(rows.scalars()) == {"jobs_due", "jobs_owed", "jobs_leases", "jobs_tokens"}
