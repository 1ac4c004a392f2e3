"""What a database is and which schema it has, read without changing anything."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from data.copies import audit
from data.engine.schema_version import OLDEST_PROGRAM, Standing
from data.engine.transaction import Transaction

SQLITE = "sqlite"


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """The database's program with its version, how it keeps its journal (SQLite's alone), and what it is made for."""

    kind: str
    version: str
    journal: str
    standing: Standing


async def read_facts(tx: Transaction) -> DatabaseFacts:
    """Read them; a database that has no schema of ours says so in its standing."""
    is_file = tx.dialect.name == SQLITE
    version = await _word(tx, "SELECT sqlite_version()" if is_file else "SHOW server_version")
    journal = await _word(tx, "PRAGMA journal_mode") if is_file else ""
    kind = "SQLite" if is_file else "PostgreSQL"
    return DatabaseFacts(kind, version.partition(" ")[0], journal, await _standing(tx))


async def _standing(tx: Transaction) -> Standing:
    if not await audit.versions(tx):
        return Standing(None)
    rows = (await tx.execute(text("SELECT * FROM alembic_version"))).mappings().all()
    oldest = [int(row[OLDEST_PROGRAM]) for row in rows if row.get(OLDEST_PROGRAM) is not None]
    schemas = [str(row["version_num"]) for row in rows]
    return Standing(max(schemas, default=None), max(oldest, default=None), is_single=len(rows) <= 1)


async def _word(tx: Transaction, statement: str) -> str:
    return str((await tx.execute(text(statement))).scalar_one())
