from __future__ import annotations

import asyncio

import pytest

from bot.byte_budget import ByteBudget


async def hold(budget: ByteBudget, size: int, begun: list[int], end: asyncio.Event) -> None:
    async with budget.reserve(size):
        begun.append(size)
        await end.wait()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_work_waits_for_room_in_the_order_in_which_it_came() -> None:
    budget, begun = ByteBudget(10), list[int]()
    ends = [asyncio.Event() for _ in range(4)]
    tasks = [asyncio.create_task(hold(budget, size, begun, end)) for size, end in zip((6, 5, 1, 9), ends, strict=True)]
    await settle()
    assert begun == [6]  # 1 would fit, and does not overtake 5
    ends[0].set()
    await settle()
    assert begun == [6, 5, 1]
    ends[1].set()
    await settle()
    assert begun == [6, 5, 1, 9]
    for end in ends:
        end.set()
    await asyncio.gather(*tasks)


async def test_what_is_larger_than_all_takes_all() -> None:
    budget, begun, end = ByteBudget(10), list[int](), asyncio.Event()
    large, small = (asyncio.create_task(hold(budget, size, begun, end)) for size in (1_000, 1))
    await settle()
    assert begun == [1_000]
    end.set()
    await asyncio.gather(large, small)
    assert begun == [1_000, 1]


@pytest.mark.parametrize("pauses", range(6))
async def test_whoever_is_cancelled_or_fails_keeps_no_room(pauses: int) -> None:
    budget, begun = ByteBudget(10), list[int]()
    first, last = asyncio.Event(), asyncio.Event()
    last.set()
    holding = asyncio.create_task(hold(budget, 10, begun, first))
    await settle()
    cancelled = asyncio.create_task(hold(budget, 10, begun, asyncio.Event()))
    await settle()
    first.set()
    for _ in range(pauses):
        await asyncio.sleep(0)
    cancelled.cancel()
    await asyncio.gather(holding, cancelled, return_exceptions=True)
    with pytest.raises(ValueError, match="broken"):
        async with budget.reserve(10):
            raise ValueError("broken")
    await asyncio.wait_for(hold(budget, 10, begun, last), 10)


async def test_what_holds_nothing_waits_for_nobody() -> None:
    budget, begun, end = ByteBudget(10), list[int](), asyncio.Event()
    tasks = [asyncio.create_task(hold(budget, size, begun, end)) for size in (10, 5, 0)]
    await settle()
    assert begun == [10, 0]
    end.set()
    await asyncio.gather(*tasks)
