"""A database of the first released schema opens in this version with every row as it was."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from sqlalchemy import Connection, Integer, MetaData, String, Table, delete, insert, text
from sqlalchemy.exc import IntegrityError

from data import ledger, tables
from data.engine import migrate
from data.engine.address import read_address
from data.engine.database import Database
from data.engine.unavailable import DatabaseUnavailable
from data.ids import JobId
from data.jobs import leases, transitions
from data.rows import JobState
from tests.data.making import GUILD, LEASE, MONTH, NOW, OWNER, after, new_job, run_sync

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from data.engine.transaction import Transaction

FIRST_RELEASED = "0001"

Rows = dict[str, list[dict[str, Any]]]
STRANGE = "  @everyone **b** \u202e 🎵 ' ; DROP TABLE jobs -- \r\n "


@contextlib.asynccontextmanager
async def connected(url: str) -> AsyncGenerator[Transaction]:
    database = Database(read_address(url), busy_timeout=10)
    try:
        async with database.transaction() as tx:
            yield tx
    finally:
        await database.close()


def make_first_released(connection: Connection) -> None:
    config = migrate.alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, FIRST_RELEASED)


def reflected(connection: Connection) -> dict[str, Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return {name: table for name, table in metadata.tables.items() if name != "alembic_version"}


def job(job_id: int, state: str, **changes: Any) -> dict[str, Any]:
    final = state in ("done", "failed")
    return {
        "id": job_id,
        "interaction_id": 1_300_000_000_000_000_000 + job_id,
        "task_id": None if state in ("queued", "submitting") else f"task-{job_id}",
        "state": state,
        "failure": "lost" if state == "failed" else None,
        "finished_at": after(60) if final else None,
        "poll_at": after(5) if state == "running" else None,
        "deliver_at": after(60) if final else None,
        "price": 10,
        "clips_expected": 2,
        "prompt": STRANGE,
        "details": {"avoid": "drums"},
        "owner": OWNER,
        "lease_until": LEASE,
        **changes,
    }


FIRST_ROWS: Rows = {
    "guilds": [{"guild_id": GUILD, "allowance": 500}],
    "members": [{"user_id": 3, "model": "sonic/sonic-v5"}],
    "accounts": [{"guild_id": GUILD, "month": MONTH, "held": 30, "spent": 10}],
    "jobs": [job(number, state) for number, state in enumerate(JobState, start=1)],
    "ledger": [
        *({"id": number, "job_id": number, "kind": "hold", "credits": 10} for number in range(1, 6)),
        {"id": 6, "job_id": 4, "kind": "settle", "credits": 10},
        {"id": 7, "job_id": 5, "kind": "refund", "credits": 10},
    ],
    "clips": [{"id": 1, "job_id": 4, "position": 1, "clip_id": "c1", "state": "succeeded", "title": STRANGE}],
    "personas": [{"id": 1, "job_id": 4, "kind": "persona", "name": STRANGE, "vendor_id": "p"}],
    "drafts": [{"id": 1, "interaction_id": 1_300_000_000_000_000_099, "words": {"prompt": STRANGE}, "price": 12}],
    "webhooks": [{"webhook_id": "w"}],
    "rate_limits": [{"id": 1, "next_at": after(3)}],
    "retirements": [{"host": "h", "family": "sonic", "operation": "cover", "reason": "410"}],
    "key_values": [{"key": "commands", "value": "abc"}],
    "heartbeats": [{"worker_id": OWNER}],
}


def whole(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """The row with something in every column that needs it."""
    known = {"guild_id": GUILD, "month": MONTH}
    needed = (column for column in table.columns if not column.nullable and column.name not in row)
    return {**{column.name: known.get(column.name, empty(column.type)) for column in needed}, **row}


def empty(kind: Any) -> Any:
    if isinstance(kind, Integer):
        return 0
    return "" if isinstance(kind, String) else NOW if kind.python_type.__name__ == "datetime" else False


def fill(connection: Connection) -> None:
    known = reflected(connection)
    assert set(known) == set(FIRST_ROWS)
    for name, rows in FIRST_ROWS.items():
        connection.execute(insert(known[name]), [whole(known[name], row) for row in rows])
    # A job that somebody took out by hand: buttons may still carry its id.
    connection.execute(insert(known["jobs"]), whole(known["jobs"], job(41, "queued")))
    if connection.dialect.name == "postgresql":  # ids that were given by hand are not counted there
        for name in ("jobs", "ledger", "clips", "personas"):
            connection.execute(text(f"SELECT setval('{name}_id_seq', (SELECT max(id) FROM {name}))"))
    connection.execute(delete(known["jobs"]).where(known["jobs"].c.id == 41))


def read(connection: Connection) -> Rows:
    """The columns of the first rows, as the database itself keeps them."""
    rows: Rows = {}
    for name, first in FIRST_ROWS.items():
        columns = ", ".join(first[0])
        rows[name] = [dict(row) for row in connection.execute(text(f"SELECT {columns} FROM {name}")).mappings()]
    return rows


@pytest.fixture
async def first_released(new_database_url: str, tmp_path: Path) -> str:
    """A database of the first released schema with rows in every table."""
    (tmp_path / "var").mkdir()
    async with connected(new_database_url) as connection:
        await run_sync(connection, make_first_released)
        await run_sync(connection, fill)
    return new_database_url


async def test_every_row_is_there_as_it_was_and_work_goes_on(first_released: str) -> None:
    async with connected(first_released) as connection:
        before = await run_sync(connection, read)
    database = await Database.open(first_released)
    async with connected(first_released) as connection:
        assert await run_sync(connection, read) == before
    assert [len(rows) for rows in before.values()] == [len(rows) for rows in FIRST_ROWS.values()]
    async with database.transaction() as tx:
        assert await ledger.imbalances(tx) == []
        mine = await leases.take_back(tx, owner=OWNER, lease_until=LEASE)
        assert [(each.id, each.brief.prompt, each.brief.details.avoid) for each in mine] == [
            (number, STRANGE, "drums") for number in range(1, 6)
        ]
        done = await transitions.finish(tx, JobId(3), now=after(90))
        assert done is not None
        assert await ledger.settle(tx, done, credits=10, now=after(90))
        added = await transitions.add(tx, new_job(), month=MONTH, owner=OWNER, lease_until=LEASE, now=NOW)
        assert added is not None
        assert added.id == 42
        assert await ledger.imbalances(tx) == []
    for statement in (
        "UPDATE clips SET state = 'running' WHERE id = 1",
        "UPDATE ledger SET credits = 0",
        "DELETE FROM ledger",
        "UPDATE jobs SET guild_id = 5 WHERE id = 1",
        "DELETE FROM jobs WHERE id = 4",
    ):
        with pytest.raises(IntegrityError):
            async with database.transaction() as tx:
                await tx.execute(text(statement))
    await database.close()


async def test_a_migration_that_fails_leaves_all_as_it_was(new_database_url: str, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    last = tables.metadata.sorted_tables[-1].name
    async with connected(new_database_url) as connection:
        await connection.execute(text(f"CREATE TABLE {last} (mine INTEGER)"))
    with pytest.raises(DatabaseUnavailable):
        await Database.open(new_database_url)
    async with connected(new_database_url) as connection:
        assert list(await run_sync(connection, reflected)) == [last]
        await connection.execute(text(f"DROP TABLE {last}"))
    await (await Database.open(new_database_url)).close()
