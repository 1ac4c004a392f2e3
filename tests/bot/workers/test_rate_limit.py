"""The moments of creates: one at a time, and those that are reserved for what is sent again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.workers.rate_limit import RateLimiter
from data.ids import JobId
from data.rate_limits import Granted, NotBefore

if TYPE_CHECKING:
    from tests.bot.conftest import Studio

ONE, TWO, THREE = JobId(1), JobId(2), JobId(3)


async def is_granted(studio: Studio, limiter: RateLimiter) -> bool:
    """Whether the queue of creates gets this moment."""
    async with studio.database.transaction() as tx:
        return await limiter.acquire(tx, studio.context.now()) == Granted()


def after(studio: Studio, seconds: float) -> NotBefore:
    return NotBefore(studio.context.now() + timedelta(seconds=seconds))


async def test_a_job_gets_the_moment_that_was_reserved_for_it(studio: Studio) -> None:
    creates, repeats = RateLimiter(studio.context, 3.0), RateLimiter(studio.context, 3.0)
    assert await is_granted(studio, creates)
    assert await repeats.reserve(ONE) == after(studio, 3)
    studio.clock.advance(1)
    assert await repeats.reserve(ONE) == after(studio, 2)
    studio.clock.advance(2)
    assert not await is_granted(studio, creates)  # this moment is reserved, however busy the queue is
    assert await repeats.reserve(ONE) == Granted()
    studio.clock.advance(3)
    assert await is_granted(studio, creates)


async def test_two_jobs_that_wait_get_moments_of_their_own(studio: Studio) -> None:
    limiter = RateLimiter(studio.context, 3.0)
    reserved = [await limiter.reserve(job_id) for job_id in (ONE, TWO, THREE)]
    assert reserved == [Granted(), after(studio, 3), after(studio, 6)]


async def test_without_an_interval_nobody_waits(studio: Studio) -> None:
    limiter = RateLimiter(studio.context, 0.0)
    assert not limiter
    assert [await limiter.reserve(job_id) for job_id in (ONE, ONE, TWO)] == [Granted()] * 3
    await limiter.keep_distance()
    assert await is_granted(studio, RateLimiter(studio.context, 3.0))


async def test_a_distance_is_kept_from_the_answer(studio: Studio) -> None:
    limiter = RateLimiter(studio.context, 3.0)
    assert await is_granted(studio, limiter)
    studio.clock.advance(2)  # the answer took so long
    await limiter.keep_distance()
    studio.clock.advance(2)
    assert not await is_granted(studio, limiter)
    studio.clock.advance(1)
    assert await is_granted(studio, limiter)
