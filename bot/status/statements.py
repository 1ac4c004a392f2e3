"""What a server's credits of the month went on, as one person may see it: theirs, the server's, by member, by day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.context import Context, month_began, month_of, next_day, next_month
from bot.orders.accounts import current_account
from bot.orders.limits import read_use, share_of
from bot.orders.month_warnings import lasts_until
from bot.status.snapshots import Statement, StatementLine
from data import ledger, spending
from data.engine.transaction import Transaction
from data.guilds import limits
from data.guilds.viewers import Viewer
from data.ids import GuildId, UserId
from data.rows import Account, SharePeriod
from data.spending import MemberSpending, OperationSpending

LINES: Final = 12  # of a page of the statement, so that it has room in one message whatever the titles are
MEMBERS: Final = 15  # of a page of the table of members
MOST_MONTHS: Final = 25  # that a menu can offer


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the server's credits a member may use in each period, and how much of it they took."""

    most: int
    taken: int
    period: SharePeriod

    @property
    def left(self) -> int:
        """What they may still use; a share can be lowered after it was used."""
        return max(0, self.most - self.taken)


@dataclass(frozen=True, slots=True)
class MyMonth:
    """What one member's songs took of the server's month, most first; `share` is None where they have none."""

    account: Account
    resets_at: datetime
    share: Share | None
    operations: tuple[OperationSpending, ...]


@dataclass(frozen=True, slots=True)
class MemberTable:
    """Who used the server's credits this month or the last one, most first, a page of it; pages count from 0.

    There are so many `members` in all. Of the `months`, such as `2026-11`, the newest first, there is a ledger.
    """

    account: Account
    last_month: Account
    rows: tuple[MemberSpending, ...]
    members: int
    page: int
    months: tuple[str, ...]

    @property
    def has_more(self) -> bool:
        """Whether another page follows."""
        return (self.page + 1) * MEMBERS < self.members


@dataclass(frozen=True, slots=True)
class DailyUse:
    """What was asked for on each day of the server's month, in credits that are held or spent, until today.

    `began` is when the days begin, `ends` the month. At this pace the credits are used up at `used_up_at`; None: not
    in this month.
    """

    account: Account
    days: tuple[int, ...]
    began: tuple[datetime, ...]
    now: datetime
    ends: datetime
    used_up_at: datetime | None


async def read_statement(context: Context, guild_id: GuildId, viewer: Viewer, *, page: int = 0) -> Statement:
    """The guild's month, and a page of what its credits went on; the first page where there is none such."""

    async def work(tx: Transaction) -> Statement:
        account = await current_account(tx, context, guild_id)
        spent, shown = await ledger.spendings(tx, guild_id, limit=LINES + 1, offset=page * LINES), page
        if page and not spent:
            spent, shown = await ledger.spendings(tx, guild_id, limit=LINES + 1), 0
        mine = await spending.by_operation(tx, guild_id, viewer.user_id, account.month)
        return Statement(
            account=account,
            resets_at=next_month(context.now(), account.time_zone),
            mine=sum(each.spent for each in mine),
            lines=tuple(StatementLine.of(each, viewer) for each in spent[:LINES]),
            page=shown,
            has_more=len(spent) > LINES,
            used_up_at=lasts_until(account, context.now()),
        )

    return await context.database.read(work)


async def read_my_month(context: Context, guild_id: GuildId, user_id: UserId, role_ids: Collection[int]) -> MyMonth:
    """What a member's songs took of the guild's month, and what is left of the share that they have by their roles."""

    async def work(tx: Transaction) -> MyMonth:
        account = await current_account(tx, context, guild_id)
        decided = await limits.read(tx, guild_id)
        share = None
        if (most := share_of(decided, role_ids, account.allowance)) is not None:
            use = await read_use(tx, context, decided, guild_id, user_id, account.month)
            share = Share(most, use.taken, decided.share_period)
        operations = await spending.by_operation(tx, guild_id, user_id, account.month)
        return MyMonth(account, next_month(context.now(), account.time_zone), share, tuple(operations))

    return await context.database.read(work)


async def read_members(context: Context, guild_id: GuildId, *, page: int = 0) -> MemberTable:
    """A page of who used the guild's credits; the first page where there is none such."""

    async def work(tx: Transaction) -> MemberTable:
        account = await current_account(tx, context, guild_id)
        began = month_began(context.now(), account.time_zone)
        last = month_of(began - timedelta(seconds=1), account.time_zone)
        before = await ledger.account(tx, guild_id, last, default_allowance=context.default_allowance)
        asked, shown = (guild_id, account.month, last), page
        rows, members = await spending.by_member(tx, *asked, limit=MEMBERS, offset=page * MEMBERS)
        if page and not rows:
            (rows, members), shown = await spending.by_member(tx, *asked, limit=MEMBERS), 0
        months = await spending.months(tx, guild_id, limit=MOST_MONTHS)
        return MemberTable(account, before, tuple(rows), members, shown, tuple(months))

    return await context.database.read(work)


async def read_daily_use(context: Context, guild_id: GuildId) -> DailyUse:
    """What the guild's members asked for on each day of its month, by the guild's own clock."""

    async def work(tx: Transaction) -> DailyUse:
        account, now = await current_account(tx, context, guild_id), context.now()
        ends = next_month(now, account.time_zone)
        began = [month_began(now, account.time_zone)]
        while (following := next_day(began[-1], account.time_zone)) < ends:
            began.append(following)
        days = await spending.by_day(tx, guild_id, account.month, began)
        return DailyUse(account, tuple(days), tuple(began), now, ends, lasts_until(account, now))

    return await context.database.read(work)
