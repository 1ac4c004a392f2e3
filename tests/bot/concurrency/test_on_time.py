"""Steps that are over in time, whatever they wait for."""

from __future__ import annotations

import asyncio

import pytest

from bot.concurrency.on_time import OnTime
from data.engine.completion import run_to_completion


async def test_a_step_is_taken_and_what_it_raises_is_raised() -> None:
    async def fail() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        await OnTime().take(fail, None)


async def test_whoever_waits_is_told_in_time_and_the_next_step_begins_after_the_end_of_the_late_one() -> None:
    steps, answer, taken = OnTime(), asyncio.Event(), list[str]()

    async def hang() -> None:
        await run_to_completion(answer.wait())  # a driver's step, which a cancellation does not end
        taken.append("too late")

    async def step() -> None:
        taken.append("next")

    for late in (hang, step):
        with pytest.raises(TimeoutError):
            await steps.take(late, 0.01)
    answer.set()
    await steps.take(step, 30.0)
    assert taken == ["next"]


async def test_a_step_of_whoever_is_cancelled_is_cancelled() -> None:
    began, ended = asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    taking = asyncio.create_task(OnTime().take(hang, None))
    await began.wait()
    taking.cancel()
    await ended.wait()
    with pytest.raises(asyncio.CancelledError):
        await taking
