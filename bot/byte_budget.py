"""A bound on how many bytes are held in memory at once."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncGenerator


class ByteBudget:
    """Lets work begin in the order in which it came, as long as there is room for what it will hold."""

    def __init__(self, total: int) -> None:
        self._total = self._free = total
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()

    @contextlib.asynccontextmanager
    async def reserve(self, size: int) -> AsyncGenerator[None]:
        """Wait until there is room for `size` bytes, and keep it until the block ends; more than all is all.

        What holds nothing waits for nobody.
        """
        size = min(size, self._total)
        if not size:
            yield
            return
        await self._acquire(size)
        try:
            yield
        finally:
            self._free += size
            self._let_in()

    async def _acquire(self, size: int) -> None:
        if not self._waiting and size <= self._free:
            self._free -= size
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((size, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._free += size  # the room was ours while we were being cancelled
            self._let_in()
            raise

    def _let_in(self) -> None:
        while self._waiting and (self._waiting[0][1].done() or self._waiting[0][0] <= self._free):
            size, turn = self._waiting.popleft()
            if not turn.done():
                self._free -= size
                turn.set_result(None)
