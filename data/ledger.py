"""Credits put aside, taken for good, given back: money moves only by appending a row that the schema allows once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Executable,
    Integer,
    String,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    union_all,
    update,
)

from data import tables
from data.engine.dialects import insert_once
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.ids import GuildId
from data.rows import Account, ClipState, EntryKind, Imbalance, Job, Spending

_accounts = tables.accounts.c
_ENTRY = ("job_id", "guild_id", "month", "kind", "credits", "created_at")

# Built once: what every song and every card waits for.
_payer, _price = bindparam("payer", type_=BigInteger), bindparam("price", type_=Integer)
_own = select(tables.guilds.c.allowance).where(tables.guilds.c.guild_id == _payer)
_zone = select(tables.guilds.c.time_zone).where(tables.guilds.c.guild_id == _payer)
_month = bindparam("paying_month", type_=String)
_given_besides = select(func.sum(tables.grants.c.credits)).where(
    tables.grants.c.guild_id == _payer, tables.grants.c.month == _month
)
_allowed = func.coalesce(_own.scalar_subquery(), bindparam("default", type_=Integer)) + func.coalesce(
    _given_besides.scalar_subquery(), 0
)
_is_account = and_(_accounts.guild_id == _payer, _accounts.month == _month)
_holding = (
    update(tables.accounts)
    .where(_is_account, _accounts.held + _accounts.spent + _price <= _allowed)
    .values(held=_accounts.held + _price)
    .returning(_allowed.label("allowed"), _accounts.held, _accounts.spent)
)
_given = [bindparam(f"entry_{name}", type_=tables.ledger.c[name].type) for name in _ENTRY]
_append = Prepared(insert(tables.ledger).inline().values(dict(zip(_ENTRY, _given, strict=True))))
_aside = _holding.cte("held")
_appending = insert(tables.ledger).from_select(_ENTRY, select(*_given).select_from(_aside)).cte("entry")
# PostgreSQL writes the entry in the same statement, which saves a way to the server; SQLite cannot.
_hold = Prepared(lambda dialect: select(_aside).add_cte(_appending) if dialect == "postgresql" else _holding)
_account = Prepared(
    select(
        _allowed,
        func.coalesce(select(_accounts.held).where(_is_account).scalar_subquery(), 0),
        func.coalesce(select(_accounts.spent).where(_is_account).scalar_subquery(), 0),
        func.coalesce(_zone.scalar_subquery(), ""),
    )
)
_written = (
    select(tables.ledger.c.created_at)
    .where(tables.ledger.c.id >= bindparam("entry", type_=BigInteger))
    .order_by(tables.ledger.c.id)
    .limit(1)
)


class LedgerError(RuntimeError):
    """A job's credits were to be moved in a way that its hold does not cover: a mistake of this program."""


async def hold(tx: Transaction, job: Job, *, default_allowance: int, now: datetime) -> Account | None:
    """Put the job's price aside; None: its guild's month does not have that much left, and no credits moved.

    The comparison and the change are one statement, so that any number of requests at once cannot exceed the allowance.
    """
    account = await _put_aside(tx, job, default_allowance, now)
    if account is None:
        # The guild's first song this month, or not enough: the second try tells which, also where there is an account
        # by now: on PostgreSQL, another first song may have made it while this one waited.
        await insert_once(tx, tables.accounts, guild_id=job.guild_id, month=job.month, held=0, spent=0)
        account = await _put_aside(tx, job, default_allowance, now)
    return account


async def _put_aside(tx: Transaction, job: Job, default_allowance: int, now: datetime) -> Account | None:
    entry = {f"entry_{name}": value for name, value in _entry(job, EntryKind.HOLD, job.price, now).items()}
    given = {"payer": job.guild_id, "paying_month": job.month, "price": job.price, "default": default_allowance}
    is_one_statement = tx.dialect.name == "postgresql"
    row = await _hold.fetch_one(tx, given | entry if is_one_statement else given)
    if row is None:
        return None
    if not is_one_statement:
        await _append.run(tx, entry)
    return Account(job.guild_id, job.month, *row)


