"""A job is taken out of the line, or its turn has come: never both, whoever does it at the same moment."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from data.engine.database import Database
from data.jobs import schedule
from data.rows import EntryKind, FailureKind, JobState
from tests.bot.conftest import GUILD, open_studio
from tests.data.making import ledger_entries

if TYPE_CHECKING:
    from data.ids import JobId
    from tests.bot.conftest import Studio

WHO = "3001"


async def _endings(studio: Studio) -> dict[JobId, list[EntryKind]]:
    """How often each job's hold came to an end, and how."""
    ends: dict[JobId, list[EntryKind]] = {}
    async with studio.database.reading() as tx:
        for entry in await ledger_entries(tx, GUILD):
            ends.setdefault(entry.job_id, [])
            if entry.kind is not EntryKind.HOLD:
                ends[entry.job_id].append(entry.kind)
    return ends


async def test_what_waits_is_cancelled_once_and_says_who_wanted_it(studio: Studio) -> None:
    job = await studio.place(studio.order())
    told: list[JobState] = []
    studio.lifecycle.changes.listen(lambda changed: told.append(changed.state))
    assert await studio.lifecycle.cancel(job, WHO)
    assert not await studio.lifecycle.cancel(job, "4711")
    ended = await studio.job(job.id)
    assert (ended.state, ended.failure, ended.reason) == (JobState.FAILED, FailureKind.CANCELLED, WHO)
    assert ended.deliver_at is not None, "its card is to say so"
    assert told[0] is JobState.FAILED
    assert (await studio.account()).left == 240
    await studio.create()
    assert studio.vendor.creates == []


@pytest.mark.parametrize("state", [JobState.SUBMITTING, JobState.RUNNING, JobState.DONE, JobState.FAILED])
async def test_what_cannot_be_recalled_is_not_cancelled(studio: Studio, state: JobState) -> None:
    job = await studio.place(studio.order())
    match state:
        case JobState.SUBMITTING:
            await studio.queue._take_turn()
        case JobState.RUNNING:
            await studio.create()
        case JobState.DONE:
            await studio.finish(job)
        case _:
            studio.vendor.orders.fail_next("boom")
            await studio.finish(job)
    before = await studio.job(job.id), await studio.account()
    assert before[0].state is state
    assert not await studio.lifecycle.cancel(job, WHO)
    assert (await studio.job(job.id), await studio.account()) == before


@pytest.mark.promise(key="charged-once")
async def test_at_the_moment_of_its_turn_a_job_is_sent_or_cancelled_and_never_both(database_url: str) -> None:
    """Two processes on one database: one takes the turns, while both cancel."""
    first, second = await Database.open(database_url), await Database.open(database_url)
    try:
        async with (
            open_studio(first, allowance=1_000, interval=0.0) as studio,
            open_studio(second, allowance=1_000, worker_id="other", beside=studio) as other,
        ):
            jobs = [await studio.place(studio.order(f"song {number}")) for number in range(12)]
            turns = (studio.queue._take_turn() for _ in jobs)
            cancels = (each.lifecycle.cancel(job, WHO) for job in jobs for each in (studio, other))
            taken, *cancelled = await asyncio.gather(asyncio.gather(*turns), *cancels)
            sent = {turn.id for turn in taken if not isinstance(turn, float)}
            withdrawn = {job.id: cancelled[2 * at : 2 * at + 2] for at, job in enumerate(jobs)}
            assert all(sum(by) == (job_id not in sent) for job_id, by in withdrawn.items())
            stands = {job.id: (await studio.job(job.id)).state for job in jobs}
            assert all((state is JobState.SUBMITTING) == (job_id in sent) for job_id, state in stands.items())
            assert (await studio.account()).held == 12 * len(sent)
            ends = await _endings(studio)
            assert {job_id: [] if job_id in sent else [EntryKind.REFUND] for job_id in stands} == ends
    finally:
        await first.close()
        await second.close()


async def test_another_process_delivers_what_was_cancelled_here(database: Database) -> None:
    async with open_studio(database) as studio, open_studio(database, worker_id="other", beside=studio) as other:
        job = await studio.place(studio.order())
        assert await other.lifecycle.cancel(job, WHO)
        assert (await studio.job(job.id)).owner == "worker", "whose card it is says how it ended"
        async with studio.database.reading() as tx:
            due = await schedule.due_deliveries(tx, owner="worker", now=studio.context.now(), limit=10)
        assert [each.id for each in due] == [job.id]
