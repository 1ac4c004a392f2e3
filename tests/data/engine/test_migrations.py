"""The migrations make exactly the schema, wherever the process runs and however many start at once."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.schema import CreateIndex, CreateTable

from data import tables
from data.engine import migrate
from data.engine.address import SQLiteAddress, read_address
from data.engine.database import Database
from data.engine.schema_version import read_standing
from data.engine.unavailable import DatabaseUnavailable, ProgramTooOld
from tests.data.making import run_sync

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import Dialect

    from data.engine.transaction import Transaction

ROOT = Path(__file__).parents[3]


def described(connection: Connection) -> dict[str, Any]:
    """All that the database knows of our tables, in an order of no importance."""
    inspector = inspect(connection)
    return {
        name: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], bool(column.get("autoincrement")))
                for column in inspector.get_columns(name)
            ],
            "primary key": inspector.get_pk_constraint(name)["constrained_columns"],
            "foreign keys": sorted(
                (key["constrained_columns"], key["referred_table"], key["referred_columns"])
                for key in inspector.get_foreign_keys(name)
            ),
            "unique": sorted((key["name"], key["column_names"]) for key in inspector.get_unique_constraints(name)),
            "checks": sorted((check["name"], check["sqltext"]) for check in inspector.get_check_constraints(name)),
            "indexes": sorted(
                (index["name"], index["column_names"], index["unique"], condition(index))
                for index in inspector.get_indexes(name)
            ),
        }
        for name in tables.metadata.tables
    }


def condition(index: Any) -> list[str]:
    return [str(value) for name, value in index.get("dialect_options", {}).items() if name.endswith("_where")]


def newest() -> list[str]:
    return ScriptDirectory.from_config(migrate.alembic_config()).get_heads()


def written_out(dialect: Dialect) -> dict[str, str]:
    """The statements that would make our tables and indexes."""
    statements: dict[str, str] = {}
    for table in tables.metadata.tables.values():
        statements[table.name] = str(CreateTable(table).compile(dialect=dialect))
        statements |= {str(index.name): str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes}
    return {name: " ".join(statement.split()) for name, statement in statements.items()}


async def test_the_migrations_make_the_schema_of_the_tables(new_database_url: str) -> None:
    await (await Database.open(new_database_url)).close()
    database = Database(read_address(new_database_url), busy_timeout=10)
    try:
        async with database.transaction() as tx:
            migrated = await run_sync(tx, described)
            await drop_everything(tx)
            say_conditions_to_postgresql()
            await run_sync(tx, tables.metadata.create_all)
            modelled = await run_sync(tx, described)
        assert migrated == modelled
        assert all(table["columns"] for table in migrated.values())
    finally:
        await database.close()


def say_conditions_to_postgresql() -> None:
    """Give every partial index its condition there as well, which the tables say for SQLite alone."""
    for index in (index for table in tables.metadata.tables.values() for index in table.indexes):
        index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


async def drop_everything(tx: Transaction) -> None:
    cascade = " CASCADE" if tx.dialect.name == "postgresql" else ""
    for table in reversed(tables.metadata.sorted_tables):
        await tx.execute(text(f"DROP TABLE {table.name}{cascade}"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_sqlite_remembers_the_very_same_statements(database: Database) -> None:
    async with database.reading() as tx:
        rows = await tx.execute(text("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index')"))
        remembered = {name: " ".join(sql.split()) for name, sql in rows if sql and not name.startswith("sqlite_")}
        ours = written_out(tx.dialect)
    remembered.pop("alembic_version")
    indexed = {name for name in remembered if name.startswith("clip_search")}  # FTS5 makes some of its own
    assert {name for name in indexed if "VIRTUAL" in remembered[name]} == {"clip_search"}
    assert {name: sql for name, sql in remembered.items() if name not in indexed} == ours


async def test_opening_again_changes_nothing(database: Database, database_url: str) -> None:
    again = await Database.open(database_url)
    await again.close()
    async with database.reading() as tx:
        assert (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalars().all() == newest()


async def test_the_newest_revision_is_told_as_alembic_tells_it(new_database_url: str) -> None:
    database = Database(read_address(new_database_url), busy_timeout=10)
    try:
        if isinstance(database.address, SQLiteAddress):
            database.address.path.parent.mkdir()
        async with database.transaction() as tx:
            assert not (await run_sync(tx, read_standing)).is_ready
            await tx.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            assert not (await run_sync(tx, read_standing)).is_ready
            for head in newest():
                await tx.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})
            assert (await run_sync(tx, read_standing)).is_ready
            await tx.execute(text("INSERT INTO alembic_version VALUES ('0000')"))
            assert not (await run_sync(tx, read_standing)).is_ready
    finally:
        await database.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_usual_start_on_sqlite_imports_neither_alembic_nor_the_orm(database_url: str) -> None:
    script = """
