"""The name of a process in PostgreSQL: a lock that ends with its connection, and is taken again where that was lost.

Whoever has it is told at once when the connection ends, and asks for the name again as soon as the server answers. It
is the only one of the process that tries; the loops wait meanwhile (`data/engine/outage.py`).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from data.engine.completion import run_to_completion
from data.engine.outage import LOCK_NOT_AVAILABLE, Outage, pause_before, sqlstate_of
from data.engine.process_lock import LockLost, advisory_key
from data.engine.running_versions import check_version, hold_version

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine  # they bring the whole ORM along

log = logging.getLogger(__name__)

_ourselves = text("SELECT pid, CAST(backend_start AS text) FROM pg_stat_activity WHERE pid = pg_backend_pid()")
# A session of ours whose connection broke holds the name until the server notices. Numbers of sessions come again.
_end_session = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = :pid AND CAST(backend_start AS text) = :begun"
)


class NameTaken(Exception):
    """Another process has the name."""


class HeldName:
    """A worker's name, from `take` to `close`; `engine` has one connection, and waits for a lock for a few seconds."""

    def __init__(self, engine: AsyncEngine, worker_id: str, outage: Outage) -> None:
        self._engine, self._key, self._outage = engine, advisory_key(worker_id), outage
        self._connection: AsyncConnection | None = None
        self._driver: Any = None
        self._session: tuple[int, str] | None = None

    @property
    def is_held(self) -> bool:
        """Whether the connection that holds the name stands, as far as this process was told."""
        return self._connection is not None and not self._driver.is_closed()

    async def take(self) -> None:
        """Take the name; raises NameTaken, ProgramTooOld, DBAPIError or OSError."""
        connection = await self._engine.connect()
        try:
            if self._session is not None:
                pid, begun = self._session
                await connection.execute(_end_session, {"pid": pid, "begun": begun})
            try:
                await connection.execute(select(func.pg_advisory_lock(self._key)))
            except DBAPIError as error:
                if sqlstate_of(error) != LOCK_NOT_AVAILABLE:
                    raise
                raise NameTaken from None
            await hold_version(connection)
            pid, begun = (await connection.execute(_ourselves)).one()
            self._driver = (await connection.get_raw_connection()).driver_connection
            self._driver.add_termination_listener(self._note_end)
        except BaseException:
            await run_to_completion(_drop(connection))
            raise
        self._session = (pid, begun)
        self._connection = connection

    async def check(self) -> None:
        """Return while the name is held, or is again; raises LockLost, or ProgramTooOld.

        Where the connection was lost, waits for the server for as long as an outage may last.
        """
        self._outage.doubted.clear()
        if self._connection is not None:
            try:
                await self._connection.execute(select(1))
                await self._check_version(self._connection)
            except (DBAPIError, OSError) as error:
                self._outage.begin(error, loses_name=True)
                lost, self._connection = self._connection, None
                await run_to_completion(_drop(lost))
            else:
                self._outage.end(has_name=True)
                return
        await self._take_again()

    async def close(self) -> None:
        """Let others have the name."""
        connection, self._connection = self._connection, None
        if connection is not None:
            self._driver.remove_termination_listener(self._note_end)
            with contextlib.suppress(DBAPIError, OSError):
                await connection.close()

    @staticmethod
    async def _check_version(connection: AsyncConnection) -> None:
        try:
            await check_version(connection)
        except DBAPIError as error:
            if sqlstate_of(error) != LOCK_NOT_AVAILABLE:  # else it is being written right now: the next look tells
                raise

    async def _take_again(self) -> None:
        tries = 0
        while True:
            try:
                await self.take()
            except NameTaken:
                raise LockLost("another process took this one's name while the database was away") from None
            except (DBAPIError, OSError) as error:
                tries += 1
                if (left := self._outage.seconds_left) <= 0:
                    raise LockLost("the database dropped the connection that held this process's name") from error
                await asyncio.sleep(min(left, pause_before(tries)))
            else:
                log.info("name_taken_again tries=%s", tries + 1)
                self._outage.end(has_name=True)
                return

    def _note_end(self, _driver: object) -> None:
        """Let it be looked at right now: the server, or the network, has ended the connection."""
        self._outage.doubted.set()


async def _drop(connection: AsyncConnection) -> None:
    """End a connection that may lead nowhere."""
    with contextlib.suppress(DBAPIError, OSError):
        await connection.invalidate()
    with contextlib.suppress(DBAPIError, OSError):
        await connection.close()
