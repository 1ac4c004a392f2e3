"""A database of the first version, with all that a year of songs leaves in it, becomes one of this version."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, Table, delete, insert, select, text
from sqlalchemy.exc import IntegrityError

from data import clips, ledger, tables
from data.engine import migrate
from data.engine.address import read_address
from data.engine.database import Database
from data.engine.engines import writing_engine
from data.engine.migrate import DatabaseUnavailable
from data.jobs import leases, queries, queue, transitions
from data.rows import ClipState, EntryKind, FailureKind, JobState
from tests.data.engine.test_migrations import open_elsewhere
from tests.data.making import GUILD, LEASE, MONTH, NOW, OWNER, after, new_job

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncConnection

Rows = dict[str, list[dict[str, Any]]]
STRANGE = "  @everyone **b** \u202e 🎵 ' ; DROP TABLE jobs -- \r\n "


@contextlib.asynccontextmanager
async def connected(url: str) -> AsyncGenerator[AsyncConnection]:
    engine = writing_engine(read_address(url), size=1, busy_timeout=10)
    try:
        async with engine.begin() as connection:
            yield connection
    finally:
        await engine.dispose()


def make_first_version(connection: Connection) -> None:
    config = migrate._config()
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")


def reflected(connection: Connection) -> dict[str, Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return {name: table for name, table in metadata.tables.items() if name != "alembic_version"}


def job(job_id: int, state: str, **changes: Any) -> dict[str, Any]:
    final = state in ("done", "failed")
    return {
        "id": job_id,
        "interaction_id": 1_300_000_000_000_000_000 + job_id,
        "guild_id": GUILD,
        "channel_id": 2,
        "user_id": 3,
        "token": "a-secret-token",
        "token_expires_at": after(900),
        "file_limit": 10 * 2**20,
        "operation": "create",
        "family": "riffusion",
        "model": "FUZZ-2.0",
        "family_chosen": False,
        "price": 10,
        "clips_expected": 2,
        "prompt": STRANGE,
        "title": "",
        "style": "",
        "lyrics": "",
        "instrumental": True,
        "parent_id": None,
        "continue_at": None,
        "month": MONTH,
        "state": state,
        "task_id": None if state in ("queued", "submitting") else f"task-{job_id}",
        "failure": "lost" if state == "failed" else None,
        "reason": None,
        "creates": 1,
        "message_channel_id": 2,
        "message_id": 7,
        "created_at": NOW,
        "submitted_at": None,
        "started_at": None,
        "finished_at": after(60) if final else None,
        "changed_at": NOW,
        "poll_at": after(5) if state == "running" else None,
        "polls": 0,
        "delivered_at": None,
        "deliver_at": after(60) if final else None,
        "deliveries": 0,
        "owner": OWNER,
        "lease_until": LEASE,
        **changes,
    }


def clip(clip_row_id: int, job_id: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": clip_row_id,
        "job_id": job_id,
        "guild_id": GUILD,
        "position": clip_row_id,
        "clip_id": f"c{clip_row_id}",
        "family": "riffusion",
        "model": "FUZZ-2.0",
        "state": "succeeded",
        "title": STRANGE,
        "style": "",
        "lyrics": "",
        "duration": 183.48,
        "audio_url": "https://cdn.example/a.m4a",
        "image_url": "",
        "timeline": None,
        "created_at": NOW,
        "deleted_at": None,
        "posted_at": None,
        **changes,
    }


def entry(entry_id: int, job_id: int, kind: str) -> dict[str, Any]:
    return {
        "id": entry_id,
        "job_id": job_id,
        "guild_id": GUILD,
        "month": MONTH,
        "kind": kind,
        "credits": 10,
        "created_at": NOW,
    }


STATES = ("queued", "submitting", "running", "done", "failed")
FIRST_ROWS: Rows = {
    "guilds": [{"guild_id": GUILD, "allowance": 500, "last_turn_at": NOW}],
    "accounts": [{"guild_id": GUILD, "month": MONTH, "held": 40, "spent": 10}],
    "jobs": [
        *(job(number, state) for number, state in enumerate(STATES, start=1)),
        job(
            7,
            "done",
            operation="extend",
            parent_id=1,
            continue_at=61.25,
            deliver_at=None,
            delivered_at=after(61),
            owner=None,
            lease_until=None,
            token=None,
        ),
    ],
    "ledger": [
        *(entry(number, number, "hold") for number in range(1, 6)),
        entry(6, 4, "settle"),
        entry(7, 5, "refund"),
        entry(9, 7, "hold"),
    ],
    "clips": [clip(1, 4, timeline={"words": [{"text": "[Verse", "start": 4.5}]}), clip(2, 4, deleted_at=after(99))],
    "pace": [{"id": 1, "next_at": after(3)}],
    "retirements": [{"host": "h", "family": "sonic", "operation": "cover", "reason": "410", "retired_at": NOW}],
    "facts": [{"key": "commands", "value": "abc"}],
    "heartbeats": [{"worker_id": OWNER, "at": NOW}],
}


def fill(connection: Connection) -> None:
    known = reflected(connection)
    assert set(known) == set(FIRST_ROWS)
    for name, rows in FIRST_ROWS.items():
        connection.execute(insert(known[name]), rows)
    # A job that somebody took out by hand: buttons may still carry its id.
    connection.execute(insert(known["jobs"]), job(41, "queued"))
    if connection.dialect.name == "postgresql":  # ids that were given by hand are not counted there
        for name in ("jobs", "ledger", "clips"):
            connection.execute(text(f"SELECT setval('{name}_id_seq', (SELECT max(id) FROM {name}))"))
    connection.execute(delete(known["jobs"]).where(known["jobs"].c.id == 41))


def read(connection: Connection) -> Rows:
    """Every row with the columns of the first version, as the database itself keeps it."""
    rows: Rows = {}
    for name, first in FIRST_ROWS.items():
        columns = ", ".join(first[0])
        rows[name] = [dict(row) for row in connection.execute(text(f"SELECT {columns} FROM {name}")).mappings()]
    return rows


@pytest.fixture
async def first_version(new_database_url: str, tmp_path: Path) -> str:
    """A database of the first version with rows in every table."""
    (tmp_path / "var").mkdir()
    async with connected(new_database_url) as connection:
        await connection.run_sync(make_first_version)
        await connection.run_sync(fill)
    return new_database_url


@pytest.fixture
async def upgraded(first_version: str) -> AsyncIterator[Database]:
    """The same database, opened by this version."""
    database = await Database.open(first_version)
    yield database
    await database.close()


async def test_every_row_is_there_as_it_was(first_version: str) -> None:
    async with connected(first_version) as connection:
        before = await connection.run_sync(read)
    await (await Database.open(first_version)).close()
    async with connected(first_version) as connection:
        assert await connection.run_sync(read) == before
    assert [len(rows) for rows in before.values()] == [len(rows) for rows in FIRST_ROWS.values()]


async def test_old_rows_have_nothing_of_what_is_new(upgraded: Database) -> None:
    async with upgraded.reading() as tx:
        for number in (1, 2, 3, 4, 5, 7):
            old = await queries.get(tx, number)
            assert old is not None
            assert (old.details, old.result, old.webhook_token, old.answer_lost_at) == ({}, None, None, None)
        assert [each.uploaded for each in await clips.of_job(tx, 4)] == [False, False]
        assert (await tx.execute(select(tables.guilds.c.model))).scalars().all() == [None]
        assert await ledger.imbalances(tx) == []


async def test_what_was_under_way_goes_on(upgraded: Database) -> None:
    async with upgraded.transaction() as tx:
        mine = await leases.reclaim(tx, owner=OWNER, lease_until=LEASE, now=NOW)
        assert [each.id for each in mine] == [1, 2, 3, 4, 5]
        done = await transitions.finish(tx, 3, now=after(90))
        assert done is not None
        assert await ledger.settle(tx, done, credits=10, now=after(90))
        turn = await queue.take_turn(tx, owner=OWNER, lease_until=LEASE, now=NOW)
        assert turn is not None
        assert (turn.id, turn.prompt) == (1, STRANGE)
        lost = await transitions.fail(tx, 2, FailureKind.LOST, None, now=after(90))
        assert lost is not None
        assert await ledger.refund(tx, lost, now=after(90))
        added = await transitions.add(
            tx, new_job(details={"a": 1}), month=MONTH, owner=OWNER, lease_until=LEASE, now=NOW
        )
        assert added is not None
        assert added.id == 42
        assert await ledger.imbalances(tx) == []


async def refused(database: Database, statement: str) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await tx.execute(text(statement))


async def test_the_database_guards_them_as_before(upgraded: Database) -> None:
    for statement in (
        "UPDATE jobs SET state = 'queued', finished_at = NULL, deliver_at = NULL, task_id = NULL WHERE id = 4",
        "UPDATE clips SET state = 'running' WHERE id = 1",
        "UPDATE ledger SET credits = 0",
        "DELETE FROM ledger",
        "UPDATE jobs SET interaction_id = 1300000000000000001 WHERE id = 2",
        "UPDATE jobs SET guild_id = 5 WHERE id = 1",
        "UPDATE clips SET job_id = 404 WHERE id = 1",
        "UPDATE jobs SET task_id = NULL WHERE id = 4",
        "DELETE FROM jobs WHERE id = 4",
        "DELETE FROM guilds",
    ):
        await refused(upgraded, statement)


async def test_processes_that_start_at_once_upgrade_once(first_version: str, tmp_path: Path) -> None:
    async with connected(first_version) as connection:
        before = await connection.run_sync(read)
    ended = await asyncio.gather(*(open_elsewhere(first_version, tmp_path) for _ in range(4)))
    assert ended == [(0, "")] * 4
    async with connected(first_version) as connection:
        assert await connection.run_sync(read) == before


async def test_an_upgrade_that_fails_leaves_all_as_it_was(first_version: str) -> None:
    async with connected(first_version) as connection:
        await connection.execute(text("CREATE TABLE callbacks (mine INTEGER)"))  # the last thing that is made
        before = await connection.run_sync(read)
    with pytest.raises(DatabaseUnavailable):
        await Database.open(first_version)
    async with connected(first_version) as connection:
        assert (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalars().all() == ["0001"]
        assert await connection.run_sync(read) == before
        await connection.execute(text("DROP TABLE callbacks"))
    await (await Database.open(first_version)).close()
    async with connected(first_version) as connection:
        assert await connection.run_sync(read) == before


def test_every_state_is_in_the_first_rows() -> None:
    assert {row["state"] for row in FIRST_ROWS["jobs"]} == set(JobState)
    assert {row["kind"] for row in FIRST_ROWS["ledger"]} == set(EntryKind)
    assert {row["state"] for row in FIRST_ROWS["clips"]} == {ClipState.SUCCEEDED}
