"""A bounded set of background tasks whose errors are not lost, and how the loops wait and take turns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Hashable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")

BETWEEN_YIELDS = 250  # a few milliseconds of what is done for each job


class TaskSet:
    """Runs at most `limit` tasks at once, one for each key, and keeps the first error until somebody asks for it.

    The event `ended`, if given, is set whenever one of them ends.
    """

    def __init__(self, limit: int, ended: asyncio.Event | None = None) -> None:
        self._limit = limit
        self._ended = ended or asyncio.Event()
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}
        self._error: BaseException | None = None

    def __contains__(self, key: Hashable) -> bool:
        # One that has ended is told a moment later: whoever left something to it in between would wait for ever.
        task = self._tasks.get(key)
        return task is not None and not task.done()

    def __len__(self) -> int:
        return len(self._tasks)

    @property
    def is_full(self) -> bool:
        """Whether no further task may start now."""
        return len(self._tasks) >= self._limit

    def start(self, key: Hashable, work: Coroutine[Any, Any, None]) -> None:
        """Start `work` in the background; the caller has checked `is_full` and `in`."""
        task = asyncio.create_task(work)
        self._tasks[key] = task
        task.add_done_callback(lambda done: self._forget(key, done))

    def raise_first_error(self) -> None:
        """Raise the first error of a task, so that the loop that started it ends instead of limping on."""
        if self._error is not None:
            raise self._error

    async def wait_for_one(self, seconds: float | None = None) -> None:
        """Return when a task ends, at once if there is none, and after `seconds` at the latest."""
        if self._tasks:
            await asyncio.wait(set(self._tasks.values()), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)

    async def wait_until_empty(self) -> None:
        """Return when all tasks have ended; raises the first error of one."""
        while self._tasks:
            await asyncio.wait(set(self._tasks.values()))
        self.raise_first_error()

    async def wait_at_most(self, seconds: float) -> None:
        """Return when all tasks have ended, and after `seconds` at the latest; raises nothing."""
        if self._tasks:
            await asyncio.wait(set(self._tasks.values()), timeout=seconds)

    def _forget(self, key: Hashable, task: asyncio.Task[None]) -> None:
        if self._tasks.get(key) is task:  # else the key has begun anew
            del self._tasks[key]
        self._ended.set()
        if not task.cancelled() and task.exception() is not None and self._error is None:
            self._error = task.exception()


async def yielding(items: Iterable[T]) -> AsyncGenerator[T]:
    """Each of many, with a turn for everything else between a few: ten thousand in a row would block the loop."""
    for number, item in enumerate(items, 1):
        yield item
        if number % BETWEEN_YIELDS == 0:
            await asyncio.sleep(0)


async def wait_for_any(*events: asyncio.Event, seconds: float) -> None:
    """Return when one of the events is set, and after `seconds` at the latest."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
