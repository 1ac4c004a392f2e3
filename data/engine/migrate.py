"""Brings a database to the newest schema, once, however many processes start at the same time."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from filelock import FileLock, Timeout
from sqlalchemy.exc import DBAPIError

from data.engine.address import Address, SQLiteAddress
from data.engine.dialects import AdvisoryLock, acquire_lock
from data.engine.engines import disposing, reading_engine, writing_engine

if TYPE_CHECKING:
    from collections.abc import Generator

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection

TIMEOUT = 60.0  # seconds to wait for another process that migrates the same database

# Alembic keeps what it works on in module globals: one migration at a time in one process.
_alembic = threading.Lock()


class DatabaseUnavailable(RuntimeError):
    """The database cannot be opened; the message is one plain sentence without a password."""


async def migrate(address: Address) -> None:
    """Bring the database to the newest schema; makes the file of a SQLite database and its folder.

    Runs in a thread with an event loop of its own, because Alembic blocks. Raises DatabaseUnavailable.
    """
    try:
        await asyncio.to_thread(_migrate, address)
    except CommandError as error:
        raise DatabaseUnavailable(f"The database was made by another version of this program: {error}") from error
    except Timeout as error:
        raise DatabaseUnavailable("Another process has been preparing the database file for a minute.") from error
    except (DBAPIError, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise DatabaseUnavailable(f"The database cannot be opened: {' '.join(str(cause).split())}") from error


def _migrate(address: Address) -> None:
    with _alembic, _lock_file(address):
        asyncio.run(_upgrade(address))


@contextlib.contextmanager
def _lock_file(address: Address) -> Generator[None]:
    """Lock a SQLite file for ourselves: its change to WAL mode does not wait for others, it fails."""
    if not isinstance(address, SQLiteAddress):
        yield
        return
    address.path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{address.path}.migrating", timeout=TIMEOUT):
        address.path.touch(mode=0o600)  # a new file is its owner's alone: it holds interaction tokens
        yield


async def _upgrade(address: Address) -> None:
    # The usual start finds nothing to do, and need not wait for another writer.
    async with (
        disposing(reading_engine(address, size=1, busy_timeout=TIMEOUT)) as engine,
        engine.connect() as connection,
    ):
        if await connection.run_sync(_is_newest):
            return
    async with disposing(writing_engine(address, size=1, busy_timeout=TIMEOUT)) as engine:
        if isinstance(address, SQLiteAddress):
            async with engine.connect() as connection:
                await _set_wal(connection)
        async with engine.begin() as connection:
            await acquire_lock(connection, AdvisoryLock.MIGRATION)
            await connection.run_sync(_run_alembic)


async def _set_wal(connection: AsyncConnection) -> None:
    driver = (await connection.get_raw_connection()).driver_connection
    if driver is not None:
        # Outside a transaction, because SQLite refuses the change inside one. The file remembers it.
        await (await driver.execute("PRAGMA journal_mode=WAL")).close()


def _is_newest(connection: Connection) -> bool:
    newest = ScriptDirectory.from_config(_config()).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(newest)


def _run_alembic(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()  # no alembic.ini: where the migrations are is known, and where the database is, is a setting
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations").replace("%", "%%"))
    return config
