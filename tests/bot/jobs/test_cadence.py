"""When tasks are looked at, given up, and how far they seem."""

from __future__ import annotations

import math
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs import cadence
from bot.jobs.readiness import Seen, log_normal
from bot.musicapi.offers import Typical

USUAL = Typical(30.0, 45.0, 75.0)
START = datetime(2026, 11, 20, tzinfo=UTC)
SPREAD = 0.35  # of the log-normal distribution: nine of ten songs of 45 s in the median take from 25 to 80 s
LEARNT = cadence.plan_for(log_normal(45, SPREAD), 5)
INTERVALS = st.tuples(st.floats(0, 5000), st.floats(0, 5000)).map(lambda pair: (min(pair), max(pair)))


def songs(median: float, seed: int, count: int) -> list[float]:
    """How long some songs take, in seconds."""
    chance = random.Random(seed)
    return [chance.lognormvariate(math.log(median), SPREAD) for _ in range(count)]


def poll(seconds: float, plan: cadence.PollPlan | None, chance: random.Random, interval: float = 5) -> list[float]:
    """The moments of the polls of a song that is ready after so many seconds."""
    moments = [0.0]
    while moments[-1] < seconds:
        moments.append(moments[-1] + cadence.poll_delay(moments[-1], plan, USUAL, interval, chance.random()))
    return moments


def average(plan: cadence.PollPlan, drawn: list[float], interval: float = 5) -> tuple[float, float]:
    """Polls a song, and seconds from ready to known."""
    chance = random.Random(0)
    polled = [poll(seconds, plan, chance, interval) for seconds in drawn]
    lags = [moments[-1] - seconds for moments, seconds in zip(polled, drawn, strict=True)]
    return sum(len(moments) - 1 for moments in polled) / len(drawn), sum(lags) / len(drawn)


def make(drawn: list[float], seen: list[Seen], chance: random.Random) -> tuple[float, float]:
    """Let songs be made and learnt from one after the other; polls a song, and seconds from ready to known."""
    polls, lag = 0, 0.0
    for seconds in drawn:
        moments = poll(seconds, cadence.plan_from(seen, 5), chance)
        seen.insert(0, (moments[-2], moments[-1]))
        del seen[50:]
        polls, lag = polls + len(moments) - 1, lag + moments[-1] - seconds
    return polls / len(drawn), lag / len(drawn)


def first_poll(seen: list[Seen]) -> float:
    return cadence.poll_delay(0, cadence.plan_from(seen, 5), USUAL, 5, 0.5)


def first_poll_of(median: float) -> float:
    """When the first poll would come if it were known how long songs take."""
    return cadence.poll_delay(0, cadence.plan_for(log_normal(median, SPREAD), 5), USUAL, 5, 0.5)


def is_near(moment: float, wanted: float) -> bool:
    return wanted / 1.35 < moment < wanted * 1.35


def offsets(plan: cadence.PollPlan, interval: float, until: float | None = None) -> list[float]:
    """The moments of the polls of a song that is never ready, without jitter."""
    moments = [0.0]
    while moments[-1] < (plan.end if until is None else until):
        moments.append(moments[-1] + cadence.poll_delay(moments[-1], plan, USUAL, interval, 0.5))
    return moments[1:]


def test_too_little_past_teaches_nothing() -> None:
    assert cadence.typical_from([40, 41, 42, 43]) is None
    assert cadence.typical_from([50, 40, 30, 20, 10]) == Typical(10, 30, 50)


def test_with_nothing_learnt_polls_come_every_interval_and_back_off_once_late() -> None:
    assert cadence.poll_delay(0, None, None, 5, 0) == 5
    waits = [cadence.poll_delay(elapsed, None, USUAL, 5, 0) for elapsed in (0, 30, 75, 95, 135, 1000)]
    assert waits == [5, 5, 5, 10, 20, 25]


def test_songs_of_a_minute_get_five_polls_each() -> None:
    polls, lag = average(LEARNT, songs(45, seed=1, count=4000))
    assert 4.8 < polls < 5.2
    assert lag < 3.1


def test_where_all_is_ten_times_as_fast_polls_are_the_same() -> None:
    quick = cadence.plan_for(log_normal(4.5, SPREAD), 0.5)
    polls, lag = average(quick, songs(4.5, seed=1, count=4000), interval=0.5)
    slow_polls, slow_lag = average(LEARNT, songs(45, seed=1, count=4000))
    assert polls == pytest.approx(slow_polls, rel=0.02)
    assert 10 * lag == pytest.approx(slow_lag, rel=0.02)


