"""A job's way from asked to done or failed, and every step that must not be."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, replace
from datetime import timedelta, timezone
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from data import ledger
from data.brief import Brief
from data.ids import ChannelId, GuildId, JobId, MessageId, TaskId
from data.jobs import queries, queue, schedule, transitions
from data.rows import FailureKind, Job, JobState
from tests.data.making import GUILD, LEASE, MONTH, NOW, OWNER, after, job_in, new_job, queued, take_turn

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy import Connection

    from data.engine.database import Database
    from data.engine.transaction import Transaction

STRANGE = "  \x00 \ud800 @everyone **b** \u202e 🎵 ' ; DROP TABLE jobs -- \r\n "
STORED = "  \ufffd ? @everyone **b** \u202e 🎵 ' ; DROP TABLE jobs -- \r\n "


async def test_a_new_job_is_all_that_was_asked_for(database: Database) -> None:
    new = new_job(
        title="A",
        style="B",
        lyrics="C",
        instrumental=True,
        source=7,
        continue_at=61.25,
        details={"starts_at": 4.5, "avoid": "drums"},
        webhook_token="w",
    )
    async with database.transaction() as tx:
        added = await transitions.add(tx, new, month=MONTH, owner=OWNER, lease_until=LEASE, now=NOW)
    async with database.reading() as tx:
        assert added is not None
        assert added == await queries.get(tx, added.id)
    assert {name: value for name, value in asdict(added).items() if name in asdict(new)} == asdict(new)
    assert (added.state, added.month, added.owner, added.lease_until) == (JobState.QUEUED, MONTH, OWNER, LEASE)
    assert (added.created_at, added.changed_at) == (NOW, NOW)
    assert (added.create_attempts, added.polls, added.delivery_attempts, added.repeats_create) == (0, 0, 0, False)
    empty = (
        "result",
        "answer_lost_at",
        "task_id",
        "failure",
        "reason",
        "message_id",
        "submitted_at",
        "started_at",
        "finished_at",
        "poll_at",
    )
    assert all(getattr(added, name) is None for name in (*empty, "delivered_at", "deliver_at"))


async def test_other_peoples_text_never_stops_a_job(database: Database) -> None:
    async with database.transaction() as tx:
        job = await queued(tx, prompt=STRANGE, title=STRANGE, style=STRANGE, lyrics=STRANGE)
        assert (job.brief.prompt, job.brief.title, job.brief.style, job.brief.lyrics) == (STORED,) * 4
        failed = await transitions.fail(tx, job.id, FailureKind.REFUSED, STRANGE, now=NOW)
    assert failed is not None
    assert failed.reason == STORED


async def test_an_interaction_has_one_job(database: Database) -> None:
    new = new_job()
    async with database.transaction() as tx:
        assert await transitions.add(tx, new, month=MONTH, owner=OWNER, lease_until=LEASE, now=NOW)
        again = replace(new, brief=Brief(prompt="something else"))
        assert await transitions.add(tx, again, month=MONTH, owner=OWNER, lease_until=LEASE, now=NOW) is None
        assert await queue.count_queued(tx) == 1


async def test_an_interaction_has_one_job_however_often_it_comes_at_once(database: Database) -> None:
    new = new_job()

    async def ask() -> Job | None:
        async with database.transaction() as tx:
            return await transitions.add(tx, new, month=MONTH, owner=OWNER, lease_until=LEASE, now=NOW)

    added = await asyncio.gather(*(ask() for _ in range(20)))
    assert len([job for job in added if job]) == 1


async def test_the_first_songs_of_a_guild_may_come_at_once(database: Database) -> None:
    async def ask() -> Job | None:
        async with database.transaction() as tx:
            new = new_job(guild_id=GUILD + 7)
            job = await transitions.add(tx, new, month=MONTH, owner=OWNER, lease_until=LEASE, now=NOW)
            assert job is not None
            assert await ledger.hold(tx, job, default_allowance=1_000, now=NOW)
            return job

    assert all(await asyncio.gather(*(ask() for _ in range(20))))
    async with database.reading() as tx:
        assert (await ledger.account(tx, GuildId(GUILD + 7), MONTH, default_allowance=1_000)).held == 200


async def test_a_song_of_a_known_guild_is_written_down_in_three_statements_at_most(database: Database) -> None:
    asked: list[str] = []

    def remember(_connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement.split()[0] + " " + statement.split()[2 if statement.startswith("INSERT") else 1])

    async with database.transaction() as tx:
        await ledger.hold(tx, await queued(tx), default_allowance=1_000, now=NOW)
        event.listen(tx.sync_connection, "before_cursor_execute", remember)
        await ledger.hold(tx, await queued(tx), default_allowance=1_000, now=NOW)
        event.remove(tx.sync_connection, "before_cursor_execute", remember)
    # A hundred at once wait for each of them. PostgreSQL changes the account and writes the entry in one.
    hold = ["WITH held"] if tx.dialect.name == "postgresql" else ["UPDATE accounts", "INSERT ledger"]
    assert asked == ["INSERT jobs", *hold]


async def test_times_come_back_in_utc(database: Database) -> None:
    tokyo = timezone(timedelta(hours=9))
    async with database.transaction() as tx:
        job = await queued(tx, lease_until=LEASE.astimezone(tokyo))
    assert job.lease_until == LEASE
    assert job.lease_until is not None
    assert job.lease_until.utcoffset() == timedelta(0)


async def test_the_whole_story(database: Database) -> None:
    async with database.transaction() as tx:
        job = await queued(tx)
        submitting = await take_turn(tx, owner="w2", lease_until=after(60), now=after(1))
        running = await transitions.accept(tx, job.id, task_id=TaskId("t1"), poll_at=after(20), now=after(2))
        done = await transitions.finish(tx, job.id, now=after(90))
    assert submitting
    assert submitting == replace(
        job,
        state=JobState.SUBMITTING,
        submitted_at=after(1),
        changed_at=after(1),
        owner="w2",
        lease_until=after(60),
    )
    assert running
    assert running == replace(
        submitting,
        state=JobState.RUNNING,
        task_id="t1",
        started_at=after(2),
        changed_at=after(2),
        poll_at=after(20),
    )
    assert done == replace(
        running,
        state=JobState.DONE,
        finished_at=after(90),
        changed_at=after(90),
        poll_at=None,
        deliver_at=after(90),
    )


async def test_a_create_that_is_repeated_has_no_task_and_ends_with_its_result(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.SUBMITTING)
        running = await transitions.accept_repeating(tx, job.id, poll_at=after(20), now=after(2))
        assert running == replace(
            job,
            state=JobState.RUNNING,
            repeats_create=True,
            started_at=after(2),
            changed_at=after(2),
            poll_at=after(20),
        )
        assert await transitions.set_result(tx, job.id, result={"files": []})
        done = await transitions.finish(tx, job.id, now=after(30))
        assert done is not None
        assert (done.state, done.task_id, done.result) == (JobState.DONE, None, {"files": []})


async def test_a_failure_says_why_and_is_owed(database: Database) -> None:
    async with database.transaction() as tx:
        for state in (JobState.QUEUED, JobState.SUBMITTING, JobState.RUNNING):
            job = await job_in(tx, state)
            failed = await transitions.fail(tx, job.id, FailureKind.LOST, "no answer", now=after(9))
            assert failed == replace(
                job,
                state=JobState.FAILED,
                failure=FailureKind.LOST,
                reason="no answer",
                finished_at=after(9),
                changed_at=after(9),
                poll_at=None,
                deliver_at=after(9),
            )


STEPS: dict[str, tuple[set[JobState], Callable[[Transaction, JobId], Awaitable[Any]]]] = {
    "accept": (
        {JobState.SUBMITTING},
        lambda tx, job_id: transitions.accept(tx, job_id, task_id=TaskId("new"), poll_at=NOW, now=NOW),
    ),
    "accept_repeating": (
        {JobState.SUBMITTING},
        lambda tx, job_id: transitions.accept_repeating(tx, job_id, poll_at=NOW, now=NOW),
    ),
    "back_to_queue": ({JobState.SUBMITTING}, lambda tx, job_id: queue.back_to_queue(tx, job_id, now=NOW)),
    "move_to_family": (
        {JobState.SUBMITTING},
        lambda tx, job_id: queue.move_to_family(tx, job_id, family="sonic", model="m", clips_expected=2, now=NOW),
    ),
    "finish": ({JobState.RUNNING}, lambda tx, job_id: transitions.finish(tx, job_id, now=NOW)),
    "answer": (
        {JobState.SUBMITTING},
        lambda tx, job_id: transitions.finish_with_result(tx, job_id, result={}, now=NOW),
    ),
    "answer_lost": ({JobState.SUBMITTING}, lambda tx, job_id: transitions.mark_answer_lost(tx, job_id, now=NOW)),
    "set_result": ({JobState.RUNNING}, lambda tx, job_id: transitions.set_result(tx, job_id, result={})),
    "look_now": ({JobState.RUNNING}, lambda tx, job_id: schedule.poll_now(tx, job_id, now=NOW)),
    "touch": ({JobState.RUNNING}, lambda tx, job_id: schedule.mark_changed(tx, job_id, now=NOW)),
    "fail": (
        {JobState.QUEUED, JobState.SUBMITTING, JobState.RUNNING},
        lambda tx, job_id: transitions.fail(tx, job_id, FailureKind.FAILED, None, now=NOW),
    ),
    "fail_queued": (
        {JobState.QUEUED},
        lambda tx, job_id: transitions.fail(tx, job_id, FailureKind.CANCELLED, None, since=[JobState.QUEUED], now=NOW),
    ),
    "delay_delivery": (
        {JobState.DONE, JobState.FAILED},
        lambda tx, job_id: schedule.delay_delivery(tx, job_id, deliver_at=NOW),
    ),
    "delivered": (
        {JobState.DONE, JobState.FAILED},
        lambda tx, job_id: schedule.mark_delivered(tx, job_id, now=NOW),
    ),
}


@pytest.mark.parametrize("step", STEPS)
async def test_every_step_starts_only_where_it_may(database: Database, step: str) -> None:
    allowed, take = STEPS[step]
    for state in JobState:
        async with database.transaction() as tx:
            job = await job_in(tx, state)
            assert bool(await take(tx, job.id)) == (state in allowed), state
            if state not in allowed:
                assert await queries.get(tx, job.id) == job
            await transitions.fail(tx, job.id, FailureKind.CANCELLED, None, now=NOW)  # the line is empty for the next


@pytest.mark.parametrize("step", STEPS)
async def test_every_step_of_a_job_that_is_not_there(database: Database, step: str) -> None:
    async with database.transaction() as tx:
        assert not await STEPS[step][1](tx, JobId(404))


async def test_only_one_of_many_at_once_ends_a_job(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)

    async def end(number: int) -> Job | None:
        async with database.transaction() as tx:
            if number % 2:
                return await transitions.finish(tx, job.id, now=NOW)
            return await transitions.fail(tx, job.id, FailureKind.TIMED_OUT, None, now=NOW)

    ended = await asyncio.gather(*(end(number) for number in range(20)))
    assert len([job for job in ended if job]) == 1


async def test_a_card_is_remembered(database: Database) -> None:
    async with database.transaction() as tx:
        job = await queued(tx)
        await transitions.set_message(tx, job.id, channel_id=ChannelId(5), message_id=MessageId(6))
        found = await queries.get(tx, job.id)
        assert found == replace(job, message_channel_id=ChannelId(5), message_id=MessageId(6))


async def test_tokens_are_forgotten(database: Database) -> None:
    async with database.transaction() as tx:
        old = await queued(tx, token_expires_at=after(-1))
        edge = await queued(tx, token_expires_at=NOW)
        alive = await queued(tx, token_expires_at=after(1))
        assert await transitions.forget_dead_tokens(tx, now=NOW) == 2
        assert await transitions.forget_dead_tokens(tx, now=NOW) == 0
        await transitions.forget_token(tx, alive.id)
        for job in (old, edge, alive):
            assert replace(job, token=None) == await queries.get(tx, job.id)


def test_a_token_is_never_shown() -> None:
    assert "a-secret-token" not in repr(new_job())
    assert "a-secret-address" not in repr(new_job(webhook_token="a-secret-address"))


async def test_undelivered_jobs_are_those_of_the_owner_oldest_first(database: Database) -> None:
    async with database.transaction() as tx:
        delivered, *expected = [await job_in(tx, state) for state in (JobState.DONE, *reversed(JobState))]
        assert await schedule.mark_delivered(tx, delivered.id, now=NOW)
        await queued(tx, owner="another")
        assert await queries.not_delivered(tx, owner=OWNER) == expected
        assert await queries.not_delivered(tx, owner="nobody") == []


async def test_jobs_are_found_by_their_ids_oldest_first(database: Database) -> None:
    async with database.transaction() as tx:
        first, second, third = [await queued(tx) for _ in range(3)]
        assert await queries.by_ids(tx, [third.id, JobId(404_404), first.id]) == [first, third]
        assert await queries.by_ids(tx, {second.id}) == [second]
        assert await queries.by_ids(tx, []) == []


async def test_durations_are_those_of_done_jobs_of_a_kind_newest_first(database: Database) -> None:
    async with database.transaction() as tx:
        for seconds in (60, 61.5, 59):
            job = await job_in(tx, JobState.RUNNING)
            await transitions.finish(tx, job.id, now=after(seconds))
        for other in ({"family": "sonic"}, {"model": "else"}, {"operation": "extend"}):
            await job_in(tx, JobState.DONE, **other)
        await job_in(tx, JobState.FAILED)
        recent = partial(queries.recent_durations, tx, family="riffusion", model="FUZZ-2.0", operation="create")
        assert await recent() == [61.5, 60.0, 59.0]  # by when they ended
        assert await recent(limit=1) == [61.5]


async def test_a_task_has_one_job(database: Database) -> None:
    async with database.transaction() as tx:
        await job_in(tx, JobState.RUNNING, task_id="t1")
        other = await job_in(tx, JobState.SUBMITTING)
        with pytest.raises(transitions.TaskTaken):
            await transitions.accept(tx, other.id, task_id=TaskId("t1"), poll_at=after(5), now=NOW)
        # What was refused left the transaction as it was.
        assert await queries.get(tx, other.id) == other
        assert await transitions.accept(tx, other.id, task_id=TaskId("t2"), poll_at=after(5), now=NOW)
