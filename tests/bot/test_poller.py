"""Tasks are looked at when due, by whoever owns them, and a poll that fails is not a song that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.rows import FailureKind, JobState
from sandbox.exchange import Answer, json_answer
from tests.bot.conftest import Studio, open_studio

if TYPE_CHECKING:
    from data.database import Database

POLL = r"/task/"


def _polls(studio: Studio) -> int:
    return sum("/task/" in exchange.request.path for exchange in studio.transport.traffic)


async def test_polls_come_at_the_interval(studio: Studio) -> None:
    studio.vendor.orders.stall_next_task()
    await studio.songs.request(studio.order())
    await studio.create()
    for _ in range(60):
        await studio.look(1.0)
    assert 10 <= _polls(studio) <= 13


@pytest.mark.parametrize(
    "answer",
    [
        json_answer(500, {"message": "internal error"}),
        Answer(502, b"<html></html>", "text/html"),
        Answer(200, b"<html>maintenance</html>", "text/html"),
        json_answer(429, {"message": "rate limit"}),
        json_answer(401, {"type": "unauthorized", "error": "bad api key"}),
        Answer(0, drop=True),
    ],
    ids=["500", "502", "no-json", "429", "401", "dropped"],
)
async def test_failing_polls_do_not_fail_the_song(studio: Studio, answer: Answer) -> None:
    job = await studio.songs.request(studio.order())
    await studio.create()
    studio.transport.trouble.answer_instead("GET", POLL, answer, times=2)
    assert (await studio.finish(job)).state is JobState.DONE
    assert len(studio.vendor.creates) == 1


async def test_a_timeout_that_says_refunded_is_the_end(studio: Studio) -> None:
    studio.vendor.orders.fail_next(kind="http504")
    ended = await studio.finish(await studio.songs.request(studio.order()))
    assert ended.failure is FailureKind.FAILED
    assert (await studio.account()).left == 240


async def test_an_unknown_task_is_given_a_grace_before_it_is_given_up(studio: Studio) -> None:
    job = await studio.songs.request(studio.order())
    await studio.create()
    unknown = json_answer(400, {"message": "task not found."})
    studio.transport.trouble.answer_instead("GET", POLL, unknown, times=1_000)
    await studio.look(30)
    assert (await studio.job(job.id)).state is JobState.RUNNING
    ended = await studio.finish(job)
    assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.FAILED)
    assert (await studio.account()).left == 240


async def test_after_a_restart_the_song_goes_on_at_once(studio: Studio) -> None:
    job = await studio.songs.request(studio.order())
    await studio.create()
    async with open_studio(studio.database) as restarted:
        restarted.vendor.tasks, restarted.vendor.clips = studio.vendor.tasks, studio.vendor.clips
        restarted.vendor.files = studio.vendor.files
        await restarted.poller.take_back()
        assert (await restarted.finish(job)).state is JobState.DONE
        assert restarted.vendor.creates == []


async def test_a_create_whose_answer_nobody_wrote_down_is_refunded_at_the_start(studio: Studio) -> None:
    job = await studio.songs.request(studio.order())
    await studio.queue._take_turn()  # killed between the commit and the answer
    assert (await studio.job(job.id)).state is JobState.SUBMITTING
    async with open_studio(studio.database) as restarted:
        await restarted.poller.take_back()
        ended = await restarted.job(job.id)
        assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.LOST)
        await restarted.create()
        assert restarted.vendor.creates == []
        assert (await restarted.account()).left == 240


async def test_another_process_takes_over_when_the_lease_ran_out(studio: Studio) -> None:
    job = await studio.songs.request(studio.order())
    await studio.create()
    async with open_studio(studio.database, worker_id="other") as other:
        other.vendor.tasks, other.vendor.clips = studio.vendor.tasks, studio.vendor.clips
        other.vendor.files = studio.vendor.files
        await other.look()
        assert (await other.job(job.id)).owner == "worker"
        await other.look(100)
        assert (await other.job(job.id)).owner == "other"
        assert (await other.finish(job)).state is JobState.DONE


async def test_the_past_teaches_when_to_look_first(studio: Studio) -> None:
    for _ in range(5):
        await studio.finish(await studio.songs.request(studio.order()))
    before = _polls(studio)
    await studio.songs.request(studio.order())
    await studio.create()
    await studio.look(6)
    assert _polls(studio) == before
    await studio.look(120)
    assert _polls(studio) > before


async def test_both_kinds_of_database_tell_the_same_story(database: Database) -> None:
    async with open_studio(database) as studio:
        done = await studio.finish(await studio.songs.request(studio.order(model="producer/FUZZ-2.0")))
        assert (done.state, done.clips_expected, len(await studio.clips(done))) == (JobState.DONE, 1, 1)
