"""Nobody fills the line alone: a member and a server have a share of it, and whoever asks too much loses nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.errors import PersonError, Problem
from bot.jobs import shares
from bot.jobs.shares import MEMBER_SHARE, QUEUE_LIMIT, SERVER_SHARE
from bot.orders.order import Order
from data.engine.address import PostgreSQLAddress
from data.ids import GuildId, UserId
from tests.bot.conftest import GUILD, MEMBER, OTHER_GUILD, open_studio
from tests.bot.jobs.test_approvals import approve, ask_first, case_of

if TYPE_CHECKING:
    from data.engine.database import Database
    from tests.bot.conftest import Studio

MUCH = 1_000_000


def order(studio: Studio, member: int = MEMBER, guild: int = GUILD) -> Order:
    return replace(studio.order(), guild_id=GuildId(guild), user_id=UserId(member))


async def refused(studio: Studio, asked: Order) -> PersonError:
    with pytest.raises(PersonError) as told:
        await studio.place(asked)
    return told.value


def test_it_takes_many_to_fill_the_line() -> None:
    assert 2 * MEMBER_SHARE < SERVER_SHARE
    assert 20 * SERVER_SHARE <= QUEUE_LIMIT


@pytest.mark.promise(key="line")
async def test_a_member_has_a_share_wherever_they_ask(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "MEMBER_SHARE", 2)
    await studio.place(order(studio))
    await studio.place(order(studio, guild=OTHER_GUILD))
    told = await refused(studio, order(studio))
    assert (told.problem, told.facts) == (Problem.QUEUE_FULL_OF_MEMBER, {"limit": 2})
    assert (await studio.account()).held == 12
    await studio.place(order(studio, MEMBER + 1))
    await studio.create()  # one has its turn
    await studio.place(order(studio))
    assert (await refused(studio, order(studio))).problem is Problem.QUEUE_FULL_OF_MEMBER


@pytest.mark.promise(key="line")
async def test_a_server_has_a_share_whoever_asks(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "SERVER_SHARE", 3)
    placed = [await studio.place(order(studio, MEMBER + number)) for number in range(3)]
    told = await refused(studio, order(studio, MEMBER + 9))
    assert (told.problem, told.facts) == (Problem.QUEUE_FULL_OF_SERVER, {"limit": 3})
    assert (await studio.account()).held == 36
    await studio.place(order(studio, guild=OTHER_GUILD))
    await studio.lifecycle.cancel(placed[0], "")
    await studio.place(order(studio, MEMBER + 9))


@pytest.mark.promise(key="line")
async def test_what_waits_for_moderators_fills_nobody_elses_line(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "SERVER_SHARE", 3)
    monkeypatch.setattr(shares, "MEMBER_SHARE", 2)
    monkeypatch.setattr(shares, "QUEUE_LIMIT", 4)
    await ask_first(studio)
    waiting = [await studio.place(order(studio, MEMBER + number)) for number in (1, 1, 2, 2)]
    # Each has a share of what waits: nobody piles up work for the moderators.
    assert (await refused(studio, order(studio, MEMBER + 1))).problem is Problem.QUEUE_FULL_OF_MEMBER
    placed = [await studio.place(replace(order(studio, MEMBER + number), manages=True)) for number in (3, 3, 4)]
    assert not any(job.awaits_approval for job in placed)
    told = await refused(studio, replace(order(studio, MEMBER + 5), manages=True))
    assert told.problem is Problem.QUEUE_FULL_OF_SERVER
    await approve(studio, await case_of(studio, waiting[0]))  # now it stands in line, as one of the server's
    await studio.lifecycle.cancel(placed[0], "")
    assert (await refused(studio, order(studio, MEMBER + 5))).problem is Problem.QUEUE_FULL_OF_SERVER
    await studio.place(order(studio, MEMBER, OTHER_GUILD))


@pytest.mark.promise(key="line")
async def test_five_greedy_servers_shut_nobody_out(database: Database) -> None:
    async with open_studio(database, allowance=MUCH) as studio:
        for guild in range(1, 6):
            for number in range(SERVER_SHARE):
                await studio.place(order(studio, 100 * guild + number, guild))
            assert (await refused(studio, order(studio, 9, guild))).problem is Problem.QUEUE_FULL_OF_SERVER
        mine = await studio.place(order(studio))
        for _ in range(6):  # and the line is fair: a turn for each server
            await studio.create()
            studio.clock.advance(4)
        assert (await studio.job(mine.id)).task_id


@pytest.mark.promise(key="line")
async def test_a_member_who_asks_many_times_at_the_same_moment_gets_their_share(database: Database) -> None:
    async with open_studio(database, allowance=MUCH) as studio:
        orders = [order(studio) for _ in range(2 * MEMBER_SHARE)]
        answers = await asyncio.gather(*map(studio.place, orders), return_exceptions=True)
        told = [answer for answer in answers if isinstance(answer, BaseException)]
        assert {one.problem for one in told if isinstance(one, PersonError)} <= {Problem.QUEUE_FULL_OF_MEMBER}
        assert all(isinstance(one, PersonError) for one in told)
        placed = len(answers) - len(told)
        # On PostgreSQL, those that are written down at the same moment do not see each other.
        most = 2 * MEMBER_SHARE if isinstance(database.address, PostgreSQLAddress) else MEMBER_SHARE
        assert MEMBER_SHARE <= placed <= most
        assert (await studio.account()).held == 12 * placed
        assert (await refused(studio, order(studio))).problem is Problem.QUEUE_FULL_OF_MEMBER
