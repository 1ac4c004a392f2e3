"""What a guild may spend, and what it is granted besides: in the books, and never more than a month can have."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from data import ledger, tables
from data.copies import audit
from data.guilds import allowances
from data.guilds.allowances import MOST_CREDITS, MOST_GRANTED, TooMuchGranted
from data.ids import GuildId, InteractionId, UserId
from tests.data.making import GUILD, MONTH, NOW, queued

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction

OPERATOR = UserId(3001)
OTHER = GuildId(GUILD + 1)


async def give(tx: Transaction, credits: int, number: int = 1, **more: Any) -> bool:
    given = {"guild_id": GUILD, "month": MONTH} | more
    interaction_id = InteractionId(number)
    return await allowances.grant(
        tx, credits=credits, user_id=OPERATOR, interaction_id=interaction_id, now=NOW, **given
    )


async def allowed(tx: Transaction, guild_id: GuildId = GUILD, month: str = MONTH) -> int:
    return (await ledger.account(tx, guild_id, month, default_allowance=240)).allowance


async def test_a_guild_has_an_allowance_of_its_own_until_it_has_the_default_again(database: Database) -> None:
    async with database.transaction() as tx:
        assert (await allowances.own_allowance(tx, GUILD), await allowed(tx)) == (None, 240)
        await allowances.set_allowance(tx, GUILD, 12)
        assert (await allowances.own_allowance(tx, GUILD), await allowed(tx)) == (12, 12)
        assert await allowed(tx, OTHER) == 240
        for wrong in (-1, MOST_CREDITS + 1):
            with pytest.raises(ValueError, match="no allowance"):
                await allowances.set_allowance(tx, GUILD, wrong)
        await allowances.set_allowance(tx, GUILD, None)
        assert (await allowances.own_allowance(tx, GUILD), await allowed(tx)) == (None, 240)


async def test_less_than_is_held_takes_nothing_away_and_lets_nothing_begin(database: Database) -> None:
    async with database.transaction() as tx:
        first, second = await queued(tx, price=100), await queued(tx, price=1)
        assert await ledger.hold(tx, first, default_allowance=240, now=NOW)
        await allowances.set_allowance(tx, GUILD, 10)
        assert await ledger.hold(tx, second, default_allowance=240, now=NOW) is None
        assert await ledger.settle(tx, first, credits=100, now=NOW)
        account = await ledger.account(tx, GUILD, MONTH, default_allowance=240)
        assert (account.allowance, account.spent, account.left) == (10, 100, 0)


@pytest.mark.promise(key="allowance")
async def test_a_grant_is_spent_like_the_allowance_and_no_credit_more(database: Database) -> None:
    async with database.transaction() as tx:
        jobs = [await queued(tx, price=100) for _ in range(4)]
        assert await give(tx, 60)
        assert [bool(await ledger.hold(tx, job, default_allowance=240, now=NOW)) for job in jobs] == [
            *[True] * 3,
            False,
        ]
        assert await ledger.settle(tx, jobs[0], credits=90, now=NOW)
        assert await ledger.refund(tx, jobs[1], now=NOW)
        account = await ledger.account(tx, GUILD, MONTH, default_allowance=240)
        assert (account.allowance, account.held, account.spent) == (300, 100, 90)
        assert await ledger.imbalances(tx) == []


async def test_a_grant_is_for_one_guild_and_one_month_and_taken_once(database: Database) -> None:
    async with database.transaction() as tx:
        assert await give(tx, 60)
        assert not await give(tx, 60)  # the same press, heard twice
        assert await give(tx, 5, 2)
        assert await allowances.granted_in(tx, GUILD, MONTH) == 65
        assert [await allowed(tx), await allowed(tx, OTHER), await allowed(tx, month="2026-12")] == [305, 240, 240]
    async with database.reading() as tx:
        assert await audit.findings(tx) == []


@pytest.mark.parametrize("credits", [0, -1, -(10**9), MOST_GRANTED + 1, 10**12])
async def test_negative_and_huge_grants_are_refused_also_by_the_schema(database: Database, credits: int) -> None:
    async with database.transaction() as tx:
        await queued(tx)
        with pytest.raises(TooMuchGranted):
            await give(tx, credits)
    if abs(credits) >= 2**31:
        return  # no such number fits into the column
    row = {"interaction_id": 9, "guild_id": GUILD, "month": MONTH, "credits": credits, "user_id": OPERATOR, "at": NOW}
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await tx.execute(insert(tables.grants).values(row))


async def test_many_grants_at_once_are_all_counted_and_none_passes_the_most_of_a_month(database: Database) -> None:
    async def one(number: int) -> bool:
        try:
            return await database.write(give, MOST_GRANTED, number)
        except TooMuchGranted:
            return False

    taken = await asyncio.gather(*(one(number) for number in range(1, 14)))
    assert sum(taken) == MOST_CREDITS // MOST_GRANTED
    async with database.reading() as tx:
        assert await allowances.granted_in(tx, GUILD, MONTH) == MOST_CREDITS
