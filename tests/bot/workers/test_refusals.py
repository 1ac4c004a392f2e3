"""What MusicAPI refuses for now (429) waits in line: longer with each refusal in a row, at nobody's cost."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.status.job_status import Stage
from bot.workers.submitter import LINE_TIMEOUT, REFUSED_FOR_LONG, REFUSED_TIMEOUT
from data.processes import rate_limits
from data.processes.rate_limits import Refusal
from data.rows import FailureKind, JobState
from sandbox.wire.exchange import Answer, json_answer
from tests.bot.conftest import OTHER_GUILD, SONIC, Studio, open_studio

if TYPE_CHECKING:
    from data.engine.database import Database

RIFFUSION = "riffusion/FUZZ-1.1"
CREATE = r"riffusion/create$"
BUSY = json_answer(429, {"message": "rate limit"})
BUSY_FOR_MINUTES = json_answer(429, {"message": "rate limit"}, retry_after="600")
KEY = "default"


async def pause_of(studio: Studio) -> float:
    """For how many seconds nothing of riffusion is sent from now on."""
    paces = await studio.database.read(rate_limits.paces)
    pauses = paces.family_pauses(KEY, studio.context.now(), timedelta(minutes=10))
    return (pauses.get("riffusion", studio.context.now()) - studio.context.now()).total_seconds()


async def refuse(studio: Studio, times: int, answer: Answer = BUSY) -> list[float]:
    """Have so many creates refused, each when its pause is over; returns the seconds of the pauses."""
    pauses = list[float]()
    for _ in range(times):
        studio.clock.advance(max(await pause_of(studio), 4.0))
        studio.transport.trouble.answer_instead("POST", CREATE, answer)
        await studio.create()
        pauses.append(await pause_of(studio))
    return pauses


async def test_a_pause_doubles_with_each_refusal_in_a_row_up_to_a_minute(studio: Studio) -> None:
    job = await studio.place(studio.order(model=RIFFUSION))
    assert await refuse(studio, 6) == [5, 10, 20, 40, 60, 60]
    assert (await studio.finish(job)).state is JobState.DONE


async def test_refusals_in_a_row_are_those_of_all_jobs_and_processes(studio: Studio) -> None:
    for number in range(2):
        await studio.place(studio.order(model=RIFFUSION, guild_id=(OTHER_GUILD, OTHER_GUILD + 1)[number]))
    async with open_studio(studio.database, beside=studio, worker_id="another") as another:
        pauses = [(await refuse(process, 1))[0] for process in (studio, another, studio, another)]
    assert pauses == [5, 10, 20, 40]


async def test_a_song_that_is_taken_in_between_ends_the_row_of_refusals_for_every_process(studio: Studio) -> None:
    for _ in range(4):
        await studio.place(studio.order(model=RIFFUSION))
    assert await refuse(studio, 3) == [5, 10, 20]
    async with open_studio(studio.database, beside=studio, worker_id="another") as another:
        studio.clock.advance(20)
        await another.create()
        assert len(studio.vendor.accepted) == 1
        assert await refuse(another, 1) == [5]
    assert await refuse(studio, 1) == [10]


async def test_another_familys_song_does_not_end_it(studio: Studio) -> None:
    await studio.place(studio.order(model=RIFFUSION))
    await refuse(studio, 2)
    await studio.place(studio.order(model=SONIC, guild_id=OTHER_GUILD))
    studio.clock.advance(5)
    await studio.create()
    assert len(studio.vendor.accepted) == 1
    assert await refuse(studio, 1) == [20]


async def test_what_was_on_its_way_together_is_refused_once(database: Database) -> None:
    """The second was sent before anybody knew of the first's refusal: that says nothing new."""
    async with open_studio(database, interval=0.0) as studio:
        for _ in range(2):
            await studio.place(studio.order(model=RIFFUSION))
        studio.transport.trouble.answer_instead("POST", CREATE, BUSY, times=2)
        on_their_way = [studio.transport.trouble.pause("POST", CREATE, "before") for _ in range(2)]
        await studio.queue.tick()
        for each in on_their_way:
            await asyncio.wait_for(each.reached(), 10)
        for each in on_their_way:
            each.release()
        await studio.queue.tasks.wait_until_empty()
        assert studio.posts("/create") == 2
        assert await pause_of(studio) == 5


async def test_a_pause_that_musicapi_names_is_as_long_as_it_says(studio: Studio) -> None:
    await studio.place(studio.order(model=RIFFUSION))
    await refuse(studio, 2)
    assert await refuse(studio, 1, json_answer(429, {"message": "rate limit"}, retry_after="7")) == [7]


