"""Which versions of the program work on a PostgreSQL database now, so that none of them finds its schema gone.

A process holds a shared lock on its version for as long as it lives, however it ends. Whoever is about to take away
what older versions use first writes down that they may not go on, which they read every few seconds, and then waits
until nobody has a lock on their versions.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data.engine.outage import LOCK_NOT_AVAILABLE, sqlstate_of
from data.engine.schema_version import program_version
from data.engine.unavailable import DatabaseAway, ProgramTooOld

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection  # it brings the whole ORM along

# Beside the locks of one number each: PostgreSQL keeps those of two apart.
PROGRAM: Final = 0x656E_0003
LEAVING = 60.0  # seconds in which processes that may not go on hear of it, end their work and are gone
LOOK_AGAIN = 0.2

_hold = text("SELECT pg_advisory_lock_shared(:kind, :version)")
_try = text("SELECT pg_try_advisory_lock(:kind, :version)")
_oldest = text("SELECT max(oldest_program) FROM alembic_version")


async def hold_version(connection: AsyncConnection) -> None:
    """Be seen as a process of this version until the connection ends; raises ProgramTooOld."""
    try:
        await connection.execute(_hold, {"kind": PROGRAM, "version": program_version()})
    except DBAPIError as error:
        if sqlstate_of(error) != LOCK_NOT_AVAILABLE:
            raise
        # What this version uses is being taken away right now.
        raise ProgramTooOld(program_version(), program_version() + 1) from None
    await check_version(connection)


async def check_version(connection: AsyncConnection) -> None:
    """Return while this version may work on the database; raises ProgramTooOld."""
    oldest = (await connection.execute(_oldest)).scalar_one()
    if oldest is not None and program_version() < oldest:
        raise ProgramTooOld(program_version(), oldest)


async def let_leave(connection: AsyncConnection, versions: Iterable[int], *, within: float | None = None) -> None:
    """Wait until no process of these versions works, and let none begin until the connection ends.

    They must have been told before. `within` is in seconds. Raises DatabaseAway where one stays.
    """
    deadline = time.monotonic() + (LEAVING if within is None else within)
    for version in versions:
        while not (await connection.execute(_try, {"kind": PROGRAM, "version": version})).scalar_one():
            if time.monotonic() >= deadline:
                raise DatabaseAway(
                    f"A process of version {version:04} still works on the database, and may not: stop it, and migrate"
                    " again."
                )
            await asyncio.sleep(LOOK_AGAIN)
