from __future__ import annotations

import asyncio

import pytest

from bot.concurrency.task_set import BETWEEN_YIELDS, TaskSet, yielding


async def nothing() -> None:
    """Ends at its first step."""


async def never() -> None:
    await asyncio.Event().wait()


async def test_a_task_that_has_ended_is_not_under_way_even_before_anybody_was_told() -> None:
    tasks, seen = TaskSet(2), list[bool]()

    async def end() -> None:
        asyncio.get_running_loop().call_soon(lambda: seen.append("a" in tasks))  # runs before the end is told

    tasks.start("a", end())
    assert "a" in tasks
    await tasks.wait_until_empty()
    assert seen == [False]


async def test_a_key_that_begins_anew_is_not_taken_away_by_the_end_of_the_one_before() -> None:
    tasks = TaskSet(1)

    async def end() -> None:
        asyncio.get_running_loop().call_soon(lambda: tasks.start("a", never()))

    tasks.start("a", end())
    for _ in range(5):
        await asyncio.sleep(0)
    assert "a" in tasks
    assert tasks.is_full
    for task in tasks._tasks.values():
        task.cancel()


async def test_the_first_error_is_kept_until_it_is_asked_for_and_told_as_an_end() -> None:
    ended = asyncio.Event()
    tasks = TaskSet(2, ended)

    async def fail(words: str) -> None:
        raise ValueError(words)

    tasks.start(1, fail("first"))
    tasks.start(2, fail("second"))
    await ended.wait()
    with pytest.raises(ValueError, match="first"):
        await tasks.wait_until_empty()
    with pytest.raises(ValueError, match="first"):
        tasks.raise_first_error()


async def test_others_have_their_turns_while_many_things_are_done() -> None:
    done, turns = list[int](), list[int]()

    async def look() -> None:
        while len(done) < 4 * BETWEEN_YIELDS:
            turns.append(len(done))
            await asyncio.sleep(0)

    looking = asyncio.create_task(look())
    async for number in yielding(range(4 * BETWEEN_YIELDS)):
        done.append(number)
    await looking
    assert done == list(range(4 * BETWEEN_YIELDS))
    assert turns == [BETWEEN_YIELDS, 2 * BETWEEN_YIELDS, 3 * BETWEEN_YIELDS]


async def test_a_few_things_are_done_in_one_go() -> None:
    others = list[int]()
    asyncio.get_running_loop().call_soon(others.append, 1)
    assert [number async for number in yielding(range(BETWEEN_YIELDS - 1))] == list(range(BETWEEN_YIELDS - 1))
    assert others == []
