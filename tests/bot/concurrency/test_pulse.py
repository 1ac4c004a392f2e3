"""A loop is alive while it comes back as it said, give or take a step; one that never begins is dead after a while."""

from __future__ import annotations

from bot.concurrency.pulse import GRACE, START, Pulse


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_loop_is_alive_until_it_is_later_than_a_step_may_take() -> None:
    clock = Clock()
    pulse = Pulse(clock)
    assert pulse.beat(5.0) == 5.0
    clock.now += 5.0
    assert pulse.seconds_late == 0.0
    clock.now += GRACE - 1
    assert (pulse.seconds_late, pulse.is_alive) == (GRACE - 1, True)
    clock.now += 1
    assert not pulse.is_alive
    pulse.beat()
    assert pulse.is_alive


def test_a_loop_that_was_told_to_wait_long_is_not_late() -> None:
    clock = Clock()
    pulse = Pulse(clock)
    pulse.beat(600.0)
    clock.now += 600.0
    assert (pulse.seconds_late, pulse.is_alive) == (0.0, True)


def test_a_loop_that_never_begins_is_dead_in_the_end() -> None:
    clock = Clock()
    pulse = Pulse(clock)
    clock.now += START - 1
    assert (pulse.has_begun, pulse.is_alive) == (False, True)
    clock.now += 1
    assert not pulse.is_alive


def test_a_loop_with_nothing_to_do_is_alive_for_ever() -> None:
    clock = Clock()
    pulse = Pulse(clock)
    pulse.rest()
    clock.now += 10 * START
    assert (pulse.has_begun, pulse.seconds_late, pulse.is_alive) == (True, 0.0, True)
    pulse.beat()
    clock.now += GRACE
    assert not pulse.is_alive
