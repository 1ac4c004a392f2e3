"""What is done as often as the leases are renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workers.leases import LeaseKeeper
from data import key_values, menus, unreached
from data.ids import MessageId

if TYPE_CHECKING:
    from tests.bot.conftest import Studio


async def test_dead_tokens_of_menus_are_forgotten_though_nobody_opens_another_menu(studio: Studio) -> None:
    keeper, database = LeaseKeeper(studio.context), studio.database
    await database.write(menus.keep, MessageId(1), "secret", now=studio.context.now())
    await keeper.renew()
    assert await database.read(menus.token_of, MessageId(1), now=studio.context.now()) == "secret"
    studio.clock.advance(15 * 60)
    await keeper.renew()
    assert await database.read(key_values.starting_with, menus.PREFIX) == {}


async def test_results_that_reached_nobody_are_forgotten_after_a_month(studio: Studio) -> None:
    keeper, database = LeaseKeeper(studio.context), studio.database
    job = await studio.place(studio.order())
    await database.write(unreached.add, job, now=studio.context.now())
    await keeper.renew()
    assert await database.read(unreached.of_member, job.guild_id, job.user_id) == [job]
    studio.clock.advance(31 * 24 * 60 * 60)
    await keeper.renew()
    assert await database.read(key_values.starting_with, unreached.PREFIX) == {}
