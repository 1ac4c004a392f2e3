"""Answers of MusicAPI's that contradict each other, stop half way or look like our own: nothing is lost by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import ModelUnavailable
from bot.musicapi.operations import Operation
from bot.musicapi.responses.reports import ReportedFile, TaskReport
from data.brief import Details
from data.ids import TaskId
from data.rows import ClipState, FailureKind, Job, JobState, ReportedClip
from sandbox.wire.exchange import json_answer
from tests.bot.conftest import GUILD, SONIC, VIEWER, open_studio
from tests.telling import tells

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.rows import Clip
    from tests.bot.conftest import Studio

GONE = {"type": "endpoint_retired", "error": "task_type not supported by the upstream model platform"}


@pytest.fixture
def studio(workshop: Studio) -> Studio:
    """A studio whose clips are long enough to be brought back as recordings."""
    return workshop


async def _turn(studio: Studio) -> Job:
    """A job whose create is on its way."""
    await studio.place(studio.order(model=SONIC))
    job = await studio.queue._take_turn()
    assert isinstance(job, Job)
    return job


@pytest.mark.parametrize("status", [400, 401, 402, 403, 410, 429])
async def test_a_refusal_after_the_call_that_named_the_task_costs_nobody_the_song(
    database: Database, status: int
) -> None:
    async with open_studio(database, callbacks=True) as studio:
        job = await _turn(studio)
        await studio.lifecycle.adopt_task(job, TaskId("a-task"))
        studio.vendor.orders.refuse_next_create(status, {"error": "no"})
        await studio.queue._create(job)
        found = await studio.job(job.id)
        assert (found.state, found.task_id) == (JobState.RUNNING, "a-task")
        assert (await studio.account()).held == found.price


async def test_done_without_a_clip_that_lived_is_refunded(studio: Studio) -> None:
    job = await studio.place(studio.order(model=SONIC))
    await studio.create()
    running = await studio.job(job.id)

    def told(first: ClipState, second: ClipState) -> tuple[ReportedClip, ...]:
        return tuple(
            ReportedClip(name, state, audio_url="https://files.example/a.mp3")
            for name, state in (("a", first), ("b", second))
        )

    await studio.lifecycle.record_report(running, TaskReport("running", told(ClipState.FAILED, ClipState.RUNNING)))
    # What failed stays failed, whatever is said of it later.
    await studio.lifecycle.record_report(running, TaskReport("done", told(ClipState.SUCCEEDED, ClipState.FAILED)))
    assert (await studio.job(job.id)).state is JobState.FAILED
    assert await studio.spent() == 0


async def test_files_that_arrived_are_kept_when_the_others_never_come(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=Operation.STEMS_FULL, source=clip.id))
    await studio.create()
    running = await studio.job(job.id)
    there = (ReportedFile("Vocals", "https://files.example/v.wav"), ReportedFile("Bass", "https://files.example/b.wav"))
    await studio.lifecycle.record_report(running, TaskReport("running", files=there[:1]))
    await studio.lifecycle.record_report(running, TaskReport("running", files=there))
    await studio.lifecycle.record_report(running, TaskReport("running", files=there[:1]))  # a poll that knows less
    await studio.lifecycle.give_up(running, FailureKind.TIMED_OUT)
    ended = await studio.job(job.id)
    assert (ended.state, [file["name"] for file in (ended.result or {})["files"]]) == (
        JobState.DONE,
        ["Vocals", "Bass"],
    )
    assert await studio.spent() == 15 + 75


async def test_files_of_a_task_that_failed_after_all_cost_nothing(studio: Studio) -> None:
    """Nobody has them yet: unlike a clip, a file is posted once all of them are there."""
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=Operation.STEMS_FULL, source=clip.id))
    await studio.create()
    running = await studio.job(job.id)
    there = (ReportedFile("Vocals", "https://files.example/v.wav"),)
    await studio.lifecycle.record_report(running, TaskReport("running", files=there))
    await studio.lifecycle.record_report(running, TaskReport("failed", reason="too loud"))
    ended = await studio.job(job.id)
    assert (ended.state, ended.reason) == (JobState.FAILED, "too loud")
    assert await studio.spent() == 15


async def test_a_new_file_is_news_and_nothing_else_is(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    job = await studio.place(studio.order("", operation=Operation.STEMS_FULL, source=clip.id))
    await studio.create()
    running = await studio.job(job.id)
    report = TaskReport("running", files=(ReportedFile("Vocals", "https://files.example/v.wav"),))
    for seconds, news in ((60, True), (60, False)):
        before = (await studio.job(job.id)).changed_at
        studio.clock.advance(seconds)
        await studio.lifecycle.record_report(running, report)
        assert ((await studio.job(job.id)).changed_at > before) is news


async def test_what_is_gone_for_recordings_is_still_there_for_songs(studio: Studio) -> None:
    song, brought = await _song_and_recording(studio)
    studio.vendor.orders.refuse_next_create(410, GONE)
    ended = await studio.done(Operation.COVER, brought, style="a waltz", lyrics="la la la")
    assert ended.failure is FailureKind.REFUSED
    with tells(ModelUnavailable, "no longer"):
        await studio.queries.clip_operation(brought.id, GUILD, VIEWER, Operation.COVER)
    assert (
        await studio.queries.clip_operation(song.id, GUILD, VIEWER, Operation.COVER)
    ).candidate.offer.operation is Operation.COVER
    assert (await studio.done(Operation.COVER, song, style="a waltz", lyrics="la la la")).state is JobState.DONE


async def test_what_is_gone_for_songs_is_gone_for_songs_alone(studio: Studio) -> None:
    song, brought = await _song_and_recording(studio)
    studio.vendor.orders.refuse_next_create(410, GONE)
    await studio.done(Operation.EXTEND, song, style="a waltz", lyrics="la la la", continue_at=5.0)
    with tells(ModelUnavailable, "no longer"):
        await studio.place(studio.order("", operation=Operation.EXTEND, source=song.id, continue_at=5.0))
    assert (
        await studio.queries.clip_operation(brought.id, GUILD, VIEWER, Operation.EXTEND)
    ).candidate.offer.operation is Operation.EXTEND


async def _song_and_recording(studio: Studio) -> tuple[Clip, Clip]:
    _, (song, _) = await studio.song(model=SONIC)
    brought = await studio.done(
        Operation.UPLOAD, model="sonic", details=Details(url=song.audio_url, length=song.duration)
    )
    (recording,) = await studio.clips(brought)
    assert recording.uploaded
    return song, recording


async def test_a_task_is_polled_and_not_bought_again_whatever_it_is_called(studio: Studio) -> None:
    job = await studio.place(studio.order(model=SONIC))
    named = f"again-{job.id}"
    studio.transport.trouble.answer_instead(
        "POST", r"/create$", json_answer(200, {"message": "success", "task_id": named})
    )
    await studio.create()
    running = await studio.job(job.id)
    assert (running.state, running.task_id) == (JobState.RUNNING, named)
    assert not running.repeats_create
    before = studio.posts("/create")
    await studio.look(300)
    assert studio.posts("/create") == before
