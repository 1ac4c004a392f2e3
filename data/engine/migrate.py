"""Brings a database to the newest schema, once, however many processes start at the same time."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import sqlite3
import threading
import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from data.engine import schema_version
from data.engine.address import Address, PostgreSQLAddress, SQLiteAddress
from data.engine.dialects import AdvisoryLock
from data.engine.engines import autocommit_engine, disposing, open_sqlite, postgresql_engine, sqlite_engine
from data.engine.process_lock import has_live_process
from data.engine.running_versions import let_leave
from data.engine.schema_version import (
    FIRST_PROGRAM,
    OLDEST_PROGRAM,
    Standing,
    newest_version,
    read_standing,
)
from data.engine.unavailable import DatabaseAway, DatabaseUnavailable, SchemaOutdated

if TYPE_CHECKING:
    from alembic.config import Config  # only a database that is not the newest needs it
    from sqlalchemy.ext.asyncio import AsyncConnection

TIMEOUT = 60.0  # seconds to wait for another process that migrates the same database
LOOK_AGAIN = 0.1

_try = text("SELECT pg_try_advisory_lock(:lock)")
# Never back: what was told once may have been acted upon.
_tell = text(
    "UPDATE alembic_version SET oldest_program = :oldest WHERE oldest_program IS NULL OR oldest_program < :oldest"
)

# Alembic keeps what it works on in module globals: one migration at a time in one process.
_alembic = threading.Lock()


# SQLSTATE classes and codes of a server that is not reached, starts, stops, is full, or may not be written to since
# another one has taken its place (PostgreSQL, appendix A); SQLite's of a file that is locked or a disk that is full.
_PASSING: Final = ("08", "53", "57P", "25006", "55P03")
_PASSING_OF_SQLITE: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A schema that was brought to the newest one; `before` is None where there was none."""

    before: str | None
    after: str


async def migrate(address: Address, *, may_upgrade: bool = True) -> Upgrade | None:
    """Bring the database to the newest schema, once however many do; makes a SQLite database's file and its folder.

    None: there was nothing to do, as on a newer schema on which this program may work. Raises DatabaseUnavailable:
    SchemaOutdated where there is something to do and this process may not, ProgramTooOld where newer ones alone may.
    """
    if not may_upgrade:
        standing = await read(address)
        if not (standing.is_ready or standing.is_too_new):
            raise SchemaOutdated(standing.schema, newest_version())
    with _explaining(address):
        # In a thread, because Alembic blocks.
        return await asyncio.to_thread(_migrate, address)


async def read(address: Address) -> Standing:
    """What the database says of its schema; nothing is created or changed. Raises DatabaseUnavailable."""
    with _explaining(address):
        return await asyncio.to_thread(_read, address)


