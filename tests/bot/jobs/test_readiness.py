"""When tasks become ready is estimated from intervals, and no poll confirms itself."""

from __future__ import annotations

import random
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.readiness import BORDERS, Seen, estimate

MOMENTS = st.floats(0, 5000)
INTERVALS = st.tuples(MOMENTS, MOMENTS).map(lambda pair: (min(pair), max(pair)))


def share_before(shares: list[float], seconds: float) -> float:
    below = [0.0, *accumulate(shares)]
    return max(share for border, share in zip(BORDERS, below, strict=True) if border <= seconds)


@given(st.lists(INTERVALS, min_size=1, max_size=50))
def test_whatever_was_seen_the_shares_are_a_distribution(seen: list[Seen]) -> None:
    shares = estimate(seen)
    assert min(shares) >= 0
    assert sum(shares) == pytest.approx(1)


def test_exact_moments_are_found_again() -> None:
    chance = random.Random(0)
    seen = [(seconds, seconds) for seconds in (chance.uniform(30, 60) for _ in range(50))]
    shares = estimate(seen)
    assert share_before(shares, 45) == pytest.approx(0.5, abs=0.15)
    assert share_before(shares, 25) < 0.05
    assert share_before(shares, 75) > 0.9


def test_songs_that_were_there_at_the_first_poll_may_have_been_there_for_long() -> None:
    shares = estimate([(0.0, 40.0)] * 50)
    assert share_before(shares, 32) > 0.6


def test_what_intervals_leave_open_other_songs_decide() -> None:
    unknown, known = [(0.0, 60.0)] * 10, [(19.0, 21.0)] * 20
    shares = estimate([*unknown, *known])
    assert share_before(shares, 25) - share_before(shares, 16) > 0.6


def test_newer_songs_count_more() -> None:
    fast, slow = [(19.0, 21.0)] * 20, [(58.0, 62.0)] * 20
    assert share_before(estimate([*fast, *slow]), 40) > 0.6
    assert share_before(estimate([*slow, *fast]), 40) < 0.4
