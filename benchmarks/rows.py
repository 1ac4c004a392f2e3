"""Databases that look as after months of use: open and finished jobs by the ten thousand, and books that agree."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from data import ledger
from data.brief import EMPTY_BRIEF
from data.engine.database import Database
from data.ids import ChannelId, GuildId, InteractionId, UserId
from data.jobs import transitions
from data.rows import NewJob

if TYPE_CHECKING:
    from pathlib import Path

    from data.engine.transaction import Transaction
    from data.rows import Job

PRICE = 12
MANY_CREDITS = 1_000_000_000
OPEN_GUILD, FINISHED_GUILD = GuildId(11), GuildId(12)
OWNER = "benchmark"


async def fill(path: Path, *, open_jobs: int, finished_jobs: int) -> None:
    """Make a SQLite database with running jobs, which the worker "benchmark" owns, and with finished ones."""
    database = await Database.open(f"sqlite:///{path}")
    async with database.transaction() as tx:
        models = [await _held_job(tx, guild, number) for number, guild in enumerate((OPEN_GUILD, FINISHED_GUILD), 1)]
    await database.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        columns = [row[1] for row in connection.execute("PRAGMA table_info(jobs)") if row[1] != "id"]
        now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
        shared = {"interaction_id": "interaction_id + 10 * n", "task_id": "'task-' || n", "webhook_token": "NULL"}
        running = {"state": "'running'", "started_at": f"'{now}'", "changed_at": f"'{now}'", "poll_at": f"'{now}'"}
        ended = {"owner": "NULL", "lease_until": "NULL", "delivered_at": f"'{now}'", "finished_at": f"'{now}'"}
        done = {"state": "'done'", "started_at": f"'{now}'", "task_id": "'done-' || n", "token": "NULL", **ended}
        for model, count, changed in zip(models, (open_jobs, finished_jobs), (running, done), strict=True):
            _copy(connection, columns, model, count, {**shared, **changed})
            _become_one_of_them(connection, model, changed)
        _balance(connection, now)
        connection.commit()
        connection.execute("ANALYZE")


async def _held_job(tx: Transaction, guild_id: GuildId, number: int) -> Job:
    now = datetime.now(UTC)
    new = NewJob(
        interaction_id=InteractionId(number),
        guild_id=guild_id,
        channel_id=ChannelId(21),
        user_id=UserId(31),
        token="an interaction's token",  # noqa: S106 - it opens nothing
        token_expires_at=now + timedelta(minutes=15),
        file_limit=10 * 1024 * 1024,
        operation="create",
        family="riffusion",
        model="FUZZ-1.1 Pro",
        family_chosen=False,
        price=PRICE,
        clips_expected=2,
        brief=EMPTY_BRIEF,
    )
    job = await transitions.add(
        tx, new, month=f"{now:%Y-%m}", owner=OWNER, lease_until=now + timedelta(seconds=90), now=now
    )
    if job is None:
        raise RuntimeError("the database is not new")
    await ledger.hold(tx, job, default_allowance=MANY_CREDITS, now=now)
    return job


def _copy(connection: sqlite3.Connection, columns: list[str], model: Job, count: int, changed: dict[str, str]) -> None:
    names, values = ", ".join(columns), ", ".join(changed.get(column, column) for column in columns)
    connection.execute(
        f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})"  # noqa: S608 - our own numbers and names
        f" INSERT INTO jobs ({names}) SELECT {values} FROM jobs, numbers WHERE jobs.id = {model.id} AND {count} > 0"
    )


def _become_one_of_them(connection: sqlite3.Connection, model: Job, changed: dict[str, str]) -> None:
    values = {"task_id": "'task-0'", **changed} | ({"task_id": "'done-0'"} if "finished_at" in changed else {})
    settings = ", ".join(f"{column} = {value}" for column, value in values.items())
    connection.execute(f"UPDATE jobs SET {settings} WHERE id = {model.id}")  # noqa: S608 - our own numbers and names


def _balance(connection: sqlite3.Connection, now: str) -> None:
    """Write what every copy holds and was charged, and the accounts that these make."""
    given: dict[str, Any] = {"now": now}
    entry = (
        "INSERT INTO ledger (job_id, guild_id, month, kind, credits, created_at)"
        " SELECT id, guild_id, month, '{kind}', price, :now FROM jobs WHERE {where}"
    )
    connection.execute(entry.format(kind="hold", where="id NOT IN (SELECT job_id FROM ledger)"), given)
    connection.execute(entry.format(kind="settle", where="state = 'done'"), given)
    connection.execute(
        "UPDATE accounts SET"
        " held = (SELECT coalesce(sum(price), 0) FROM jobs WHERE guild_id = accounts.guild_id AND state <> 'done'),"
        " spent = (SELECT coalesce(sum(price), 0) FROM jobs WHERE guild_id = accounts.guild_id AND state = 'done')"
    )
