from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.concurrency.delay_queue import ROOM_FOR_STALE, DelayQueue

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_keys_come_when_their_moment_has_come_the_longest_due_first() -> None:
    queue = DelayQueue[str](asyncio.Event())
    queue.schedule("late", at(9))
    queue.schedule("soon", at(1))
    queue.schedule("sooner", at(0.5))
    assert queue.next_at() == at(0.5)
    assert queue.pop(NOW) is None
    assert queue.pop(at(2)) == "sooner"
    assert queue.pop(at(2)) == "soon"
    assert queue.pop(at(2)) is None
    assert len(queue) == 1


def test_a_new_moment_takes_the_place_of_the_old_one() -> None:
    queue = DelayQueue[str](asyncio.Event())
    queue.schedule("a", at(1))
    queue.schedule("a", at(5))
    assert queue.pop(at(2)) is None
    assert queue.pop(at(5)) == "a"
    assert queue.pop(at(9)) is None
    queue.schedule("a", at(5))
    queue.schedule("a", at(1))
    assert queue.pop(at(2)) == "a"


def test_a_moment_is_brought_forward_and_never_put_off() -> None:
    queue = DelayQueue[str](asyncio.Event())
    queue.schedule("a", at(5))
    queue.bring_forward("a", at(9))
    assert queue.next_at() == at(5)
    queue.bring_forward("a", at(1))
    queue.bring_forward("b", at(2))
    assert [queue.pop(at(3)) for _ in range(3)] == ["a", "b", None]

    assert queue.pop(at(9)) is None


def test_what_was_discarded_does_not_come() -> None:
    queue = DelayQueue[str](asyncio.Event())
    queue.schedule("a", at(1))
    queue.discard("a")
    queue.discard("never there")
    assert "a" not in queue
    assert queue.pop(at(9)) is None
    assert queue.next_at() is None


def test_waiting_is_bounded_and_never_negative() -> None:
    queue = DelayQueue[str](asyncio.Event())
    assert queue.seconds_left(NOW, 30) == 30
    queue.schedule("a", at(4))
    assert queue.seconds_left(NOW, 30) == 4
    assert queue.seconds_left(NOW, 3) == 3
    assert queue.seconds_left(at(9), 30) == 0


def test_a_new_moment_is_told() -> None:
    queue = DelayQueue[str](asyncio.Event())
    assert not queue.changed.is_set()
    queue.schedule("a", at(1))
    assert queue.changed.is_set()


def test_a_clock_that_was_set_back_makes_all_of_it_due() -> None:
    queue = DelayQueue[int](asyncio.Event())
    for number in range(5):
        queue.schedule(number, at(number))
    assert queue.hasten(at(2)) == 2
    assert sorted(queue.pop(at(2)) or 0 for _ in range(5)) == [0, 1, 2, 3, 4]


def test_moving_a_key_again_and_again_takes_no_room() -> None:
    queue = DelayQueue[int](asyncio.Event())
    for number in range(20 * ROOM_FOR_STALE):
        queue.schedule(number % 10, at(number))
    assert len(queue._heap) <= 2 * 10 + ROOM_FOR_STALE + 1
    assert len(queue) == 10


@given(st.lists(st.tuples(st.sampled_from(["schedule", "discard", "pop"]), st.integers(0, 5), st.integers(0, 9))))
def test_it_does_what_a_plain_dictionary_would(steps: list[tuple[str, int, int]]) -> None:
    queue, plain = DelayQueue[int](asyncio.Event()), dict[int, datetime]()
    for what, key, seconds in steps:
        if what == "schedule":
            queue.schedule(key, at(seconds))
            plain[key] = at(seconds)
        elif what == "discard":
            queue.discard(key)
            plain.pop(key, None)
        else:
            popped = queue.pop(at(seconds))
            due = {each: moment for each, moment in plain.items() if moment <= at(seconds)}
            assert (popped is None) == (not due)
            if popped is not None:
                assert plain.pop(popped) == min(due.values())
        assert len(queue) == len(plain)
        assert queue.next_at() == min(plain.values(), default=None)
