"""Creates that take long and songs have places of their own: neither holds up the other."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import pytest

from bot.musicapi.operations import Operation
from bot.workers.submitter import slow_operations
from data.brief import Details
from data.rows import JobState
from tests.bot.conftest import CLIP_SECONDS, SONIC, open_studio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from data.engine.database import Database
    from data.rows import Job
    from sandbox.wire.trouble import Pause
    from tests.bot.conftest import Studio

AT_ONCE = 8
pytestmark = pytest.mark.timeout(90)


@contextlib.asynccontextmanager
async def hurried(database: Database, held: str) -> AsyncIterator[tuple[Studio, Details, list[Pause]]]:
    """A studio without an interval, whose submitter runs, and a recording to bring; creates at the `held` path hang."""
    async with open_studio(database, interval=0.0, allowance=1_000, clip_seconds=CLIP_SECONDS) as studio:
        studio.vendor.limit.interval = 0.0
        _, (clip, _) = await studio.song(model=SONIC)
        pauses = [studio.transport.trouble.pause("POST", held, "before") for _ in range(AT_ONCE)]
        stop = asyncio.Event()
        running = asyncio.create_task(studio.queue.run(stop))
        try:
            yield studio, Details(url=clip.audio_url, length=CLIP_SECONDS), pauses
        finally:
            for pause in pauses:
                pause.release()
            stop.set()
            await running


async def left_the_queue(studio: Studio, job: Job) -> Job:
    """The job as it stands once it is sent and answered."""
    changed = asyncio.Event()
    studio.lifecycle.changes.listen(lambda _job: changed.set())
    async with asyncio.timeout(30):
        while (stands := await studio.job(job.id)).state in (JobState.QUEUED, JobState.SUBMITTING):
            await changed.wait()
            changed.clear()
    return stands


async def bring(studio: Studio, recording: Details) -> Job:
    return await studio.place(studio.order("", operation=Operation.UPLOAD, model="sonic", details=recording))


async def test_eight_recordings_that_hang_hold_up_no_song(database: Database) -> None:
    async with hurried(database, r"/upload$") as (studio, recording, pauses):
        brought = [await bring(studio, recording) for _ in range(AT_ONCE + 1)]
        for pause in pauses:
            await asyncio.wait_for(pause.reached(), 30)
        for _ in range(3):
            song = await studio.place(studio.order(model=SONIC))
            assert (await left_the_queue(studio, song)).state is JobState.RUNNING
        assert (await studio.job(brought[-1].id)).state is JobState.QUEUED  # there is no place for a ninth
        pauses[0].release()
        assert (await left_the_queue(studio, brought[-1])).state is JobState.DONE


async def test_eight_songs_that_hang_hold_up_no_recording(database: Database) -> None:
    async with hurried(database, r"/create$") as (studio, recording, pauses):
        songs = [await studio.place(studio.order(model=SONIC)) for _ in range(AT_ONCE + 1)]
        for pause in pauses:
            await asyncio.wait_for(pause.reached(), 30)
        assert (await left_the_queue(studio, await bring(studio, recording))).state is JobState.DONE
        assert (await studio.job(songs[-1].id)).state is JobState.QUEUED
        pauses[0].release()
        assert (await left_the_queue(studio, songs[-1])).state is JobState.RUNNING


async def test_what_takes_long_is_what_carries_a_recording_or_is_answered_with_the_result(studio: Studio) -> None:
    slow = slow_operations(studio.context.catalog)
    assert {Operation.UPLOAD, Operation.UPLOAD_COVER, Operation.UPLOAD_EXTEND, Operation.VOICE, Operation.WAV} <= slow
    assert not {Operation.CREATE, Operation.EXTEND, Operation.COVER, Operation.STEMS_BASIC} & slow
