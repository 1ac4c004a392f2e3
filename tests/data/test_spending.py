"""What a guild's credits went on: by member, by operation, by day and row by row, with the sums of its accounts."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from data import ledger, spending
from data.ids import GuildId, UserId
from data.jobs import transitions
from data.rows import EntryKind, FailureKind, Job, JobState
from tests.data.making import GUILD, LEASE, MONTH, NOW, OWNER, after, job_in, new_job

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction

MIA, NOAH, DELETED = UserId(3001), UserId(3002), UserId(0)
OTHER_GUILD = GuildId(1002)
LAST_MONTH = "2026-10"
DAYS = [datetime(2026, 11, day, tzinfo=UTC) for day in range(1, 31)]
SEED = 20261122


async def ask(tx: Transaction, at: datetime, month: str = MONTH, **more: Any) -> Job:
    """A song that was asked for at some moment, with its hold."""
    job = await transitions.add(tx, new_job(**more), month=month, owner=OWNER, lease_until=LEASE, now=at)
    assert job is not None
    assert await ledger.hold(tx, job, default_allowance=1_000_000, now=at)
    return job


async def table(tx: Transaction, month: str = MONTH, last: str = LAST_MONTH) -> list[spending.MemberSpending]:
    """All pages, each of two members."""
    found = list[spending.MemberSpending]()
    while page := (await spending.by_member(tx, GUILD, month, last, limit=2, offset=len(found)))[0]:
        found += page
    return found


async def ledger_rows(tx: Transaction, month: str = MONTH) -> list[spending.LedgerRow]:
    return [row async for page in spending.rows(tx, GUILD, month) for row in page]


async def test_ledger_accounts_members_and_days_say_the_same(database: Database) -> None:
    """A history by a seed: two months, six members, all that can become of a song, also long after its month."""
    chance = random.Random(SEED)
    members = [MIA, NOAH, DELETED, UserId(3003), UserId(3004), UserId(3005)]
    orders = list[tuple[datetime, str, dict[str, Any]]]()
    for _ in range(60):
        month = chance.choice([MONTH, LAST_MONTH])
        began = datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC)
        at = began + timedelta(hours=chance.randrange(-13, 27 * 24), seconds=len(orders))
        guild_id = chance.choice([GUILD, GUILD, OTHER_GUILD])
        asked = {"user_id": chance.choice(members), "price": chance.randrange(1, 30), "guild_id": guild_id}
        orders.append((at, month, asked))
    async with database.transaction() as tx:
        due = list[tuple[datetime, Job]]()

        async def close(until: datetime) -> None:
            """End what ends by then, in its order: entries are numbered as time goes by."""
            while due and min(due, key=lambda each: each[0])[0] <= until:
                due.sort(key=lambda each: each[0])
                ended, job = due.pop(0)
                if chance.random() < 0.7:
                    assert await ledger.settle(tx, job, credits=chance.randrange(job.price + 1), now=ended)
                else:
                    assert await transitions.fail(tx, job.id, FailureKind.REFUSED, "no", now=ended)
                    assert await ledger.refund(tx, job, now=ended)

        for at, month, asked in sorted(orders, key=lambda each: each[0]):
            await close(at)
            job = await ask(tx, at, month, **asked)
            if chance.random() < 0.8:
                due.append((at + timedelta(hours=chance.choice([1, 40 * 24])), job))
        await close(datetime(2027, 3, 1, tzinfo=UTC))
        accounts = {
            month: await ledger.account(tx, GUILD, month, default_allowance=1_000_000) for month in (MONTH, LAST_MONTH)
        }
        rows = await table(tx)
        assert [each.user_id for each in rows] == sorted(
            {each.user_id for each in rows},
            key=lambda user: next(
                (-(each.spent + each.held), -each.last_month, user) for each in rows if each.user_id == user
            ),
        )
        assert sum(each.spent for each in rows) == accounts[MONTH].spent > 0
        assert sum(each.held for each in rows) == accounts[MONTH].held > 0
        assert sum(each.last_month for each in rows) == accounts[LAST_MONTH].spent + accounts[LAST_MONTH].held > 0
        assert (await spending.by_member(tx, GUILD, MONTH, LAST_MONTH, limit=2))[1] == len(rows) == 6
        for member in rows:
            own = await spending.by_operation(tx, GUILD, member.user_id, MONTH)
            assert (sum(each.spent for each in own), sum(each.held for each in own)) == (member.spent, member.held)
            assert sum(each.songs for each in own) == member.songs
        days = await spending.by_day(tx, GUILD, MONTH, DAYS)
        assert sum(days) == accounts[MONTH].spent + accounts[MONTH].held
        for month, account in accounts.items():
            written = await ledger_rows(tx, month)
            assert [each.id for each in written] == sorted(each.id for each in written)
            assert sum(each.taken for each in written) == account.spent + account.held
            assert sum(each.credits for each in written if each.kind is EntryKind.SETTLE) == account.spent
            closed = {each.job_id for each in written if each.kind is not EntryKind.HOLD}
            still = [each for each in written if each.kind is EntryKind.HOLD and each.job_id not in closed]
            assert sum(each.credits for each in still) == account.held
        assert await ledger.imbalances(tx) == []


async def test_a_members_own_part_is_theirs_of_this_month_in_this_guild(database: Database) -> None:
    async with database.transaction() as tx:

        async def charge(price: int, **more: Any) -> None:
            job = await job_in(tx, JobState.DONE, price=price, **more)
            assert await ledger.settle(tx, job, credits=price, now=after(60))

        async def spent(guild_id: GuildId, member: UserId) -> dict[str, tuple[int, int, int]]:
            found = await spending.by_operation(tx, guild_id, member, MONTH)
            return {each.operation: (each.songs, each.spent, each.held) for each in found}

        await charge(12, user_id=MIA)
        await charge(15, user_id=MIA)
        await charge(40, user_id=MIA, operation="cover")
        await charge(7, user_id=NOAH)
        await charge(9, user_id=MIA, guild_id=OTHER_GUILD)
        failed = await job_in(tx, JobState.FAILED, price=10, user_id=MIA)
        assert await ledger.refund(tx, failed, now=after(60))
        await job_in(tx, JobState.QUEUED, price=5, user_id=MIA)
        old = await ask(tx, NOW, LAST_MONTH, user_id=MIA, price=40)  # charged now
        assert await ledger.settle(tx, old, credits=40, now=NOW)
        assert await spent(GUILD, MIA) == {"cover": (1, 40, 0), "create": (3, 27, 5)}
        assert await spent(GUILD, NOAH) == {"create": (1, 7, 0)}
        assert await spent(OTHER_GUILD, MIA) == {"create": (1, 9, 0)}
        assert await spent(GUILD, UserId(1)) == {}


async def test_whoever_got_everything_back_is_not_in_the_table(database: Database) -> None:
    async with database.transaction() as tx:
        failed = await job_in(tx, JobState.FAILED, price=10, user_id=NOAH)
        assert await ledger.refund(tx, failed, now=after(60))
        free = await job_in(tx, JobState.DONE, price=0, user_id=MIA)
        assert await ledger.settle(tx, free, credits=0, now=after(60))
        assert await table(tx) == [spending.MemberSpending(MIA, 0, 0, 1, 0)]


async def test_a_day_begins_by_the_guilds_own_clock(database: Database) -> None:
    first = datetime(2026, 10, 31, 15, tzinfo=UTC)  # of November, in Tokyo
    days = [first + timedelta(days=day) for day in range(30)]
    async with database.transaction() as tx:
        for moment, price in (
            (first, 1),
            (days[1] - timedelta(seconds=1), 2),
            (days[1], 4),
            (days[29] + timedelta(hours=23), 8),
            (first - timedelta(seconds=1), 16),  # by another process' clock
        ):
            await ask(tx, moment, price=price)
        assert await spending.by_day(tx, GUILD, MONTH, days) == [19, 4, *[0] * 27, 8]


async def test_what_ends_long_after_its_month_is_in_its_months_ledger_alone(database: Database) -> None:
    async with database.transaction() as tx:
        slow = await ask(tx, datetime(2026, 10, 31, 23, tzinfo=UTC), LAST_MONTH, price=20)
        later = await ask(tx, NOW, price=3)
        assert await ledger.settle(tx, slow, credits=12, now=after(60))
        assert [(each.kind, each.taken, each.hold) for each in await ledger_rows(tx, LAST_MONTH)] == [
            (EntryKind.HOLD, 20, 20),
            (EntryKind.SETTLE, -8, 20),
        ]
        assert [each.job_id for each in await ledger_rows(tx)] == [later.id]
        assert await spending.months(tx, GUILD, limit=9) == [MONTH, LAST_MONTH]
        assert await spending.months(tx, GUILD, limit=1) == [MONTH]
        assert await spending.months(tx, OTHER_GUILD, limit=9) == []


async def test_a_ledger_that_is_read_in_parts_is_whole(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spending, "WINDOW", 3)
    async with database.transaction() as tx:
        for number in range(10):
            job = await ask(tx, after(number), price=1, guild_id=OTHER_GUILD if number in (4, 5, 6) else GUILD)
            assert await ledger.settle(tx, job, credits=1, now=after(number))
        pages = [list(page) async for page in spending.rows(tx, GUILD, MONTH)]
        rows = [each.id for page in pages for each in page]
        assert rows == sorted(set(rows))
        assert len(rows) == 14
        assert len(pages) > 3
        assert all(pages)
