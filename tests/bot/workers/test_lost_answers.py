"""A create whose answer was lost, where MusicAPI was asked to call: found again and delivered, or refunded in time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.jobs.lifecycle import LEASE
from bot.status.job_status import Stage
from bot.workers.leases import LOST_TIMEOUT
from data.ids import TaskId
from data.jobs import schedule
from data.rows import FailureKind, JobState
from sandbox.wire.exchange import json_answer
from tests.bot.conftest import ENCORE, SONIC, open_studio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.musicapi.responses.reports import TaskReport
    from data.engine.database import Database
    from data.rows import Job
    from tests.bot.conftest import Studio

CREATE = r"/create$"


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[Studio]:
    """A studio that MusicAPI can call."""
    async with open_studio(database, callbacks=True) as made:
        yield made


async def lost(studio: Studio) -> Job:
    """A job whose create was made and paid for, and whose answer never came."""
    studio.transport.raise_next(httpx.ReadTimeout, after=True)
    job = await studio.place(studio.order(model=SONIC))
    await studio.create()
    waiting = await studio.job(job.id)
    assert waiting.state is JobState.SUBMITTING
    return waiting


async def stage(studio: Studio, job: Job) -> Stage:
    """What the job's card says."""
    view = await studio.queries.job_status(job.id)
    assert view is not None
    return view.stage


def task_of(studio: Studio) -> str:
    """The task of the last create that the vendor took."""
    return studio.vendor.accepted[-1].task_id or ""


async def test_each_create_names_an_address_of_its_own(studio: Studio) -> None:
    for _ in range(2):
        await studio.place(studio.order(model=SONIC))
        await studio.create()
        studio.clock.advance(4)
    addresses = [create.body["webhook_url"] for create in studio.vendor.accepted]
    assert len(set(addresses)) == 2
    assert all(address.startswith(f"{ENCORE}/musicapi/") for address in addresses)
    assert all(create.body["webhook_secret"] for create in studio.vendor.accepted)


async def test_without_an_address_nobody_is_asked_to_call(database: Database) -> None:
    async with open_studio(database) as studio:
        job = await studio.place(studio.order(model=SONIC))
        await studio.create()
        assert job.webhook_token is None
        assert not [name for name in studio.vendor.accepted[0].body if name.startswith("webhook")]


async def test_a_lost_answer_ends_in_a_song_once_the_call_names_its_task(studio: Studio) -> None:
    job = await lost(studio)
    assert (await stage(studio, job), job.answer_lost_at) == (Stage.ANSWER_LOST, studio.context.now())
    await studio.look(120)
    assert (await studio.account()).held == 15
    await studio.lifecycle.adopt_task(await studio.job(job.id), TaskId(task_of(studio)))
    assert (await studio.job(job.id)).state is JobState.RUNNING
    await studio.look()
    done = await studio.finish(job)
    assert done.state is JobState.DONE
    assert len(studio.vendor.creates) == 1
    account = await studio.account()
    assert (account.held, account.spent) == (0, 15)


