"""Where the database is: reads `DATABASE_URL` in every spelling that people use, and says plainly what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

SQLITE_SCHEMES = frozenset({"sqlite", "sqlite+aiosqlite", "sqlite+pysqlite"})
POSTGRESQL_SCHEMES = frozenset(
    {
        "postgres",
        "postgresql",
        "postgresql+asyncpg",
        "postgresql+psycopg",
        "postgresql+psycopg2",
        "postgres+asyncpg",
    }
)
# libpq options that asyncpg does not know and would hand to the server as settings, which refuses them.
FOREIGN_OPTIONS = ("channel_binding", "gssencmode")


class DatabaseURLError(ValueError):
    """The database's URL cannot be used; the message is one plain sentence, without the URL: it may hold a password."""


@dataclass(frozen=True, slots=True)
class SQLiteAddress:
    """A database in a file."""

    path: Path


@dataclass(frozen=True, slots=True)
class PostgreSQLAddress:
    """A database on a server; `dsn` is what asyncpg reads, its `sslmode`, `host` and other options included."""

    dsn: str = field(repr=False)


Address = SQLiteAddress | PostgreSQLAddress


def read_address(url: str) -> Address:
    """Read a URL such as `sqlite:///var/encore.db` or `postgresql://user:password@host/name`.

    Raises DatabaseURLError.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # No `from`: the original error repeats the URL.
        raise DatabaseURLError(
            "This is not a database URL; write sqlite:///path/to/file.db or postgresql://user:password@host/name."
        ) from None
    if parsed.drivername in SQLITE_SCHEMES:
        return _sqlite(parsed)
    if parsed.drivername in POSTGRESQL_SCHEMES:
        return _postgresql(parsed)
    raise DatabaseURLError("Only sqlite:///… and postgresql://… databases are supported.")


def url_of(path: Path) -> str:
    """The URL of a database in this file."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def _sqlite(url: URL) -> SQLiteAddress:
    if url.host:
        raise DatabaseURLError("A SQLite URL has three slashes before the path: sqlite:///var/encore.db.")
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        # Every transaction has a connection of its own, and each would see an empty memory.
        raise DatabaseURLError("A SQLite URL must name a file, as in sqlite:///var/encore.db.")
    if url.query:
        raise DatabaseURLError("A SQLite URL takes no options after a question mark.")
    return SQLiteAddress(Path(url.database))


def _postgresql(url: URL) -> PostgreSQLAddress:
    if not url.database:
        raise DatabaseURLError("A PostgreSQL URL must name a database, as in postgresql://user:password@host/name.")
    plain = url.set(drivername="postgresql").difference_update_query(FOREIGN_OPTIONS)
    return PostgreSQLAddress(plain.render_as_string(hide_password=False))
