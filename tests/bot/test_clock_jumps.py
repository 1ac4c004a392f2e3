"""A clock that jumps, by hours and days and over the end of a month: every song comes to its end, once, and soon."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.jobs.cadence import HARD_CAP
from data import ledger, tables
from data.ids import ChannelId, MessageId
from data.jobs import queries
from data.rows import JobState
from tests.bot.conftest import open_studio
from tests.bot.transports import Hand

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.rows import Job
    from tests.bot.conftest import Studio

SONGS = 5
STEP = 6.0  # seconds
JUMPS = (-3 * 86_400, -2 * 3_600, -1_800, -90, 90, 1_800, 7_200, 3 * 86_400, 40 * 86_400)
SETTLED = HARD_CAP + timedelta(minutes=15)  # after the last jump


async def jobs_of(studio: Studio) -> list[Job]:
    async with studio.database.reading() as tx:
        return await queries.many(tx, select(tables.jobs).order_by(tables.jobs.c.id))


async def step(studio: Studio, seconds: float) -> None:
    studio.clock.advance(seconds)
    await studio.create()
    await studio.look()
    await studio.courier.tick()
    await studio.courier.wait_until_idle()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(4))
async def test_songs_end_once_however_the_clock_jumps_meanwhile(database: Database, seed: int) -> None:
    chance, wrong_by = random.Random(seed), 0.0
    async with open_studio(database, skew=lambda: wrong_by) as studio:
        hand = Hand()
        studio.courier.use_transport(hand)
        stalled = chance.randrange(2 * SONGS)  # in some worlds, a task of which nothing is ever heard
        for number in range(SONGS):
            if number == stalled:
                studio.vendor.orders.stall_next_task()
            else:
                studio.vendor.orders.time_next_task(*chance.choice([(20, 40), (60, 60), (30, 400)]))
            job = await studio.place(studio.order(prompt=f"song {number}"))
            if chance.random() < 0.8:  # else its card was never known
                await studio.lifecycle.record_message(job, ChannelId(2001), MessageId(4001 + number))
            for _ in range(chance.randint(0, 4)):
                await step(studio, STEP)
            wrong_by += chance.choice(JUMPS)
            await step(studio, 0.0)
        settled = studio.clock.now() + SETTLED.total_seconds()
        while studio.clock.now() < settled and not all(job.delivered_at for job in await jobs_of(studio)):
            await step(studio, 2 * STEP)
        jobs = await jobs_of(studio)
        assert all(job.state.final and job.delivered_at for job in jobs), jobs
        made = Counter(create.body["prompt"] for create in studio.vendor.accepted)
        assert set(made.values()) == {1}
        posted = Counter(job_id for job_id, clips in hand.posts if len(clips) == 2)
        done = [job for job in jobs if job.state is JobState.DONE]
        assert posted == Counter(job.id for job in done)
        async with database.reading() as tx:
            assert await ledger.imbalances(tx) == []
            accounts = (await tx.execute(select(tables.accounts.c.held, tables.accounts.c.spent))).all()
        assert [held for held, _ in accounts if held] == []
        assert sum(spent for _, spent in accounts) == sum(job.price for job in done)
        assert len(done) == SONGS - (stalled < SONGS)  # a clock tells nothing of a song


def test_the_jumps_go_over_the_end_of_a_month() -> None:
    begin = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert (begin + timedelta(seconds=max(JUMPS))).month != begin.month
