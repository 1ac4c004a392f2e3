"""What is done as often as the leases are renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workers.leases import LeaseKeeper
from data import key_values, menus
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
