"""Nobody is answered late: where many ask at once, each is acknowledged before anybody's order is written down.

And nobody is left without an answer by a process that ends: it waits for those that are under way.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

AT_ONCE = 4  # orders that are answered with their card at once; an acknowledgement costs a request more
LONGEST_WAIT = 3.0  # seconds that an acknowledged order waits for the acknowledgements of others


class AnswerGate:
    """Knows how many people are being answered in this process, and how many of them ordered something."""

    def __init__(self) -> None:
        self._unanswered = set[object]()
        self._under_way = 0
        self._acknowledging = 0
        self._all_acknowledged = asyncio.Event()
        self._none_under_way = asyncio.Event()
        self._none_under_way.set()

    @contextlib.asynccontextmanager
    async def admit(self, acknowledge: Callable[[], Awaitable[object]]) -> AsyncGenerator[Callable[[], None]]:
        """Let an order be answered; where others are, `acknowledge` it and wait until they are acknowledged as well.

        The block is given what it calls once the person has their answer: what it does after that holds up nobody.
        """
        order = object()
        self._unanswered.add(order)
        self._begin()

        def let_go() -> None:
            self._unanswered.discard(order)

        try:
            if len(self._unanswered) > AT_ONCE:
                await self._acknowledge(acknowledge)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LONGEST_WAIT):
                        await self._all_acknowledged.wait()
            yield let_go
        finally:
            let_go()
            self._end()

    def follow(self, task: asyncio.Task[Any] | None) -> None:
        """Let `drain` wait for a task that answers somebody."""
        if task is not None:
            self._begin()
            task.add_done_callback(lambda _: self._end())

    async def drain(self, seconds: float) -> None:
        """Return when everybody has their answer and all that follows it, and after `seconds` at the latest."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._none_under_way.wait()

    def _begin(self) -> None:
        self._under_way += 1
        self._none_under_way.clear()

    def _end(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self._none_under_way.set()

    async def _acknowledge(self, acknowledge: Callable[[], Awaitable[object]]) -> None:
        self._acknowledging += 1
        self._all_acknowledged.clear()
        try:
            await acknowledge()
        finally:
            self._acknowledging -= 1
            if not self._acknowledging:
                self._all_acknowledged.set()
