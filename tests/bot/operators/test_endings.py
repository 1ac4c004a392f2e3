"""A job that is lost or stuck ends by an operator's word: once, whoever else ends it, and in the books."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import PersonError, Problem
from bot.jobs.lifecycle import LEASE
from bot.operators.endings import Ending, end_job
from bot.operators.jobs import LONG_IN_LINE, Stuck, read_jobs, why_stuck
from data.guilds import admin_log
from data.ids import JobId, UserId
from data.jobs import queue
from data.rows import FailureKind, JobState
from tests.bot.conftest import GUILD

if TYPE_CHECKING:
    from data.rows import Job
    from tests.bot.conftest import Studio

BOSS = UserId(3009)


async def end(studio: Studio, job: Job, ending: Ending) -> Job:
    return await end_job(studio.context, studio.lifecycle.changes, job.id, ending, BOSS)


async def refusal(studio: Studio, job_id: JobId, ending: Ending) -> Any:
    with pytest.raises(PersonError) as refused:
        await end_job(studio.context, studio.lifecycle.changes, job_id, ending, BOSS)
    return refused.value.problem


async def running(studio: Studio, **more: Any) -> Job:
    """A job of which MusicAPI says nothing more; one clip has arrived of it if so ordered."""
    job = await studio.place(studio.order(**more))
    await studio.create()
    return await studio.job(job.id)


async def test_a_job_in_line_is_taken_out_of_it(studio: Studio) -> None:
    job = await studio.place(studio.order())
    assert await refusal(studio, job.id, Ending.SETTLE) is Problem.JOB_GAVE_NOTHING
    assert (await studio.account()).held == job.price
    ended = await end(studio, job, Ending.REFUND)
    assert (ended.state, ended.failure, ended.reason) == (JobState.FAILED, FailureKind.CANCELLED, str(BOSS))
    assert (await studio.account()).left == 240
    await studio.create()
    assert studio.vendor.accepted == []


async def test_a_job_that_is_being_sent_is_left_alone_until_nobody_sends_it_any_more(studio: Studio) -> None:
    job = await studio.place(studio.order())
    async with studio.database.transaction() as tx:
        sent = await queue.take_turn(tx, job.id, owner="w", lease_until=studio.context.now(), now=studio.context.now())
    assert sent is not None
    assert await refusal(studio, job.id, Ending.REFUND) is Problem.JOB_BEING_SENT
    assert why_stuck(sent, studio.context.now()) is None
    studio.clock.advance(LEASE.total_seconds())
    assert why_stuck(sent, studio.context.now()) is Stuck.SENDING
    ended = await end(studio, job, Ending.REFUND)
    assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.LOST)
    await studio.lifecycle.fail_create(sent, FailureKind.REFUSED, "too late")
    assert (await studio.account()).left == 240


async def test_what_arrived_is_charged_and_what_did_not_is_not(studio: Studio) -> None:
    studio.vendor.orders.stall_next_task()
    job = await running(studio)
    assert await refusal(studio, job.id, Ending.SETTLE) is Problem.JOB_GAVE_NOTHING
    ended = await end(studio, job, Ending.REFUND)
    assert (ended.failure, (await studio.account()).left) == (FailureKind.TIMED_OUT, 240)
    for ending in Ending:
        assert await refusal(studio, job.id, ending) is Problem.JOB_OVER
    assert (await studio.account()).left == 240
    assert await refusal(studio, JobId(404), Ending.REFUND) is Problem.JOB_UNKNOWN


@pytest.mark.promise(key="charged-once")
async def test_two_operators_at_once_end_it_once(studio: Studio) -> None:
    studio.vendor.orders.stall_next_task()
    job = await running(studio)
    results = await asyncio.gather(*(end(studio, job, Ending.REFUND) for _ in range(8)), return_exceptions=True)
    refused = [each for each in results if isinstance(each, PersonError)]
    assert [each.problem for each in refused] == [Problem.JOB_OVER] * 7
    assert (await studio.account()).left == 240
    async with studio.database.reading() as tx:
        (entry,) = await admin_log.of_guild(tx, GUILD, limit=5)
    assert (entry.user_id, entry.action) == (BOSS, "job.end")
    assert entry.facts == {"job": str(job.id), "was": "running", "ending": "refund"}


async def test_what_is_stuck_and_what_failed_is_listed(studio: Studio) -> None:
    studio.vendor.orders.stall_next_task()
    silent = await running(studio)
    studio.vendor.orders.refuse_next_create(400, {"message": "too loud"})
    failed = await studio.place(studio.order())
    studio.clock.advance(6)
    await studio.create()
    waiting = await studio.place(studio.order())
    assert (await read_jobs(studio.context)).stuck == []
    studio.clock.advance(LONG_IN_LINE.total_seconds())
    found = await read_jobs(studio.context)
    assert [(job.id, why) for job, why in found.stuck] == [(silent.id, Stuck.SILENT), (waiting.id, Stuck.IN_LINE)]
    assert [(job.id, job.failure) for job in found.failed] == [(failed.id, FailureKind.REFUSED)]
    assert {each.state: each.count for each in found.waiting}[JobState.QUEUED] == 1
    studio.clock.advance(timedelta(days=1).total_seconds())
    assert (await read_jobs(studio.context)).failed == []
