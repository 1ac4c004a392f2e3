"""Databases as after years of use, filled by a few statements that make rows out of numbers, on either kind."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

import asyncpg

from data.engine.address import SQLiteAddress, read_address
from data.engine.database import Database
from tests.data.making import GUILD, MONTH, NOW, OWNER

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 2 * 365 * 86_400  # over which the finished songs were asked for
OWNERS = 20  # processes among which the open songs are
QUEUED = 1_000  # as many as may wait in line
CHANNEL, USER = 1_100_000_000_000_000_002, 1_100_000_000_000_000_003
LARGE = ("jobs", "ledger", "clips", "accounts")
# Where the busy server's first songs were made, and who made some of them elsewhere: nobody and nothing else.
QUIET, EARLY = 1_200_000_000_000_000_002, 1_200_000_000_000_000_003


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many finished and open songs; every tenth is of one server and its one busy channel."""

    jobs: int
    open: int

    @property
    def guilds(self) -> int:
        """How many servers they are of."""
        return max(2, self.jobs // 100)


async def fill(url: str, amounts: Amounts) -> None:
    """Fill the database that `url` names, which is made where it is not there; its books agree.

    Without triggers, references and indexes, which hold by making; indexes are built when all rows are there.
    """
    await (await Database.open(url)).close()
    address = read_address(url)
    if isinstance(address, SQLiteAddress):
        with contextlib.closing(sqlite3.connect(address.path, isolation_level=None)) as connection:
            _fill_sqlite(connection, amounts)
        return
    server = await asyncpg.connect(url)
    await server.execute("SET session_replication_role = replica; SET synchronous_commit = off")
    await server.execute("SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'")
    plain = await server.fetch(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY($1)"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
        LARGE,
    )
    for name, _ in plain:
        await server.execute(f"DROP INDEX {name}")
    for statement in _statements("postgresql", amounts):
        await server.execute(statement)
    for _, definition in plain:
        await server.execute(definition)
    await server.execute(
        "VACUUM ANALYZE"
    )  # as the server does by itself: without it, nothing is read by an index alone
    await server.close()


def _fill_sqlite(connection: sqlite3.Connection, amounts: Amounts) -> None:
    connection.executescript("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    connection.execute("PRAGMA cache_size = -400000")
    taken_out = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in taken_out:
        connection.execute(f"DROP {kind} {name}")
    for statement in _statements("sqlite", amounts):
        connection.execute(statement)
    for _, _, definition in taken_out:
        connection.execute(definition)
    connection.execute("PRAGMA journal_mode = WAL")


def _statements(kind: str, amounts: Amounts) -> Iterator[str]:
    last, total = amounts.jobs, amounts.jobs + amounts.open
    guild = f"{GUILD} + (CASE WHEN n % 10 = 0 THEN 0 ELSE n % {amounts.guilds} END)"
    yield f"INSERT INTO guilds (guild_id) {_numbers(kind, 0, amounts.guilds - 1, f'{GUILD} + n')}"
    began = int(NOW.timestamp()) - SECONDS
    asked_at = _time(kind, f"{began} + n * {SECONDS} / {last}")
    now = _time(kind, str(int(NOW.timestamp())))
    later = _time(kind, str(int(NOW.timestamp()) + 100_000))
    month = f"substr({asked_at}, 1, 7)" if kind == "sqlite" else f"to_char({asked_at} AT TIME ZONE 'UTC', 'YYYY-MM')"
    asked = {
        "id": "n",
        "interaction_id": "1000000000000000000 + n",
        "guild_id": guild,
        "channel_id": f"CASE WHEN n < 2000 AND n % 100 = 10 THEN {QUIET} WHEN n % 10 = 0 THEN {CHANNEL} + 10"
        f" ELSE {CHANNEL} + n % {amounts.guilds} END",
        "user_id": f"CASE WHEN n < 2000 AND n % 100 = 20 THEN {EARLY} ELSE {USER} + n % 5000 END",
        "token_expires_at": asked_at,
        "file_limit": "10485760",
        "operation": "CASE WHEN n % 5 = 0 THEN 'extend' ELSE 'create' END",
        "family": "CASE WHEN n % 3 = 0 THEN 'sonic' ELSE 'riffusion' END",
        "model": "CASE WHEN n % 3 = 0 THEN 'sonic-v5' ELSE 'FUZZ-2.0' END",
        "family_chosen": _truth(kind, "n % 2 = 0"),
        "price": "10",
        "clips_expected": "2",
        "prompt": "'r&b pop number ' || n",
        "title": "CASE WHEN n % 2 = 0 THEN 'Song ' || n ELSE '' END",
        "style": "''",
        "lyrics": "''",
        "instrumental": _truth(kind, "n % 4 = 0"),
        "source": "CASE WHEN n % 5 = 0 AND n > 25 THEN 2 * (n - 20) - (n / 5) % 2 END",
        "details": "'{}'",
        "create_attempts": "0",
        "repeats_create": _truth(kind, "n < 0"),
        "polls": "5",
        "delivery_attempts": "0",
        "message_channel_id": str(CHANNEL),
        "message_id": "2000000000000000000 + n",
        "created_at": asked_at,
        "changed_at": asked_at,
    }
    failed = "n % 20 = 7"
    over = {
        "month": month,
        "state": f"CASE WHEN {failed} THEN 'failed' ELSE 'done' END",
        "failure": f"CASE WHEN {failed} THEN 'refused' END",
        "task_id": "'task-' || n",
        "webhook_token": "'secret-' || n",
        "submitted_at": asked_at,
        "started_at": asked_at,
        "finished_at": asked_at,
        "delivered_at": asked_at,
    }
    yield _insert(kind, "jobs", asked | over, 1, last)
    owner = f"CASE WHEN n % {OWNERS} = 0 THEN '{OWNER}' ELSE 'other-' || n % {OWNERS} END"
    begun = {
        "month": f"'{MONTH}'",
        "owner": owner,
        "lease_until": later,
        "token": "'secret'",
        "token_expires_at": later,
        "created_at": now,
        "changed_at": now,
    }
    queued = min(QUEUED, amounts.open // 2)
    running = {"state": "'running'", "task_id": "'task-' || n", "started_at": now, "poll_at": now}
    yield _insert(kind, "jobs", asked | begun | running, last + 1, total - queued)
    yield _insert(kind, "jobs", asked | begun | {"state": "'queued'"}, total - queued + 1, total)
    yield from _after_jobs(kind, last, total)


def _after_jobs(kind: str, last: int, total: int) -> Iterator[str]:
    entry = "INSERT INTO ledger (id, job_id, guild_id, month, kind, credits, created_at)"
    yield f"{entry} SELECT 2 * id - 1, id, guild_id, month, 'hold', price, created_at FROM jobs"
    closed = "CASE WHEN state = 'failed' THEN 'refund' ELSE 'settle' END"
    yield f"{entry} SELECT 2 * id, id, guild_id, month, {closed}, price, created_at FROM jobs WHERE id <= {last}"
    amount = "coalesce(sum(CASE WHEN {} THEN price ELSE 0 END), 0)"
    held, spent = amount.format("state NOT IN ('done', 'failed')"), amount.format("state = 'done'")
    yield (
        "INSERT INTO accounts (guild_id, month, held, spent)"
        f" SELECT guild_id, month, {held}, {spent} FROM jobs GROUP BY guild_id, month"
    )
    false = _truth(kind, "id < 0")
    for position in (1, 2):
        yield (
            "INSERT INTO clips (id, job_id, guild_id, position, clip_id, family, model, state, title, style, lyrics,"
            " duration, audio_url, image_url, created_at, posted_at, uploaded)"
            f" SELECT 2 * id - 2 + {position}, id, guild_id, {position}, 'clip-' || id || '-{position}', family, model,"
            f" 'succeeded', 'Song ' || id, 'slow', '', 61.5, 'https://cdn.example/' || id, '', created_at, created_at,"
            f" {false} FROM jobs WHERE state = 'done'"
        )
    if kind == "postgresql":
        for table, highest in (("jobs", total), ("ledger", 2 * total), ("clips", 2 * total)):
            yield f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {highest})"


def _insert(kind: str, table: str, values: dict[str, str], first: int, last: int) -> str:
    return f"INSERT INTO {table} ({', '.join(values)}) {_numbers(kind, first, last, ', '.join(values.values()))}"


def _numbers(kind: str, first: int, last: int, values: str) -> str:
    if kind == "postgresql":
        return f"SELECT {values} FROM generate_series({first}::bigint, {last}::bigint) AS numbers(n)"
    return (
        f"SELECT {values} FROM (WITH RECURSIVE numbers(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM numbers"
        f" WHERE n < {last}) SELECT n FROM numbers) WHERE n <= {last}"
    )


def _time(kind: str, seconds: str) -> str:
    if kind == "postgresql":
        return f"to_timestamp({seconds})"
    return f"strftime('%Y-%m-%d %H:%M:%S.000000', {seconds}, 'unixepoch')"


def _truth(kind: str, condition: str) -> str:
    return f"({condition})" if kind == "postgresql" else f"CASE WHEN {condition} THEN 1 ELSE 0 END"
