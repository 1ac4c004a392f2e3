"""How long the parts of `/credits` take in a server of many songs in a month, on each kind of database."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import insert, select

from benchmarks.parts.holds import NoServer, postgresql
from benchmarks.rows import PRICE
from benchmarks.sizes import Sizes
from benchmarks.table import Part, Row, milliseconds, quantile
from data import spending, tables
from data.brief import EMPTY_BRIEF
from data.engine.database import Database
from data.engine.transaction import Transaction
from data.ids import ChannelId, GuildId, InteractionId, UserId
from data.jobs import transitions
from data.rows import EntryKind, NewJob

GUILD, OTHERS = GuildId(11), 1_000  # servers whose songs lie between its own, one for each
MEMBERS: Final = 1_000
MONTH, LAST_MONTH = "2026-11", "2026-10"
BEGAN: Final = datetime(2026, 10, 1, tzinfo=UTC)
DAYS: Final = [datetime(2026, 11, day, tzinfo=UTC) for day in range(1, 31)]
PAGE, BATCH = 15, 1_000


async def measure(sizes: Sizes) -> Part:
    """Fill two months of a server, then look at each part as people do, one after the other."""
    rows = list[Row]()
    with tempfile.TemporaryDirectory(prefix="encore-benchmark-") as folder:
        rows += await _measure(f"sqlite:///{folder}/encore.db", "SQLite", sizes)
    try:
        with postgresql() as server:
            server.psql("CREATE DATABASE spending")
            rows += await _measure(server.get_uri("spending"), "PostgreSQL", sizes)
    except NoServer as error:
        rows += [Row(f"PostgreSQL, {name}, ms", note=f"skipped: {error}") for name in PARTS]
    return Part(f"Credits looked at: {sizes.month_songs:,} songs in a month of one server", tuple(rows))


async def _by_member(tx: Transaction) -> None:
    await spending.by_member(tx, GUILD, MONTH, LAST_MONTH, limit=PAGE)


async def _mine(tx: Transaction) -> None:
    await spending.by_operation(tx, GUILD, UserId(1), MONTH)


async def _by_day(tx: Transaction) -> None:
    await spending.by_day(tx, GUILD, MONTH, DAYS)


async def _ledger(tx: Transaction) -> None:
    async for _ in spending.rows(tx, GUILD, MONTH):
        pass


async def _last_ledger(tx: Transaction) -> None:
    async for _ in spending.rows(tx, GUILD, LAST_MONTH):
        pass


PARTS: Final[dict[str, Callable[[Transaction], Awaitable[None]]]] = {
    "one member's month": _mine,
    "the table of members": _by_member,
    "the days of the month": _by_day,
    "every row of this month": _ledger,
    "every row of the last month": _last_ledger,
}


async def _measure(url: str, kind: str, sizes: Sizes) -> list[Row]:
    database = await Database.open(url)
    found = list[Row]()
    try:
        await _fill(database, sizes.month_songs)
        for name, look in PARTS.items():
            taken = list[float]()
            for _ in range(sizes.looks):
                began = time.perf_counter()
                async with database.reading() as tx:
                    await look(tx)
                taken.append(time.perf_counter() - began)
            found.append(Row(f"{kind}, {name}: median, ms", milliseconds(quantile(sorted(taken), 0.5))))
    finally:
        await database.close()
    return found


async def _fill(database: Database, songs: int) -> None:
    """Two months of the server, so many songs in each, and between them as many of others."""
    chance = random.Random(0)
    async with database.transaction() as tx:
        model, first = await _model(tx)
        await tx.execute(insert(tables.guilds), [{"guild_id": 100 + other} for other in range(OTHERS)])
    total = 4 * songs
    for begun in range(0, total, BATCH):
        jobs, entries = list[dict[str, Any]](), list[dict[str, Any]]()
        for number in range(begun, min(begun + BATCH, total)):
            job_id, at = first + number, BEGAN + timedelta(seconds=number * 60 * 86_400 / total)
            guild_id = GUILD if number % 2 else 100 + number % OTHERS
            month = MONTH if at >= DAYS[0] else LAST_MONTH
            own = {"id": job_id, "interaction_id": job_id + 1, "task_id": f"t{job_id}", "created_at": at}
            own |= {"guild_id": guild_id, "month": month, "user_id": int(MEMBERS * chance.random() ** 3) + 1}
            jobs.append({**model, **own, "operation": chance.choice(["create", "extend", "cover", "bpm"])})
            entry = {"job_id": job_id, "guild_id": guild_id, "month": month, "credits": PRICE, "created_at": at}
            entries += [{**entry, "kind": EntryKind.HOLD}, {**entry, "kind": EntryKind.SETTLE}]
        async with database.transaction() as tx:
            await tx.execute(insert(tables.jobs), jobs)
            await tx.execute(insert(tables.ledger), entries)


async def _model(tx: Transaction) -> tuple[dict[str, Any], int]:
    """A job that is over, which the others are made after, and the first id that is free."""
    new = NewJob(
        interaction_id=InteractionId(1),
        guild_id=GUILD,
        channel_id=ChannelId(1),
        user_id=UserId(1),
        token="an interaction's token",  # noqa: S106 - it opens nothing
        token_expires_at=BEGAN,
        file_limit=10 * 1024 * 1024,
        operation="create",
        family="riffusion",
        model="FUZZ-1.1 Pro",
        family_chosen=False,
        price=PRICE,
        clips_expected=2,
        brief=EMPTY_BRIEF,
    )
    job = await transitions.add(tx, new, month=MONTH, owner="benchmark", lease_until=BEGAN, now=BEGAN)
    if job is None:
        raise RuntimeError("the database is not new")
    over = {"state": "done", "finished_at": BEGAN, "delivered_at": BEGAN, "owner": None, "lease_until": None}
    return {**dict((await tx.execute(select(tables.jobs))).mappings().one()), **over}, job.id + 1
