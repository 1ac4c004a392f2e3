"""What a version before made is found after a start, however much that is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy import delete

from bot.process.indexing import index_all, keep_indexed
from data import tables
from data.library import search
from data.library.search import Shelf
from tests.data.library.making import EVERYBODY, heard
from tests.data.making import GUILD

if TYPE_CHECKING:
    from data.engine.database import Database


async def make_unfound(database: Database) -> None:
    async with database.transaction() as tx:
        for number in range(5):
            await heard(tx, f"Rain {number}", "Rain again")
        await tx.execute(delete(tables.clip_words))


async def found(database: Database) -> int:
    return len(await database.read(search.find, GUILD, EVERYBODY, Shelf.SERVER, "rain", limit=50))


async def test_every_song_is_found_a_few_at_a_time_and_once(database: Database) -> None:
    await make_unfound(database)
    assert await index_all(database, at_once=3) == 10
    assert await found(database) == 10
    assert await index_all(database, at_once=3) == 0


async def test_it_goes_on_until_the_process_stops(database: Database) -> None:
    await make_unfound(database)
    stop = asyncio.Event()
    going = asyncio.create_task(keep_indexed(database, stop))
    async with asyncio.timeout(30):
        while await found(database) < 10:  # noqa: ASYNC110 - the table tells nobody
            await asyncio.sleep(0.01)
    stop.set()
    await going
