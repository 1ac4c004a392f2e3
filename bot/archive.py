"""`python -m bot archive --older-than 400d`: packs the long texts of songs that were delivered longer ago than that.

Every button, every tree and every account goes on as before: see data/archive.py. Works in small transactions, beside a
running bot or without one; stopped at any moment, it goes on where it was when it is run again. Exit code 0: done. 1:
there is no database, or it took no more writes. 2: the words or a setting are wrong. It needs only `DATABASE_URL`.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.concurrency.interrupts import run_until_interrupted
from bot.settings import Settings, SettingsError, environment
from data import archive
from data.archive import Packing
from data.engine.database import DATABASE_TROUBLE, Database
from data.engine.unavailable import DatabaseUnavailable
from data.ids import JobId

LEAST_DAYS: Final = 90  # whatever is younger is still looked at
USAGE: Final = f"Name an age in days, from {LEAST_DAYS} on, as in `--older-than 400d`."
_AGE = re.compile(r"([0-9]{2,5})d?", re.ASCII)
_KILOBYTE = 1000


def main(older_than: str) -> int:
    """Do what the command line says, and return the exit code."""
    code, said = run_until_interrupted(run(environment(), older_than, now=datetime.now(UTC)))
    (sys.stderr if code else sys.stdout).write(f"{said}\n")
    return code


async def run(given: Mapping[str, str], older_than: str, *, now: datetime) -> tuple[int, str]:
    """Return the exit code, and what is said."""
    days = _days(older_than)
    if days is None:
        return 2, USAGE
    try:
        url = Settings.of_database(given).database_url
        async with Database.open_read_only(url):
            pass  # what is not there is not made
        database = await Database.open(url)
    except SettingsError as error:
        return 2, " ".join(error.problems)
    except DatabaseUnavailable as error:
        return 1, str(error)
    try:
        packed = await pack(database, before=now - timedelta(days=days), now=now)
    except DATABASE_TROUBLE as error:
        why = " ".join(str(getattr(error, "orig", None) or error).split()) or type(error).__name__
        return 1, f"The database took no more: {why}. What was archived stays so; run it again."
    finally:
        await database.close()
    if not packed.jobs:
        return 0, f"No song that was delivered more than {days} days ago is left to archive."
    before, after = (-(-amount // _KILOBYTE) for amount in (packed.bytes_before, packed.bytes_after))
    return 0, f"Archived {packed.jobs} songs: {before} kB of text are {after} kB now."


async def pack(database: Database, *, before: datetime, now: datetime) -> Packing:
    """Pack all jobs that were delivered before `before`, some at a time, and return what that made of them."""
    clock = asyncio.get_running_loop().time
    (here, last), total = await database.read(archive.span), Packing()
    while here < last:
        began = clock()
        packed = await database.write(archive.pack_window, after=here, before=before, now=now)
        here, total = JobId(here + archive.WINDOW), total + packed
        if packed.jobs:  # whoever else wants to write has as much time as this took
            await asyncio.sleep(clock() - began)
    return total


def _days(older_than: str) -> int | None:
    """The age that the words name; None where they name none, or one that is too young."""
    found = _AGE.fullmatch(older_than)
    days = int(found[1]) if found else 0
    return days if days >= LEAST_DAYS else None
