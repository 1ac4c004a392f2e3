"""A guild is greeted once for each time that the bot joins it, whichever process hears of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from data import greetings
from data.engine.dialects import upsert
from data.tables import guilds
from tests.data.making import GUILD, NOW, after

if TYPE_CHECKING:
    from datetime import datetime

    from data.engine.database import Database


async def claim(database: Database, joined_at: datetime, now: datetime) -> bool:
    return await database.write(greetings.claim, GUILD, joined_at=joined_at, now=now)


async def test_a_guild_is_greeted_once_until_the_bot_joins_again(database: Database) -> None:
    assert await claim(database, NOW, after(1))
    assert not await claim(database, NOW, after(2))
    assert not await claim(database, NOW, after(100_000))
    assert await claim(database, after(50), after(51))


async def test_of_many_that_hear_of_it_at_once_one_greets(database: Database) -> None:
    claimed = await asyncio.gather(*(claim(database, NOW, after(number)) for number in range(8)))
    assert claimed.count(True) == 1


async def test_a_clock_that_is_behind_discords_greets_once(database: Database) -> None:
    assert await claim(database, after(60), NOW)
    assert not await claim(database, after(60), after(1))


async def test_a_guild_that_made_songs_since_is_not_greeted_and_one_from_before_is(database: Database) -> None:
    async with database.transaction() as tx:
        await upsert(tx, guilds, guild_id=GUILD, last_turn_at=after(10))
    assert not await claim(database, NOW, after(20))
    assert await claim(database, after(15), after(20))


async def test_a_greeting_that_could_not_be_sent_may_be_sent_later(database: Database) -> None:
    assert await claim(database, NOW, after(1))
    await database.write(greetings.give_back, GUILD)
    assert await claim(database, NOW, after(2))
