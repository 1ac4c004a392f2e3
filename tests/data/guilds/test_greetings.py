"""A guild is greeted once for each time that the bot joins it, whichever process hears of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from data.engine.dialects import upsert
from data.guilds import greetings
from data.tables import guilds
from tests.data.making import GUILD, NOW, after

if TYPE_CHECKING:
    from datetime import datetime

    from data.engine.database import Database


async def claim(database: Database, joined_at: datetime, now: datetime) -> datetime | None:
    return await database.write(greetings.claim, GUILD, joined_at=joined_at, now=now)


async def claimed_until(database: Database, joined_at: datetime) -> datetime | None:
    return await database.read(greetings.claimed_until, GUILD, joined_at=joined_at)


async def greet(database: Database, joined_at: datetime, now: datetime) -> bool:
    claimed_at = await claim(database, joined_at, now)
    if claimed_at is not None:
        await database.write(greetings.confirm, GUILD, claimed_at)
    return claimed_at is not None


async def test_a_guild_is_greeted_once_until_the_bot_joins_again(database: Database) -> None:
    assert await greet(database, NOW, after(1))
    assert not await greet(database, NOW, after(2))
    assert not await greet(database, NOW, after(100_000))
    assert await claimed_until(database, NOW) is None
    assert await greet(database, after(50), after(51))


async def test_of_many_that_hear_of_it_at_once_one_greets(database: Database) -> None:
    claimed = await asyncio.gather(*(claim(database, NOW, after(number)) for number in range(8)))
    assert len([at for at in claimed if at is not None]) == 1


async def test_a_clock_that_is_behind_discords_greets_once(database: Database) -> None:
    assert await greet(database, after(60), NOW)
    assert not await greet(database, after(60), after(1))


async def test_a_guild_that_made_songs_since_is_not_greeted_and_one_from_before_is(database: Database) -> None:
    async with database.transaction() as tx:
        await upsert(tx, guilds, guild_id=GUILD, last_turn_at=after(10))
    assert not await claim(database, NOW, after(20))
    assert await claim(database, after(15), after(20))


async def test_a_greeting_that_could_not_be_sent_may_be_sent_later(database: Database) -> None:
    claimed_at = await claim(database, NOW, after(1))
    assert claimed_at is not None
    assert not await claim(database, NOW, after(2))
    await database.write(greetings.give_back, GUILD, claimed_at)
    assert await greet(database, NOW, after(2))


async def test_a_claim_of_whoever_was_killed_before_the_greeting_is_taken_over_after_minutes(
    database: Database,
) -> None:
    dead = await claim(database, NOW, after(1))
    assert dead is not None
    until = await claimed_until(database, NOW)
    assert until is not None
    assert until == dead + greetings.CLAIM_LASTS
    assert not await claim(database, NOW, until - timedelta(seconds=1))
    ours = await claim(database, NOW, until)
    assert ours is not None
    # Whoever was only slow ends no claim but their own.
    await database.write(greetings.give_back, GUILD, dead)
    assert not await claim(database, NOW, until)
    await database.write(greetings.confirm, GUILD, ours)
    assert not await claim(database, NOW, after(100_000))


async def test_nobody_waits_for_a_claim_of_a_guild_that_made_songs_since(database: Database) -> None:
    assert await claim(database, NOW, after(1))
    async with database.transaction() as tx:
        await upsert(tx, guilds, guild_id=GUILD, last_turn_at=after(10))
    assert await claim(database, NOW, after(1000)) is None
    assert await claimed_until(database, NOW) is None


async def test_a_claim_from_before_the_bot_came_back_is_in_nobodys_way(database: Database) -> None:
    assert await claim(database, NOW, after(1))
    assert await greet(database, after(10), after(11))
