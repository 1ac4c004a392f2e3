"""Whole SQLite files: copied while others use them, and put in place of what another file holds."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Generator
from pathlib import Path

from data.engine.engines import open_sqlite

BUSY_TIMEOUT = 10.0  # seconds to wait for another process's transaction
_WAITING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def copy_file(source: Path, target: Path) -> None:
    """Write one moment of the database at `source` into the new file `target`; nobody who uses it waits.

    Raises OSError.
    """
    with _open_file(source) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def replace_content(source: Path, target: Path) -> None:
    """Put all that the file `source` holds in place of all that `target` holds, in one transaction.

    Whoever has `target` open goes on with the new content. Raises OSError.
    """
    with _open_file(source) as given, _open_file(target) as taking:
        given.backup(taking, progress=_refuse_to_wait)


def leave_wal_mode(path: Path) -> None:
    """Let a database that nobody uses be one file, without a log beside it. Raises OSError."""
    with _open_file(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def put_in_place(source: Path, target: Path) -> None:
    """Rename a file, so that it is all there under its new name or not at all, even where the power fails.

    Raises OSError.
    """
    with source.open("rb") as file:
        os.fsync(file.fileno())
    source.chmod(0o600)  # it holds interaction tokens and people's words
    source.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _refuse_to_wait(status: int, _remaining: int, _total: int) -> None:
    # The driver would try again for ever; SQLite itself has waited for as long as it was told.
    if status in _WAITING:
        raise OSError("another process is writing to it")


@contextlib.contextmanager
def _open_file(path: Path) -> Generator[sqlite3.Connection]:
    try:
        with contextlib.closing(open_sqlite(path, BUSY_TIMEOUT)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
