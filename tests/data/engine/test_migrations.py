"""The migrations make exactly the schema, wherever the process runs and however many start at once."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.schema import CreateIndex, CreateTable

from data import tables
from data.engine.address import read_address
from data.engine.database import Database
from data.engine.engines import writing_engine
from data.engine.migrate import DatabaseUnavailable

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import Dialect

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


def written_out(dialect: Dialect) -> dict[str, str]:
    """The statements that would make our tables and indexes."""
    statements: dict[str, str] = {}
    for table in tables.metadata.tables.values():
        statements[table.name] = str(CreateTable(table).compile(dialect=dialect))
        statements |= {str(index.name): str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes}
    return {name: " ".join(statement.split()) for name, statement in statements.items()}


async def test_the_migrations_make_the_schema_of_the_tables(new_database_url: str) -> None:
    await (await Database.open(new_database_url)).close()
    engine = writing_engine(read_address(new_database_url), size=1, busy_timeout=10)
    try:
        async with engine.begin() as connection:
            migrated = await connection.run_sync(described)
            await drop_everything(connection)
            await connection.run_sync(tables.metadata.create_all)
            modelled = await connection.run_sync(described)
        assert migrated == modelled
        assert all(table["columns"] for table in migrated.values())
    finally:
        await engine.dispose()


async def drop_everything(connection: Any) -> None:
    cascade = " CASCADE" if connection.dialect.name == "postgresql" else ""
    for table in reversed(tables.metadata.sorted_tables):
        await connection.execute(text(f"DROP TABLE {table.name}{cascade}"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_sqlite_remembers_the_very_same_statements(database: Database) -> None:
    async with database.reading() as tx:
        rows = await tx.execute(text("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index')"))
        remembered = {name: " ".join(sql.split()) for name, sql in rows if sql and not name.startswith("sqlite_")}
        ours = written_out(tx.dialect)
    remembered.pop("alembic_version")
    assert remembered == ours


async def test_opening_again_changes_nothing(database: Database, database_url: str) -> None:
    again = await Database.open(database_url)
    await again.close()
    async with database.reading() as tx:
        assert (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalars().all() == ["0003"]


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
        assert (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalars().all() == ["0003"]
    await database.close()


async def test_tasks_that_open_at_once_migrate_once(new_database_url: str) -> None:
    opened = await asyncio.gather(*(Database.open(new_database_url) for _ in range(6)))
    for database in opened:
        await database.close()


async def test_a_relative_path_is_below_the_working_folder(tmp_path: Path) -> None:
    assert await open_elsewhere("sqlite:///var/deep/encore.db", tmp_path) == (0, "")
    assert (tmp_path / "var" / "deep" / "encore.db").is_file()


async def test_a_database_of_a_newer_version_is_left_alone(new_database_url: str) -> None:
    database = await Database.open(new_database_url)
    async with database.transaction() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnavailable, match="another version"):
        await Database.open(new_database_url)
    async with database.reading() as tx:
        assert (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalars().all() == ["9999"]
    await database.close()


@pytest.mark.parametrize("name", ["a folder/100 %/encore.db", "ümläut/encore.db", "a?b#c/encore.db"])
async def test_any_path_will_do(tmp_path: Path, name: str) -> None:
    url = f"sqlite:///{tmp_path}/{name}".replace("?", "%3F")
    database = await Database.open(url)
    await database.close()
    assert (tmp_path / name).is_file()
