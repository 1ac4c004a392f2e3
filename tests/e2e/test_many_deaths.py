"""Killed again and again, at whatever commit: of many songs at once each comes to its end once, and the books balance.

The moments are the numbers of commits, drawn from a seed: every state of a song is entered by one.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from data import tables
from data.jobs import queries
from data.rows import FailureKind, JobState
from tests.e2e.conftest import TIMEOUT, Stage, audio, fields, open_stage, title
from tests.e2e.fates import KilledAtCommit
from tests.e2e.operating import Workbench

if TYPE_CHECKING:
    from pathlib import Path

    from data.rows import Job

LIVES = 4
MOST_COMMITS = 14  # of one life
ASKED = 3  # songs that are asked for in each life
PEOPLE = ("mia", "noah", "admin")


@pytest.mark.promise(key="comes-to-an-end")
@pytest.mark.promise(key="failure-free")
@pytest.mark.parametrize(
    ("new_database_url", "seed"), [("sqlite", 1), ("postgresql", 2)], indirect=["new_database_url"]
)
async def test_killed_at_any_commit_each_of_many_songs_comes_to_its_end_once(
    new_database_url: str, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    env = {"GUILD_MONTHLY_CREDITS": "5000"}
    async with open_stage(tmp_path, env=env, database_url=new_database_url) as stage:
        await in_every_stage(stage)
        await stage.kill()
        for life in range(LIVES):
            stage.bot.fate = KilledAtCommit(chance.randint(1, MOST_COMMITS), after=chance.random() < 0.5)
            await live(stage, life)
        stage.bot.fate = None
        await stage.start()
        await check_the_end(stage)


async def in_every_stage(stage: Stage) -> None:
    """Songs that are queued, sent, running, with one clip there and owed, and files that are owed."""
    orders, bench = stage.sandbox.vendor.orders, Workbench(stage, Host.MUSICAPI)
    source = await bench.song("sonic/sonic-v5")
    await bench.chosen(source, Operation.WAV)
    for ends in ((30, 300), (100, 110), (5, 6), (200, 200)):
        orders.time_next_task(*ends)
    asked = [stage.ask(PEOPLE[number % 3], prompt=f"first {number}") for number in range(6)]
    await stage.soon(asyncio.gather(*(stage.shown(invocation) for invocation in asked)))


async def live(stage: Stage, life: int) -> None:
    """Start the bot, ask for songs while it lives, and wait until it was killed."""
    await stage.bot.start()
    ended = asyncio.create_task(stage.bot.ended())
    ready = asyncio.create_task(stage.sandbox.discord.ready())
    async with asyncio.timeout(TIMEOUT):
        await asyncio.wait([ended, ready], return_when=asyncio.FIRST_COMPLETED)
        if not ended.done():
            for number in range(ASKED):
                stage.ask(PEOPLE[number % 3], prompt=f"life {life} song {number}")
        await ended
    ready.cancel()
    await stage.soon(stage.sandbox.discord.gone())


async def jobs_of(stage: Stage) -> list[Job]:
    async with (await stage.database()).reading() as tx:
        return await queries.many(tx, select(tables.jobs).order_by(tables.jobs.c.id))


async def check_the_end(stage: Stage) -> None:
    jobs = [await stage.settled(job.id) for job in await jobs_of(stage)]
    done = [job for job in jobs if job.state is JobState.DONE]
    failed = [job for job in jobs if job.state is JobState.FAILED]
    assert len(done) + len(failed) == len(jobs) >= 8

    # One create each: what was sent and not answered is lost, and not sent again.
    sent = Counter(str(create.body.get("prompt", create.path)) for create in stage.sandbox.vendor.creates)
    assert max(sent.values()) == 1, sent
    assert {job.failure for job in failed} <= {FailureKind.LOST, FailureKind.CANCELLED}
    assert len({job.task_id for job in done}) == len(done)

    # One message each, with all that was promised.
    messages = stage.sandbox.songs.messages
    assert len({job.message_id for job in jobs}) == len(jobs)
    for job in done:
        message = messages[job.message_id or 0]
        assert title(message).endswith(("is ready", "are ready")), title(message)
        assert len(audio(message)) == (1 if job.operation == Operation.WAV else 2)
    for job in failed:
        assert " back" in fields(messages[job.message_id or 0])["Stage"]
    others = [message for message in messages.values() if message.id not in {job.message_id for job in jobs}]
    assert all(message.loading or message.private_to for message in others)

    account = await stage.account()
    assert (account.held, account.spent) == (0, sum(job.price for job in done))