def test_no_other_five_polls_find_songs_sooner() -> None:
    drawn = songs(45, seed=1, count=4000)
    budget, lag = average(LEARNT, drawn, interval=0.5)
    for fixed in (8.0, 9.0, 10.0):  # as many polls as the plan makes, or more, at fixed moments
        polls = sum(math.ceil(seconds / fixed) for seconds in drawn) / len(drawn)
        late = sum(math.ceil(seconds / fixed) * fixed - seconds for seconds in drawn) / len(drawn)
        assert polls > budget
        assert late > 1.3 * lag


def test_what_is_far_apart_is_polled_where_it_is() -> None:
    two_sorts = [(25.0, 25.0), (90.0, 90.0)] * 10
    plan = cadence.plan_from(two_sorts, 5)
    assert plan is not None
    moments = offsets(plan, 5)
    assert not [moment for moment in moments if moment < 20]
    assert len([moment for moment in moments if 38 < moment < 72]) <= 1  # nobody is left alone for a minute
    assert [moment for moment in moments if 24 < moment < 32]
    assert [moment for moment in moments if 80 < moment < 100]


@given(
    elapsed=st.floats(0, 4000),
    interval=st.floats(0.05, 60),
    jitter=st.floats(0, 1),
    plan=st.none() | st.lists(INTERVALS, min_size=5, max_size=50).map(lambda seen: cadence.plan_from(seen, 5)),
)
def test_no_poll_is_sooner_than_the_interval_or_later_than_the_slowest(
    elapsed: float, interval: float, jitter: float, plan: cadence.PollPlan | None
) -> None:
    wait = cadence.poll_delay(elapsed, plan, USUAL, interval, jitter)
    assert wait >= interval
    latest = 1.1 * max(cadence.SLOWEST, interval)
    assert wait <= (latest if elapsed > 0 or plan is None else plan.end + latest)


@given(st.lists(INTERVALS, min_size=5, max_size=50))
def test_whatever_was_seen_a_stuck_song_gets_no_storm(seen: list[Seen]) -> None:
    plan = cadence.plan_from(seen, 5)
    assert plan is not None
    assert plan.seconds == tuple(sorted(plan.seconds))
    assert plan.polls == tuple(sorted(plan.polls))
    assert len(offsets(plan, 5, until=plan.end + 1800)) <= plan.end / 5 + 100


def test_where_musicapi_calls_a_poll_only_makes_sure_that_no_call_was_missed() -> None:
    assert cadence.check_delay(0, USUAL, 5, 0.5) == 75
    assert cadence.check_delay(0, None, 5, 0.5) == cadence.RARE
    waits = [cadence.check_delay(elapsed, USUAL, 5, 0.5) for elapsed in (10, 75, 175, 1000)]
    assert waits == [60, 60, 85, 120]
    assert cadence.check_delay(1000, None, 200, 0.5) == 200


# A vendor that changes: each song teaches only between which two polls it became ready.


@pytest.mark.parametrize("seed", range(5))
def test_a_vendor_that_becomes_faster_is_followed(seed: int) -> None:
    chance, seen = random.Random(seed), list[Seen]()
    make(songs(45, seed, 60), seen, chance)
    assert is_near(first_poll(seen), first_poll_of(45))
    make(songs(22.5, seed, 40), seen, chance)
    assert is_near(first_poll(seen), first_poll_of(22.5))
    polls, lag = make(songs(22.5, seed + 100, 60), seen, chance)
    assert lag < 3.5
    assert polls < 4.5


@pytest.mark.parametrize("seed", range(5))
def test_a_vendor_that_becomes_slower_is_followed(seed: int) -> None:
    chance, seen = random.Random(seed), list[Seen]()
    make(songs(22.5, seed, 60), seen, chance)
    assert is_near(first_poll(seen), first_poll_of(22.5))
    make(songs(45, seed, 40), seen, chance)
    assert is_near(first_poll(seen), first_poll_of(45))
    polls, lag = make(songs(45, seed + 100, 60), seen, chance)
    assert lag < 4
    assert polls < 6.5


def test_giving_up_by_stall_and_by_the_hard_cap() -> None:
    def ago(**time: float) -> datetime:
        return START - timedelta(**time)

    assert not cadence.is_stalled(ago(minutes=9), START)
    assert cadence.is_stalled(ago(minutes=10), START)
    assert not cadence.is_too_old(ago(minutes=29), START)
    assert cadence.is_too_old(ago(minutes=30), START)


@given(st.lists(st.floats(0, 5000), min_size=2))
def test_progress_never_goes_back_and_never_claims_to_be_done(moments: list[float]) -> None:
    shown = [cadence.progress(moment, USUAL) for moment in sorted(moments)]
    assert shown == sorted(shown)
    assert all(0 <= part <= cadence.NEARLY for part in shown)
