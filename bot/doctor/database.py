"""The database as it is: whether it answers and fits this version, and who wrote to it lately; nothing is locked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.doctor.findings import Check, Finding, What, ok, warning, wrong
from bot.health import FRESH
from bot.settings import Settings
from data import retirements
from data.copies.facts import DatabaseFacts, read_facts
from data.engine.address import SQLiteAddress, read_address
from data.engine.database import Database
from data.engine.schema_version import newest_version
from data.engine.transaction import Transaction
from data.engine.unavailable import DatabaseUnavailable
from data.processes import heartbeats, vendor_stops
from data.retirements import Retirement

TOLD_FOR: Final = timedelta(hours=1)  # a process that ended as it should is nobody's trouble for longer
SHOWN: Final = 8  # names in one sentence
WAL: Final = "wal"


@dataclass(frozen=True, slots=True)
class Rows:
    """What the rows tell besides; empty where they could not be read."""

    retired: list[Retirement] = field(default_factory=list[Retirement])
    beats: list[tuple[str, datetime]] | None = None
    stopped_since: datetime | None = None


async def find_database(settings: Settings, host: str) -> tuple[list[Finding], Rows]:
    """How the database is, and its rows about MusicAPI at `host` and the bot's processes."""
    address = read_address(settings.database_url)
    if isinstance(address, SQLiteAddress) and not address.path.is_file():
        return [warning(Check.DATABASE, What.DATABASE_MISSING)], Rows(beats=[])
    try:
        async with Database.open_read_only(settings.database_url) as tx:
            facts = await read_facts(tx)
            found = _judge(facts, settings)
            is_ours = facts.standing.is_ready
            return found, await _read_rows(tx, host) if is_ours else Rows()
    except DatabaseUnavailable as error:
        return [wrong(Check.DATABASE, What.DATABASE_AWAY, says=str(error))], Rows()


async def _read_rows(tx: Transaction, host: str) -> Rows:
    since = await vendor_stops.stopped_since(tx, host)
    return Rows(await retirements.every(tx), await heartbeats.every(tx), since)


def _judge(facts: DatabaseFacts, settings: Settings) -> list[Finding]:
    standing, found = facts.standing, list[Finding]()
    if standing.schema is None:
        found.append(warning(Check.DATABASE, What.DATABASE_EMPTY))
    elif (refusal := standing.refusal()) is not None:
        found.append(wrong(Check.DATABASE, What.SCHEMA_NEW, says=str(refusal)))
    elif not standing.is_ready:
        # The next start brings it up, unless that was forbidden.
        worse = warning if settings.migrate_at_start else wrong
        found.append(worse(Check.DATABASE, What.SCHEMA_OLD, schema=standing.schema, needed=newest_version()))
    else:
        about = {"kind": facts.kind, "version": facts.version, "schema": standing.schema}
        found.append(ok(Check.DATABASE, What.DATABASE_READY, **about))
    if facts.journal not in ("", WAL):
        found.append(warning(Check.DATABASE, What.NO_WAL, mode=facts.journal))
    return found


def find_processes(beats: list[tuple[str, datetime]] | None, now: datetime) -> list[Finding]:
    """Which processes of the bot were alive a moment ago, and which fell silent without saying so."""
    if beats is None:
        return [warning(Check.PROCESSES, What.NOT_ASKED)]
    alive = [name for name, at in beats if now - at < FRESH]
    silent = [(name, now - at) for name, at in beats if FRESH <= now - at < TOLD_FOR]
    if not alive:
        return [warning(Check.PROCESSES, What.PROCESSES_NONE)]
    gone = [
        warning(Check.PROCESSES, What.PROCESS_SILENT, name=name, minutes=int(ago.total_seconds() / 60))
        for name, ago in silent[:SHOWN]
    ]
    return [ok(Check.PROCESSES, What.PROCESSES_ALIVE, names=tuple(alive[:SHOWN])), *gone]
