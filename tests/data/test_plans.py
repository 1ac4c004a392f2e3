"""Every look-up is answered from an index, so that a year of songs makes no query slower."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, text

from data import (
    clips,
    default_models,
    deferrals,
    ledger,
    lineage,
    menus,
    personas,
    poll_paces,
    rate_limits,
    retirements,
    unreached,
    webhooks,
)
from data.deferrals import Deferral
from data.ids import ChannelId, ClipId, InteractionId, JobId, MessageId, UserId, VendorPersonaId
from data.jobs import counts, leases, placing, queries, queue, schedule, transitions
from data.jobs.queue import Sendable
from data.poll_paces import PollPace
from data.rows import ClipState, FailureKind, Job, JobState, PersonaKind, ReportedClip
from data.viewers import Viewer
from tests.data.making import GUILD, KEY, LEASE, MONTH, NOW, OWNER, after, delete_clip, job_in, new_job, run_sync

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from data.engine.database import Database
    from data.engine.transaction import Transaction


async def everything(tx: Transaction, job: Job) -> None:
    """Every statement that a running bot makes; `ledger.imbalances` of all months is asked for by tests alone."""
    await transitions.add(tx, new_job(), month=MONTH, owner=OWNER, lease_until=LEASE, now=NOW)
    await queries.get(tx, job.id)
    await queue.guild_lines(tx)
    await queue.count_ahead(tx, job)
    await queue.count_queued(tx)
    await placing.facts(tx, host="h", guild_id=GUILD, user_id=UserId(1), retired_since=NOW)
    keys = {KEY: frozenset({"nuro"}), "second": frozenset[str]()}
    sendable = Sendable(keys, frozenset(keys), frozenset({"sonic"}), frozenset({"upload"}))
    for which in (None, sendable, replace(sendable, are_excluded=False)):
        await queue.next_job(tx, unseen_before=NOW, sendable=which)
    await queue.take_turn(tx, job.id, owner=OWNER, lease_until=LEASE, now=NOW)
    await queue.back_to_queue(tx, job.id, now=NOW)
    await leases.claim_expired(tx, owner="w2", lease_until=LEASE, now=after(99), limit=5)
    await leases.renew(tx, owner="w2", lease_until=LEASE)
    await leases.take_back(tx, owner="w2", lease_until=LEASE)
    await leases.release(tx, owner="w2")
    await schedule.count_polls(tx, job.id, 2)
    await schedule.planned_polls(tx, owner=OWNER, since=NOW, until=after(9))
    await schedule.make_due_now(tx, owner=OWNER, now=NOW)
    await schedule.mark_changed(tx, job.id, now=NOW)
    await schedule.due_deliveries(tx, owner=OWNER, now=NOW, limit=5)
    await schedule.delay_delivery(tx, job.id, deliver_at=NOW)
    await queries.not_delivered(tx, owner=OWNER)
    await queries.by_ids(tx, [job.id, JobId(2)])
    await queries.by_interaction(tx, job.interaction_id)
    await queries.is_repeated(tx, job, since=NOW)
    await transitions.forget_dead_tokens(tx, now=after(9999))
    await queries.by_webhook_token(tx, "w")
    await transitions.mark_answer_lost(tx, job.id, now=NOW)
    await queries.lost_before(tx, owner=OWNER, moment=NOW)
    await schedule.poll_now(tx, job.id, now=NOW)
    await transitions.set_result(tx, job.id, result={})
    await transitions.finish_with_result(tx, job.id, result={}, now=NOW)
    await queries.last_result(tx, GUILD, ClipId(1), operation="bpm")
    await queries.recent_durations(tx, family="sonic", model="m", operation="create")
    await clips.record(tx, job, [ReportedClip("a", ClipState.RUNNING)], now=NOW)
    await clips.of_job(tx, job.id)
    viewer = Viewer(UserId(1), frozenset({ChannelId(1), ChannelId(2)}), frozenset({ChannelId(3)}))
    await clips.get(tx, ClipId(1), guild_id=GUILD, viewer=None)
    await clips.recent(tx, GUILD, viewer=viewer, limit=5)
    await clips.recent(tx, GUILD, viewer=viewer, family="riffusion", limit=5)
    await clips.set_timeline(tx, ClipId(1), {})
    await lineage.of(tx, ClipId(1), guild_id=GUILD)
    await clips.mark_posted(tx, [ClipId(1), ClipId(2)], now=NOW)
    await delete_clip(tx, ClipId(1), at=NOW)
    await ledger.spendings(tx, GUILD, limit=5, offset=5)
    await ledger.spent_by(tx, GUILD, UserId(1), MONTH)
    await ledger.refund(tx, job, now=NOW)
    await transitions.fail(tx, job.id, FailureKind.LOST, None, now=NOW)
    await schedule.count_repeat(tx, job.id, owner=OWNER, counted=0, poll_at=NOW)
    await schedule.mark_delivered(tx, job.id, now=NOW)
    persona = await personas.add(tx, job, kind=PersonaKind.PERSONA, name="Ada", vendor_id=VendorPersonaId("p"), now=NOW)
    assert persona is not None
    await personas.of_guild(tx, GUILD)
    await personas.delete(tx, persona.id, guild_id=GUILD, now=NOW)
    await default_models.get(tx, guild_id=GUILD, user_id=UserId(1))
    await default_models.set_for_member(tx, UserId(1), "sonic")
    await default_models.set_for_guild(tx, GUILD, "sonic")
    await webhooks.record_once(tx, "c", now=NOW)
    await ledger.account(tx, GUILD, MONTH, default_allowance=1)
    await ledger.imbalances(tx, [MONTH, "2026-10"])
    await ledger.totals(tx, MONTH)
    await counts.waiting(tx)
    await retirements.known(tx, host="h", since=NOW)
    await retirements.take_trial(tx, host="h", family="sonic", operation="cover", since=NOW, now=NOW)
    await retirements.lift(tx, host="h", family="sonic", operation="cover")
    await rate_limits.acquire(tx, KEY, now=NOW, interval=timedelta(seconds=3))
    await rate_limits.next_at(tx, KEY)
    await rate_limits.push_back(tx, KEY, until=after(9), family="sonic")
    await rate_limits.rest(tx, KEY, now=NOW, until=after(9))
    await rate_limits.pull_forward(tx, now=NOW)
    pace = await poll_paces.lock(tx, PollPace(KEY, NOW, 400.0, NOW, None))
    await poll_paces.keep(tx, pace)
    await poll_paces.all_paces(tx)
    await poll_paces.pull_forward(tx, now=NOW)
    await small_things(tx, job)


async def small_things(tx: Transaction, job: Job) -> None:
    """What is kept by name; those whose names begin alike are found together."""
    await menus.keep(tx, MessageId(1), "secret", now=NOW)
    await menus.forget_old(tx, now=after(9999))
    await deferrals.add(tx, Deferral(InteractionId(1), "secret", OWNER, NOW))
    await deferrals.find_interrupted(tx, owners=[OWNER], older_than=NOW)
    await unreached.add(tx, job, now=NOW)
    await unreached.of_member(tx, job.guild_id, job.user_id)
    await unreached.is_answered(tx, job.guild_id, job.user_id, InteractionId(1))
    await unreached.mark_shown(tx, job, InteractionId(1), now=NOW)
    await unreached.forget_old(tx, now=after(99_999_999))


def reads_all(step: str) -> bool:
    """Whether a step of SQLite's plan reads a table that grows; what is not delivered yet is never much.

    The recursive parts of a song's tree read what they have found so far, and so does the check of some months' books.
    """
    return step.startswith("SCAN") and step not in {
        "SCAN jobs USING INDEX jobs_leases",
        "SCAN way",
        "SCAN tree",
        "SCAN sides",
        "SCAN create_paces",
        "SCAN poll_paces",
        "SCAN CONSTANT ROW",
    }


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
        event.remove(connection, "before_cursor_execute", remember)
        plans: dict[str, list[str]] = {}
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans[statement] = [row.detail for row in plan]
    assert len(plans) > 45
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
            *("jobs_queued_by_guild", "jobs_queued_by_member"),
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