async def account(tx: Transaction, guild_id: GuildId, month: str, *, default_allowance: int) -> Account:
    """Return the guild's month, such as `2026-11`; a guild that never asked for anything has a fresh one."""
    given = {"payer": guild_id, "paying_month": month, "default": default_allowance}
    (found,) = await _account.fetch(tx, given)
    return Account(guild_id, month, *found)


async def settle(tx: Transaction, job: Job, *, credits: int, now: datetime) -> bool:
    """Take `credits` of the job's hold for good and give the rest back; False: it was settled or refunded before.

    Raises LedgerError when there is no hold, or a smaller one.
    """
    return await _close(tx, job, EntryKind.SETTLE, credits, now)


async def refund(tx: Transaction, job: Job, *, now: datetime) -> bool:
    """Give the job's whole hold back; False: it was settled or refunded before.

    Raises LedgerError when there is no hold.
    """
    return await _close(tx, job, EntryKind.REFUND, None, now)


async def spendings(tx: Transaction, guild_id: GuildId, *, limit: int, offset: int = 0) -> list[Spending]:
    """Return what the guild's jobs took of its credits, newest first, a row for each job."""
    held, closed, jobs, clips = tables.ledger.c, tables.ledger.alias("closed"), tables.jobs.c, tables.clips.c
    closing = and_(closed.c.job_id == held.job_id, closed.c.kind.in_([EntryKind.SETTLE, EntryKind.REFUND]))
    first = select(clips.title).where(clips.job_id == jobs.id, clips.state == ClipState.SUCCEEDED)
    statement = (
        select(held.id, held.job_id, held.month, held.created_at)
        .add_columns(func.coalesce(closed.c.kind, held.kind), func.coalesce(closed.c.credits, held.credits))
        .add_columns(jobs.operation, jobs.user_id, jobs.channel_id, jobs.message_channel_id, jobs.message_id)
        .add_columns(jobs.title, jobs.prompt, jobs.style)
        .add_columns(func.coalesce(first.order_by(clips.position).limit(1).scalar_subquery(), ""))
        .add_columns(jobs.failure, jobs.reason, jobs.awaits_approval)
        .select_from(tables.ledger.join(tables.jobs, jobs.id == held.job_id).outerjoin(closed, closing))
        .where(held.guild_id == guild_id, held.kind == EntryKind.HOLD)
        .order_by(held.id.desc())
    )
    return [Spending(*row) for row in await tx.execute(statement.limit(limit).offset(offset))]


async def totals(tx: Transaction, month: str) -> tuple[int, int]:
    """Return how many credits of the month, such as `2026-11`, all guilds together hold, and how many they spent."""
    sums = select(*(func.coalesce(func.sum(each), 0) for each in (_accounts.held, _accounts.spent)))
    sums = sums.where(_accounts.month == month)
    held, spent = (await tx.execute(sums)).one()
    return int(held), int(spent)


async def imbalances(
    tx: Transaction, months: Sequence[str] | None = None, *, guild_ids: tuple[GuildId, GuildId] | None = None
) -> list[Imbalance]:
    """Return every account that differs from the sum of its ledger, and every ledger without an account.

    Of all times, or of `months` such as `2026-11` alone: what was written before them is not read; of months, those of
    all guilds, or from the first to the second of `guild_ids`.
    """
    of_accounts = of_ledger = true()
    if months is not None:
        # By way of the guilds: accounts are found by guild and month, and not by the month alone.
        guilds, entry = select(tables.guilds.c.guild_id), tables.ledger.c
        # A day earlier, since months begin by the clocks of guilds, and those of processes differ.
        begin = datetime.fromisoformat(f"{min(months)}-01").replace(tzinfo=UTC) - timedelta(days=1)
        of_ledger = and_(entry.month.in_(months), entry.id >= await first_entry(tx, begin))
        if guild_ids is not None:
            guilds = guilds.where(tables.guilds.c.guild_id.between(*guild_ids))
            of_ledger = and_(of_ledger, entry.guild_id.in_(guilds))
        of_accounts = and_(_accounts.guild_id.in_(guilds), _accounts.month.in_(months))
    return [Imbalance(*row) for row in await tx.execute(_differences(of_accounts, of_ledger))]


