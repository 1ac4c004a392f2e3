"""One statement is one visit to the connection's thread, and reads as with the driver's own cursors."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError

from data import key_values, tables
from data.engine.sqlite_connection import SQLiteConnection
from data.jobs import queries
from data.rows import JobState
from tests.data.making import job_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import aiosqlite

    from data.engine.database import Database

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def connection(database_url: str, tmp_path: Path) -> AsyncIterator[aiosqlite.Connection]:
    connection = await SQLiteConnection(tmp_path / "encore.db", busy_timeout=1)
    yield connection
    await connection.close()


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Everything that any connection's thread was given to do."""
    given: list[Any] = []
    execute = SQLiteConnection._execute

    async def count(self: SQLiteConnection, step: Any, *rest: Any, **named: Any) -> Any:
        given.append(step)
        return await execute(self, step, *rest, **named)

    monkeypatch.setattr(SQLiteConnection, "_execute", count)
    return given


async def test_a_statement_is_one_visit(database: Database, visits: list[Any]) -> None:
    async with database.transaction() as tx:
        before = len(visits)
        await key_values.put(tx, "a", "1")
        assert await key_values.get(tx, "a") == "1"
        job = await job_in(tx, JobState.QUEUED)
        statements = len(visits) - before
        assert await queries.get(tx, job.id) == job
        assert len(visits) - before == statements + 1
    assert statements == 2 + 7  # a guild's first song: its guild and its account, and twice what they were missing from


async def test_what_sqlalchemy_asks_of_a_cursor(database: Database) -> None:
    rows = [{"key": key, "value": "x"} for key in "abc"]
    async with database.transaction() as tx:
        assert (await tx.execute(insert(tables.key_values), rows)).rowcount == 3
        changed = await tx.execute(update(tables.key_values).where(tables.key_values.c.key != "a").values(value="y"))
        assert changed.rowcount == 2
        found = await tx.execute(select(tables.key_values).order_by(tables.key_values.c.key))
        assert list(found.keys()) == ["key", "value"]
        assert found.fetchmany(2) == [("a", "x"), ("b", "y")]
        assert found.fetchone() == ("c", "y")
        assert found.fetchone() is None
        nothing = await tx.execute(select(tables.key_values).where(tables.key_values.c.key == "z"))
        assert nothing.keys() == found.keys()
        assert nothing.first() is None
        with pytest.raises(IntegrityError):
            await tx.execute(insert(tables.key_values), {"key": "a", "value": "again"})
        with pytest.raises(IntegrityError):
            await tx.execute(insert(tables.key_values), [{"key": "d", "value": "1"}, {"key": "a", "value": "again"}])


async def test_a_statement_that_was_read_holds_nothing_back(
    database: Database, connection: aiosqlite.Connection
) -> None:
    async with database.transaction() as tx:
        await key_values.put(tx, "a", "1")
    cursor = await connection.cursor()
    await cursor.execute("SELECT * FROM key_values")
    # A statement that is still being read would keep the table from being changed.
    await (await connection.cursor()).execute("ALTER TABLE key_values ADD COLUMN more TEXT")
    assert await cursor.fetchall() == [("a", "1")]
    assert await cursor.fetchall() == []


async def test_a_wrong_statement_leaves_the_connection_in_order(connection: aiosqlite.Connection) -> None:
    cursor = await connection.cursor()
    with pytest.raises(sqlite3.OperationalError):
        await cursor.execute("SELECT nonsense")
    assert await cursor.fetchall() == []
    await cursor.execute("SELECT 1")
    assert await cursor.fetchall() == [(1,)]


async def test_a_closed_connection_says_so(connection: aiosqlite.Connection) -> None:
    cursor = await connection.cursor()
    await connection.close()
    with pytest.raises(ValueError, match=r"onnection"):
        await cursor.execute("SELECT 1")


async def test_a_cancelled_statement_does_not_disturb_the_next(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.transaction() as tx:
            await tx.execute(
                text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 30000) SELECT * FROM n")
            )
            await key_values.put(tx, f"{number}", "1")

    for pause in range(20):
        task = asyncio.create_task(write(pause))
        for _ in range(pause):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with database.transaction() as tx:
            await key_values.put(tx, "last", f"{pause}")
            assert await key_values.get(tx, "last") == f"{pause}"


async def test_one_that_nobody_closed_lets_the_process_end(database_url: str, tmp_path: Path) -> None:
    script = (
        "import asyncio, os, sys\nfrom pathlib import Path\n"
        "from data.engine.sqlite_connection import SQLiteConnection\n"
        "kept = []\n"
        "async def main():\n    kept.append(await SQLiteConnection(Path(sys.argv[1]), busy_timeout=1))\n"
        "asyncio.run(main())\nprint('over')"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", script, str(tmp_path / "encore.db")),
        env={"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    assert (process.returncode, said) == (0, b"over\n")
