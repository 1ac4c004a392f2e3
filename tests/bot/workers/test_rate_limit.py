"""One create an interval, whoever sends it; who waits for a moment gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.workers.rate_limit import RateLimiter

if TYPE_CHECKING:
    from tests.bot.conftest import Studio


async def taken(studio: Studio, pace: RateLimiter) -> bool:
    """Whether the line of creates gets this moment."""
    async with studio.database.transaction() as tx:
        return await pace.acquire(tx, studio.context.now()) is None


async def test_whoever_waits_gets_the_moment_that_was_kept_for_it(studio: Studio) -> None:
    line, repeats = RateLimiter(studio.context, 3.0), RateLimiter(studio.context, 3.0)
    assert await taken(studio, line)
    assert await repeats.wait(7) == pytest.approx(3.0)
    studio.clock.advance(1)
    assert await repeats.wait(7) == pytest.approx(2.0)
    studio.clock.advance(2)
    assert not await taken(studio, line)  # this moment is somebody's, however busy the line is
    assert await repeats.wait(7) == 0.0
    studio.clock.advance(3)
    assert await taken(studio, line)


async def test_two_who_wait_get_moments_of_their_own(studio: Studio) -> None:
    pace = RateLimiter(studio.context, 3.0)
    assert [await pace.wait(asker) for asker in (1, 2, 3)] == [0.0, pytest.approx(3.0), pytest.approx(6.0)]


async def test_without_an_interval_nobody_waits(studio: Studio) -> None:
    pace = RateLimiter(studio.context, 0.0)
    assert not pace
    assert [await pace.wait(asker) for asker in (1, 1, 2)] == [0.0, 0.0, 0.0]
    await pace.keep_distance()
    assert await taken(studio, RateLimiter(studio.context, 3.0))


async def test_a_distance_is_kept_from_the_answer(studio: Studio) -> None:
    pace = RateLimiter(studio.context, 3.0)
    assert await taken(studio, pace)
    studio.clock.advance(2)  # the answer took so long
    await pace.keep_distance()
    studio.clock.advance(2)
    assert not await taken(studio, pace)
    studio.clock.advance(1)
    assert await taken(studio, pace)
