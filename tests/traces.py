"""Where something is still written: every row of every table, and the bytes of a file and of what lies beside it."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from data.copies import backups
from data.engine.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterable


# Every table that is there, whether the code knows of it or not; SQLite's own hold an index of words.
_TABLES = {
    "sqlite": text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"),
    "postgresql": text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"),
}


async def rows_with(database: Database, needles: Iterable[int | str]) -> list[str]:
    """Every row that says one of these, whichever table it is in: also one of an index of words, and what is packed."""
    wanted = [str(needle) for needle in needles]
    found = list[str]()
    async with database.reading() as tx:
        for name in (await tx.execute(_TABLES[tx.dialect.name])).scalars().all():
            for row in await tx.execute(text(f'SELECT * FROM "{name}"')):
                said = " ".join(_said(value) for value in row)
                found += [f"{name}: {needle} in {said}" for needle in wanted if needle in said]
    return found


def _said(value: object) -> str:
    """A column's value as text, unpacked if it was packed."""
    if isinstance(value, bytes):
        with suppress(zlib.error):
            value = zlib.decompress(value)
    return repr(value)


def bytes_with(path: Path, needles: Iterable[int | str]) -> list[str]:
    """Every file that begins with this name, such as a log beside a database, and holds one of these."""
    found = list[str]()
    for each in sorted(path.parent.glob(f"{path.name}*")):
        held = each.read_bytes()
        for needle in needles:
            # SQLite keeps a snowflake as eight bytes.
            forms = [str(needle).encode(), *([struct.pack(">q", needle)] if isinstance(needle, int) else [])]
            found += [f"{each.name}: {needle}" for form in forms if form in held]
    return found


async def backup_with(database_url: str, folder: Path, needles: Iterable[int | str]) -> list[str]:
    """What a backup that is made now, and every row in it, says of these."""
    needles = list(needles)
    path = folder / "backup-made-after.db"
    copied = await backups.back_up(database_url, path)
    assert copied.is_sound
    backup = await Database.open(f"sqlite:///{path}")
    try:
        return [*await rows_with(backup, needles), *bytes_with(path, needles)]
    finally:
        await backup.close()
