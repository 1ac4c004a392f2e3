"""SQLite's transactions: those that wait at the same time go to the thread together and share one commit.

A commit that survives a power cut waits for the disk, and SQLite lets one transaction write at a time. Shared, the wait
is one for all of them, and each is still all or nothing by itself. The urgent share theirs with one another alone.
Those that read share one moment of the database, which is no earlier than the call of any of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
import threading
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from data.engine import guard
from data.engine.priority_semaphore import PrioritySemaphore
from data.engine.sqlite_thread import (
    SQLiteThread,
    SteppedTransaction,
    WholeTransaction,
    begin_use_case,
    commit,
    empty_log,
    end_use_case,
    run_here,
    undo,
)
from data.engine.transaction import Transaction

T = TypeVar("T")

LONGEST_VISIT = 0.02  # seconds after which no further use case joins: one that is urgent must not wait for many others


class SQLitePool:
    """Connections of one kind, each with its thread; `writes` tells whether their transactions may."""

    def __init__(self, threads: Sequence[SQLiteThread], *, writes: bool) -> None:
        self._threads, self._writes = list(threads), writes
        self._free = list(threads)
        self._places = PrioritySemaphore(len(threads))
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._waiting: list[_Place] = []
        self._visits: set[asyncio.Task[None]] = set()
        self._closed = False

    async def run(self, work: Callable[[Transaction], Coroutine[Any, Any, T]], *, urgent: bool) -> T:
        """Run a use case in the thread, in a transaction of its own; the urgent go before the others that wait.

        Others that share a commit end it early for an urgent one. Where the caller is cancelled, a use case that has
        not begun never does.
        """
        guard.refuse_a_second()
        if self._closed:
            raise RuntimeError("the database is closed")
        use_case = _UseCase(work)
        with self._lock:
            heapq.heappush(self._waiting, (not urgent, next(self._numbers), use_case))
        self._look_after_waiting()
        return await use_case.outcome

    @contextlib.asynccontextmanager
    async def begin(self, *, urgent: bool = False) -> AsyncGenerator[Transaction]:
        """Open a transaction until the block ends; each of its statements goes to the thread by itself."""
        guard.refuse_a_second()
        if self._closed:
            raise RuntimeError("the database is closed")
        await self._places.acquire(urgent=urgent)
        thread = self._free.pop()
        try:
            try:
                tx = await thread.do(lambda connection: _begin(connection, thread))
                with guard.note_open():
                    yield tx
                    await thread.do(commit)
            finally:
                await thread.undo()
        finally:
            self._free.append(thread)
            self._places.release()

    async def empty_log(self) -> bool:
        """Write what the log beside the file holds into the file, and empty it; False: somebody reads it just now."""
        await self._places.acquire()
        thread = self._free.pop()
        try:
            return await thread.do(empty_log)
        finally:
            self._free.append(thread)
            self._places.release()

    async def close(self) -> None:
        """Refuse new transactions, let the others end, and close every connection."""
        if self._closed:
            return
        self._closed = True
        while self._visits:
            await asyncio.wait(self._visits)
        for _ in self._threads:
            await self._places.acquire()
        for thread in self._threads:
            await thread.close()

    def _look_after_waiting(self) -> None:
        if self._waiting and len(self._visits) < len(self._threads):
            visit = asyncio.create_task(self._visit())
            self._visits.add(visit)
            visit.add_done_callback(self._end_visit)

    def _end_visit(self, visit: asyncio.Task[None]) -> None:
        self._visits.discard(visit)
        # Somebody may have come after its last look, or it was cancelled together with its event loop.
        self._look_after_waiting()

    async def _visit(self) -> None:
        while self._waiting:
            await self._places.acquire(urgent=_is_urgent(self._waiting[0]))
            thread = self._free.pop()
            try:
                await thread.do(self._run_waiting)
            except Exception as error:  # noqa: BLE001 - the connection cannot be opened: each is told
                for use_case in self._take_all():
                    use_case.undo(error)
                    use_case.tell()
            finally:
                self._free.append(thread)
                self._places.release()

    def _run_waiting(self, connection: Connection) -> None:
        """Run what shares a commit, and the next ones at once where they are urgent; in the thread.

        The others let the event loop have its turn first: somebody may wait for what it was just told.
        """
        first = self._take()
        while first is not None:
            done = self._run_together(connection, first)
            first[2].outcome.get_loop().call_soon_threadsafe(_tell, done)
            first = None if self._places.is_awaited else self._take(urgent=True)

    def _run_together(self, connection: Connection, first: _Place) -> list[_UseCase[Any]]:
        """Run use cases with one commit for all of them, as many as fit into a short while; in the thread.

        Whoever is not urgent ends it for one who is.
        """
        until, use_cases = time.monotonic() + LONGEST_VISIT, list[_UseCase[Any]]()
        place: _Place | None = first
        # Whoever reads sees the moment of the first: one who comes later may ask for what was written after it.
        before = None if self._writes else next(self._numbers)
        try:
            connection.begin()
            tx = WholeTransaction(connection)
            while place is not None:
                use_cases.append(place[2])
                _run_alone(connection, place[2], tx)
                is_over = time.monotonic() > until
                place = None if is_over else self._take(urgent=_is_urgent(first), before=before)
            commit(connection)
        except BaseException as error:  # noqa: BLE001 - told to everybody whose work it undid
            use_cases = use_cases or [first[2], *self._take_all()]  # none could begin: nor could those that wait
            for use_case in use_cases:
                if use_case.error is None:
                    use_case.undo(error)
        finally:
            undo(connection)
        return use_cases

    def _take(self, *, urgent: bool | None = None, before: int | None = None) -> _Place | None:
        """The next that waits, if it is as `urgent` as those whose commit it would share; from any thread.

        `before` is the number that it must have come before.
        """
        with self._lock:
            while self._waiting:
                if urgent is not None and _is_urgent(self._waiting[0]) is not urgent:
                    return None
                if before is not None and self._waiting[0][1] >= before:
                    return None
                place = heapq.heappop(self._waiting)
                if not place[2].outcome.cancelled():
                    return place
            return None

    def _take_all(self) -> list[_UseCase[Any]]:
        """All that wait; from any thread."""
        with self._lock:
            places, self._waiting = sorted(self._waiting), []
        return [use_case for *_, use_case in places]


class _UseCase(Generic[T]):
    """A coroutine to be run in a transaction, and what came of it."""

    def __init__(self, work: Callable[[Transaction], Coroutine[Any, Any, T]]) -> None:
        self._work = work
        self.outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._result: list[T] = []
        self.error: BaseException | None = None

    def run(self, tx: Transaction) -> None:
        self._result = [run_here(self._work, tx)]

    def undo(self, error: BaseException) -> None:
        self._result, self.error = [], error

    def tell(self) -> None:
        """Tell the caller what came of it."""
        if self.outcome.done():
            return  # cancelled meanwhile
        if self.error is not None:
            self.outcome.set_exception(self.error)
        else:
            self.outcome.set_result(self._result[0])


_Place = tuple[bool, int, _UseCase[Any]]  # in line: False where it is urgent, and the number in which it came


def _is_urgent(place: _Place) -> bool:
    return not place[0]


def _tell(use_cases: list[_UseCase[Any]]) -> None:
    for use_case in use_cases:
        use_case.tell()


def _run_alone(connection: Connection, use_case: _UseCase[Any], tx: WholeTransaction) -> None:
    """Run a use case that can be undone by itself; raises where all that share its commit are undone."""
    begin_use_case(connection)
    try:
        with guard.note_open():
            use_case.run(tx)
    except BaseException as error:  # noqa: BLE001 - raised where the use case is awaited
        use_case.undo(error)
    tx.close_results()
    end_use_case(connection, keep=use_case.error is None)


def _begin(connection: Connection, thread: SQLiteThread) -> SteppedTransaction:
    connection.begin()
    return SteppedTransaction(connection, thread)
