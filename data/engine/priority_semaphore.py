"""A semaphore that serves the urgent first, and otherwise in the order in which they came."""

from __future__ import annotations

import asyncio
import heapq
import itertools


class PrioritySemaphore:
    """Like a semaphore of `places`; the urgent go before the others, and neither overtakes its own kind."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._numbers = itertools.count()
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []

    @property
    def is_awaited(self) -> bool:
        """Whether somebody waits for a place; may be asked from any thread."""
        return bool(self._waiting)

    async def acquire(self, *, urgent: bool = False) -> None:
        """Return when a place is ours; `release` gives it back."""
        if self._free > 0 and not self._waiting:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (not urgent, next(self._numbers), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()  # the place was given to us while we were being cancelled
            raise

    def release(self) -> None:
        """Give our place to the next that waits."""
        while self._waiting:
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
