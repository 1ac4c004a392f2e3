"""`python -m bot check`: whether the database is sound, for whoever restored it, moved it, or does not trust it.

Exit code 0: schema, rules, jobs and all accounts are as they must be. 1: they are not, or the database cannot be read,
and stderr says what is wrong and how to mend it. 4: a newer version of the program made it, which alone can tell.
Needs no secrets, works beside a running bot, and writes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from bot.concurrency.interrupts import run_until_interrupted
from bot.settings import Settings, SettingsError, environment
from data.copies import audit
from data.copies.audit import Finding
from data.engine.database import Database
from data.engine.unavailable import DatabaseUnavailable

BEFORE = "Before you run a statement, stop the bot and make a copy of the database; then check again."

MADE_BY_NEWER = 4  # exit code


def main() -> int:
    """Look once, and return the exit code."""
    found = run_until_interrupted(findings_in(environment()))
    if not found:
        sys.stdout.write("The database is sound.\n")
        return 0
    is_newer = all(each.is_newer for each in found)
    sys.stderr.write("This version cannot tell:\n" if is_newer else "The database is not sound:\n")
    for each in found:
        sys.stderr.write(f"  {each.says} {each.advice}\n" + (f"    {each.sql};\n" if each.sql else ""))
    if any(each.sql for each in found):
        sys.stderr.write(f"{BEFORE}\n")
    return MADE_BY_NEWER if is_newer else 1


async def findings_in(given: Mapping[str, str]) -> list[Finding]:
    """Return what is wrong with the database that these settings name; empty where it is sound."""
    try:
        settings = Settings.of_database(given)
        async with Database.open_read_only(settings.database_url) as tx:
            return await audit.findings(tx)
    except SettingsError as error:
        return [Finding(" ".join(error.problems), "Correct the settings.")]
    except DatabaseUnavailable as error:
        return [Finding(str(error), "Check DATABASE_URL, and whether the database is there and whole.")]


if __name__ == "__main__":
    sys.exit(main())
