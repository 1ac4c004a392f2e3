"""The real database on a real SQLite file, whose threads are steps of the simulated loop.

A step of a process takes as long as the seed says, waits for the other process's transaction, and is done as a whole;
what a killed process had not committed is undone, as the kernel's end of it would.
"""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from sqlalchemy.exc import OperationalError

from data.engine.address import SQLiteAddress
from data.engine.completion import run_to_completion
from data.engine.database import Database
from data.engine.engines import open_sqlite, sqlite_engine
from data.engine.sqlite_pool import SQLitePool
from data.engine.sqlite_thread import SQLiteThread, undo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from tests.simulation.process import Process

T = TypeVar("T")

READERS = 2
BUSY_TIMEOUT = 10.0  # virtual seconds, as the product's own
LOOK_AGAIN = 0.01  # seconds between looks whether the other process's transaction is over


class SharedFile:
    """A database file that several processes have open; one of them writes at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.writer: StepThread | None = None


class _Spare:
    """An engine that is used again with another connection: to compile every statement anew would take most of it."""

    kept: ClassVar[dict[bool, list[_Spare]]] = {True: [], False: []}

    def __init__(self, *, writes: bool) -> None:
        self.writes = writes
        self.raw: sqlite3.Connection | None = None
        self.engine: Engine = sqlite_engine(self._give, writes=writes)

    @classmethod
    def take(cls, *, writes: bool) -> _Spare:
        return cls.kept[writes].pop() if cls.kept[writes] else cls(writes=writes)

    def connect(self, path: Path) -> Connection:
        self.raw = open_sqlite(path, 0.0)
        connection = self.engine.connect()
        self.raw.execute("PRAGMA synchronous=OFF")  # no power is cut here, and nothing else depends on it
        return connection

    def give_back(self) -> None:
        self.engine.dispose()
        if self.raw is not None:
            self.raw.close()
        self.raw = None
        self.kept[self.writes].append(self)

    def _give(self) -> sqlite3.Connection:
        assert self.raw is not None
        return self.raw


class StepThread(SQLiteThread):
    """A connection whose thread is the loop itself."""

    def __init__(self, file: SharedFile, process: Process, *, writes: bool) -> None:
        super().__init__(file.path, writes=writes, busy_timeout=BUSY_TIMEOUT)
        self._file, self._process = file, process
        self._spare: _Spare | None = None
        self._connection: Connection | None = None

    async def do(self, step: Callable[[Connection], T]) -> T:
        done: asyncio.Future[T] = self._process.loop.create_future()
        if self._process.lane.is_dead:
            # Refused at once, the pool would try anew at once for whoever waits: until the end, none of it comes.
            return await done
        faults = self._process.faults
        if faults.strikes("slow disk"):
            self._process.loop.call_later(faults.between(0.05, 4.0), self._try, step, done, self._process.loop.time())
        else:
            self._process.loop.call_soon(self._try, step, done, self._process.loop.time())
        return await run_to_completion(done)

    async def undo(self) -> None:
        if self._connection is not None:
            await self.do(undo)

    async def close(self) -> None:
        self.abandon()

    def abandon(self) -> None:
        """Undo what was not committed, and close the connection."""
        if self._connection is not None and self._spare is not None:
            undo(self._connection)
            self._connection.close()
            self._spare.give_back()
        self._connection = self._spare = None
        self._let_go()

    def _try(self, step: Callable[[Connection], Any], done: asyncio.Future[Any], since: float) -> None:
        """Do it as soon as no other process has a transaction open that writes."""
        if self._process.lane.is_dead:
            return
        loop = self._process.loop
        if self._writes and self._file.writer not in (None, self):
            if loop.time() - since > BUSY_TIMEOUT:
                done.set_exception(_trouble("database is locked"))
            else:
                loop.call_later(LOOK_AGAIN, self._try, step, done, since)
            return
        if self._file.writer is not self and self._process.faults.strikes("the disk refuses"):
            self._process.has_database_trouble = True
            done.set_exception(_trouble("disk I/O error"))
            return
        try:
            connection = self._connection or self._open_now()
            result = step(connection)
        except Exception as error:  # noqa: BLE001 - raised where the step is awaited
            done.set_exception(error)
        else:
            done.set_result(result)
        if self._writes:
            self._hold_or_let_go()
            if self._process.faults.strikes("crash after a commit"):
                self._process.die_now()

    def _open_now(self) -> Connection:
        self._spare = _Spare.take(writes=self._writes)
        self._connection = self._spare.connect(self._file.path)
        return self._connection

    def _hold_or_let_go(self) -> None:
        raw = self._spare.raw if self._spare is not None else None
        if raw is not None and raw.in_transaction:
            self._file.writer = self
        else:
            self._let_go()

    def _let_go(self) -> None:
        if self._file.writer is self:
            self._file.writer = None


class StepDatabase(Database):
    """A process's own connections to the shared file."""

    def __init__(self, file: SharedFile, process: Process) -> None:
        self.address = SQLiteAddress(file.path)
        self._threads = [StepThread(file, process, writes=each == 0) for each in range(1 + READERS)]
        self._writing = SQLitePool(self._threads[:1], writes=True)
        self._reading = SQLitePool(self._threads[1:], writes=False)
        self._closing = None

    def abandon(self) -> None:
        """What becomes of the connections of a process that is killed."""
        for thread in self._threads:
            thread.abandon()


def _trouble(what: str) -> OperationalError:
    return OperationalError("", None, sqlite3.OperationalError(what))
