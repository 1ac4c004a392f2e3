"""Credits put aside, taken, given back: never twice, never more than the allowance, always as the ledger says."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from data import ledger
from data.ids import GuildId
from data.jobs import transitions
from data.ledger import LedgerError
from data.rows import Account, EntryKind, Imbalance, Job, JobState
from tests.data.making import (
    GUILD,
    LEASE,
    MONTH,
    NOW,
    OWNER,
    after,
    job_in,
    ledger_entries,
    new_job,
    queued,
    set_allowance,
)

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction


async def account(tx: Transaction, *, default_allowance: int = 240) -> Account:
    return await ledger.account(tx, GUILD, MONTH, default_allowance=default_allowance)


async def test_a_hold_puts_the_price_aside(database: Database) -> None:
    async with database.transaction() as tx:
        job = await queued(tx, price=10)
        held = await ledger.hold(tx, job, default_allowance=240, now=NOW)
        assert held == Account(GUILD, MONTH, allowance=240, held=10, spent=0) == await account(tx)
        assert (await account(tx)).left == 230
        (entry,) = await ledger_entries(tx, GUILD)
        assert (entry.kind, entry.credits, entry.job_id, entry.created_at) == (EntryKind.HOLD, 10, job.id, NOW)
        (spending,) = await ledger.spendings(tx, GUILD, limit=5)
        assert (spending.job_id, spending.operation, spending.user_id) == (job.id, job.operation, job.user_id)


@pytest.mark.promise(key="allowance")
async def test_an_allowance_is_used_to_the_last_credit_and_no_further(database: Database) -> None:
    async with database.transaction() as tx:
        for price, fits in ((15, True), (10, False), (5, True), (1, False), (0, True)):
            job = await queued(tx, price=price)
            held = await ledger.hold(tx, job, default_allowance=20, now=NOW)
            assert (held is not None) is fits
        assert await account(tx, default_allowance=20) == Account(GUILD, MONTH, allowance=20, held=20, spent=0)
        assert len(await ledger_entries(tx, GUILD)) == 3
        assert await ledger.imbalances(tx) == []


async def test_what_was_spent_is_not_there_to_be_held_again(database: Database) -> None:
    async with database.transaction() as tx:
        assert await ledger.settle(tx, await job_in(tx, JobState.DONE, price=15), credits=15, now=NOW)
        for price, fits in ((10, False), (5, True), (1, False)):
            held = await ledger.hold(tx, await queued(tx, price=price), default_allowance=20, now=NOW)
            assert (held is not None) is fits
        assert await account(tx, default_allowance=20) == Account(GUILD, MONTH, allowance=20, held=5, spent=15)


@pytest.mark.parametrize(
    ("own", "default", "fits"), [(10, 0, True), (9, 240, False), (0, 240, False), (None, 9, False)]
)
async def test_a_guilds_own_allowance_counts(database: Database, own: int | None, default: int, fits: bool) -> None:
    async with database.transaction() as tx:
        await set_allowance(tx, own)
        held = await ledger.hold(tx, await queued(tx, price=10), default_allowance=default, now=NOW)
        assert (held is not None) is fits


async def test_months_and_guilds_do_not_share(database: Database) -> None:
    async with database.transaction() as tx:
        this = await queued(tx)
        assert await ledger.hold(tx, this, default_allowance=10, now=NOW)
        other_guild = await queued(tx, guild_id=GUILD + 1)
        assert await ledger.hold(tx, other_guild, default_allowance=10, now=NOW)
        december = await transitions.add(tx, new_job(), month="2026-12", owner=OWNER, lease_until=LEASE, now=NOW)
        assert december is not None
        assert await ledger.hold(tx, december, default_allowance=10, now=NOW)
        assert [entry.job_id for entry in await ledger_entries(tx, GUILD)] == [december.id, this.id]
        assert await ledger.imbalances(tx) == []


async def test_a_lowered_allowance_takes_nothing_back(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)
        await set_allowance(tx, 3)
        low = await account(tx)
        assert (low.held, low.allowance, low.left) == (10, 3, 0)
        assert await ledger.settle(tx, job, credits=10, now=NOW)
        assert (await account(tx)).spent == 10


@pytest.mark.parametrize("taken", [10, 7, 0])
async def test_a_settle_takes_its_part_and_gives_the_rest_back(database: Database, taken: int) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.DONE)
        assert await ledger.settle(tx, job, credits=taken, now=NOW)
        assert await account(tx) == Account(GUILD, MONTH, 240, held=0, spent=taken)
        assert await ledger.imbalances(tx) == []


async def test_a_refund_gives_all_back(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.FAILED)
        assert await ledger.refund(tx, job, now=after(1))
        assert await account(tx) == Account(GUILD, MONTH, 240, held=0, spent=0)
        assert [(entry.kind, entry.credits) for entry in await ledger_entries(tx, GUILD)] == [
            (EntryKind.REFUND, 10),
            (EntryKind.HOLD, 10),
        ]


async def test_a_job_is_closed_once(database: Database) -> None:
    async with database.transaction() as tx:
        settled, refunded = await job_in(tx, JobState.DONE), await job_in(tx, JobState.FAILED)
        assert await ledger.settle(tx, settled, credits=4, now=NOW)
        assert await ledger.refund(tx, refunded, now=NOW)
        for job in (settled, refunded):
            assert not await ledger.settle(tx, job, credits=10, now=NOW)
            assert not await ledger.refund(tx, job, now=NOW)
        assert await account(tx) == Account(GUILD, MONTH, 240, held=0, spent=4)
        assert await ledger.imbalances(tx) == []


@pytest.mark.promise(key="charged-once")
async def test_only_one_of_many_at_once_closes_a_job(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING)

    async def close(number: int) -> bool:
        async with database.transaction() as tx:
            if number % 2:
                return await ledger.settle(tx, job, credits=10, now=NOW)
            return await ledger.refund(tx, job, now=NOW)

    closed = await asyncio.gather(*(close(number) for number in range(20)))
    assert closed.count(True) == 1
    async with database.reading() as tx:
        assert await ledger.imbalances(tx) == []
        assert (await account(tx)).held == 0


async def test_what_was_never_held_cannot_be_moved(database: Database) -> None:
    async with database.transaction() as tx:
        without_hold = await queued(tx)
        held = await job_in(tx, JobState.FAILED)
        with pytest.raises(LedgerError, match="holds no credits"):
            await ledger.refund(tx, without_hold, now=NOW)
        with pytest.raises(LedgerError, match="holds no credits"):
            await ledger.settle(tx, without_hold, credits=1, now=NOW)
        for amount in (11, -1):
            with pytest.raises(LedgerError, match="holds 10 credits"):
                await ledger.settle(tx, held, credits=amount, now=NOW)
        assert await ledger.imbalances(tx) == []


@pytest.mark.promise(key="allowance")
async def test_a_hundred_at_once_against_an_allowance_for_three(database: Database) -> None:
    async def ask() -> Account | None:
        async with database.transaction() as tx:
            job = await queued(tx, price=10)
            return await ledger.hold(tx, job, default_allowance=39, now=NOW)

    held = [one for one in await asyncio.gather(*(ask() for _ in range(100))) if one]
    assert sorted(one.held for one in held) == [10, 20, 30]
    async with database.reading() as tx:
        assert await account(tx, default_allowance=39) == Account(GUILD, MONTH, 39, held=30, spent=0)
        assert await ledger.imbalances(tx) == []


async def test_holds_and_refunds_at_once_keep_the_balance(database: Database) -> None:
    async with database.transaction() as tx:
        old = [await job_in(tx, JobState.FAILED, price=5) for _ in range(40)]

    async def ask() -> Job | None:
        async with database.transaction() as tx:
            job = await queued(tx, price=5)
            return job if await ledger.hold(tx, job, default_allowance=200, now=NOW) else None

    async def give_back(job: Job) -> None:
        async with database.transaction() as tx:
            assert await ledger.refund(tx, job, now=NOW)

    held = await asyncio.gather(*(ask() for _ in range(40)), *(give_back(job) for job in old))
    async with database.reading() as tx:
        assert (await account(tx)).held == 5 * len([job for job in held if job])
        assert await ledger.imbalances(tx) == []


@pytest.mark.promise(key="books")
async def test_an_account_that_was_tampered_with_is_seen(database: Database) -> None:
    async with database.transaction() as tx:
        await ledger.settle(tx, await job_in(tx, JobState.DONE), credits=7, now=NOW)
        await job_in(tx, JobState.RUNNING)
        right = Imbalance(GUILD, MONTH, held=10, spent=7, ledger_held=10, ledger_spent=7)
        await tx.execute(text("UPDATE accounts SET held = held + 1"))
        assert await ledger.imbalances(tx) == [replace(right, held=11)]
        await tx.execute(text("UPDATE accounts SET held = held - 1, spent = 0"))
        assert await ledger.imbalances(tx) == [replace(right, spent=0)]
        await tx.execute(text("DELETE FROM accounts"))
        assert await ledger.imbalances(tx) == [replace(right, held=0, spent=0)]
        await tx.execute(text(f"INSERT INTO accounts VALUES ({GUILD}, '2020-01', 1, 2)"))
        other = Imbalance(GUILD, "2020-01", held=1, spent=2, ledger_held=0, ledger_spent=0)
        assert sorted(await ledger.imbalances(tx), key=lambda one: one.month) == [
            other,
            replace(right, held=0, spent=0),
        ]


async def test_some_months_can_be_looked_at_alone(database: Database) -> None:
    async with database.transaction() as tx:
        assert await ledger.imbalances(tx, [MONTH]) == []
        for month in (8, 9, 10, 11):
            now = NOW.replace(month=month)
            for guild_id in (GUILD, GuildId(GUILD + month)):
                job = await transitions.add(
                    tx, new_job(guild_id=guild_id), month=f"{now:%Y-%m}", owner=OWNER, lease_until=LEASE, now=now
                )
                assert job is not None
                assert await ledger.hold(tx, job, default_allowance=240, now=now)
                if guild_id == GUILD:
                    assert await ledger.settle(tx, job, credits=7, now=NOW)  # however much later
        assert await ledger.imbalances(tx, ["2026-09", "2026-10"]) == []
        await tx.execute(text("UPDATE accounts SET spent = spent + 1 WHERE month <> '2026-11'"))
        await tx.execute(text(f"DELETE FROM accounts WHERE guild_id IN ({GUILD + 9}, {GUILD + 11})"))
        await tx.execute(text(f"INSERT INTO accounts VALUES ({GUILD + 8}, '2026-10', 1, 2)"))
        all_months = await ledger.imbalances(tx)
        assert len(all_months) == 8
        for months in (
            ["2026-09", "2026-10"],
            ["2026-11"],
            ["2026-11", "2026-10"],
            ["2027-01"],
            ["2026-07", "2026-08"],
        ):
            found = await ledger.imbalances(tx, months)
            assert by_key(found) == by_key([one for one in all_months if one.month in months])


async def test_a_month_whose_account_is_gone_is_seen_though_all_was_given_back(database: Database) -> None:
    async with database.transaction() as tx:
        assert await ledger.refund(tx, await job_in(tx, JobState.FAILED), now=NOW)
        await tx.execute(text("DELETE FROM accounts"))
        gone = Imbalance(GUILD, MONTH, held=0, spent=0, ledger_held=0, ledger_spent=0)
        assert await ledger.imbalances(tx) == await ledger.imbalances(tx, [MONTH]) == [gone]


async def test_two_processes_whose_clocks_differ_at_the_turn_of_a_month_keep_right_books(database: Database) -> None:
    ahead, behind = NOW.replace(month=11, day=1, hour=0, minute=0), NOW.replace(month=10, day=31, hour=23, minute=59)
    async with database.transaction() as tx:
        for now in (ahead, behind):
            job = await transitions.add(tx, new_job(), month=f"{now:%Y-%m}", owner=OWNER, lease_until=LEASE, now=now)
            assert job is not None
            assert await ledger.hold(tx, job, default_allowance=240, now=now)
        assert await ledger.imbalances(tx, ["2026-11"]) == []
        assert await ledger.imbalances(tx, ["2026-10", "2026-11"]) == []


def by_key(imbalances: list[Imbalance]) -> list[Imbalance]:
    return sorted(imbalances, key=lambda one: (one.guild_id, one.month))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_orders_that_are_a_guilds_first_of_the_month_at_the_same_moment_both_pay(database: Database) -> None:
    async with database.transaction() as tx:
        first, second = await queued(tx), await queued(tx)
    async with asyncio.timeout(60):
        async with database.transaction() as tx:
            assert await ledger.hold(tx, first, default_allowance=240, now=NOW) is not None
            waiting = asyncio.create_task(database.write(ledger.hold, second, default_allowance=240, now=NOW))
            while not await _somebody_waits(tx):
                pass
        held = await waiting
    assert held == Account(GUILD, MONTH, allowance=240, held=20, spent=0)


async def _somebody_waits(tx: Transaction) -> bool:
    return (await tx.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))).scalar_one() > 0
