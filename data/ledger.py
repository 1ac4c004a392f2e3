"""Credits put aside, taken for good, given back: money moves only by appending a row that the schema allows once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Integer,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)

from data import tables
from data.engine.dialects import insert_into
from data.rows import Account, EntryKind, Imbalance, Job, Movement

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Executable
    from sqlalchemy.ext.asyncio import AsyncConnection

    from data.ids import GuildId


class LedgerError(RuntimeError):
    """A job's credits were to be moved in a way that its hold does not cover: a mistake of this program."""


async def hold(tx: AsyncConnection, job: Job, *, default_allowance: int, now: datetime) -> Account | None:
    """Put the job's price aside; None: its guild's month does not have that much left, and no credits moved.

    The comparison and the change are one statement, so that any number of requests at once cannot exceed the allowance.
    """
    account = await _put_aside(tx, job, default_allowance)
    if account is None:
        # The guild's first song this month, or not enough: only the first of them is helped by an account.
        fresh = insert_into(tx, tables.accounts).values(guild_id=job.guild_id, month=job.month, held=0, spent=0)
        made = await tx.execute(fresh.on_conflict_do_nothing().returning(tables.accounts.c.guild_id))
        account = await _put_aside(tx, job, default_allowance) if made.first() else None
    if account is not None:
        await tx.execute(_append, _entry(job, EntryKind.HOLD, job.price, now))
    return account


async def _put_aside(tx: AsyncConnection, job: Job, default_allowance: int) -> Account | None:
    given = {"payer": job.guild_id, "paying_month": job.month, "price": job.price, "default": default_allowance}
    row = (await tx.execute(_holding, given)).first()
    return None if row is None else Account(job.guild_id, job.month, *row)


def _put_aside_where_enough() -> Executable:
    payer, price = bindparam("payer", type_=BigInteger), bindparam("price", type_=Integer)
    own = select(tables.guilds.c.allowance).where(tables.guilds.c.guild_id == payer)
    allowed = func.coalesce(own.scalar_subquery(), bindparam("default", type_=Integer))
    account = tables.accounts.c
    return (
        update(tables.accounts)
        .where(
            account.guild_id == payer,
            account.month == bindparam("paying_month"),
            account.held + account.spent + price <= allowed,
        )
        .values(held=account.held + price)
        .returning(allowed, account.held, account.spent)
    )


# Built once: what every song waits for.
_holding = _put_aside_where_enough()
_append = insert(tables.ledger).inline()


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
    accounts = tables.accounts.c
    same_month = and_(accounts.guild_id == sums.c.guild_id, accounts.month == sums.c.month)
    ledger_held, ledger_spent = func.coalesce(sums.c.held, 0), func.coalesce(sums.c.spent, 0)
    wrong_accounts = (
        select(
            accounts.guild_id,
            accounts.month,
            accounts.held,
            accounts.spent,
            ledger_held.label("ledger_held"),
            ledger_spent.label("ledger_spent"),
        )
        .select_from(tables.accounts.outerjoin(sums, same_month))
        .where(or_(accounts.held != ledger_held, accounts.spent != ledger_spent))
    )
    missing_accounts = (
        select(sums.c.guild_id, sums.c.month, literal(0), literal(0), sums.c.held, sums.c.spent)
        .select_from(sums.outerjoin(tables.accounts, same_month))
        .where(accounts.guild_id.is_(None))
    )
    rows = await tx.execute(union_all(wrong_accounts, missing_accounts))
    return [Imbalance(*row) for row in rows]


async def _close(tx: AsyncConnection, job: Job, kind: EntryKind, taken: int | None, now: datetime) -> bool:
    held = await _held(tx, job)
    amount = held if taken is None else taken
    if not 0 <= amount <= held:
        raise LedgerError(f"job {job.id} holds {held} credits, not {amount}")
    entry = insert_into(tx, tables.ledger).values(**_entry(job, kind, amount, now))
    # Any conflict is the same news: the job has its settle or its refund already.
    written = await tx.execute(entry.on_conflict_do_nothing().returning(tables.ledger.c.id))
    if written.first() is None:
        return False
    statement = update(tables.accounts).where(
        tables.accounts.c.guild_id == job.guild_id, tables.accounts.c.month == job.month
    )
    spent = amount if kind is EntryKind.SETTLE else 0
    await tx.execute(statement.values(held=tables.accounts.c.held - held, spent=tables.accounts.c.spent + spent))
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
        select(
            held.c.guild_id,
            held.c.month,
            func.sum(still_held).label("held"),
            func.sum(spent).label("spent"),
        )
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
