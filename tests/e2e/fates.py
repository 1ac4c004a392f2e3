"""What a forked bot may be made to suffer from within: death at a commit, short leases, or an end in a hurry."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.engine.default import DefaultDialect

from data.engine.postgresql_connection import PostgreSQLConnection


@dataclass(frozen=True)
class KilledAtCommit:
    """`kill -9` at the commit of this number that keeps something, counted from 1: right before it, or right after."""

    number: int
    after: bool

    def __call__(self) -> None:
        """Count from now on."""
        made, seen = 0, dict[int, int]()
        commit_sqlite, commit_postgresql = DefaultDialect.do_commit, PostgreSQLConnection.commit

        def is_this_one() -> bool:
            nonlocal made
            made += 1
            return made == self.number  # asked before the commit: others commit meanwhile

        def commit_or_die(dialect: DefaultDialect, connection: Any) -> None:
            changes = getattr(connection, "total_changes", 0)  # a transaction that reads is none
            is_last = changes != seen.get(id(connection), 0) and is_this_one()
            if is_last and not self.after:
                os.kill(os.getpid(), signal.SIGKILL)
            commit_sqlite(dialect, connection)
            if is_last:
                os.kill(os.getpid(), signal.SIGKILL)
            seen[id(connection)] = changes

        async def commit_or_die_there(connection: PostgreSQLConnection) -> None:
            is_last = is_this_one()
            if is_last and not self.after:
                os.kill(os.getpid(), signal.SIGKILL)
            await commit_postgresql(connection)
            if is_last:
                os.kill(os.getpid(), signal.SIGKILL)

        setattr(DefaultDialect, "do_commit", commit_or_die)  # noqa: B010 - its parameters have other names
        setattr(PostgreSQLConnection, "commit", commit_or_die_there)  # noqa: B010 - as above


@dataclass(frozen=True)
class ShortLeases:
    """Leases that are over after a moment, so that nobody waits for a minute to see who takes over."""

    seconds: float

    def __call__(self) -> None:
        """Let them be so short before anybody reads how long they are."""
        from bot.jobs import lifecycle

        lifecycle.LEASE = timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class ImpatientSQLite:
    """A bot that waits for another process's transaction for a moment, so that nobody waits for ten seconds."""

    seconds: float

    def __call__(self) -> None:
        """Let it be so before anything is opened."""
        from data.engine.database import Database

        Database.open.__func__.__kwdefaults__["busy_timeout"] = self.seconds  # pyright: ignore[reportOptionalSubscript]


def believes_the_gateway_is_free() -> None:
    """Connect although another process has the gateway, as where a server forgot that it gave the lock away."""
    from data.engine import process_lock

    async def take(_lock: object) -> bool:
        return True

    setattr(process_lock._FileLock, "take", take)  # noqa: B010 - only here


@dataclass(frozen=True)
class HurriedStop:
    """An end that waits for little, so that what never ends is cut off in a moment; `then` happens besides."""

    then: Callable[[], None] | None = None

    def __call__(self) -> None:
        """Set the times before anybody reads them."""
        from bot import shutdown

        shutdown.GRACE, shutdown.GOODBYE, shutdown.LIMIT = 1.0, 0.5, 5.0
        if self.then is not None:
            self.then()


@dataclass(frozen=True)
class StoppedAtImport:
    """SIGTERM while the process still loads what it consists of."""

    module: str

    def __call__(self) -> None:
        """Wait for the import."""
        sys.meta_path.insert(0, _StopAt(self.module))


class _StopAt:
    def __init__(self, module: str) -> None:
        self.module = module

    def find_spec(self, name: str, *_: object) -> None:
        """Find nothing, and end the process instead."""
        if name == self.module:
            os.kill(os.getpid(), signal.SIGTERM)


def says_that_it_migrates() -> None:
    """Write a line when it waits for another process's migration."""
    from data.engine import migrate

    migrating = migrate._migrate

    def say_and_migrate(address: Any) -> None:
        os.write(2, b"fate migrating\n")
        migrating(address)

    migrate._migrate = say_and_migrate


def never_closes_its_database() -> None:
    """Hang at the very end, where nothing is left to be waited for."""
    from data.engine.database import Database

    async def close(_database: object) -> None:
        await asyncio.Event().wait()

    setattr(Database, "close", close)  # noqa: B010 - only here
