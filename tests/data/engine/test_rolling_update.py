"""Versions side by side: what adds lets the others go on, and what takes away waits until they are gone."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from data.engine import engines, migrate, running_versions, schema_version
from data.engine.address import PostgreSQLAddress, read_address
from data.engine.database import Database
from data.engine.migrate import Upgrade
from data.engine.unavailable import DatabaseAway, ProgramTooOld, SchemaOutdated
from data.engine.worker_lock import worker_lock
from tests.data.engine.newer import CONTRACTS, EXPANDS, newer_version

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from data.engine.worker_lock import WorkerLock

TODAY = schema_version.MIGRATIONS
TODAYS = schema_version.newest_version()
ADDS, TAKES_AWAY = "0098", "0099"

on_postgresql = pytest.mark.parametrize("new_database_url", ["postgresql"], indirect=True)
on_sqlite = pytest.mark.parametrize("new_database_url", ["sqlite"], indirect=True)


@pytest.fixture
def adds(tmp_path: Path) -> Path:
    """The migrations of a version that adds a column."""
    return newer_version(tmp_path / "adds", ADDS, EXPANDS)


@pytest.fixture
def takes_away(tmp_path: Path, adds: Path) -> Path:
    """Those of the one after it, which takes away what that one needs no more."""
    return newer_version(tmp_path / "takes away", TAKES_AWAY, CONTRACTS, base=adds, oldest_program=ADDS)


@asynccontextmanager
async def at_work(url: str) -> AsyncGenerator[WorkerLock]:
    """A process of the version that this is just now."""
    database = await Database.open(url, migrates=False)
    try:
        async with worker_lock(database, f"w{schema_version.program_version()}") as lock:
            yield lock
    finally:
        await database.close()


async def columns_of_jobs(url: str) -> set[str]:
    async with Database.open_read_only(url) as tx:
        return set((await tx.execute(text("SELECT * FROM jobs"))).keys())


async def test_what_adds_lets_an_older_version_start_and_go_on(
    new_database_url: str, adds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = read_address(new_database_url)
    assert await migrate.migrate(address) == Upgrade(None, TODAYS)
    async with at_work(new_database_url) as lock:
        with monkeypatch.context() as newer:
            newer.setattr(schema_version, "MIGRATIONS", adds)
            assert await migrate.migrate(address) == Upgrade(TODAYS, ADDS)
            assert await migrate.migrate(address) is None
        await lock.check()
    async with at_work(new_database_url) as lock:
        await lock.check()
    standing = await migrate.read(address)
    assert (standing.schema, standing.oldest_program) == (ADDS, schema_version.FIRST_PROGRAM)
    assert "mood" in await columns_of_jobs(new_database_url)


@on_postgresql
async def test_what_takes_away_waits_for_those_that_use_it_and_for_no_others(
    new_database_url: str, adds: Path, takes_away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = read_address(new_database_url)
    monkeypatch.setattr(schema_version, "MIGRATIONS", adds)
    await migrate.migrate(address)
    async with at_work(new_database_url) as newer:  # goes on through it all
        monkeypatch.setattr(schema_version, "MIGRATIONS", TODAY)
        async with at_work(new_database_url) as older:
            monkeypatch.setattr(schema_version, "MIGRATIONS", takes_away)
            monkeypatch.setattr(running_versions, "LEAVING", 0.0)
            with pytest.raises(DatabaseAway, match=f"version {TODAYS} still works"):
                await migrate.migrate(address)
            assert "needs_version" in await columns_of_jobs(new_database_url)
            assert (await migrate.read(address)).schema == ADDS

            monkeypatch.setattr(schema_version, "MIGRATIONS", TODAY)
            with pytest.raises(ProgramTooOld, match=f"knows schema {ADDS}, and this one knows {TODAYS}"):
                await older.check()  # it was told, whether or not somebody waits for it
            with pytest.raises(ProgramTooOld):
                await Database.open(new_database_url)

            monkeypatch.setattr(schema_version, "MIGRATIONS", takes_away)
            monkeypatch.setattr(running_versions, "LEAVING", 60.0)
            changing = asyncio.create_task(migrate.migrate(address))
            assert not changing.done()
        assert await changing == Upgrade(ADDS, TAKES_AWAY)
        monkeypatch.setattr(schema_version, "MIGRATIONS", adds)
        await newer.check()
    assert "needs_version" not in await columns_of_jobs(new_database_url)
    monkeypatch.setattr(schema_version, "MIGRATIONS", TODAY)
    with pytest.raises(ProgramTooOld):
        await migrate.migrate(address)


@on_postgresql
async def test_an_older_version_that_begins_while_something_is_taken_away_is_refused(
    new_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await Database.open(new_database_url)
    assert isinstance(database.address, PostgreSQLAddress)
    engine = engines.autocommit_engine(database.address, 1)
    async with engines.disposing(engine), engine.connect() as guard:
        await running_versions.let_leave(guard, [schema_version.program_version()])
        with pytest.raises(ProgramTooOld):
            async with worker_lock(database, "w", grace=0):
                pass
    async with worker_lock(database, "w", grace=0):
        pass
    await database.close()


@on_sqlite
async def test_what_takes_away_waits_on_sqlite_until_the_bot_was_stopped(
    new_database_url: str, adds: Path, takes_away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await (await Database.open(new_database_url)).close()
    monkeypatch.setattr(schema_version, "MIGRATIONS", adds)
    async with at_work_after_migrating(new_database_url):
        monkeypatch.setattr(schema_version, "MIGRATIONS", takes_away)
        with pytest.raises(DatabaseAway, match="stop it first"):
            await Database.open(new_database_url)
        assert (await migrate.read(read_address(new_database_url))).schema == ADDS
    await (await Database.open(new_database_url)).close()
    assert "needs_version" not in await columns_of_jobs(new_database_url)


@asynccontextmanager
async def at_work_after_migrating(url: str) -> AsyncGenerator[WorkerLock]:
    await migrate.migrate(read_address(url))
    async with at_work(url) as lock:
        yield lock


async def test_a_start_that_may_not_migrate_says_who_may_and_changes_nothing(
    new_database_url: str, adds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SchemaOutdated, match=r"has no schema yet, .* `python -m bot migrate`"):
        await Database.open(new_database_url, migrates=False)
    assert not (tmp_path / "var").exists()
    await (await Database.open(new_database_url)).close()
    await (await Database.open(new_database_url, migrates=False)).close()
    monkeypatch.setattr(schema_version, "MIGRATIONS", adds)
    with pytest.raises(SchemaOutdated, match=f"has schema {TODAYS}, and this version needs {ADDS}"):
        await Database.open(new_database_url, migrates=False)
    assert (await migrate.read(read_address(new_database_url))).schema == TODAYS


@on_postgresql
async def test_a_migration_may_take_longer_than_any_other_statement(
    new_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = list[float | None]()
    opening = migrate.postgresql_engine

    def note(*args: Any, **kwargs: Any) -> AsyncEngine:
        limits.append(kwargs.get("limit", engines.STATEMENT_TIMEOUT))
        return opening(*args, **kwargs)

    monkeypatch.setattr(migrate, "postgresql_engine", note)
    await migrate.migrate(read_address(new_database_url))
    assert limits == [engines.STATEMENT_TIMEOUT, None]  # it looks, and then it migrates
