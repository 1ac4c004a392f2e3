"""`python -m bot.health`: whether this worker was alive a moment ago, for whoever supervises the process.

Exit code 0: the poll loop wrote its heartbeat to the database less than `FRESH` ago. 1: it did not, and stderr says
in one line what is wrong. Needs no secrets, and neither makes nor migrates a database.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.settings import Settings, SettingsError, environment
from data import heartbeats
from data.engine.database import Database
from data.engine.migrate import DatabaseUnavailable

FRESH = timedelta(seconds=90)  # three beats of the poller: one may be late, two may not
TIMEOUT = 8.0  # seconds; whoever runs the check gives it some more
READ = ("DATABASE_URL", "WORKER_ID")
# What the check does not read must not decide it.
NOT_NEEDED = {"DISCORD_TOKEN": "not-needed", "MUSICAPI_KEY": "not-needed"}


def main() -> int:
    """Look once, and return the exit code."""
    problem = asyncio.run(problem_in(environment(), datetime.now(UTC)))
    if problem is None:
        return 0
    sys.stderr.write(f"Encore is not healthy: {problem}\n")
    return 1


async def problem_in(given: Mapping[str, str], now: datetime) -> str | None:
    """Say what is wrong in one plain sentence, or return None where the worker is alive."""
    try:
        settings = Settings.from_environment({name: given.get(name, "") for name in READ} | NOT_NEEDED)
        async with asyncio.timeout(TIMEOUT), Database.open_read_only(settings.database_url) as tx:
            last = await heartbeats.last(tx, settings.worker_id)
    except SettingsError as error:
        return " ".join(error.problems)
    except DatabaseUnavailable as error:
        return str(error)
    except TimeoutError:
        return f"The database did not answer within {TIMEOUT:.0f} seconds."
    if last is None:
        return f"The worker {settings.worker_id!r} has no heartbeat yet."
    if now - last >= FRESH:
        return f"The last heartbeat of the worker {settings.worker_id!r} is {(now - last).total_seconds():.0f} s old."
    return None


if __name__ == "__main__":
    sys.exit(main())
