"""A grant is for the month that pays for the server at that moment, by the server's own clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.operators.allowances import grant
from data.guilds import limits
from data.ids import InteractionId, UserId
from tests.bot.conftest import GUILD

if TYPE_CHECKING:
    from tests.bot.conftest import Studio

BOSS = UserId(3009)


async def test_a_grant_is_for_the_month_that_pays_at_the_servers_own_clock(studio: Studio) -> None:
    async with studio.database.transaction() as tx:
        await limits.put_values(tx, GUILD, {"time_zone": "Asia/Tokyo"})
    december = datetime(2026, 11, 30, 16, tzinfo=UTC)  # an hour old in Tokyo
    studio.clock.advance((december - studio.context.now()).total_seconds())
    quota = await grant(studio.context, GUILD, 7, BOSS, InteractionId(77))
    assert (quota.granted, quota.account.month, quota.account.allowance) == (7, "2026-12", 247)
    job = await studio.place(studio.order())
    assert job.month == "2026-12"
