"""The places that people read are the order in which the database gives turns."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from bot.jobs.queue_order import place_in_queue
from data.ids import JobId
from data.jobs import queue, transitions
from data.rows import FailureKind, Job, JobState
from tests.data.making import LEASE, OWNER, after, queued

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction


async def order(tx: Transaction, jobs: list[Job]) -> list[JobId]:
    """The jobs by their places, which are counted without a gap."""
    lines = await queue.member_lines(tx)
    by_place = dict[int | None, JobId]()
    for job in jobs:
        by_place[place_in_queue(lines, job.guild_id, job.user_id, await queue.count_ahead(tx, job))] = job.id
    assert sorted(place or 0 for place in by_place) == list(range(1, len(jobs) + 1))
    return [by_place[place] for place in range(1, len(jobs) + 1)]


async def take(tx: Transaction, second: float) -> Job:
    waiting = await queue.next_job(tx)
    assert waiting is not None
    job = await queue.take_turn(tx, waiting.id, owner=OWNER, lease_until=LEASE, now=after(second))
    assert job is not None
    return job


@pytest.mark.promise(key="line")
@pytest.mark.parametrize("seed", range(8))
async def test_turns_are_given_in_the_order_of_the_places(database: Database, seed: int) -> None:
    draw, second = random.Random(seed), 0
    async with database.transaction() as tx:
        waiting = list[Job]()
        for _ in range(4):  # turns, then others come, go away or are put back, and all that is left has a turn
            for _ in range(draw.randint(2, 7)):
                waiting.append(await queued(tx, guild_id=draw.randint(1, 3), user_id=draw.randint(1, 3)))
            if draw.random() < 0.5:
                gone = waiting.pop(draw.randrange(len(waiting)))
                await transitions.fail(
                    tx, gone.id, FailureKind.CANCELLED, None, since=[JobState.QUEUED], now=after(second)
                )
            expected = await order(tx, waiting)
            turns = expected[: draw.randint(1, len(expected))]
            for job_id in turns:
                second += 1
                assert (await take(tx, second)).id == job_id
            if draw.random() < 0.5:  # the last one was not taken by MusicAPI after all
                assert await queue.back_to_queue(tx, turns.pop(), now=after(second)) is not None
            waiting = [job for job in waiting if job.id not in turns]
        for job_id in await order(tx, waiting):
            second += 1
            assert (await take(tx, second)).id == job_id
        assert await queue.member_lines(tx) == []
