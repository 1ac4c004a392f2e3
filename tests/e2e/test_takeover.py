"""Two processes on one database: one is killed, and the other goes on with all of its songs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from data import tables
from data.jobs import queries
from data.rows import JobState
from sandbox.world import Sandbox
from tests.e2e.conftest import SPEED, Stage, audio
from tests.e2e.fates import Shortened
from tests.e2e.forked_bot import ForkedBot

if TYPE_CHECKING:
    from pathlib import Path

    from data.rows import Job

LEASE = 9.0  # seconds
SONGS = 6


@pytest.mark.promise(key="comes-to-an-end")
@pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
async def test_when_one_process_is_killed_the_other_brings_its_songs(new_database_url: str, tmp_path: Path) -> None:
    async with Sandbox(SPEED, clip_seconds=2.0, identify_interval=0.0) as world:
        env, fate = world.env(database_url=new_database_url), Shortened(lease=LEASE)
        first = ForkedBot({**env, "WORKER_ID": "first"}, tmp_path / "first.log", fate, lease=LEASE)
        second = ForkedBot({**env, "WORKER_ID": "second"}, tmp_path / "second.log", fate, lease=LEASE)
        stage = Stage(world, first, new_database_url)
        second.listeners.append(stage._notice)
        async with first, second:

            async def who_stands_by() -> ForkedBot | None:
                return next((bot for bot in (first, second) if "gateway_taken by=" in said(bot)), None)

            await stage.soon(world.discord.ready())
            other = await stage.until(who_stands_by, "one that stands by")
            killed = second if other is first else first
            for ends in ((20, 500), (60, 61), (300, 301), (300, 600), (200, 201), (400, 401)):
                world.vendor.orders.time_next_task(*ends)
            asked = [
                stage.ask(("mia", "noah", "admin")[number % 3], prompt=f"song {number}") for number in range(SONGS)
            ]

            async def all_run() -> list[Job] | None:
                jobs = await jobs_of(stage)
                begun = [job for job in jobs if job.state not in (JobState.QUEUED, JobState.SUBMITTING)]
                return jobs if len(begun) == SONGS else None

            jobs = await stage.until(all_run, "all running")
            # Whoever stands by may submit what waits in line, but some songs belong to the one that heard of them.
            assert any(job.owner == killed.env["WORKER_ID"] for job in jobs)
            await killed.kill()
            messages = await asyncio.gather(*(stage.finished(one) for one in asked))
            ended = [await stage.settled(job.id) for job in jobs]
            assert {job.state for job in ended} == {JobState.DONE}
            assert other.running
            await stage.soon(world.discord.ready())
            assert "gateway_taken_over worker=" in said(other)
        assert all(len(audio(message)) == 2 for message in messages)
        assert {message.id for message in world.songs.messages.values()} == {message.id for message in messages}
        assert len({message.id for message in messages}) == SONGS
        delivered = sum(said(bot).count(" job_delivered ") for bot in (first, second))
        assert (stage.accepted(), delivered) == (SONGS, SONGS)  # both may be a moment too early for MusicAPI's pace
        account = await stage.account()
        assert (account.held, account.spent) == (0, 12 * SONGS)
        await stage.close()


def said(bot: ForkedBot) -> str:
    return bot.log.read_text() if bot.log.exists() else ""


async def jobs_of(stage: Stage) -> list[Job]:
    async with (await stage.database()).reading() as tx:
        return await queries.many(tx, select(tables.jobs))
