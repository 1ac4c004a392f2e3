"""The database check finds whatever cannot be, says how to mend it, and changes nothing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.check import findings_in
from data import ledger
from data.engine.address import SQLiteAddress
from data.engine.database import Database
from data.engine.schema_version import newest_version
from data.jobs import transitions
from data.rows import JobState
from tests.data.making import GUILD, LEASE, NOW, OWNER, job_in, new_job, queued
from tests.e2e.conftest import open_stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from data.copies.audit import Finding

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def own_database(new_database_url: str) -> AsyncIterator[Database]:
    """A migrated database of this test alone: what is broken here stays so."""
    database = await Database.open(new_database_url)
    yield database
    await database.close()


async def findings(url: str) -> list[Finding]:
    return await findings_in({"DATABASE_URL": url})


async def run(database: Database, *statements: str) -> None:
    async with database.transaction() as tx:
        for statement in statements:
            await tx.execute(text(statement))


async def tamper(database: Database, rule: str, statement: str) -> None:
    """Run a statement that this rule of the jobs forbids."""
    if not isinstance(database.address, SQLiteAddress):
        await run(database, f"ALTER TABLE jobs DROP CONSTRAINT {rule}", statement)
        return
    with contextlib.closing(sqlite3.connect(database.address.path)) as raw:
        raw.execute("PRAGMA ignore_check_constraints=ON")
        raw.execute(statement)
        raw.commit()


async def finished(database: Database, state: JobState) -> None:
    """A job that ended as it should."""
    async with database.transaction() as tx:
        job = await job_in(tx, state)
        close = ledger.refund(tx, job, now=NOW) if state is JobState.FAILED else None
        assert await (close or ledger.settle(tx, job, credits=job.price, now=NOW))


async def test_a_database_in_use_is_sound(own_database: Database, new_database_url: str) -> None:
    assert await findings(new_database_url) == []
    for state in (JobState.DONE, JobState.FAILED):
        await finished(own_database, state)
    for state in (JobState.RUNNING, JobState.SUBMITTING, JobState.QUEUED):
        async with own_database.transaction() as tx:
            await job_in(tx, state)
    assert await findings(new_database_url) == []


async def test_tables_of_others_are_left_alone(own_database: Database, new_database_url: str) -> None:
    await run(own_database, "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)")
    await run(own_database, "CREATE TABLE _litestream_lock (id INTEGER)")
    assert await findings(new_database_url) == []


@pytest.mark.parametrize(
    ("rule", "state", "change"),
    [
        ("jobs_running_has_task", JobState.RUNNING, "task_id = NULL"),
        ("jobs_running_is_polled", JobState.RUNNING, "poll_at = NULL"),
        ("jobs_delivered_is_final", JobState.RUNNING, "delivered_at = created_at"),
        ("jobs_final_says_when", JobState.RUNNING, "state = 'done', poll_at = NULL"),
        ("jobs_state", JobState.QUEUED, "state = 'eaten'"),
        ("jobs_lease", JobState.QUEUED, "owner = NULL"),
    ],
)
async def test_a_job_that_cannot_be_is_named_with_its_rule(
    own_database: Database, new_database_url: str, rule: str, state: JobState, change: str
) -> None:
    async with own_database.transaction() as tx:
        job = await job_in(tx, state)
    if "poll_at" in change and "state" in change and not new_database_url.startswith("sqlite"):
        await run(own_database, "ALTER TABLE jobs DROP CONSTRAINT jobs_final_is_due")
    await tamper(own_database, rule, f"UPDATE jobs SET {change}")
    named = [each for each in await findings(new_database_url) if f"the rule {rule} is broken" in each.says]
    assert [each.says.startswith(f"jobs {job.id}: ") for each in named] == [True]
    assert "backup" in named[0].advice


@pytest.mark.promise(key="books")
@pytest.mark.parametrize(
    ("state", "says"),
    [
        (None, "without a hold"),
        (JobState.DONE, "done, and the hold is still open"),
        (JobState.FAILED, "failed, and the hold is still open"),
    ],
)
async def test_what_the_ledger_lacks_is_mended_by_what_the_check_says(
    own_database: Database, new_database_url: str, state: JobState | None, says: str
) -> None:
    async with own_database.transaction() as tx:
        job = await (queued(tx) if state is None else job_in(tx, state))
    assert [each.says for each in await findings(new_database_url)] == [f"jobs {job.id}: {says}."]
    for _ in range(2):  # the missing entry, then the account that it belongs to
        (found,) = await findings(new_database_url)
        assert found.sql is not None
        await run(own_database, found.sql)
    assert await findings(new_database_url) == []
    async with own_database.reading() as tx:
        account = await ledger.account(tx, GUILD, job.month, default_allowance=240)
    assert (account.held, account.spent) == (10 if state is None else 0, 10 if state is JobState.DONE else 0)


@pytest.mark.promise(key="books")
async def test_accounts_of_every_month_are_compared(own_database: Database, new_database_url: str) -> None:
    async with own_database.transaction() as tx:
        job = await transitions.add(tx, new_job(), month="2020-02", owner=OWNER, lease_until=LEASE, now=NOW)
        assert job is not None
        assert await ledger.hold(tx, job, default_allowance=240, now=NOW)
    await run(own_database, "UPDATE accounts SET held = 3, spent = 4")
    (found,) = await findings(new_database_url)
    assert found.says == f"The account of guild {GUILD} for 2020-02 says held 3 and spent 4, its ledger 10 and 0."
    assert found.sql is not None
    await run(own_database, found.sql)
    assert await findings(new_database_url) == []


@pytest.mark.parametrize(
    ("state", "refunds", "says"),
    [
        (JobState.RUNNING, True, "not over, and the hold is closed"),
        (JobState.DONE, True, "done, and refunded"),
        (JobState.FAILED, False, "failed, and charged"),
    ],
)
async def test_an_entry_that_should_not_be_there_is_named(
    own_database: Database, new_database_url: str, state: JobState, refunds: bool, says: str
) -> None:
    async with own_database.transaction() as tx:
        job = await job_in(tx, state)
        assert await (ledger.refund(tx, job, now=NOW) if refunds else ledger.settle(tx, job, credits=10, now=NOW))
    (found,) = await findings(new_database_url)
    assert (found.says, found.sql) == (f"jobs {job.id}: {says}.", None)


async def test_of_many_the_first_are_named(own_database: Database, new_database_url: str) -> None:
    async with own_database.transaction() as tx:
        for _ in range(23):
            await queued(tx)
    (found,) = await findings(new_database_url)
    assert found.says.endswith(", 20 and 3 more: without a hold.")


@pytest.mark.parametrize(
    ("statement", "says", "advice"),
    [
        ("UPDATE alembic_version SET version_num = '0000'", "version 0000, and this program needs", "Start the bot"),
        (
            "UPDATE alembic_version SET version_num = '9999'",
            "made by a newer version: its schema has the version 9999, and this program needs",
            "version of Encore",
        ),
        ("DELETE FROM alembic_version", "version none", "Start the bot"),
        ("DROP TABLE alembic_version", "no schema of Encore's", "DATABASE_URL"),
        ("DROP TABLE heartbeats", "heartbeats is missing.", "Restore"),
        ("ALTER TABLE guilds DROP COLUMN last_turn_at", "guilds.last_turn_at is missing.", "Restore"),
    ],
)
async def test_a_schema_that_is_not_this_versions_is_said(
    own_database: Database, new_database_url: str, statement: str, says: str, advice: str
) -> None:
    await run(own_database, statement)
    (found,) = await findings(new_database_url)
    assert says in found.says
    assert advice in found.advice


async def test_it_does_not_wait_for_whoever_writes(own_database: Database, new_database_url: str) -> None:
    async with own_database.transaction() as tx:
        await queued(tx)  # without its hold yet: nobody else sees it
        assert await asyncio.create_task(findings(new_database_url)) == []


async def test_no_database_stays_none_and_a_broken_file_is_said(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/encore.db"
    (found,) = await findings(url)
    assert found.says == "There is no database yet."
    assert await asyncio.to_thread(lambda: list(tmp_path.iterdir())) == []
    await asyncio.to_thread((tmp_path / "encore.db").write_bytes, b"no database" * 999)
    (found,) = await findings(url)
    assert found.says == "The database cannot be read: file is not a database"


async def test_wrong_settings_are_said() -> None:
    (found,) = await findings("mysql://x/y")
    assert found.says.startswith("DATABASE_URL ")


async def test_a_song_leaves_the_database_of_a_running_bot_sound(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        await stage.song()
        assert await findings(stage.database_url) == []


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    """`python -m bot.check` as an operator runs it, in a folder that holds a `.env`."""
    return subprocess.run(
        [sys.executable, "-m", "bot.check"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def test_the_command_says_it_in_lines_and_by_its_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "encore.db"
    (tmp_path / ".env").write_text(f"DATABASE_URL=sqlite:///{path}\nPOLL_INTERVAL=wrong, but not read here\n")
    database = await Database.open(f"sqlite:///{path}")
    sound = await asyncio.to_thread(check, tmp_path)
    assert (sound.returncode, sound.stdout, sound.stderr) == (0, "The database is sound.\n", "")
    async with database.transaction() as tx:
        job = await queued(tx)
    await database.close()
    before = await asyncio.to_thread(path.read_bytes)
    broken = await asyncio.to_thread(check, tmp_path)
    lines = broken.stderr.splitlines()
    assert (broken.returncode, broken.stdout) == (1, "")
    assert lines[:2] == ["The database is not sound:", f"  jobs {job.id}: without a hold. Add the missing entry."]
    assert lines[2].startswith("    INSERT INTO ledger ")
    assert lines[2].endswith(f"WHERE id IN ({job.id});")
    assert "stop the bot" in lines[3]
    assert await asyncio.to_thread(path.read_bytes) == before


async def test_what_a_newer_version_made_is_not_called_unsound(tmp_path: Path) -> None:
    path = tmp_path / "encore.db"
    (tmp_path / ".env").write_text(f"DATABASE_URL=sqlite:///{path}\n")
    database = await Database.open(f"sqlite:///{path}")
    await run(database, "UPDATE alembic_version SET version_num = '9999'")
    await database.close()
    told = await asyncio.to_thread(check, tmp_path)
    assert (told.returncode, told.stdout) == (4, "")
    first, second = told.stderr.splitlines()
    assert first == "This version cannot tell:"
    assert second.startswith("  It was made by a newer version: its schema has the version 9999, ")


def test_the_newest_version_is_that_of_the_last_migration() -> None:
    assert newest_version().isdigit()
