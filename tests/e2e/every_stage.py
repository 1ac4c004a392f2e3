"""Many songs at once, one in every stage that a song passes, and whether each of them came to its end once."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from data import tables
from data.jobs import queries
from data.rows import FailureKind, JobState
from sandbox.discord.invocations import Invocation
from tests.e2e.conftest import Stage, audio, is_done, said, title
from tests.e2e.operating import Workbench

if TYPE_CHECKING:
    from data.rows import Job
    from sandbox.discord.entities import Message

PEOPLE = ("mia", "noah", "admin")


async def in_every_stage(stage: Stage) -> None:
    """Songs that are queued, sent, running, with one clip there and owed, and files that are owed."""
    orders, bench = stage.sandbox.vendor.orders, Workbench(stage, Host.MUSICAPI)
    source = await bench.song("sonic/sonic-v5")
    await bench.chosen(source, Operation.WAV)
    for ends in ((30, 300), (100, 110), (5, 6), (200, 200)):
        orders.time_next_task(*ends)
    asked = [stage.ask(PEOPLE[number % 3], prompt=f"first {number}") for number in range(6)]
    await stage.soon(asyncio.gather(*(stage.shown(invocation) for invocation in asked)))


async def check_the_end(stage: Stage) -> None:
    """Raise AssertionError unless each song is posted once or refunded, was sent once, and the books balance."""
    jobs, cards = await _settle(stage)
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
        assert is_done(message), title(message)
        assert len(audio(message)) == (1 if job.operation == Operation.WAV else 2)
    for job in failed:
        assert " back" in said(messages[job.message_id or 0])
    owned = {job.message_id for job in jobs}
    # On a slow machine somebody waits for more than a minute, and is told by a reply when the song is there.
    strays = [message for message in cards if message.id not in owned and message.reply_to not in owned]
    assert not strays, ([(title(message), message.content) for message in strays], stage.log())

    account = await stage.account()
    assert (account.held, account.spent) == (0, sum(job.price for job in done))


async def _settle(stage: Stage) -> tuple[list[Job], list[Message]]:
    """Every job once its person has been told how it ended, and what everybody could read by then.

    An order of the last moment may be written down long after it was asked for, where the database was in trouble.
    """
    world = stage.sandbox.world
    for interaction in list(world.interactions.values()):
        await Invocation(world, interaction).answered()
    while True:
        for job in await _jobs(stage):
            await stage.settled(job.id)
        # Before the jobs are read: a card is shown once its job is written down.
        cards = [card for card in stage.sandbox.songs.messages.values() if not (card.loading or card.private_to)]
        jobs = await _jobs(stage)
        if all(job.delivered_at for job in jobs):
            return jobs, cards


async def _jobs(stage: Stage) -> list[Job]:
    async with (await stage.database()).reading() as tx:
        return await queries.many(tx, select(tables.jobs).order_by(tables.jobs.c.id))
