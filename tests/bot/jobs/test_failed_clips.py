"""A clip that failed and has no sister ends its song: not at once, for she may be late, and not after ten minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.jobs.cadence import BELIEVED
from data.rows import ClipState, FailureKind, JobState
from sandbox.wire.exchange import json_answer
from tests.bot.conftest import open_studio

if TYPE_CHECKING:
    from data.rows import Job
    from tests.bot.conftest import Studio

DEAD = {"clip_id": "dead", "state": "failed", "fail_reason": "too loud", "error": "too loud"}
RUNNING = {"clip_id": "other", "state": "running"}
LIVING = {"clip_id": "other", "state": "succeeded", "audio_url": "https://files.test/a.m4a", "duration": 120.0}
WAIT = BELIEVED.total_seconds()


def say(studio: Studio, *clips: dict[str, Any]) -> None:
    """Let MusicAPI say of every task that these are its clips."""
    studio.transport.trouble.clear()
    answer = json_answer(200, {"code": 200, "message": "success", "data": list(clips)})
    studio.transport.trouble.answer_instead("GET", r"/task/", answer, times=100_000)


async def begin(studio: Studio) -> Job:
    """A song of two clips of which one has failed, as was just heard."""
    job = await studio.place(studio.order())
    await studio.create()
    say(studio, DEAD)
    await studio.look(70)  # however late that is heard, it is heard for the first time
    assert (await studio.job(job.id)).state is JobState.RUNNING
    assert [clip.state for clip in await studio.clips(job)] == [ClipState.FAILED]
    return job


async def look_for(studio: Studio, seconds: float) -> None:
    for _ in range(int(seconds)):
        await studio.look(1.0)


async def test_a_failure_that_stands_for_a_minute_is_believed_and_refunded(studio: Studio) -> None:
    job = await begin(studio)
    await look_for(studio, WAIT - 1)
    assert (await studio.job(job.id)).state is JobState.RUNNING
    await look_for(studio, 27)  # the longest that a late task waits for its next poll
    ended = await studio.job(job.id)
    assert (ended.state, ended.failure, ended.reason) == (JobState.FAILED, FailureKind.FAILED, "too loud")
    account = await studio.account()
    assert (account.held, account.spent) == (0, 0)


async def test_a_sister_that_comes_within_the_minute_is_waited_for(studio: Studio) -> None:
    job = await begin(studio)
    await look_for(studio, WAIT - 30)
    say(studio, DEAD, RUNNING)
    await look_for(studio, 2 * WAIT)
    assert (await studio.job(job.id)).state is JobState.RUNNING
    say(studio, DEAD)  # and is not forgotten because one answer does not name her
    await look_for(studio, 2 * WAIT)
    assert (await studio.job(job.id)).state is JobState.RUNNING
    say(studio, DEAD, LIVING)
    await look_for(studio, 30)
    assert (await studio.job(job.id)).state is JobState.DONE
    assert (await studio.account()).spent == 12


async def test_a_living_clip_beside_a_dead_one_is_no_failure(studio: Studio) -> None:
    job = await begin(studio)
    say(studio, LIVING)  # the dead one is not named any more, and two are due
    await look_for(studio, 2 * WAIT)
    assert (await studio.job(job.id)).state is JobState.RUNNING


@pytest.mark.parametrize("away", [0.0, 10 * WAIT])
async def test_a_restart_goes_on_counting(studio: Studio, away: float) -> None:
    job = await begin(studio)
    await look_for(studio, WAIT / 2)
    async with open_studio(studio.database) as restarted:
        restarted.clock.advance(studio.clock.now() - restarted.clock.now() + away)
        say(restarted, DEAD)
        await restarted.poller.take_back()
        await look_for(restarted, WAIT / 2 + 27)
        assert (await restarted.job(job.id)).failure is FailureKind.FAILED
        assert (await restarted.account()).left == 240
