"""The line before the database is fair, lets the urgent go first, and loses no place."""

from __future__ import annotations

import asyncio

import pytest

from data.engine.priority_semaphore import PrioritySemaphore


async def _take(line: PrioritySemaphore, name: str, order: list[str], *, urgent: bool = False) -> None:
    await line.acquire(urgent=urgent)
    order.append(name)
    await asyncio.sleep(0)
    line.release()


async def test_the_urgent_go_before_the_others_and_neither_overtakes_its_own_kind() -> None:
    line, order = PrioritySemaphore(1), list[str]()
    await line.acquire()
    waiting = [
        asyncio.create_task(_take(line, name, order, urgent=name.startswith("urgent")))
        for name in ("calm 1", "urgent 1", "calm 2", "urgent 2")
    ]
    await asyncio.sleep(0)
    line.release()
    await asyncio.gather(*waiting)
    assert order == ["urgent 1", "urgent 2", "calm 1", "calm 2"]


@pytest.mark.parametrize("given_before", [False, True])
async def test_whoever_gives_up_waiting_keeps_no_place(given_before: bool) -> None:
    line, order = PrioritySemaphore(1), list[str]()
    await line.acquire()
    leaving, staying = asyncio.create_task(line.acquire()), asyncio.create_task(_take(line, "stays", order))
    await asyncio.sleep(0)
    if given_before:
        line.release()
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    if not given_before:
        line.release()
    await staying
    assert order == ["stays"]
    await asyncio.wait_for(line.acquire(), 1)


async def test_as_many_at_once_as_there_are_places() -> None:
    line = PrioritySemaphore(2)
    await line.acquire()
    await line.acquire()
    third = asyncio.create_task(line.acquire())
    await asyncio.sleep(0)
    assert not third.done()
    line.release()
    await third