async def test_a_lost_answer_that_nobody_calls_about_is_refunded(studio: Studio) -> None:
    job = await lost(studio)
    patience = LOST_TIMEOUT.total_seconds()
    for _ in range(int(patience // 60)):
        await studio.look(60)
    assert (await studio.job(job.id)).state is JobState.SUBMITTING
    await studio.look(60)
    ended = await studio.job(job.id)
    assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.LOST)
    assert (await studio.account()).left == 240
    await studio.lifecycle.adopt_task(ended, TaskId(task_of(studio)))  # too late: it was given back
    await studio.create()
    assert (await studio.job(job.id)).state is JobState.FAILED
    assert len(studio.vendor.creates) == 1


async def test_a_song_that_was_found_in_the_last_moment_is_not_refunded(studio: Studio) -> None:
    job = await lost(studio)
    studio.clock.advance(LOST_TIMEOUT.total_seconds() + 60)
    await studio.lifecycle.adopt_task(job, TaskId(task_of(studio)))
    await studio.lifecycle.fail_as_lost(job)  # judged by what was read before
    assert (await studio.job(job.id)).state is JobState.RUNNING
    assert (await studio.account()).held == 15


async def test_a_call_that_overtakes_the_answer_does_no_harm(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    pause = studio.transport.trouble.pause("POST", CREATE, "after")
    job = await studio.place(studio.order(model=SONIC))
    creating = asyncio.create_task(studio.create())
    await asyncio.wait_for(pause.reached(), 5)
    await studio.lifecycle.adopt_task(await studio.job(job.id), TaskId(task_of(studio)))
    pause.release()
    await asyncio.wait_for(creating, 10)
    assert (await studio.finish(job)).state is JobState.DONE
    assert "orphaned" not in caplog.text
    assert (await studio.account()).spent == 15


async def test_a_family_that_does_not_call_loses_its_answers_as_ever(studio: Studio) -> None:
    studio.transport.raise_next(httpx.ReadTimeout, after=True)
    ended = await studio.finish(await studio.place(studio.order(model="riffusion")))
    assert ended.failure is FailureKind.LOST
    assert "webhook_url" not in studio.vendor.accepted[0].body


@pytest.mark.parametrize("callbacks", [True, False])
async def test_a_restart_waits_for_the_call_only_where_it_can_come(studio: Studio, callbacks: bool) -> None:
    job = await studio.place(studio.order(model=SONIC))
    await studio.queue._take_turn()  # killed between the commit and the answer
    async with open_studio(studio.database, callbacks=callbacks) as restarted:
        await restarted.poller.take_back()
        again = await restarted.job(job.id)
        assert again.state is (JobState.SUBMITTING if callbacks else JobState.FAILED)
        await restarted.create()
        assert restarted.vendor.creates == []
        if callbacks:
            assert again.answer_lost_at == restarted.context.now()
            restarted.clock.advance(60)
            await restarted.poller.take_back()  # another restart does not begin the wait anew
            assert (await restarted.job(job.id)).answer_lost_at == again.answer_lost_at


async def test_a_create_left_behind_is_waited_for_and_refunded_by_whoever_took_it_over(studio: Studio) -> None:
    job = await studio.place(studio.order(model=SONIC))
    await studio.queue._take_turn()  # killed between the commit and the answer, and never started again
    async with open_studio(studio.database, beside=studio, worker_id="other", callbacks=True) as other:
        await other.look(LEASE.total_seconds() - 1)
        assert (await other.job(job.id)).answer_lost_at is None
        await other.look(31)
        left_behind = await other.job(job.id)
        assert (left_behind.owner, left_behind.answer_lost_at) == ("other", other.context.now())
        assert await stage(other, job) is Stage.ANSWER_LOST
        for _ in range(int(LOST_TIMEOUT.total_seconds() // 60)):
            await other.look(60)
        assert (await other.job(job.id)).state is JobState.SUBMITTING
        await other.look(60)
        assert (await other.job(job.id)).failure is FailureKind.LOST
        assert (await other.account()).left == 240
        assert studio.vendor.creates == []


async def test_where_musicapi_calls_tasks_are_looked_at_late_and_rarely(studio: Studio) -> None:
    studio.vendor.orders.stall_next_task()
    await studio.place(studio.order(model=SONIC))
    await studio.create()
    models = (await studio.queries.models()).offered
    (typical,) = (found for candidate, found in models if candidate.model.name == SONIC.partition("/")[2])
    for _ in range(int(typical.p90 * 0.9)):
        await studio.look(1.0)
    assert studio.polls() == 0
    for _ in range(300):
        await studio.look(1.0)
    assert 3 <= studio.polls() <= 6


async def test_news_is_looked_at_at_once(studio: Studio) -> None:
    job = await studio.place(studio.order(model=SONIC))
    await studio.create()
    studio.clock.advance(10)
    await studio.look()
    assert studio.polls() == 0
    await studio.lifecycle.poll_now(await studio.job(job.id))
    await studio.look()
    assert studio.polls() == 1
    studio.clock.advance(50)
    await studio.look()
    assert studio.polls() == 1
    studio.clock.advance(20)
    await studio.look()
    assert studio.polls() == 2


async def test_news_that_another_process_wrote_down_is_heard_within_seconds(studio: Studio) -> None:
    job = await studio.place(studio.order(model=SONIC))
    await studio.create()
    await studio.look()
    async with studio.database.transaction() as tx:  # as the receiver of another process does
        await schedule.poll_now(tx, job.id, now=studio.context.now())
    await studio.look(5)
    assert studio.polls() == 1


async def test_news_that_comes_while_a_task_is_polled_has_it_polled_again(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered, ask = asyncio.Event(), studio.poller._ask

    async def ask_slowly(job: Job) -> TaskReport:
        report = await ask(job)
        await answered.wait()  # the answer is on its way, and older than the news
        return report

    monkeypatch.setattr(studio.poller, "_ask", ask_slowly)
    job = await studio.place(studio.order(model=SONIC))
    await studio.create()
    studio.clock.advance(10)
    await studio.lifecycle.poll_now(await studio.job(job.id))
    await studio.poller.tick()
    studio.clock.advance(1)
    await studio.lifecycle.poll_now(await studio.job(job.id))
    await studio.poller.tick()
    answered.set()
    await studio.poller.tasks.wait_until_empty()
    assert studio.polls() == 1
    await studio.look()
    assert studio.polls() == 2


async def test_a_call_that_names_the_task_of_another_song_changes_nothing(studio: Studio) -> None:
    other = await studio.place(studio.order(model=SONIC))
    await studio.create()
    taken = (await studio.job(other.id)).task_id
    assert taken is not None
    studio.clock.advance(4)
    job = await lost(studio)
    await studio.lifecycle.adopt_task(job, taken)
    assert (await studio.job(job.id)).state is JobState.SUBMITTING


async def test_an_answer_that_names_the_task_of_another_song_waits_for_the_call(studio: Studio) -> None:
    other = await studio.place(studio.order(model=SONIC))
    await studio.create()
    taken = (await studio.job(other.id)).task_id
    assert taken is not None
    studio.clock.advance(4)
    studio.vendor.orders.muddle_next_answer(200, {"message": "success", "task_id": taken})
    job = await studio.place(studio.order(model=SONIC))
    await studio.create()
    assert (await studio.job(job.id)).answer_lost_at is not None
    await studio.lifecycle.adopt_task(await studio.job(job.id), TaskId(task_of(studio)))
    assert (await studio.finish(job)).state is JobState.DONE


async def test_a_definite_no_is_refunded_at_once_callbacks_or_not(studio: Studio) -> None:
    refusal = json_answer(400, {"type": "validation_error", "error": "no"})
    studio.transport.trouble.answer_instead("POST", CREATE, refusal)
    ended = await studio.finish(await studio.place(studio.order(model=SONIC)))
    assert ended.failure is FailureKind.REFUSED
    assert (await studio.account()).left == 240
