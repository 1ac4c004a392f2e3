"""The moments of creates: one at a time, and those that are reserved for what is sent again."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from bot.workers.rate_limit import RateLimiter
from data.ids import JobId
from data.processes import rate_limits
from data.processes.rate_limits import Granted, NotBefore

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


async def test_however_many_wait_no_two_get_the_same_moment(studio: Studio) -> None:
    limiter, begun = RateLimiter(studio.context, 3.0), studio.context.now()
    asks, granted = dict.fromkeys(map(JobId, range(1, 41)), begun), list[float]()
    while asks:
        studio.clock.advance((min(asks.values()) - studio.context.now()).total_seconds())
        for job_id in [job_id for job_id, moment in asks.items() if moment <= studio.context.now()]:
            match await limiter.reserve(job_id):
                case NotBefore(moment):
                    asks[job_id] = moment
                case Granted():
                    granted.append(studio.clock.now())
                    del asks[job_id]
    assert all(later - earlier >= 3 for earlier, later in pairwise(granted))
    assert granted[-1] - granted[0] == 3 * 39  # and none of them is wasted


async def test_a_moment_that_was_reserved_before_the_clock_was_set_back_is_not_waited_for(studio: Studio) -> None:
    limiter = RateLimiter(studio.context, 3.0)
    assert await limiter.reserve(ONE) == Granted()
    assert await limiter.reserve(TWO) == after(studio, 3)
    studio.clock.advance(-3600)
    assert await limiter.reserve(TWO) == Granted()


@pytest.mark.parametrize("seconds", [-300, -30])
async def test_a_reserved_moment_far_ahead_was_reserved_before_the_clock_was_set_back(
    studio: Studio, seconds: float
) -> None:
    limiter = RateLimiter(studio.context, 3.0)
    assert await limiter.reserve(ONE) == Granted()
    assert await limiter.reserve(TWO) == after(studio, 3)
    studio.clock.advance(seconds)
    await studio.database.write(rate_limits.pull_forward, now=studio.context.now())
    assert await limiter.reserve(TWO) == Granted()


async def claim(studio: Studio, limiter: RateLimiter) -> Granted | NotBefore:
    """What came of a claim of the queue's."""
    now = studio.context.now()
    claimed = await studio.database.write(limiter.queue_claim(now))
    limiter.note(claimed, now)
    return claimed


async def test_a_queue_that_was_overtaken_gets_a_moment_of_its_own(studio: Studio) -> None:
    creates, repeats = RateLimiter(studio.context, 3.0), RateLimiter(studio.context, 3.0)
    assert await repeats.reserve(ONE) == Granted()
    assert await claim(studio, creates) == after(studio, 3)
    studio.clock.advance(1)
    assert await repeats.reserve(ONE) == after(studio, 2)
    assert await claim(studio, creates) == after(studio, 5)  # woken early, it has not waited yet
    studio.clock.advance(2)
    assert await repeats.reserve(ONE) == Granted()
    assert await claim(studio, creates) == after(studio, 3)
    assert await repeats.reserve(ONE) == after(studio, 6)
    studio.clock.advance(3)
    assert await claim(studio, creates) == Granted()
    assert await claim(studio, creates) == after(studio, 6)


async def test_a_queue_that_always_comes_late_sends_all_the_same_and_nobody_comes_too_soon_after_it(
    studio: Studio,
) -> None:
    creates, others = RateLimiter(studio.context, 3.0), RateLimiter(studio.context, 3.0)
    assert await claim(studio, creates) == Granted()
    assert await claim(studio, creates) == after(studio, 3)
    studio.clock.advance(1)
    await others.keep_distance()
    studio.clock.advance(2.4)
    assert await claim(studio, creates) == after(studio, 0.6)  # overtaken, it reserves that moment
    studio.clock.advance(1)
    assert await claim(studio, creates) == Granted()  # 0.4 s late
    assert await claim(studio, others) == after(studio, 3)


