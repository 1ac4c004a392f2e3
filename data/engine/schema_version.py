"""Which schema a database has, and whether this program may work on it.

The number of a schema is that of its last migration, and the version of a program, as far as databases and other
processes go, is the number of the newest migration that it knows. A migration that takes something away, or gives it
another meaning, names the oldest program that may work from then on; all others only add, and any program may go on.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from data.engine.unavailable import DatabaseUnavailable, ProgramTooOld

MIGRATIONS = Path(__file__).parents[1] / "migrations"
FIRST_PROGRAM = 4  # the first that asks whether it may work, and whose processes leave where it may not
OLDEST_PROGRAM = "oldest_program"  # the name in alembic_version, and in a migration that contracts


@dataclass(frozen=True, slots=True)
class Standing:
    """What a database says of itself: its schema, None where it has none of ours, and the oldest program for it.

    `oldest_program` is None where the schema is older than this rule. `is_single` is False where several schemas are
    said at once, as no program leaves it.
    """

    schema: str | None
    oldest_program: int | None = None
    is_single: bool = True

    @property
    def is_ready(self) -> bool:
        """Whether this program may work on the database as it is, which may have a newer schema."""
        if not self.is_single or self.schema is None or self.is_too_new:
            return False
        return self.schema == newest_version() or self.is_newer

    @property
    def is_newer(self) -> bool:
        """Whether a newer program made the schema."""
        return self.schema is not None and self.is_single and self.schema > newest_version()

    @property
    def is_too_new(self) -> bool:
        """Whether only newer programs may work on the database, or it does not say which ones."""
        return program_version() < self.oldest_program if self.oldest_program is not None else self.is_newer

    def refusal(self) -> DatabaseUnavailable | None:
        """Why this program can never work on the database, None: it can, once the schema is its own."""
        if not self.is_too_new:
            return None
        if self.oldest_program is not None:
            return ProgramTooOld(program_version(), self.oldest_program)
        return DatabaseUnavailable(
            f"The database was made by another version of this program: its schema is {self.schema}, this one's"
            f" {newest_version()}."
        )


def newest_version() -> str:
    """The version of the schema that this program was written for, as the last migration's file is called."""
    return _newest_in(MIGRATIONS)


def program_version() -> int:
    """The version of this program: what it was written for, as a number."""
    return int(newest_version())


@functools.cache
def _newest_in(folder: Path) -> str:
    return max(path.stem.partition("_")[0] for path in (folder / "versions").glob("[0-9]*_*.py"))


def read_standing(connection: Connection) -> Standing:
    """What the database says of itself, told without Alembic: it takes a third of the bot's start and memory."""
    if not inspect(connection).has_table("alembic_version"):
        return Standing(None)
    rows = connection.execute(text("SELECT * FROM alembic_version")).mappings().all()
    oldest = [row[OLDEST_PROGRAM] for row in rows if row.get(OLDEST_PROGRAM) is not None]
    schemas = [str(row["version_num"]) for row in rows]
    return Standing(max(schemas, default=None), max(oldest, default=None), is_single=len(rows) <= 1)
