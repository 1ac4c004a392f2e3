"""How long a search and a completion take in a server of many songs, on each kind of database."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import insert, select

from benchmarks.parts.holds import NoServer, postgresql
from benchmarks.rows import PRICE
from benchmarks.sizes import Sizes
from benchmarks.table import Part, Row, milliseconds, quantile
from bot.process.indexing import index_all
from data import tables
from data.brief import EMPTY_BRIEF
from data.engine.database import Database
from data.guilds.viewers import Viewer
from data.ids import ChannelId, GuildId, InteractionId, UserId
from data.jobs import transitions
from data.library import search
from data.library.search import Shelf
from data.rows import ClipState, NewJob

GUILD: Final = GuildId(11)
CHANNELS: Final = 40  # of which the person may not see a tenth
MEMBERS: Final = 500
WORDS: Final = 2_000  # that songs are made of, few of them in most songs
LYRICS: Final = 200  # words
PAGE, CHOICES = 8, 25
BATCH = 500


async def measure(sizes: Sizes) -> Part:
    """Fill a server, then ask as people do, one after the other."""
    rows = list[Row]()
    with tempfile.TemporaryDirectory(prefix="encore-benchmark-") as folder:
        rows += await _measure(f"sqlite:///{folder}/encore.db", "SQLite", sizes)
    try:
        with postgresql() as server:
            server.psql("CREATE DATABASE library")
            rows += await _measure(server.get_uri("library"), "PostgreSQL", sizes)
    except NoServer as error:
        rows += [Row(name, note=f"skipped: {error}") for name in _names("PostgreSQL")]
    return Part(f"Songs found again: {sizes.library_clips:,} clips of one server", tuple(rows))


def _names(kind: str) -> tuple[str, str]:
    return f"{kind}, a page of a search: 99th percentile, ms", f"{kind}, a completion: 99th percentile, ms"


async def _measure(url: str, kind: str, sizes: Sizes) -> list[Row]:
    chance = random.Random(0)
    vocabulary = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(2, 9))) for _ in range(WORDS)]
    readable = frozenset(ChannelId(number) for number in range(1, CHANNELS + 1) if number % 10)
    viewer = Viewer(UserId(1), readable, frozenset({ChannelId(10), ChannelId(20)}))
    database = await Database.open(url)
    try:
        await _fill(database, sizes.library_clips, vocabulary, chance)
        pages, completions = list[float](), list[float]()
        for _ in range(sizes.searches):
            shelf, offset = chance.choice(list(Shelf)), PAGE * chance.randint(0, 3)
            typed = " ".join(_words(vocabulary, chance, chance.randint(0, 3)))
            pages.append(await _timed(database, viewer, shelf, typed, PAGE, offset))
            begun = _words(vocabulary, chance, 1)[0][: chance.randint(1, 4)]
            completions.append(await _timed(database, viewer, Shelf.SERVER, begun, CHOICES, 0))
    finally:
        await database.close()
    figures = (milliseconds(quantile(sorted(taken), 0.99)) for taken in (pages, completions))
    return [Row(name, figure) for name, figure in zip(_names(kind), figures, strict=True)]


async def _timed(database: Database, viewer: Viewer, shelf: Shelf, typed: str, limit: int, offset: int) -> float:
    began = time.perf_counter()
    await database.read(search.find, GUILD, viewer, shelf, typed, limit=limit, offset=offset)
    return time.perf_counter() - began


def _words(vocabulary: Sequence[str], chance: random.Random, count: int) -> list[str]:
    """Words as people use them: a few of them all the time."""
    return [vocabulary[int(len(vocabulary) * chance.random() ** 3)] for _ in range(count)]


async def _fill(database: Database, clips: int, vocabulary: Sequence[str], chance: random.Random) -> None:
    now = datetime.now(UTC)
    new = NewJob(
        interaction_id=InteractionId(1),
        guild_id=GUILD,
        channel_id=ChannelId(1),
        user_id=UserId(1),
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
    async with database.transaction() as tx:
        job = await transitions.add(tx, new, month="2026-11", owner="benchmark", lease_until=now, now=now)
        if job is None:
            raise RuntimeError("the database is not new")
        model = dict((await tx.execute(select(tables.jobs))).mappings().one())
        final = {"state": "done", "finished_at": now, "delivered_at": now, "owner": None, "lease_until": None}
    ids = range(job.id + 1, job.id + 1 + clips // 2)
    for first in range(0, len(ids), BATCH):
        jobs, made = list[dict[str, Any]](), list[dict[str, Any]]()
        for job_id in ids[first : first + BATCH]:
            says = {"prompt": " ".join(_words(vocabulary, chance, 15)), "title": "", "interaction_id": job_id + 1}
            where = {"channel_id": chance.randint(1, CHANNELS), "user_id": chance.randint(1, MEMBERS)}
            jobs.append({**model, **final, **says, **where, "id": job_id, "task_id": f"t{job_id}"})
            made += [_clip(job_id, position, vocabulary, chance, now) for position in (1, 2)]
        async with database.transaction() as tx:
            await tx.execute(insert(tables.jobs), jobs)
            await tx.execute(insert(tables.clips), made)
            kept = [{"clip_id": 2 * (each["job_id"] - job.id), "user_id": chance.randint(1, 5)} for each in made[::2]]
            await tx.execute(
                insert(tables.favourites), [{**each, "guild_id": GUILD, "created_at": now} for each in kept]
            )
    await index_all(database, at_once=BATCH)


def _clip(
    job_id: int, position: int, vocabulary: Sequence[str], chance: random.Random, now: datetime
) -> dict[str, Any]:
    return {
        "job_id": job_id,
        "guild_id": GUILD,
        "position": position,
        "clip_id": f"c{position}",
        "family": "riffusion",
        "model": "FUZZ-1.1 Pro",
        "state": ClipState.SUCCEEDED,
        "title": " ".join(_words(vocabulary, chance, 4)),
        "style": "",
        "lyrics": " ".join(_words(vocabulary, chance, LYRICS)),
        "duration": 180.0,
        "audio_url": "https://cdn.example/a.mp3",
        "image_url": "",
        "created_at": now,
        "uploaded": False,
    }