@pytest.mark.parametrize(("workers", "late"), [(1, 0.05), (3, 0.02), (3, 0.15), (8, 0.05)])
async def test_however_many_come_late_a_create_is_sent_every_interval_and_never_two_sooner(
    studio: Studio, workers: int, late: float
) -> None:
    # Each looks again a little after it was told to, as on a machine that has more to do: some sooner than others.
    limiters = [RateLimiter(studio.context, 0.1) for _ in range(workers)]
    begun, granted = studio.context.now(), list[float]()
    looks = [begun + timedelta(seconds=0.003 * number) for number in range(workers)]
    while studio.context.now() < begun + timedelta(seconds=4):
        number = min(range(workers), key=lambda each: looks[each])
        studio.clock.advance(max(0.0, (looks[number] - studio.context.now()).total_seconds()))
        match await claim(studio, limiters[number]):
            case NotBefore(moment):
                looks[number] = moment + timedelta(seconds=late + 0.003 * number)
            case Granted():
                granted.append(studio.clock.now())
                looks[number] = studio.context.now() + timedelta(seconds=late)  # its answer takes so long
    assert all(later - earlier >= 0.1 - 1e-6 for earlier, later in pairwise(granted))
    assert len(granted) >= 4 / (0.1 + 2 * late + 0.05)


@pytest.mark.parametrize("seconds", [-3600, -300, -30])
async def test_a_queue_does_not_wait_for_what_was_reserved_before_the_clock_was_set_back(
    studio: Studio, seconds: float
) -> None:
    creates, repeats = RateLimiter(studio.context, 3.0), RateLimiter(studio.context, 3.0)
    assert await repeats.reserve(ONE) == Granted()
    assert await claim(studio, creates) == after(studio, 3)
    studio.clock.advance(1)
    assert await repeats.reserve(ONE) == after(studio, 2)
    studio.clock.advance(2)
    assert await claim(studio, creates) == after(studio, 3)  # overtaken, it reserves that moment
    studio.clock.advance(seconds)
    # What keeps a process among those that live notices the clock, and pulls forward what all of them wait for.
    await studio.database.write(rate_limits.pull_forward, now=studio.context.now())
    assert await claim(studio, creates) == Granted()
    assert await claim(studio, creates) == after(studio, 3)


async def test_whoever_has_the_moment_after_one_that_came_late_keeps_the_distance_and_its_turn(studio: Studio) -> None:
    creates, repeats = RateLimiter(studio.context, 3.0), RateLimiter(studio.context, 3.0)
    assert await repeats.reserve(ONE) == Granted()
    assert await claim(studio, creates) == after(studio, 3)
    studio.clock.advance(1)
    assert await repeats.reserve(TWO) == after(studio, 2)
    studio.clock.advance(2)
    assert await claim(studio, creates) == after(studio, 3)  # overtaken, it reserves that moment
    assert await repeats.reserve(TWO) == Granted()
    assert await repeats.reserve(THREE) == after(studio, 6)
    studio.clock.advance(3.4)
    assert await claim(studio, creates) == Granted()  # 0.4 s late
    studio.clock.advance(2.6)
    assert await repeats.reserve(THREE) == after(studio, 0.4)
    assert await claim(studio, creates) == after(studio, 3.4)  # behind it
    studio.clock.advance(0.4)
    assert await repeats.reserve(THREE) == Granted()
    assert await claim(studio, creates) == after(studio, 3)


async def test_a_moment_of_the_queues_is_given_up_where_nothing_may_be_sent_so_soon(studio: Studio) -> None:
    creates, repeats = RateLimiter(studio.context, 3.0), RateLimiter(studio.context, 3.0)
    assert await repeats.reserve(ONE) == Granted()
    assert await claim(studio, creates) == after(studio, 3)
    studio.clock.advance(3)
    assert await repeats.reserve(ONE) == Granted()
    assert await claim(studio, creates) == after(studio, 3)
    await creates.push_back(20)
    studio.clock.advance(3)
    assert await claim(studio, creates) == after(studio, 17)


async def test_a_pause_holds_for_moments_that_were_reserved_before_it_by_whichever_process(studio: Studio) -> None:
    creates, repeats, others = (RateLimiter(studio.context, 3.0) for _ in range(3))
    assert await repeats.reserve(ONE) == Granted()
    assert await repeats.reserve(TWO) == after(studio, 3)
    assert await claim(studio, creates) == after(studio, 6)
    studio.clock.advance(1)
    assert await repeats.reserve(THREE) == after(studio, 5)
    studio.clock.advance(5)
    assert await repeats.reserve(THREE) == Granted()
    assert await claim(studio, creates) == after(studio, 3)  # which is the queue's own from now on
    await others.push_back(300)
    assert await repeats.reserve(TWO) == after(studio, 300)
    studio.clock.advance(3)
    assert await claim(studio, creates) == after(studio, 297)
    studio.clock.advance(297)
    assert await claim(studio, creates) == Granted()
