"""Why a database cannot be worked on: each error's message is one plain sentence without a password."""

from __future__ import annotations


class DatabaseUnavailable(RuntimeError):
    """The database cannot be opened; the message is one plain sentence without a password."""


class DatabaseAway(DatabaseUnavailable):
    """The database cannot be opened now, and a later start may find it: nothing is wrong with the settings."""


class DatabaseLost(OSError):
    """The server is away, or left in the middle; of a commit, whether it was kept is not known."""


class DatabaseTooSlow(DatabaseLost):
    """The server did not answer in time; not asyncio's own, which anybody's patience raises."""


class SchemaOutdated(DatabaseAway):
    """The schema is older than this program needs, and this start may not change it."""

    def __init__(self, schema: str | None, needed: str) -> None:
        has = f"has schema {schema}" if schema is not None else "has no schema yet"
        super().__init__(f"The database {has}, and this version needs {needed}: run `python -m bot migrate`.")


class ProgramTooOld(DatabaseUnavailable):
    """Only newer versions of this program may work on the database."""

    def __init__(self, program: int, needed: int) -> None:
        super().__init__(
            f"The database needs a version of Encore that knows schema {needed:04}, and this one knows {program:04}:"
            " update this process."
        )
