"""`python -m bot health`: whether this worker was alive a moment ago, for whoever supervises the process.

Exit code 0: the poll loop wrote its heartbeat to the database less than `FRESH` ago; stdout says in one line whether
it answers people or stands by. 1: it did not, and stderr says in one line what is wrong. Needs no secrets, and neither
makes nor migrates a database.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.concurrency.interrupts import run_until_interrupted
from bot.roles import Role
from bot.settings import Settings, SettingsError, environment
from data.engine.database import Database
from data.engine.unavailable import DatabaseUnavailable
from data.processes import heartbeats, shards

FRESH = timedelta(seconds=90)  # three beats of the poller: one may be late, two may not
TIMEOUT = 8.0  # seconds; whoever runs the check gives it some more
NEVER_STARTED = "The database is empty: the first start of the bot, or `python -m bot migrate`, makes its tables."


@dataclass(frozen=True, slots=True)
class Health:
    """What a look found: one plain sentence, and whether it is good news."""

    is_healthy: bool
    says: str


def main(role: Role = Role.ALL) -> int:
    """Look once after the process of this role, and return the exit code."""
    health = run_until_interrupted(look(environment(), datetime.now(UTC), role))
    if health.is_healthy:
        sys.stdout.write(f"Encore is healthy: {health.says}\n")
        return 0
    sys.stderr.write(f"Encore is not healthy: {health.says}\n")
    return 1


async def look(given: Mapping[str, str], now: datetime, role: Role = Role.ALL) -> Health:
    """Say what the worker does, or what is wrong."""
    try:
        settings = Settings.of_database(given, "WORKER_ID", role=role)
        worker_id = settings.worker_id
        async with asyncio.timeout(TIMEOUT), Database.open_read_only(settings.database_url) as tx:
            last = await heartbeats.last(tx, worker_id)
            has_gateway = await shards.is_holder(tx, worker_id)
    except SettingsError as error:
        return Health(False, " ".join(error.problems))
    except DatabaseUnavailable as error:
        return Health(False, await _no_schema(given) or str(error))
    except TimeoutError:
        return Health(False, f"The database did not answer within {TIMEOUT:.0f} seconds.")
    if last is None:
        return Health(False, f"The worker {worker_id!r} has no heartbeat yet.")
    if now - last >= FRESH:
        return Health(
            False, f"The last heartbeat of the worker {worker_id!r} is {(now - last).total_seconds():.0f} s old."
        )
    does = "answers people" if has_gateway else "stands by for another one, which answers people"
    if role is Role.WORKER:
        does = "makes and posts songs"
    return Health(True, f"The worker {worker_id!r} {does}.")


async def _no_schema(given: Mapping[str, str]) -> str:
    """What to say of a database that nobody has begun to use; empty where it is another trouble."""
    from data.copies import audit  # a look that succeeds needs none of it

    settings = Settings.of_database(given)
    try:
        async with asyncio.timeout(TIMEOUT), Database.open_read_only(settings.database_url) as tx:
            return "" if await audit.versions(tx) else NEVER_STARTED
    except (DatabaseUnavailable, TimeoutError):
        return ""


if __name__ == "__main__":
    sys.exit(main())
