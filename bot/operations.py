"""`python -m bot operations`: what MusicAPI no longer offers; with `lift FAMILY OPERATION`, that it offers it again.

Exit code 0: it is said, or lifted. 1: there is nothing to lift, or no database. 2: the command or a setting is wrong.
Needs no secrets, and may run beside the bot: no process keeps in memory what MusicAPI no longer offers.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from bot.concurrency.interrupts import run_until_interrupted
from bot.settings import Settings, SettingsError, environment
from data import retirements
from data.engine.database import Database
from data.engine.unavailable import DatabaseUnavailable

USAGE = "usage: python -m bot operations [lift FAMILY OPERATION]"


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says, and return the exit code."""
    code, said = run_until_interrupted(run(environment(), arguments))
    (sys.stderr if code else sys.stdout).write(f"{said}\n")
    return code


async def run(given: Mapping[str, str], arguments: Sequence[str]) -> tuple[int, str]:
    """Return the exit code, and what is said."""
    try:
        settings = Settings.of_database(given, "MUSICAPI_URL")
        match arguments:
            case []:
                return 0, await _list(settings)
            case ["lift", family, operation]:
                return await _lift(settings, family, operation)
            case _:
                return 2, USAGE
    except SettingsError as error:
        return 2, " ".join(error.problems)
    except DatabaseUnavailable as error:
        return 1, str(error)


async def _list(settings: Settings) -> str:
    async with Database.open_read_only(settings.database_url) as tx:
        found = await retirements.every(tx)
    lines = [
        f"{each.host} {each.family} {each.operation} since {each.retired_at:%Y-%m-%d %H:%M} UTC: {each.reason}"
        for each in found
    ]
    return "\n".join(lines) or "MusicAPI refused no operation."


async def _lift(settings: Settings, family: str, operation: str) -> tuple[int, str]:
    host = urlsplit(settings.musicapi_url).netloc
    async with Database.open_read_only(settings.database_url) as tx:  # what is not there is not made
        known = await retirements.known(tx, host=host)
    if (family, operation) not in known:
        return 1, f"{host} is not known to refuse {operation} on {family}; `python -m bot operations` lists what it is."
    database = await Database.open(settings.database_url)
    try:
        await database.write(retirements.lift, host=host, family=family, operation=operation)
    finally:
        await database.close()
    return 0, f"{operation} on {family} is offered again; should {host} refuse it, it is taken away as before."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
