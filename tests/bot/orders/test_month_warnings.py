"""A server is told of 50, 80 and 100 % of its month once each, with how long the rest lasts at this pace."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.orders.month_warnings import lasts_until, reached_by
from cogs.servers.month_warnings import warning_text
from data import tables
from data.guilds import month_warnings
from data.rows import Account
from tests.bot.conftest import CHANNEL, GUILD, open_studio
from tests.cogs.making import CATALOG

if TYPE_CHECKING:
    from data.engine.database import Database
    from tests.bot.conftest import Studio

SONG = 12


def account(used: int, allowance: int = 120, zone: str = "") -> Account:
    return Account(GUILD, "2026-11", allowance, SONG, used - SONG, zone)


@pytest.mark.parametrize(
    ("used", "allowance", "reached"),
    [
        (48, 120, ()),
        (60, 120, (50,)),
        (72, 120, ()),
        (96, 120, (80,)),
        (108, 120, ()),
        (120, 120, (100,)),
        (240, 250, (100,)),  # what is left pays for no song
        (12, 12, (50, 80, 100)),
        (24, 12, ()),  # the allowance was lowered
    ],
)
def test_what_an_order_is_the_first_to_reach(used: int, allowance: int, reached: tuple[int, ...]) -> None:
    assert reached_by(account(used, allowance), SONG, CATALOG) == reached


def test_the_forecast_goes_on_as_the_month_began() -> None:
    tenth = datetime(2026, 11, 11, tzinfo=UTC)  # ten days of it are over
    assert lasts_until(account(60), tenth) == tenth + timedelta(days=10)
    assert lasts_until(account(30), tenth) is None  # it lasts for forty days
    assert lasts_until(account(60, zone="Asia/Tokyo"), tenth) == tenth + timedelta(days=10, hours=9)
    assert lasts_until(Account(GUILD, "2026-11", 120, 0, 0), tenth) is None
    assert f"last until <t:{int((tenth + timedelta(days=10)).timestamp())}:D>" in warning_text(50, account(60), tenth)
    assert "50%" in warning_text(50, account(60), tenth)
    assert "used up" in warning_text(100, account(120), tenth)
    assert "At this pace they last." in warning_text(50, account(60), datetime(2026, 11, 29, tzinfo=UTC))


@pytest.mark.parametrize("allowance", [10_000_000, 2**63 - 1])
def test_the_forecast_of_a_huge_month_ends_in_no_year_that_there_is(allowance: int) -> None:
    last_day = datetime(2026, 11, 30, tzinfo=UTC)
    assert lasts_until(account(SONG, allowance), last_day) is None
    assert lasts_until(Account(GUILD, "2026-11", allowance, 0, allowance - 1), last_day) is not None


async def untold(studio: Studio) -> list[int]:
    async with studio.database.reading() as tx:
        rows = await tx.execute(select(tables.month_warnings).order_by(tables.month_warnings.c.percent))
        return [row.percent for row in rows if row.told_at is None]


async def test_each_is_noted_and_told_once_however_often_it_is_reached_and_whoever_looks(database: Database) -> None:
    async with open_studio(database, allowance=10 * SONG) as studio:
        jobs = [await studio.place(studio.order(f"{number}")) for number in range(5)]
        assert await untold(studio) == [50]
        now = studio.context.now()
        claims = await asyncio.gather(
            *(database.write(month_warnings.claim, GUILD, now=now + timedelta(seconds=n)) for n in range(5))
        )
        (claimed,) = (each for each in claims if each is not None)
        assert (claimed.percent, claimed.channel_id, claimed.month) == (50, CHANNEL, "2026-11")
        # A process that was killed while it told: somebody else does, once the claim is over.
        later = now + month_warnings.CLAIM_LASTS + timedelta(seconds=9)
        assert await database.read(month_warnings.untold) == {GUILD}
        assert await database.write(month_warnings.claim, GUILD, now=later) == claimed
        await database.write(month_warnings.give_back, GUILD, claimed_at=later)
        assert await database.write(month_warnings.claim, GUILD, now=later) == claimed
        await database.write(month_warnings.confirm, GUILD, claimed_at=later)
        assert await untold(studio) == []
        # What falls below it and reaches it again is told no more.
        assert await studio.lifecycle.cancel(jobs[0], "")
        await studio.place(studio.order("again"))
        assert await untold(studio) == []
        for number in range(5):
            await studio.place(studio.order(f"more {number}"))
        assert await untold(studio) == [80, 100]
        highest = await database.write(month_warnings.claim, GUILD, now=later)
        assert highest is not None
        assert highest.percent == 100
        await database.write(month_warnings.confirm, GUILD, claimed_at=later)
        assert await untold(studio) == []
        studio.clock.advance(timedelta(days=11).total_seconds())  # the next month
        for number in range(5):
            await studio.place(studio.order(f"next {number}"))
        assert await untold(studio) == [50]
