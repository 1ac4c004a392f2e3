"""Every spelling of a database URL that people use, and one plain sentence for the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.engine.address import DatabaseURLError, PostgreSQLAddress, SQLiteAddress, read_address


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///var/encore.db", "var/encore.db"),
        ("sqlite:////var/lib/encore/encore.db", "/var/lib/encore/encore.db"),
        ("sqlite+aiosqlite:///encore.db", "encore.db"),
        ("sqlite+pysqlite:///a folder/encore.db", "a folder/encore.db"),
    ],
)
def test_sqlite_urls_name_a_file(url: str, path: str) -> None:
    assert read_address(url) == SQLiteAddress(Path(path))


@pytest.mark.parametrize(
    "scheme",
    ["postgres", "postgresql", "postgresql+asyncpg", "postgresql+psycopg", "postgresql+psycopg2", "postgres+asyncpg"],
)
def test_postgresql_urls_lose_their_driver(scheme: str) -> None:
    address = read_address(f"{scheme}://encore:secret@db:5433/songs")
    assert address == PostgreSQLAddress("postgresql://encore:secret@db:5433/songs")


def test_what_the_driver_understands_is_kept_and_the_rest_dropped() -> None:
    address = read_address("postgres://u:p%40ss%2Fw@db/songs?sslmode=require&channel_binding=require")
    assert address == PostgreSQLAddress("postgresql://u:p%40ss%2Fw@db/songs?sslmode=require")


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("", "not a database URL"),
        ("encore.db", "not a database URL"),
        ("postgresql://encore:secret@db:port/songs", "not a database URL"),
        ("mysql://encore:secret@db/songs", "Only sqlite"),
        ("postgresql+pg8000://encore:secret@db/songs", "Only sqlite"),
        ("sqlite://", "must name a file"),
        ("sqlite:///:memory:", "must name a file"),
        ("sqlite:///file:encore?mode=memory&uri=true", "must name a file"),
        ("sqlite://encore.db", "three slashes"),
        ("sqlite:///encore.db?timeout=5", "no options"),
        ("postgresql://encore:secret@db", "must name a database"),
    ],
)
def test_what_cannot_be_used_is_said_plainly(url: str, part: str) -> None:
    with pytest.raises(DatabaseURLError) as refusal:
        read_address(url)
    message = str(refusal.value)
    assert part in message
    assert "secret" not in message
    assert "\n" not in message
    assert refusal.value.__cause__ is None


def test_a_password_is_never_shown() -> None:
    assert "secret" not in repr(read_address("postgresql://encore:secret@db/songs"))
