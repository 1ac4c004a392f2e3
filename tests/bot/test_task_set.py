from __future__ import annotations

import asyncio

from bot.task_set import BETWEEN_YIELDS, yielding


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
