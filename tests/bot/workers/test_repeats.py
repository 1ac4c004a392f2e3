"""What is not ready at once: the same POST is sent again, as documented, but seldom, and at the pace of creates."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from bot.jobs import repeats
from bot.musicapi.operations import Operation
from data.jobs import schedule
from data.rows import FailureKind, JobState
from sandbox.wire.exchange import Answer, json_answer
from tests.bot.conftest import SONIC, open_studio

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.rows import Clip, Job
    from tests.bot.conftest import Studio

NOT_READY = json_answer(202, {"type": "not_ready", "error": "wait"})


@pytest.fixture
def studio(workshop: Studio) -> Studio:
    """A studio whose clips are long enough to be brought back as recordings."""
    return workshop


async def test_notes_that_are_not_ready_are_asked_for_again_and_paid_once(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=Operation.MIDI, source=clip.id))
    await studio.create()
    assert ((await studio.job(job.id)).state, studio.posts("/midi")) == (JobState.RUNNING, 1)
    made = await studio.finish(job)
    assert made.state is JobState.DONE
    assert studio.posts("/midi") > 1
    assert [file["name"] for file in (made.result or {})["files"]] == ["MIDI"]
    assert await studio.spent() == 16


async def test_what_is_asked_for_again_keeps_the_pace_of_creates(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.clock.advance(10)
    midi = await studio.place(studio.order("", operation=Operation.MIDI, source=clip.id))
    for _ in range(6):
        await studio.place(studio.order(model=SONIC))
    for _ in range(80):
        await studio.create()
        await studio.look(0.5)
    assert (await studio.job(midi.id)).state is JobState.DONE
    statuses = [exchange.answer.status for exchange in studio.transport.traffic if exchange.request.method == "POST"]
    assert 429 not in statuses


async def test_a_repeat_that_is_refused_ends_in_a_refund(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=Operation.MIDI, source=clip.id))
    await studio.create()
    refusal = json_answer(400, {"type": "validation_error", "error": "the clip has no notes"})
    studio.transport.trouble.answer_instead("POST", r"/midi$", refusal)
    ended = await studio.finish(job)
    assert (ended.failure, ended.reason) == (FailureKind.REFUSED, "the clip has no notes")
    assert await studio.spent() == 15


@pytest.mark.parametrize(
    "answer",
    [
        Answer(404, b"<html>not found</html>", "text/html"),
        Answer(502, b"<html>bad gateway</html>", "text/html"),
        Answer(0, drop=True),
        json_answer(429, {"message": "rate limit"}, Retry_After="7"),
        json_answer(401, {"type": "unauthorized", "error": "bad api key"}),
    ],
    ids=["404", "502", "dropped", "429", "401"],
)
async def test_a_repeat_that_fails_for_the_moment_is_repeated(studio: Studio, answer: Answer) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=Operation.MIDI, source=clip.id))
    await studio.create()
    studio.transport.trouble.answer_instead("POST", r"/midi$", answer, times=2)
    assert (await studio.finish(job)).state is JobState.DONE
    assert await studio.spent() == 16


async def midi(studio: Studio, clip: Clip, **more: Any) -> Job:
    """A score that was asked for once, and is not ready."""
    job = await studio.place(studio.order("", operation=Operation.MIDI, source=clip.id, **more))
    await studio.create()
    return await studio.job(job.id)


def sent_at(studio: Studio) -> list[float]:
    """When the POSTs of scores came."""
    return [
        exchange.at
        for exchange in studio.transport.traffic
        if exchange.request.method == "POST" and exchange.request.path.endswith("/midi")
    ]


@pytest.mark.promise(key="repeats")
async def test_what_never_gets_ready_is_sent_a_few_times_ever_more_rarely_and_refunded(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.transport.trouble.answer_instead("POST", r"/midi$", NOT_READY, times=1_000)
    job = await midi(studio, clip)
    for _ in range(500):
        await studio.look(1.0)
    ended = await studio.job(job.id)
    assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.TIMED_OUT)
    assert await studio.spent() == 15
    assert ended.finished_at is not None
    assert ended.finished_at.timestamp() - sent_at(studio)[-1] < 1  # nobody waits for a repeat that is not sent
    gaps = [later - earlier for earlier, later in pairwise(sent_at(studio))]
    assert len(gaps) == repeats.MOST_REPEATS == ended.polls
    planned = [repeats.wait_before(number, 0.5).total_seconds() for number in range(1, repeats.MOST_REPEATS + 1)]
    assert all(wait <= gap < wait + 5 for wait, gap in zip(planned, gaps, strict=True))
    assert planned[0] >= 15
    assert planned[-1] >= 60


async def test_even_a_vendor_that_charges_every_repeat_charges_a_bounded_number(database: Database) -> None:
    async with open_studio(database, clip_seconds=8.0, allowance=1_000) as studio:
        _, (clip, _) = await studio.song(model=SONIC)
        failed = Answer(502, b"<html>bad gateway</html>", "text/html")
        job = await midi(studio, clip)
        studio.transport.trouble.answer_instead("POST", r"/midi$", failed, times=1_000)
        assert (await studio.finish(job)).failure is FailureKind.TIMED_OUT
        assert len(sent_at(studio)) == 1 + repeats.MOST_REPEATS


@pytest.mark.promise(key="repeats")
async def test_a_restart_goes_on_counting_the_repeats_and_waiting_for_the_next(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.transport.trouble.answer_instead("POST", r"/midi$", NOT_READY, times=1_000)
    job = await midi(studio, clip)
    for _ in range(100):  # restarted every five seconds
        async with open_studio(studio.database, beside=studio) as restarted:
            await restarted.poller.take_back()
            await restarted.look(5.0)
    ended = await studio.job(job.id)
    assert (ended.state, ended.failure) == (JobState.FAILED, FailureKind.TIMED_OUT)
    gaps = [later - earlier for earlier, later in pairwise(sent_at(studio))]
    assert len(gaps) == repeats.MOST_REPEATS
    assert all(gap >= repeats.FIRST for gap in gaps)
    assert gaps == sorted(gaps)


@pytest.mark.promise(key="repeats")
async def test_a_repeat_counts_though_its_sender_was_killed_before_the_answer(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.transport.trouble.answer_instead("POST", r"/midi$", NOT_READY, times=1_000)
    job = await midi(studio, clip)
    for counted in range(repeats.MOST_REPEATS):
        async with studio.database.transaction() as tx:
            await schedule.count_repeat(
                tx, job.id, owner=studio.context.worker_id, counted=counted, poll_at=studio.context.now()
            )
    async with open_studio(studio.database, beside=studio) as restarted:
        await restarted.poller.take_back()
        await restarted.look(1.0)
    assert (await studio.job(job.id)).failure is FailureKind.TIMED_OUT
    assert len(sent_at(studio)) == 1
    assert await studio.spent() == 15


async def test_a_job_that_another_process_has_is_not_repeated_here(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.transport.trouble.answer_instead("POST", r"/midi$", NOT_READY, times=1_000)
    job = await midi(studio, clip)
    async with open_studio(studio.database, beside=studio, worker_id="another") as another:
        studio.clock.advance(100)  # past the lease, which its owner had no moment to renew
        await another.look(0.0)
        await another.look(5.0)
        assert (await studio.job(job.id)).owner == "another"
        before = len(sent_at(studio))
        await studio.poller._repeat(job)  # as it still knows it
        assert len(sent_at(studio)) == before


@pytest.mark.parametrize("repeating", [2, 4])
async def test_a_song_is_not_kept_waiting_by_what_is_sent_again(studio: Studio, repeating: int) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    studio.transport.trouble.answer_instead("POST", r"/midi$", NOT_READY, times=1_000)
    for _ in range(repeating):
        await studio.place(studio.order("", operation=Operation.MIDI, source=clip.id))
    for _ in range(120):
        await studio.create()
        await studio.look(0.5)
    song = await studio.place(studio.order(model=SONIC))
    begun, next_tick = studio.clock.now(), 0.0
    while (await studio.job(song.id)).state is JobState.QUEUED and studio.clock.now() < begun + 300:
        if studio.clock.now() >= next_tick:
            next_tick = studio.clock.now() + await studio.queue.tick()
            await studio.queue.tasks.wait_until_empty()
        await studio.look(0.5)
    # Once behind what was reserved when it came, once behind what was before its own moment was: and no more.
    assert studio.clock.now() - begun <= 2 * 3 * repeating + 3.5
    sent = [exchange for exchange in studio.transport.traffic if exchange.request.method == "POST"]
    assert 429 not in [exchange.answer.status for exchange in sent]
