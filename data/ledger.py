"""Credits put aside, taken for good, given back: money moves only by appending a row that the schema allows once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Integer, and_, bindparam, case, func, insert, literal, or_, select, union_all, update

from data import tables
from data.engine.dialects import insert_once
from data.rows import Account, EntryKind, Imbalance, Job, Movement

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from data.ids import GuildId

_accounts = tables.accounts.c

# Built once: what every song and every card waits for.
_payer, _price = bindparam("payer", type_=BigInteger), bindparam("price", type_=Integer)
_own = select(tables.guilds.c.allowance).where(tables.guilds.c.guild_id == _payer)
_allowed = func.coalesce(_own.scalar_subquery(), bindparam("default", type_=Integer))
_is_account = and_(_accounts.guild_id == _payer, _accounts.month == bindparam("paying_month"))
_holding = (
    update(tables.accounts)
    .where(_is_account, _accounts.held + _accounts.spent + _price <= _allowed)
    .values(held=_accounts.held + _price)
    .returning(_allowed, _accounts.held, _accounts.spent)
)
_append = insert(tables.ledger).inline()
_account = select(
    _allowed,
    func.coalesce(select(_accounts.held).where(_is_account).scalar_subquery(), 0),
    func.coalesce(select(_accounts.spent).where(_is_account).scalar_subquery(), 0),
)


class LedgerError(RuntimeError):
    """A job's credits were to be moved in a way that its hold does not cover: a mistake of this program."""


async def hold(tx: AsyncConnection, job: Job, *, default_allowance: int, now: datetime) -> Account | None:
    """Put the job's price aside; None: its guild's month does not have that much left, and no credits moved.

    The comparison and the change are one statement, so that any number of requests at once cannot exceed the allowance.
    """
    account = await _put_aside(tx, job, default_allowance)
    if account is None:
        # The guild's first song this month, or not enough: only the first of them is helped by an account.
        made = await insert_once(tx, tables.accounts, guild_id=job.guild_id, month=job.month, held=0, spent=0)
        account = await _put_aside(tx, job, default_allowance) if made else None
    if account is not None:
        await tx.execute(_append, _entry(job, EntryKind.HOLD, job.price, now))
    return account


async def _put_aside(tx: AsyncConnection, job: Job, default_allowance: int) -> Account | None:
    given = {"payer": job.guild_id, "paying_month": job.month, "price": job.price, "default": default_allowance}
    row = (await tx.execute(_holding, given)).first()
    return None if row is None else Account(job.guild_id, job.month, *row)


async def account(tx: AsyncConnection, guild_id: GuildId, month: str, *, default_allowance: int) -> Account:
    """Return the guild's month, such as `2026-11`; a guild that never asked for anything has a fresh one."""
    given = {"payer": guild_id, "paying_month": month, "default": default_allowance}
    return Account(guild_id, month, *(await tx.execute(_account, given)).one())


async def settle(tx: AsyncConnection, job: Job, *, credits: int, now: datetime) -> bool:
    """Take `credits` of the job's hold for good and give the rest back; False: it was settled or refunded before.

    Raises LedgerError when there is no hold, or a smaller one.
    """
    return await _close(tx, job, EntryKind.SETTLE, credits, now)


async def refund(tx: AsyncConnection, job: Job, *, now: datetime) -> bool:
    """Give the job's whole hold back; False: it was settled or refunded before.

    Raises LedgerError when there is no hold.
    """
    return await _close(tx, job, EntryKind.REFUND, None, now)


async def entries(tx: AsyncConnection, guild_id: GuildId, *, limit: int) -> list[Movement]:
    """Return the guild's last movements of credits, newest first."""
    statement = (
        select(tables.ledger, tables.jobs.c.operation, tables.jobs.c.user_id)
        .join(tables.jobs, tables.jobs.c.id == tables.ledger.c.job_id)
        .where(tables.ledger.c.guild_id == guild_id)
        .order_by(tables.ledger.c.id.desc())
        .limit(limit)
    )
    return [Movement(**row) for row in (await tx.execute(statement)).mappings()]


async def imbalances(tx: AsyncConnection) -> list[Imbalance]:
    """Return every account that differs from the sum of its ledger, and every ledger without an account."""
    sums = _sums().subquery("sums")
    same_month = and_(_accounts.guild_id == sums.c.guild_id, _accounts.month == sums.c.month)
    held, spent = func.coalesce(sums.c.held, 0), func.coalesce(sums.c.spent, 0)
    wrong_accounts = (
        select(tables.accounts, held, spent)
        .select_from(tables.accounts.outerjoin(sums, same_month))
        .where(or_(_accounts.held != held, _accounts.spent != spent))
    )
    missing_accounts = (
        select(sums.c.guild_id, sums.c.month, literal(0), literal(0), sums.c.held, sums.c.spent)
        .select_from(sums.outerjoin(tables.accounts, same_month))
        .where(_accounts.guild_id.is_(None))
    )
    rows = await tx.execute(union_all(wrong_accounts, missing_accounts))
    return [Imbalance(*row) for row in rows]


async def _close(tx: AsyncConnection, job: Job, kind: EntryKind, taken: int | None, now: datetime) -> bool:
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


async def _held(tx: AsyncConnection, job: Job) -> int:
    statement = select(tables.ledger.c.credits).where(
        tables.ledger.c.job_id == job.id, tables.ledger.c.kind == EntryKind.HOLD
    )
    held = (await tx.execute(statement)).scalar_one_or_none()
    if held is None:
        raise LedgerError(f"job {job.id} holds no credits")
    return held


def _sums() -> Any:
    """Select what each guild's month holds and has spent by its ledger: holds that are open, and settles."""
    held, closed = tables.ledger.alias("held"), tables.ledger.alias("closed")
    closing = and_(closed.c.job_id == held.c.job_id, closed.c.kind != EntryKind.HOLD)
    still_held = case((closed.c.id.is_(None), held.c.credits), else_=0)
    spent = case((closed.c.kind == EntryKind.SETTLE, closed.c.credits), else_=0)
    return (
        select(held.c.guild_id, held.c.month, func.sum(still_held).label("held"), func.sum(spent).label("spent"))
        .select_from(held.outerjoin(closed, closing))
        .where(held.c.kind == EntryKind.HOLD)
        .group_by(held.c.guild_id, held.c.month)
    )


def _entry(job: Job, kind: EntryKind, amount: int, now: datetime) -> dict[str, Any]:
    return {
        "job_id": job.id,
        "guild_id": job.guild_id,
        "month": job.month,
        "kind": kind,
        "credits": amount,
        "created_at": now,
    }