async def test_a_clock_that_was_set_back_makes_the_pause_after_it_the_first(studio: Studio) -> None:
    await studio.place(studio.order(model=RIFFUSION))
    await refuse(studio, 4)
    earlier = studio.context.now() - timedelta(hours=1)
    await studio.database.write(rate_limits.pull_forward, now=earlier)
    bounds = {"shortest": timedelta(seconds=5), "longest": timedelta(minutes=1)}
    refusal = await studio.database.write(rate_limits.pause, KEY, "riffusion", now=earlier, **bounds)
    assert refusal == Refusal(timedelta(seconds=5), since=earlier)


async def test_a_song_stays_in_line_however_often_it_is_refused_for_now_and_its_card_says_so(studio: Studio) -> None:
    job = await studio.place(studio.order(model=RIFFUSION))
    await refuse(studio, 12)
    status = await studio.queries.job_status(job.id)
    assert status is not None
    assert (status.stage, status.place) == (Stage.QUEUED, 1)
    assert status.asked_again_at == studio.context.now() + timedelta(minutes=1)
    assert (await studio.job(job.id)).create_attempts == 0
    assert (await studio.account()).held == job.price
    assert (await studio.finish(job)).state is JobState.DONE
    assert studio.told == []


async def test_refusals_for_now_leave_a_job_its_tries_where_musicapi_is_out_of_reach(studio: Studio) -> None:
    job = await studio.place(studio.order(model=RIFFUSION))
    await refuse(studio, 6)
    studio.clock.advance(60)
    studio.transport.unreachable = True
    await studio.create()
    assert ((await studio.job(job.id)).state, (await studio.job(job.id)).create_attempts) == (JobState.QUEUED, 1)


async def test_where_nothing_of_a_family_is_taken_for_hours_its_songs_are_refunded(studio: Studio) -> None:
    job, begun = await studio.place(studio.order(model=RIFFUSION)), studio.context.now()
    while (await studio.job(job.id)).state is JobState.QUEUED:
        assert studio.context.now() - begun <= REFUSED_TIMEOUT + timedelta(minutes=10)
        await refuse(studio, 1, BUSY_FOR_MINUTES)
        assert (studio.told == []) is (studio.context.now() - begun < REFUSED_FOR_LONG)
    ended = await studio.job(job.id)
    assert (ended.state, ended.failure, ended.reason) == (JobState.FAILED, FailureKind.REFUSED, "")
    assert studio.context.now() - begun >= REFUSED_TIMEOUT
    assert (await studio.account()).left == 240
    (told,) = studio.told
    assert "riffusion" in told
    late = await studio.place(studio.order(model=RIFFUSION))
    await refuse(studio, 2, BUSY_FOR_MINUTES)
    assert (await studio.job(late.id)).state is JobState.QUEUED  # it has only just come


async def test_a_song_that_alone_is_refused_for_a_day_is_refunded(studio: Studio) -> None:
    job, begun = await studio.place(studio.order(model=RIFFUSION)), studio.context.now()

    async def others_are_taken() -> datetime:
        await studio.database.write(rate_limits.end_refusals, KEY, "riffusion")
        return studio.context.now()

    while (await studio.job(job.id)).state is JobState.QUEUED:
        assert await others_are_taken() - begun <= LINE_TIMEOUT + timedelta(minutes=10)
        await refuse(studio, 1, BUSY_FOR_MINUTES)
    assert studio.context.now() - begun >= LINE_TIMEOUT
    assert (await studio.job(job.id)).failure is FailureKind.REFUSED
    assert (await studio.account()).left == 240


@pytest.mark.parametrize("said", ["banned word: blancmange", "banned word 'blancmange'"])
async def test_words_that_the_vendor_repeats_are_in_no_log(
    studio: Studio, caplog: pytest.LogCaptureFixture, said: str
) -> None:
    with caplog.at_level(logging.WARNING):
        studio.vendor.orders.muddle_next_answer(502, {"error": said})
        lost = await studio.finish(await studio.place(studio.order()))
        studio.vendor.orders.refuse_next_create(400, {"error": said})
        refused = await studio.finish(await studio.place(studio.order()))
        studio.vendor.orders.refuse_next_poll(500, {"error": said}, times=9)
        await studio.finish(await studio.place(studio.order()))
    assert (lost.failure, refused.failure, refused.reason) == (FailureKind.LOST, FailureKind.REFUSED, said)
    assert {"create_lost", "job_failed", "poll_failed"} <= {line.split()[0] for line in caplog.messages}
    assert "blancmange" not in caplog.text
    assert "banned word" in caplog.text
