"""A bound on how many bytes are held at once."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncGenerator


class Reservation:
    """Bytes of a budget that are kept for one piece of work; it may take more, or let others have some back."""

    def __init__(self, budget: ByteBudget, size: int) -> None:
        self._budget = budget
        self.size = size  # what is kept from others
        self.taken = 0
        self._is_estimate = True

    def try_take(self, size: int) -> bool:
        """Take `size` bytes, if they are reserved already or free right now."""
        if not self._budget.try_cover(self, self.taken + size):
            return False
        self.taken += size
        return True

    async def take(self, size: int) -> None:
        """Take `size` bytes, and wait for those that are not reserved."""
        self.taken += size
        try:
            await self._budget.cover(self)
        except BaseException:
            self.taken -= size
            raise

    def give_back(self, size: int) -> None:
        """No longer need `size` of the bytes that were taken."""
        self.taken -= size
        if not self._is_estimate:
            self.trim()

    def trim(self) -> None:
        """Keep no more than what is taken, from now on: it is known how much the work needs."""
        self._is_estimate = False
        self._budget.reduce(self, max(0, self.size - self.taken))


class ByteBudget:
    """Lets work begin in the order in which it came, as long as there is room for what it will hold.

    Work that turns out to need more than it reserved waits for it as well, before any new work begins. Whoever began
    first never waits, however large it is: so somebody always gets on, and no more is held than the budget and what
    that one has beyond it.
    """

    def __init__(self, total: int) -> None:
        self._total = self._free = total
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()
        self._begun: dict[Reservation, None] = {}  # in the order in which they began
        self._short: dict[asyncio.Future[None], Reservation] = {}  # who waits for more than was reserved

    @property
    def size_held(self) -> int:
        """The bytes that are kept for work that began."""
        return self._total - self._free

    @contextlib.asynccontextmanager
    async def reserve(self, size: int) -> AsyncGenerator[Reservation]:
        """Wait until there is room for `size` bytes, and keep it until the block ends; more than all is all.

        What holds nothing waits for nobody.
        """
        size = min(size, self._total)
        if size:
            await self._acquire(size)
        reservation = Reservation(self, size)
        if size:  # what holds nothing is in nobody's way either: it must not be the one that never waits
            self._begun[reservation] = None
        try:
            yield reservation
        finally:
            self._begun.pop(reservation, None)
            self.reduce(reservation, reservation.size)

    def try_cover(self, reservation: Reservation, size: int) -> bool:
        """Reserve `size` bytes in all for work that began, if it may have them right now."""
        more = max(0, size - reservation.size)
        if more and more > self._free and reservation is not next(iter(self._begun), None):
            return False
        self._free -= more
        reservation.size += more
        return True

    async def cover(self, reservation: Reservation) -> None:
        """Wait until all is reserved that the work took."""
        if self.try_cover(reservation, reservation.taken):
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._short[turn] = reservation
        try:
            await turn
        finally:
            if self._short.pop(turn, None):
                self._let_in()  # others waited behind it

    def reduce(self, reservation: Reservation, less: int) -> None:
        """Let others have `less` bytes of work that began."""
        reservation.size -= less
        self._free += less
        self._let_in()

    async def _acquire(self, size: int) -> None:
        if not self._waiting and not self._short and size <= self._free:
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
        if self._short:
            places = {reservation: place for place, reservation in enumerate(self._begun)}
            for turn, reservation in sorted(self._short.items(), key=lambda short: places.get(short[1], len(places))):
                if not turn.done() and self.try_cover(reservation, reservation.taken):
                    turn.set_result(None)
                    del self._short[turn]
        while self._waiting and (self._waiting[0][1].done() or self._may_begin(self._waiting[0][0])):
            size, turn = self._waiting.popleft()
            if not turn.done():
                self._free -= size
                turn.set_result(None)

    def _may_begin(self, size: int) -> bool:
        return not self._short and size <= self._free