@contextlib.contextmanager
def _explaining(address: Address) -> Generator[None]:
    """Say in one sentence why a database cannot be opened."""
    try:
        yield
    except Timeout as error:
        raise DatabaseAway("Another process has been preparing the database file for a minute.") from error
    except (DBAPIError, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        said = f"The database cannot be opened: {' '.join(str(cause).split()) or type(cause).__name__}"
        raise (DatabaseAway if _may_pass(cause, address) else DatabaseUnavailable)(said) from error


def _may_pass(cause: BaseException | None, address: Address) -> bool:
    """Whether what keeps the database from being opened may be over in a while, with nobody changing a setting."""
    if isinstance(cause, OSError):  # of a file, the path is wrong; a server, or its name, may come back
        return isinstance(address, PostgreSQLAddress) or cause.errno in (errno.ENOSPC, errno.EDQUOT)
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _PASSING_OF_SQLITE  # the rest says more exactly why
    return str(getattr(cause, "sqlstate", None) or "").startswith(_PASSING)


def _migrate(address: Address) -> Upgrade | None:
    with _alembic:
        if isinstance(address, SQLiteAddress):
            with keep_others_from_opening(address):
                return _upgrade_sqlite(address)
        return asyncio.run(_upgrade_postgresql(address))


def _read(address: Address) -> Standing:
    if isinstance(address, SQLiteAddress):
        if not address.path.is_file():  # SQLite would make it
            return Standing(None)
        with (
            contextlib.closing(open_sqlite(address.path, TIMEOUT)) as raw,
            sqlite_engine(lambda: raw, writes=False).connect() as connection,
        ):
            return read_standing(connection)
    return asyncio.run(_read_postgresql(address))


@contextlib.contextmanager
def keep_others_from_opening(address: SQLiteAddress) -> Generator[None]:
    """Let no other process that starts get past its migration; makes the file and its folder. Raises Timeout."""
    # A change to WAL mode, for one, does not wait for others: it fails.
    address.path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{address.path}.migrating", timeout=TIMEOUT):
        address.path.touch(mode=0o600)  # a new file is its owner's alone: it holds interaction tokens
        yield


def _upgrade_sqlite(address: SQLiteAddress) -> Upgrade | None:
    with contextlib.closing(open_sqlite(address.path, TIMEOUT)) as raw:
        # The usual start finds nothing to do, and need not wait for another writer.
        with sqlite_engine(lambda: raw, writes=False).connect() as connection:
            standing = read_standing(connection)
            if _is_ready(standing) and _is_wal(connection):
                return None
        # Outside a transaction, because SQLite refuses the change inside one. The file remembers it.
        raw.execute("PRAGMA journal_mode=WAL")
        if standing.is_ready:
            return None
        if _told_anew(standing) is not None and has_live_process(address):
            raise DatabaseAway("A bot runs on this database, and cannot go on with the next schema: stop it first.")
        with sqlite_engine(lambda: raw, writes=True).begin() as connection:
            _run_alembic(connection)
    return Upgrade(standing.schema, newest_version())


async def _read_postgresql(address: PostgreSQLAddress) -> Standing:
    async with disposing(postgresql_engine(address, 1, writes=False)) as engine, engine.connect() as connection:
        return await connection.run_sync(read_standing)


async def _upgrade_postgresql(address: PostgreSQLAddress) -> Upgrade | None:
    if _is_ready(await _read_postgresql(address)):
        return None
    async with disposing(autocommit_engine(address, 1)) as engine, engine.connect() as guard:
        # A session's locks, which end with this connection: in a transaction they would end with each step.
        await _take_turn(guard)
        standing = await guard.run_sync(read_standing)
        if _is_ready(standing):
            return None
        oldest = _told_anew(standing)
        if oldest is not None:
            await guard.execute(_tell, {"oldest": oldest})
            await let_leave(guard, range(FIRST_PROGRAM, oldest))
        # Without a limit of time: an index on a large table takes as long as it takes.
        upgrading = postgresql_engine(address, 1, writes=True, limit=None)
        async with disposing(upgrading), upgrading.begin() as connection:
            await connection.run_sync(_run_alembic)
    return Upgrade(standing.schema, newest_version())


async def _take_turn(connection: AsyncConnection) -> None:
    """Be the only one who migrates until the connection ends."""
    deadline = time.monotonic() + TIMEOUT
    # Asked again and again: who waits inside a statement keeps PostgreSQL from what others do meanwhile.
    while not (await connection.execute(_try, {"lock": int(AdvisoryLock.MIGRATION)})).scalar_one():
        if time.monotonic() >= deadline:
            raise DatabaseAway("Another process has been preparing the database for a minute.")
        await asyncio.sleep(LOOK_AGAIN)


def _is_ready(standing: Standing) -> bool:
    """Whether there is nothing to do; raises DatabaseUnavailable where nothing can be done."""
    if (refusal := standing.refusal()) is not None:
        raise refusal
    return standing.is_ready


def _told_anew(standing: Standing) -> int | None:
    """The oldest program that may work after the upgrade, where running ones have yet to hear that they may not."""
    if standing.oldest_program is None:  # there are none, or they ask nobody whether they may
        return None
    oldest = _oldest_program()
    return oldest if oldest > standing.oldest_program else None


def _oldest_program() -> int:
    """The oldest program that the migrations let work on the newest schema."""
    from alembic.script import ScriptDirectory

    migrations = ScriptDirectory.from_config(alembic_config()).walk_revisions()
    return max(int(getattr(each.module, OLDEST_PROGRAM, FIRST_PROGRAM)) for each in migrations)


def _is_wal(connection: Connection) -> bool:
    """Whether readers and the writer wait for each other no more; a backup by VACUUM INTO forgets it."""
    return connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"


def _run_alembic(connection: Connection) -> None:
    from alembic import command
    from alembic.util import CommandError

    config = alembic_config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise DatabaseUnavailable(f"The database was made by another version of this program: {error}") from error
    connection.execute(_tell, {"oldest": _oldest_program()})


def alembic_config() -> Config:
    """What Alembic needs to know; there is no alembic.ini, since the database's address is a setting."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(schema_version.MIGRATIONS).replace("%", "%%"))
    return config
