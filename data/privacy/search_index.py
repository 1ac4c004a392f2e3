"""Takes words that were removed out of SQLite's full-text indexes as well.

FTS5 only notes that a row is gone: its words stay in the file until segments are merged, which is done here a little at
a time. PostgreSQL's index goes by its rows, and its vacuum.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import text

from data.engine.transaction import Transaction

PAGES_AT_ONCE: Final = 200  # of an index, merged in one transaction, so that nobody waits

_INDEXES = text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'")
_changes = text("SELECT total_changes()")


async def names(tx: Transaction) -> list[str]:
    """Return the full-text indexes that keep removed words; on PostgreSQL there are none."""
    if tx.dialect.name != "sqlite":
        return []
    return sorted((await tx.execute(_INDEXES)).scalars())


async def merge(tx: Transaction, name: str, *, is_first: bool) -> bool:
    """Merge some pages of an index into one segment without removed words; False: nothing is left to be merged."""
    before = (await tx.execute(_changes)).scalar_one()
    # A negative number begins with every segment there is, however many there are of its size.
    pages = -PAGES_AT_ONCE if is_first else PAGES_AT_ONCE
    merging = f'INSERT INTO "{name}" ("{name}", rank) VALUES (\'merge\', :pages)'  # noqa: S608 - the schema's own name
    await tx.execute(text(merging), {"pages": pages})
    return (await tx.execute(_changes)).scalar_one() - before >= 2
