"""The token of a menu is known while Discord takes it; a result that reached nobody waits for its person alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from data import key_values
from data.ids import ChannelId, GuildId, InteractionId, JobId, MessageId, UserId
from data.messages import menus, postings, unreached
from tests.data.making import NOW, queued

if TYPE_CHECKING:
    from datetime import datetime

    from data.engine.database import Database

FIRST, SECOND = MessageId(1), MessageId(2)


async def test_a_token_is_known_for_as_long_as_it_lives_and_then_forgotten(database: Database) -> None:
    async with database.transaction() as tx:
        await menus.keep(tx, FIRST, "first", now=NOW)
        soon, late = NOW + timedelta(minutes=13), NOW + timedelta(minutes=15)
        assert await menus.token_of(tx, FIRST, now=soon) == "first"
        assert await menus.token_of(tx, SECOND, now=soon) is None
        assert await menus.token_of(tx, FIRST, now=late) is None
        await menus.keep(tx, SECOND, "second", now=late)
        await menus.forget_old(tx, now=late)
        assert [*await key_values.starting_with(tx, menus.PREFIX)] == [f"{menus.PREFIX}{SECOND}"]
        assert await menus.token_of(tx, SECOND, now=late) == "second"


async def test_dead_tokens_are_forgotten_so_many_at_a_time(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menus, "FORGOTTEN_AT_ONCE", 2)
    async with database.transaction() as tx:
        for number in range(11, 16):
            await menus.keep(tx, MessageId(number), "dead", now=NOW)
        for left in (3, 1, 0, 0):
            await menus.forget_old(tx, now=NOW + timedelta(minutes=15))
            assert len(await key_values.starting_with(tx, menus.PREFIX)) == left


async def test_a_result_that_reached_nobody_waits_for_its_person_in_its_server(database: Database) -> None:
    async with database.transaction() as tx:
        first, second = await queued(tx), await queued(tx)
        for job in (first, second, first):
            await unreached.add(tx, job, now=NOW)
        mine = (first.guild_id, first.user_id)
        assert [job.id for job in await unreached.of_member(tx, *mine)] == [first.id, second.id]
        assert await unreached.of_member(tx, GuildId(first.guild_id * 10), first.user_id) == []
        assert await unreached.of_member(tx, first.guild_id, UserId(first.user_id // 10)) == []
        await unreached.mark_shown(tx, first, InteractionId(7), now=NOW)
        assert [job.id for job in await unreached.of_member(tx, *mine)] == [second.id]


async def test_an_interaction_that_was_answered_with_such_a_result_orders_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        first, second = await queued(tx), await queued(tx)
        mine = (first.guild_id, first.user_id)
        for job, shown_in in ((first, InteractionId(7)), (second, InteractionId(8))):
            await unreached.add(tx, job, now=NOW)
            assert not await unreached.is_answered(tx, *mine, shown_in)
            await unreached.mark_shown(tx, job, shown_in, now=NOW)
            assert await unreached.is_answered(tx, *mine, shown_in)
        assert await unreached.of_member(tx, *mine) == []
        assert not await unreached.is_answered(tx, *mine, InteractionId(7)), "the last one is remembered alone"


@pytest.mark.promise(key="small-private")
async def test_what_nobody_asked_for_in_a_month_is_forgotten_and_what_is_younger_waits(database: Database) -> None:
    async with database.transaction() as tx:
        old, shown, young = await queued(tx), await queued(tx), await queued(tx)
        mine = (old.guild_id, old.user_id)
        for job in (old, shown):
            await unreached.add(tx, job, now=NOW)
        await unreached.mark_shown(tx, shown, InteractionId(7), now=NOW)
        await unreached.add(tx, young, now=NOW + timedelta(days=1))
        await unreached.forget_old(tx, now=NOW + timedelta(days=29))
        assert [job.id for job in await unreached.of_member(tx, *mine)] == [old.id, young.id]
        assert await unreached.is_answered(tx, *mine, InteractionId(7))
        await unreached.forget_old(tx, now=NOW + timedelta(days=30, seconds=1))
        assert [job.id for job in await unreached.of_member(tx, *mine)] == [young.id]
        assert not await unreached.is_answered(tx, *mine, InteractionId(7))


async def test_results_are_forgotten_so_many_at_a_time_the_young_ones_never_in_the_way(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unreached, "FORGOTTEN_AT_ONCE", 1)
    late = NOW + timedelta(days=31)
    async with database.transaction() as tx:
        jobs = [await queued(tx) for _ in range(3)]
        for job, moment in zip(jobs, (late, NOW, NOW), strict=True):
            await unreached.add(tx, job, now=moment)
        for left in (2, 1, 1):
            await unreached.forget_old(tx, now=late)
            assert len(await key_values.starting_with(tx, unreached.PREFIX)) == left


async def test_what_begins_alike_is_found_and_nothing_beside_it(database: Database) -> None:
    async with database.transaction() as tx:
        for key in ("menu", "menu:", "menu:9", "menu:a", "menu:\N{SNOWMAN}", "menu;", "Menu:1", "menu_1", "menus:1"):
            await key_values.put(tx, key, "")
        assert [*await key_values.starting_with(tx, "menu:")] == ["menu:", "menu:9", "menu:a", "menu:\N{SNOWMAN}"]


async def test_of_two_presses_one_posts_a_result_in_a_channel_until_its_claim_ends(database: Database) -> None:
    here, there = ChannelId(1), ChannelId(2)
    late = NOW + postings.CLAIM_LASTS

    async def claim(channel: ChannelId, press: int, moment: datetime = NOW) -> bool:
        return await database.write(postings.claim, JobId(7), channel, InteractionId(press), now=moment)

    assert await claim(here, 1)
    assert not await claim(here, 2)
    assert await claim(there, 3)
    await database.write(postings.end_claim, JobId(7), here, InteractionId(1))
    assert await claim(here, 4)
    assert not await claim(here, 5, late)
    assert await claim(here, 6, late + timedelta(seconds=1)), "whoever claimed it was killed"
    assert len(await database.read(key_values.starting_with, postings.PREFIX)) == 1
    await database.write(postings.end_claim, JobId(7), here, InteractionId(4))
    assert not await claim(here, 7, late + timedelta(seconds=1)), "whoever was only slow ended another one's claim"
