from __future__ import annotations

import asyncio

import pytest

from bot.concurrency.byte_budget import ByteBudget


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


async def test_what_turns_out_larger_waits_for_room_and_goes_before_what_is_new() -> None:
    budget, done = ByteBudget(10), list[str]()
    end = asyncio.Event()

    async def grow() -> None:
        async with budget.reserve(2) as reservation:
            assert reservation.try_take(2)
            assert not reservation.try_take(5)
            await reservation.take(5)
            done.append(f"grew to {reservation.size}")

    oldest = asyncio.create_task(hold(budget, 6, [], end))
    await settle()
    growing = asyncio.create_task(grow())
    await settle()
    new = asyncio.create_task(hold(budget, 1, begun := list[int](), end))
    await settle()
    assert (done, begun) == ([], [])
    end.set()
    await asyncio.gather(oldest, growing, new)
    assert (done, begun) == (["grew to 7"], [1])


async def test_whoever_began_first_never_waits_however_large_it_is() -> None:
    """Else two that both need more than is free would wait for each other for ever."""
    budget, ended = ByteBudget(10), list[int]()

    async def carry(number: int) -> None:
        async with budget.reserve(3) as reservation:
            for _ in range(4):
                await reservation.take(9)
                await asyncio.sleep(0)
            ended.append(number)

    await asyncio.wait_for(asyncio.gather(*(carry(number) for number in range(6))), 10)
    assert ended == list(range(6))
    async with budget.reserve(10) as whole:
        assert whole.size == 10


async def test_what_holds_nothing_is_in_nobodys_way() -> None:
    """Stems reserve nothing here and take minutes: no song may wait until they are through."""
    budget = ByteBudget(10)
    async with budget.reserve(0), budget.reserve(6) as song:
        await asyncio.wait_for(song.take(20), 10)
        assert song.size == 20


async def test_what_was_reserved_and_is_not_needed_is_anybodys() -> None:
    budget, begun, end = ByteBudget(10), list[int](), asyncio.Event()
    async with budget.reserve(9) as reservation:
        waiting = asyncio.create_task(hold(budget, 8, begun, end))
        assert reservation.try_take(4)
        reservation.give_back(1)
        await settle()
        assert begun == []  # it may still need what was expected
        reservation.trim()
        await settle()
        assert (begun, reservation.size) == ([], 3)
        reservation.give_back(1)  # from here on at once
        await settle()
        assert (begun, reservation.size) == ([8], 2)
        end.set()
        await waiting


async def test_files_of_one_song_that_wait_together_reserve_what_all_of_them_take() -> None:
    budget, end = ByteBudget(10), asyncio.Event()
    first = asyncio.create_task(hold(budget, 6, [], end))
    await settle()
    async with budget.reserve(4) as reservation:
        takes = [asyncio.create_task(reservation.take(size)) for size in (3, 3, 3)]
        await settle()
        assert [take.done() for take in takes] == [True, False, False]
        end.set()
        await asyncio.gather(first, *takes)
        assert reservation.size == reservation.taken == 9


async def test_whoever_is_cancelled_while_it_waits_for_more_holds_nobody_up() -> None:
    budget, begun, end = ByteBudget(10), list[int](), asyncio.Event()
    first = asyncio.create_task(hold(budget, 6, begun, end))
    await settle()
    async with budget.reserve(2) as reservation:
        growing = asyncio.create_task(reservation.take(9))
        await settle()
        new = asyncio.create_task(hold(budget, 2, begun, end))
        await settle()
        assert begun == [6]
        growing.cancel()
        await settle()
        assert begun == [6, 2]
        assert reservation.taken == 0
        end.set()
        await asyncio.gather(first, new)
