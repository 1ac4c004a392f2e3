"""`python -m bot migrate`: brings the database to this version's schema; with `--check`, says whether that is needed.

Exit code 0: it has the schema, or a newer one on which this version may work. 1: it has not, or the database cannot be
opened; stderr says in one line why. 2: a setting is wrong. It needs `DATABASE_URL` alone, and any number may run at
once.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping

from bot.concurrency.interrupts import run_until_interrupted
from bot.settings import Settings, SettingsError, environment
from data.engine.address import Address, read_address
from data.engine.migrate import migrate, read
from data.engine.schema_version import newest_version
from data.engine.unavailable import DatabaseUnavailable, SchemaOutdated


def main(*, check: bool) -> int:
    """Migrate, or look whether there is need to; returns the exit code."""
    code, said = run_until_interrupted(run(environment(), check=check))
    (sys.stderr if code else sys.stdout).write(f"{said}\n")
    return code


async def run(given: Mapping[str, str], *, check: bool) -> tuple[int, str]:
    """Return the exit code, and what is said."""
    try:
        settings = Settings.of_database(given)
        return 0, await (_check if check else _upgrade)(read_address(settings.database_url))
    except SettingsError as error:
        return 2, " ".join(error.problems)
    except DatabaseUnavailable as error:
        return 1, str(error)


async def _upgrade(address: Address) -> str:
    began = time.monotonic()
    done = await migrate(address)
    if done is None:
        return await _check(address)
    before = f"schema {done.before}" if done.before is not None else "no schema"
    return f"The database went from {before} to {done.after} in {time.monotonic() - began:.1f} seconds."


async def _check(address: Address) -> str:
    standing, newest = await read(address), newest_version()
    if not standing.is_ready:
        raise standing.refusal() or SchemaOutdated(standing.schema, newest)
    if standing.is_newer:
        return (
            f"The database has schema {standing.schema}, and this version, which knows {newest}, may work on it; a"
            " schema never goes back."
        )
    return f"The database has schema {newest}: nothing to do."
