"""When tasks are looked at, given up, and how far they seem."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.jobs import cadence
from bot.musicapi.offers import Typical

USUAL = Typical(30.0, 45.0, 75.0)
START = datetime(2026, 11, 20, tzinfo=UTC)


def test_too_little_past_teaches_nothing() -> None:
    assert cadence.typical_from([40, 41, 42, 43]) is None
    assert cadence.typical_from([50, 40, 30, 20, 10]) == Typical(10, 30, 50)


def test_the_first_look_waits_for_the_fastest_tenth() -> None:
    assert cadence.first_poll_delay(None, 5, 0.5) == 5
    assert cadence.first_poll_delay(USUAL, 5, 0.5) == 30


def test_looks_come_every_interval_and_back_off_once_late() -> None:
    waits = [cadence.next_poll_delay(elapsed, USUAL, 5, 0.5) for elapsed in (30, 75, 95, 135, 1000)]
    assert waits == [5, 5, 10, 20, 25]


@given(elapsed=st.floats(0, 4000), interval=st.floats(0.05, 60), jitter=st.floats(0, 1))
def test_no_look_is_sooner_than_the_interval_or_later_than_the_slowest(
    elapsed: float, interval: float, jitter: float
) -> None:
    wait = cadence.next_poll_delay(elapsed, USUAL, interval, jitter)
    assert 0.95 * interval <= wait <= 1.051 * max(cadence.SLOWEST, interval)


def test_where_musicapi_calls_a_look_only_makes_sure_that_no_call_was_missed() -> None:
    assert cadence.first_poll_delay(USUAL, 5, 0.5, webhooks=True) == 75
    assert cadence.first_poll_delay(None, 5, 0.5, webhooks=True) == cadence.RARE
    waits = [cadence.next_poll_delay(elapsed, USUAL, 5, 0.5, webhooks=True) for elapsed in (10, 75, 175, 1000)]
    assert waits == [60, 60, 85, 120]
    assert cadence.next_poll_delay(1000, None, 200, 0.5, webhooks=True) == 200


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