async def guilds_after(tx: Transaction, guild_id: GuildId, *, limit: int) -> tuple[GuildId, GuildId] | None:
    """Return the first and the last of the next `limit` guilds by id; None: there are none."""
    ids = tables.guilds.c.guild_id
    following = select(ids).where(ids > guild_id).order_by(ids).limit(limit).subquery("following").c.guild_id
    first, last = (await tx.execute(select(func.min(following), func.max(following)))).one()
    return None if first is None else (GuildId(first), GuildId(last))


async def first_entry(tx: Transaction, moment: datetime) -> int:
    """Return the id from which on every entry was written at this moment or later, found by halving.

    Entries are numbered as time goes by, but for clocks of several processes that differ: allow for these.
    """
    least, most = 1, (await tx.execute(select(func.coalesce(func.max(tables.ledger.c.id), 0) + 1))).scalar_one()
    while least < most:
        middle = (least + most) // 2
        written = (await tx.execute(_written, {"entry": middle})).scalar_one()
        least, most = (middle + 1, most) if written < moment else (least, middle)
    return least


async def _close(tx: Transaction, job: Job, kind: EntryKind, taken: int | None, now: datetime) -> bool:
    held = await _held(tx, job)
    amount = held if taken is None else taken
    if not 0 <= amount <= held:
        raise LedgerError(f"job {job.id} holds {held} credits, not {amount}")
    if await insert_once(tx, tables.ledger, **_entry(job, kind, amount, now)) is None:
        return False  # any conflict is the same news: the job has its settle or its refund already
    statement = update(tables.accounts).where(_accounts.guild_id == job.guild_id, _accounts.month == job.month)
    spent = amount if kind is EntryKind.SETTLE else 0
    await tx.execute(statement.values(held=_accounts.held - held, spent=_accounts.spent + spent))
    return True


async def _held(tx: Transaction, job: Job) -> int:
    statement = select(tables.ledger.c.credits).where(
        tables.ledger.c.job_id == job.id, tables.ledger.c.kind == EntryKind.HOLD
    )
    held = (await tx.execute(statement)).scalar_one_or_none()
    if held is None:
        raise LedgerError(f"job {job.id} holds no credits")
    return held


def _differences(of_accounts: Any, of_ledger: Any) -> Executable:
    """Select the guilds' months of which the account and the ledger do not say the same; each is read once."""
    held, closed, nothing = tables.ledger, tables.ledger.alias("closed"), literal(0)
    closing = and_(closed.c.job_id == held.c.job_id, closed.c.kind.in_([EntryKind.SETTLE, EntryKind.REFUND]))
    still_held = case((closed.c.id.is_(None), held.c.credits), else_=0)
    spent = case((closed.c.kind == EntryKind.SETTLE, closed.c.credits), else_=0)
    by_account = select(
        *(_accounts.guild_id, _accounts.month, _accounts.held, _accounts.spent),
        *(nothing.label("ledger_held"), nothing.label("ledger_spent"), literal(1).label("accounts")),
    ).where(of_accounts)
    by_hold = (
        select(held.c.guild_id, held.c.month, nothing, nothing, still_held, spent, nothing)
        .select_from(held.outerjoin(closed, closing))
        .where(held.c.kind == EntryKind.HOLD, of_ledger)
    )
    side = union_all(by_account, by_hold).subquery("sides").c
    amounts = [func.sum(each) for each in (side.held, side.spent, side.ledger_held, side.ledger_spent)]
    different = or_(amounts[0] != amounts[2], amounts[1] != amounts[3], func.sum(side.accounts) == 0)
    return select(side.guild_id, side.month, *amounts).group_by(side.guild_id, side.month).having(different)


def _entry(job: Job, kind: EntryKind, amount: int, now: datetime) -> dict[str, Any]:
    return dict(zip(_ENTRY, (job.id, job.guild_id, job.month, kind, amount, now), strict=True))