import asyncio, sys
from data.engine.database import Database
from data.engine.worker_lock import worker_lock
from data.jobs import queue

async def main():
    database = await Database.open(sys.argv[1])
    async with worker_lock(database, "w"):
        assert await database.write(queue.count_queued) == await database.read(queue.count_queued) == 0
    await database.close()

asyncio.run(main())
print(*sorted({"alembic", "sqlalchemy.orm", "asyncpg", "sqlalchemy"} & sys.modules.keys()))
"""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, database_url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert said.decode().split() == ["sqlalchemy"]


async def open_elsewhere(url: str, cwd: Path) -> tuple[int | None, str]:
    """Open the database in a process of its own whose working folder is `cwd`."""
    script = "import asyncio, sys\nfrom data.engine.database import Database\n"
    script += "async def main():\n    await (await Database.open(sys.argv[1])).close()\nasyncio.run(main())"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "error",
        "-c",
        script,
        url,
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT)},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    return process.returncode, said.decode()


async def test_processes_that_start_at_once_migrate_once(new_database_url: str, tmp_path: Path) -> None:
    ended = await asyncio.gather(*(open_elsewhere(new_database_url, tmp_path) for _ in range(6)))
    assert ended == [(0, "")] * 6
    database = await Database.open(new_database_url)
    async with database.reading() as tx:
        assert (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalars().all() == newest()
    await database.close()


async def test_tasks_that_open_at_once_migrate_once(new_database_url: str) -> None:
    opened = await asyncio.gather(*(Database.open(new_database_url) for _ in range(6)))
    for database in opened:
        await database.close()


async def test_a_relative_path_is_below_the_working_folder(tmp_path: Path) -> None:
    assert await open_elsewhere("sqlite:///var/deep/encore.db", tmp_path) == (0, "")
    assert (tmp_path / "var" / "deep" / "encore.db").is_file()


@pytest.mark.parametrize(
    ("oldest", "refusal", "says"),
    [(None, DatabaseUnavailable, "another version"), (9999, ProgramTooOld, "knows schema 9999"), (4, None, "")],
)
async def test_a_newer_schema_is_left_alone_and_used_only_where_it_says_so(
    new_database_url: str, oldest: int | None, refusal: type[Exception] | None, says: str
) -> None:
    database = await Database.open(new_database_url)
    said = {"oldest": oldest}
    async with database.transaction() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999', oldest_program = :oldest"), said)
    for migrates in (True, False):
        if refusal is None:
            await (await Database.open(new_database_url, migrates=migrates)).close()
        else:
            with pytest.raises(refusal, match=says):
                await Database.open(new_database_url, migrates=migrates)
    async with database.reading() as tx:
        rows = (await tx.execute(text("SELECT version_num, oldest_program FROM alembic_version"))).all()
        assert [tuple(row) for row in rows] == [("9999", oldest)]
    await database.close()


@pytest.mark.parametrize("name", ["a folder/100 %/encore.db", "ümläut/encore.db", "a?b#c/encore.db"])
async def test_any_path_will_do(tmp_path: Path, name: str) -> None:
    url = f"sqlite:///{tmp_path}/{name}".replace("?", "%3F")
    database = await Database.open(url)
    await database.close()
    assert (tmp_path / name).is_file()
