"""Every look-up is answered from an index, so that a year of songs makes no query slower."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, text

from data.rows import JobState
from tests.data.making import job_in, run_sync
from tests.plans.filling import Amounts, fill
from tests.plans.statements import everything, library_things, small_things
from tests.plans.trying import looks_at_more, try_all, why_bounded

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from data.engine.database import Database


def one_line(statement: str) -> str:
    """A statement without its line breaks."""
    return " ".join(statement.split())


def reads_all(step: str) -> bool:
    """Whether a step of SQLite's plan reads a table that grows; what is not delivered yet is never much.

    The recursive parts of a song's tree read what they have found so far, and so does the check of some months' books.
    """
    if re.fullmatch(r"SCAN clip_search VIRTUAL TABLE INDEX \d+:M\d.*", step):
        return False  # FTS5 looks the words up
    return (
        step.startswith("SCAN")
        and step
        not in {
            "SCAN jobs USING INDEX jobs_leases",
            "SCAN month_warnings USING INDEX month_warnings_untold",  # those of a moment
            "SCAN month_warnings USING COVERING INDEX month_warnings_untold",
            "SCAN moderation_cases USING INDEX moderation_cases_unposted",  # those of a moment
            "SCAN way",
            "SCAN anon_1",  # a thousand servers at a time, found by their index
            "SCAN tree",
            "SCAN sides",
            "SCAN create_paces",
            "SCAN heartbeats",  # of the processes of a week
            "SCAN poll_paces",
            *("SCAN newest", "SCAN families", "SCAN places", "SCAN following"),  # what was found by an index
        }
        and not step.endswith(("CONSTANT ROW", "CONSTANT ROWS"))
        and not step.startswith("SCAN (subquery-")  # a list of nothing
    )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_statement_reads_a_whole_table(database: Database) -> None:
    asked: list[tuple[str, Any]] = []

    def remember(_connection: Connection, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE", "INSERT", "DELETE", "WITH")):
            asked.append((statement, parameters))

    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)
        connection = tx.sync_connection
        assert connection is not None
        event.listen(connection, "before_cursor_execute", remember)
        await everything(tx, job)
        await library_things(tx)
        event.remove(connection, "before_cursor_execute", remember)
        plans: dict[str, list[str]] = {}
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans[statement] = [row.detail for row in plan]
    assert len(plans) > 45
    # Read from its end, and no further than to the first that was started.
    plans = {
        statement: plan
        for statement, plan in plans.items()
        if "started_at IS NOT NULL ORDER" not in one_line(statement)
    }
    scans = {statement: plan for statement, plan in plans.items() if any(map(reads_all, plan))}
    assert scans == {}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_most_jobs_are_not_in_has_small_indexes(database: Database) -> None:
    async with database.reading() as tx:
        rows = await tx.execute(
            text("SELECT indexname FROM pg_indexes WHERE tablename = 'jobs' AND indexdef LIKE '% WHERE %'")
        )
        assert set(rows.scalars()) == {
            *("jobs_due", "jobs_undelivered", "jobs_leases", "jobs_tokens", "jobs_by_source"),
            *(
                "jobs_queued_by_guild",
                "jobs_queued_by_member",
                "jobs_unfinished_by_member",
                "jobs_by_maker",
                "jobs_by_channel",
                "jobs_unapproved",
                "jobs_turns",  # from each member to their newest
            ),
        }


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_begins_alike_is_found_by_the_index_however_the_server_sorts(database: Database) -> None:
    asked: list[tuple[str, Any]] = []

    def remember(_connection: Connection, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith("SELECT key_values.key"):
            asked.append((statement, parameters))

    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)
        connection = tx.sync_connection
        assert connection is not None
        event.listen(connection, "before_cursor_execute", remember)
        await small_things(tx, job)
        event.remove(connection, "before_cursor_execute", remember)
        await tx.execute(text("SET LOCAL enable_seqscan = off"))  # a few rows are read faster without any index

        def explain(connection: Connection) -> list[str]:
            return [
                " ".join(connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars())
                for statement, parameters in asked
            ]

        plans = await run_sync(tx, explain)
        collation = text("SELECT collation_name FROM information_schema.columns WHERE column_name = 'key'")
        assert (await tx.execute(collation)).scalars().all() == ["C"]
    assert len(plans) >= 7
    assert [plan for plan in plans if "Index Cond: ((key >= " not in plan] == []


async def test_no_statement_looks_at_more_because_there_are_more_songs(database_url: str) -> None:
    await fill(database_url, Amounts(jobs=4_000, open=400))
    tried = await try_all(database_url, by_index=True)
    assert len(tried) > 85
    assert any("AS families" in each.statement or "families(" in each.statement for each in tried)
    kind = database_url.partition(":")[0]
    wide = {each.statement: each.plan for each in tried if looks_at_more(kind, each) and not why_bounded(each)}
    assert wide == {}
