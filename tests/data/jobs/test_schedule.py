"""What is due when."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from data.jobs import queries, schedule, transitions
from data.rows import JobState
from tests.data.making import NOW, OWNER, after, job_in

if TYPE_CHECKING:
    from data.engine.database import Database


async def test_planned_polls_are_those_of_the_owners_running_jobs_between_two_moments(database: Database) -> None:
    async with database.transaction() as tx:
        made = [(await job_in(tx, JobState.RUNNING)).id for _ in range(3)]
        others = await job_in(tx, JobState.RUNNING, owner="another")
        for job_id, seconds in zip([*made, others.id], (30, 10, 20, 15), strict=True):
            assert await schedule.poll_now(tx, job_id, now=after(seconds))
        planned = partial(schedule.planned_polls, tx, owner=OWNER)
        assert await planned(since=NOW, until=after(9.999)) == []
        both_ends = [(made[1], after(10)), (made[2], after(20))]
        assert sorted(await planned(since=after(10), until=after(20))) == both_ends
        assert await planned(since=after(20.001), until=after(999)) == [(made[0], after(30))]
        done = await transitions.finish(tx, made[0], now=after(30))
        assert done is not None
        assert await schedule.poll_now(tx, made[0], now=after(31)) is None
        assert sorted(await planned(since=NOW, until=after(999))) == both_ends
        assert await queries.get(tx, made[0]) == done


async def test_a_change_is_remembered(database: Database) -> None:
    async with database.transaction() as tx:
        running = await job_in(tx, JobState.RUNNING)
        assert await schedule.mark_changed(tx, running.id, now=after(42)) == replace(running, changed_at=after(42))


async def test_final_jobs_are_owed_until_they_are_delivered(database: Database) -> None:
    async with database.transaction() as tx:
        done, failed = await job_in(tx, JobState.DONE), await job_in(tx, JobState.FAILED)
        await job_in(tx, JobState.RUNNING)
        await job_in(tx, JobState.DONE, owner="another")
        assert await schedule.due_deliveries(tx, owner=OWNER, now=after(-1), limit=9) == []
        assert await schedule.due_deliveries(tx, owner=OWNER, now=NOW, limit=9) == [done, failed]
        assert await schedule.due_deliveries(tx, owner=OWNER, now=NOW, limit=1) == [done]

        later = await schedule.delay_delivery(tx, done.id, deliver_at=after(30))
        assert later == replace(done, deliver_at=after(30), delivery_attempts=1)
        assert await schedule.due_deliveries(tx, owner=OWNER, now=after(29), limit=9) == [failed]
        assert await schedule.due_deliveries(tx, owner=OWNER, now=after(30), limit=9) == [failed, later]

        assert await schedule.mark_delivered(tx, done.id, now=after(31))
        assert not await schedule.mark_delivered(tx, done.id, now=after(32))
        assert await schedule.delay_delivery(tx, done.id, deliver_at=after(99)) is None
        assert await schedule.due_deliveries(tx, owner=OWNER, now=after(99), limit=9) == [failed]


async def test_after_the_clock_was_set_back_all_that_was_planned_is_due(database: Database) -> None:
    async with database.transaction() as tx:
        running = await job_in(tx, JobState.RUNNING)
        failed = await job_in(tx, JobState.FAILED)
        others = await job_in(tx, JobState.RUNNING, owner="worker-2")
        earlier = after(-3600)
        assert await schedule.make_due_now(tx, owner=OWNER, now=earlier) == 2
        assert await schedule.planned_polls(tx, owner=OWNER, since=earlier, until=NOW) == [(running.id, earlier)]
        assert [job.id for job in await schedule.due_deliveries(tx, owner=OWNER, now=earlier, limit=9)] == [failed.id]
        assert (await queries.get(tx, others.id)) == others
        assert await schedule.make_due_now(tx, owner=OWNER, now=earlier) == 0


async def test_a_repeat_is_counted_once_by_whoever_owns_the_job(database: Database) -> None:
    async with database.transaction() as tx:
        polled = await job_in(tx, JobState.RUNNING)
        sent = await job_in(tx, JobState.SUBMITTING)
        job = await transitions.accept_repeating(tx, sent.id, poll_at=after(15), now=NOW)
        assert job is not None
        count = partial(schedule.count_repeat, tx, counted=0, poll_at=after(45))
        assert await count(job.id, owner="another") is None
        counted = await count(job.id, owner=OWNER)
        assert counted is not None
        assert (counted.polls, counted.poll_at) == (1, after(45))
        assert await count(job.id, owner=OWNER) is None  # it was, by this very worker
        assert await count(job.id, owner=OWNER, counted=1) is not None
        assert await count(polled.id, owner=OWNER) is None  # it has a task to ask about
