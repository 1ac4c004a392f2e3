"""`python -m bot backup`, `restore` and `move`: copies of the database, each verified before it is said to be there.

Exit code 0: the copy is there, and sound. 1: it is not, and stderr says in one line why. 2: a setting is wrong. They
need only `DATABASE_URL`, and `move` not even that.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Mapping
from pathlib import Path

from bot.concurrency.interrupts import run_until_interrupted
from bot.settings import Settings, SettingsError, environment
from data.copies import backups
from data.copies.backups import Copied, CopyRefused
from data.engine.address import DatabaseURLError
from data.engine.unavailable import DatabaseUnavailable

UNSOUND = "The copy is faithful, but the database is not sound: `python -m bot check` says what is wrong."


def back_up(file: str) -> int:
    """Write the database into a new file, and return the exit code."""
    return _say(run_until_interrupted(run_backup(environment(), Path(file))))


def restore(file: str, *, overwrite: bool) -> int:
    """Put the file's rows into the database, and return the exit code."""
    return _say(run_until_interrupted(run_restore(environment(), Path(file), overwrite=overwrite)))


def move(source: str, target: str) -> int:
    """Copy one database into another one, and return the exit code."""
    return _say(run_until_interrupted(run_move(source, target)))


async def run_backup(given: Mapping[str, str], file: Path) -> tuple[int, str]:
    """Return the exit code, and what is said."""
    try:
        url = _database_url(given)
    except SettingsError as error:
        return 2, " ".join(error.problems)
    return await _try(backups.back_up(url, file), f"{file} holds all {{}} of the database.")


async def run_restore(given: Mapping[str, str], file: Path, *, overwrite: bool) -> tuple[int, str]:
    """Return the exit code, and what is said."""
    try:
        url = _database_url(given)
    except SettingsError as error:
        return 2, " ".join(error.problems)
    return await _try(backups.restore(url, file, overwrite=overwrite), f"The database holds all {{}} of {file}.")


async def run_move(source: str, target: str) -> tuple[int, str]:
    """Return the exit code, and what is said."""
    says = "All {} are in the new database: set DATABASE_URL to it, and start no bot on the old one again."
    try:
        return await _try(backups.move(source, target), says)
    except DatabaseURLError as error:
        return 2, str(error)


async def _try(copying: Awaitable[Copied], says: str) -> tuple[int, str]:
    try:
        copied = await copying
    except (CopyRefused, DatabaseUnavailable) as error:
        return 1, str(error)
    what = f"{copied.rows} rows" if copied.rows is not None else f"rows of schema {copied.version}"
    said = says.format(what)
    return (0, said) if copied.is_sound else (1, f"{said} {UNSOUND}")


def _database_url(given: Mapping[str, str]) -> str:
    return Settings.of_database(given).database_url


def _say(outcome: tuple[int, str]) -> int:
    code, said = outcome
    (sys.stderr if code else sys.stdout).write(f"{said}\n")
    return code
