"""Brings a database to the newest schema, once, however many processes start at the same time."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import sqlite3
import threading
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from data.engine.address import Address, PostgreSQLAddress, SQLiteAddress
from data.engine.dialects import AdvisoryLock, acquire_lock
from data.engine.engines import disposing, open_sqlite, postgresql_engine, sqlite_engine

if TYPE_CHECKING:
    from alembic.config import Config  # only a database that is not the newest needs it

MIGRATIONS = Path(__file__).parents[1] / "migrations"
TIMEOUT = 60.0  # seconds to wait for another process that migrates the same database

# Alembic keeps what it works on in module globals: one migration at a time in one process.
_alembic = threading.Lock()


# SQLSTATE classes and codes of a server that is not reached, starts, stops, is full, or may not be written to since
# another one has taken its place (PostgreSQL, appendix A); SQLite's of a file that is locked or a disk that is full.
_PASSING: Final = ("08", "53", "57P", "25006", "55P03")
_PASSING_OF_SQLITE: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


class DatabaseUnavailable(RuntimeError):
    """The database cannot be opened; the message is one plain sentence without a password."""


class DatabaseAway(DatabaseUnavailable):
    """The database cannot be opened now, and a later start may find it: nothing is wrong with the settings."""


async def migrate(address: Address) -> None:
    """Bring the database to the newest schema; makes the file of a SQLite database and its folder.

    Runs in a thread, because Alembic blocks. Raises DatabaseUnavailable.
    """
    try:
        await asyncio.to_thread(_migrate, address)
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


def _migrate(address: Address) -> None:
    with _alembic:
        if isinstance(address, SQLiteAddress):
            with keep_others_from_opening(address):
                _upgrade_sqlite(address)
        else:
            asyncio.run(_upgrade_postgresql(address))


@contextlib.contextmanager
def keep_others_from_opening(address: SQLiteAddress) -> Generator[None]:
    """Let no other process that starts get past its migration; makes the file and its folder. Raises Timeout."""
    # A change to WAL mode, for one, does not wait for others: it fails.
    address.path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{address.path}.migrating", timeout=TIMEOUT):
        address.path.touch(mode=0o600)  # a new file is its owner's alone: it holds interaction tokens
        yield


def _upgrade_sqlite(address: SQLiteAddress) -> None:
    with contextlib.closing(open_sqlite(address.path, TIMEOUT)) as raw:
        # The usual start finds nothing to do, and need not wait for another writer.
        with sqlite_engine(lambda: raw, writes=False).connect() as connection:
            if _is_newest(connection) and _is_wal(connection):
                return
        # Outside a transaction, because SQLite refuses the change inside one. The file remembers it.
        raw.execute("PRAGMA journal_mode=WAL")
        with sqlite_engine(lambda: raw, writes=True).begin() as connection:
            _run_alembic(connection)


async def _upgrade_postgresql(address: PostgreSQLAddress) -> None:
    async with (
        disposing(postgresql_engine(address, 1, writes=False)) as engine,
        engine.connect() as connection,
    ):
        if await connection.run_sync(_is_newest):
            return
    async with disposing(postgresql_engine(address, 1, writes=True)) as engine, engine.begin() as connection:
        await acquire_lock(connection, AdvisoryLock.MIGRATION)
        await connection.run_sync(_run_alembic)


def _is_newest(connection: Connection) -> bool:
    """Whether there is nothing to do, told without Alembic: it takes a third of the bot's start and memory."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    known = set(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())
    return known == {newest_version()}


def newest_version() -> str:
    """The version of the schema that this program works on, as the last migration's file is called."""
    return max(path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


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


def alembic_config() -> Config:
    """What Alembic needs to know; there is no alembic.ini, since the database's address is a setting."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
