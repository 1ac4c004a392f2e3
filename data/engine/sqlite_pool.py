"""SQLite's transactions: those that wait at the same time go to the thread together and share one commit.

A commit that survives a power cut waits for the disk, and SQLite lets one transaction write at a time. Shared, the wait
is one for all of them, and each is still all or nothing by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from data.engine import guard
from data.engine.priority_semaphore import PrioritySemaphore
from data.engine.sqlite_thread import (
    SQLiteThread,
    SteppedTransaction,
    WholeTransaction,
    begin_part,
    commit,
    require_transaction,
    run_here,
    undo,
)
from data.engine.transaction import Transaction

T = TypeVar("T")

LONGEST_VISIT = 0.02  # seconds after which no further use case joins: one that is urgent must not wait for many others


class SQLitePool:
    """Connections of one kind, each with its thread."""

    def __init__(self, threads: Sequence[SQLiteThread]) -> None:
        self._threads = list(threads)
        self._free = list(threads)
        self._places = PrioritySemaphore(len(threads))
        self._numbers = itertools.count()
        self._waiting: list[tuple[bool, int, _UseCase[Any]]] = []
        self._visits: set[asyncio.Task[None]] = set()
        self._closed = False

    async def run(self, work: Callable[[Transaction], Coroutine[Any, Any, T]], *, urgent: bool) -> T:
        """Run a use case in the thread, in a transaction of its own; the urgent go before the others that wait.

        Where the caller is cancelled, a use case that has not begun never does.
        """
        guard.refuse_a_second()
        if self._closed:
            raise RuntimeError("the database is closed")
        use_case = _UseCase(work)
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
            await self._places.acquire(urgent=not self._waiting[0][0])
            thread = self._free.pop()
            batch, self._waiting = sorted(self._waiting), []
            use_cases = [use_case for *_, use_case in batch]
            try:
                if use_cases:
                    await thread.do(partial(_run_all, use_cases=use_cases))
            except Exception as error:  # noqa: BLE001 - the connection cannot be opened: each is told
                for use_case in use_cases:
                    use_case.undo(error)
            except asyncio.CancelledError:
                for use_case in use_cases:
                    use_case.outcome.cancel()  # nobody knows what came of it, and none may be run twice
                raise
            finally:
                self._free.append(thread)
                self._places.release()
            for place in batch:
                if not place[2].tell():
                    heapq.heappush(self._waiting, place)


class _UseCase(Generic[T]):
    """A coroutine to be run in a transaction, and what came of it."""

    def __init__(self, work: Callable[[Transaction], Coroutine[Any, Any, T]]) -> None:
        self._work = work
        self.outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._result: list[T] = []
        self.error: BaseException | None = None

    @property
    def is_over(self) -> bool:
        return self.error is not None or bool(self._result)

    def run(self, tx: Transaction) -> None:
        self._result = [run_here(self._work, tx)]

    def undo(self, error: BaseException) -> None:
        self._result, self.error = [], error

    def tell(self) -> bool:
        """Tell the caller what came of it; False: it has not had its turn."""
        if self.outcome.cancelled():
            return True
        if self.error is not None:
            self.outcome.set_exception(self.error)
        elif self._result:
            self.outcome.set_result(self._result[0])
        return self.is_over


def _run_all(connection: Connection, use_cases: list[_UseCase[Any]]) -> None:
    """Run use cases with one commit for all of them, as many as fit into a short visit; in the thread."""
    until = time.monotonic() + LONGEST_VISIT
    try:
        connection.begin()
        tx = WholeTransaction(connection)
        for use_case in use_cases:
            if use_case.outcome.cancelled():
                continue
            _run_alone(connection, use_case, tx)
            if time.monotonic() > until:
                break
        commit(connection)
    except BaseException as error:  # noqa: BLE001 - told to everybody whose work it undid
        begun = any(use_case.is_over for use_case in use_cases)
        for use_case in use_cases:
            if use_case.error is None and (use_case.is_over or not begun):
                use_case.undo(error)
    finally:
        undo(connection)


def _run_alone(connection: Connection, use_case: _UseCase[Any], tx: WholeTransaction) -> None:
    """Run a use case that can be undone by itself; raises where all that share its commit are undone."""
    part = begin_part(connection)
    try:
        with guard.note_open():
            use_case.run(tx)
    except BaseException as error:  # noqa: BLE001 - raised where the use case is awaited
        use_case.undo(error)
    tx.close_results()
    require_transaction(connection)
    if use_case.error is None:
        part.commit()
    else:
        part.rollback()


def _begin(connection: Connection, thread: SQLiteThread) -> SteppedTransaction:
    connection.begin()
    return SteppedTransaction(connection, thread)
