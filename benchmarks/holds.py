"""Orders a second: the bot's own use case beside a bare driver that writes such rows and does nothing else."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import asyncpg

from benchmarks.rows import MANY_CREDITS, PRICE
from bot.context import Context
from bot.jobs.lifecycle import JobLifecycle
from bot.jobs.shares import QUEUE_LIMIT, SERVER_SHARE
from bot.musicapi.catalog import Catalog
from bot.musicapi.offers import Host
from bot.orders.order import Order
from data.brief import EMPTY_BRIEF
from data.engine.database import Database
from data.ids import ChannelId, GuildId, InteractionId, JobId, UserId
from data.jobs import queries

if TYPE_CHECKING:
    from pathlib import Path

    from data.engine.transaction import Transaction
    from data.rows import Account, Job

AT_ONCE = 50
ORDERS = QUEUE_LIMIT  # all that may wait in line
GUILDS = ORDERS // SERVER_SHARE  # as few as may have so many in line

_TABLES = (
    "CREATE TABLE bare_accounts (guild_id BIGINT PRIMARY KEY, held BIGINT NOT NULL)",
    "CREATE TABLE bare_jobs (id BIGINT PRIMARY KEY, guild_id BIGINT, state TEXT, prompt TEXT, created_at TEXT)",
    "CREATE TABLE bare_ledger (job_id BIGINT, kind TEXT, credits BIGINT, created_at TEXT, UNIQUE (job_id, kind))",
)


async def orders_a_second(url: str, orders: int = ORDERS) -> float:
    """How many orders the bot's use case writes down a second, with fifty people waiting at any moment."""
    database = await Database.open(url)
    context = Context(
        database=database,
        catalog=Catalog.of(Host.MUSICAPI, ("riffusion",)),
        musicapi_host="api.musicapi.ai",
        worker_id="benchmark",
        default_allowance=MANY_CREDITS,
        now=lambda: datetime.now(UTC),
        random=random.Random(0).random,
        poll_interval=5.0,
    )
    lifecycle, numbers = JobLifecycle(context), iter(range(1, orders + 1))

    async def only_the_job(_tx: Transaction, job: Job, _account: Account) -> Job:
        return job

    async def order_some() -> None:
        for number in numbers:
            await lifecycle.place(_order(number), only_the_job)

    try:
        # The bare driver has its connections open when its time begins.
        await asyncio.gather(*(database.read(queries.get, JobId(number)) for number in range(AT_ONCE)))
        began = time.monotonic()
        await asyncio.gather(*(order_some() for _ in range(AT_ONCE)))
        return orders / (time.monotonic() - began)
    finally:
        await database.close()


def bare_sqlite_orders_a_second(path: Path, orders: int = ORDERS) -> float:
    """The same with sqlite3 alone, one after the other, each with a commit that survives a power cut."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        for table in _TABLES:
            connection.execute(table)
        connection.executemany("INSERT INTO bare_accounts VALUES (?, 0)", [(guild,) for guild in range(GUILDS)])
        began = time.monotonic()
        for number in range(orders):
            guild, now = number % GUILDS, f"{datetime.now(UTC)}"
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("SELECT count(*) FROM bare_jobs WHERE state = 'queued'").fetchone()
            connection.execute(
                "UPDATE bare_accounts SET held = held + ? WHERE guild_id = ? AND held + ? <= ?",
                (PRICE, guild, PRICE, MANY_CREDITS),
            )
            connection.execute(
                "INSERT INTO bare_jobs VALUES (?, ?, 'queued', ?, ?)", (number, guild, f"song {number}", now)
            )
            connection.execute("INSERT INTO bare_ledger VALUES (?, 'hold', ?, ?)", (number, PRICE, now))
            connection.execute("COMMIT")
        return orders / (time.monotonic() - began)


async def bare_postgresql_orders_a_second(url: str, connections: int, orders: int = ORDERS) -> float:
    """The same with asyncpg alone, on so many connections at once."""
    pool = await asyncpg.create_pool(url, min_size=connections, max_size=connections)
    for table in _TABLES:
        await pool.execute(table)
    await pool.executemany("INSERT INTO bare_accounts VALUES ($1, 0)", [(guild,) for guild in range(GUILDS)])
    numbers = iter(range(orders))

    async def order_some() -> None:
        for number in numbers:
            guild, now = number % GUILDS, f"{datetime.now(UTC)}"
            async with pool.acquire() as connection, connection.transaction():
                await connection.fetchval("SELECT count(*) FROM bare_jobs WHERE state = 'queued'")
                await connection.execute(
                    "UPDATE bare_accounts SET held = held + $1::bigint WHERE guild_id = $2 AND held + $1 <= $3",
                    *(PRICE, guild, MANY_CREDITS),
                )
                await connection.execute(
                    "INSERT INTO bare_jobs VALUES ($1, $2, 'queued', $3, $4)", number, guild, f"song {number}", now
                )
                await connection.execute("INSERT INTO bare_ledger VALUES ($1, 'hold', $2, $3)", number, PRICE, now)

    began = time.monotonic()
    await asyncio.gather(*(order_some() for _ in range(connections)))
    seconds = time.monotonic() - began
    await pool.close()
    return orders / seconds


def _order(number: int) -> Order:
    return Order(
        interaction_id=InteractionId(number),
        guild_id=GuildId(number % GUILDS + 1),
        channel_id=ChannelId(1),
        user_id=UserId(number),
        token="an interaction's token",  # noqa: S106 - it opens nothing
        token_expires_at=datetime.now(UTC) + timedelta(minutes=15),
        file_limit=10 * 1024 * 1024,
        brief=replace(EMPTY_BRIEF, prompt=f"song {number}"),
    )
