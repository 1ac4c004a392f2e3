"""What is learnt of a kind is read again when there is more to learn, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.jobs.cadence import ENOUGH
from bot.jobs.durations import NEWS_AFTER, STALE_AFTER, Durations

if TYPE_CHECKING:
    from bot.jobs.durations import Past
    from data.rows import Job
    from tests.bot.conftest import Studio


async def learn(studio: Studio, durations: Durations, job: Job) -> Past:
    past = await studio.context.database.read(durations.read, job)
    durations.keep(job, past)
    return past


async def test_the_first_songs_are_learnt_from_at_once_and_later_ones_soon(studio: Studio) -> None:
    durations = Durations(studio.context)
    job = await studio.finish(await studio.place(studio.order()))
    assert durations.recall(job) is None
    past = await learn(studio, durations, job)
    assert past.plan is None
    for _ in range(ENOUGH):
        durations.hear(await studio.finish(await studio.place(studio.order())))
        assert durations.recall(job) is None
        past = await learn(studio, durations, job)
        studio.clock.advance(1)
    assert past.plan is not None
    assert durations.recall(job) is past
    durations.hear(job)
    assert durations.recall(job) is past
    studio.clock.advance(NEWS_AFTER.total_seconds())
    assert durations.recall(job) is None


async def test_what_nobody_told_is_read_after_some_minutes_and_when_the_clock_was_set_back(studio: Studio) -> None:
    durations = Durations(studio.context)
    job = await studio.finish(await studio.place(studio.order()))
    past = await learn(studio, durations, job)
    studio.clock.advance(STALE_AFTER.total_seconds() - 1)
    assert durations.recall(job) is past
    studio.clock.advance(1)
    assert durations.recall(job) is None
    await learn(studio, durations, job)
    studio.clock.advance(-1)
    assert durations.recall(job) is None
