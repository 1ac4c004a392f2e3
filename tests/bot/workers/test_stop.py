"""A stop begins nothing more and cuts nothing off, however slowly MusicAPI or Discord answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from data.ids import TaskId
from data.rows import JobState
from tests.bot.conftest import open_studio
from tests.bot.transports import Hand

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from data.engine.database import Database
    from tests.bot.conftest import Studio

LONG = 30.0  # seconds for what must come
A_WHILE = 0.3  # seconds, in which a loop that waits for nothing has ended many times over


async def soon(awaited: Awaitable[Any]) -> None:
    await asyncio.wait_for(awaited, LONG)


async def waits(running: asyncio.Task[None]) -> bool:
    """Whether a loop that was told to stop goes on waiting."""
    done, _ = await asyncio.wait({running}, timeout=A_WHILE)
    return not done


async def test_a_create_that_is_answered_slowly_after_the_stop_is_written_down(database: Database) -> None:
    async with open_studio(database, interval=0.0) as studio:
        job, stop = await studio.place(studio.order()), asyncio.Event()
        pause = studio.transport.trouble.pause("POST", r"/create$", "after")
        running = asyncio.create_task(studio.queue.run(stop))
        await soon(pause.reached())
        stop.set()
        assert await waits(running)
        pause.release()
        await soon(running)
        found = await studio.job(job.id)
        assert (found.state, found.task_id) == (JobState.RUNNING, TaskId(studio.vendor.accepted[0].task_id or ""))


async def test_a_song_that_is_told_slowly_after_the_stop_is_written_down(studio: Studio) -> None:
    job, stop = await studio.place(studio.order()), asyncio.Event()
    await studio.create()
    studio.clock.advance(120)
    pause = studio.transport.trouble.pause("GET", r"/task/", "after")
    running = asyncio.create_task(studio.poller.run(stop))
    await soon(pause.reached())
    stop.set()
    assert await waits(running)
    pause.release()
    await soon(running)
    assert (await studio.job(job.id)).state is JobState.DONE


async def test_a_song_that_discord_takes_slowly_after_the_stop_is_marked_as_delivered(studio: Studio) -> None:
    hand, stop = Hand(), asyncio.Event()
    hand.held = asyncio.Event()
    studio.courier.use_transport(hand)
    job = await studio.finish(await studio.place(studio.order()))
    running = asyncio.create_task(studio.courier.run(stop))
    await soon(hand.reached.wait())
    stop.set()
    assert await waits(running)
    hand.held.set()
    await soon(running)
    assert (await studio.job(job.id)).delivered_at is not None
