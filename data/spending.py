"""What a guild's credits of a month went on: by member, by operation, by day, and row by row.

Of the ledger, only the guild's own rows since a month began are read, or those of the month alone where it is over.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true

from data import ledger, tables
from data.engine.transaction import Transaction
from data.ids import GuildId, JobId, UserId
from data.rows import EntryKind, JobState

WINDOW: Final = 4_000  # numbers of the ledger's rows that are looked at together: so many at most are the guild's
# Somewhere on Earth a month begins 14 hours before it does in UTC, or ends 12 hours after, and clocks differ.
_EDGE: Final = timedelta(days=1)

_held, _closed = tables.ledger.alias("held"), tables.ledger.alias("closed")
_jobs = tables.jobs.c
_closing = and_(_closed.c.job_id == _held.c.job_id, _closed.c.kind.in_([EntryKind.SETTLE, EntryKind.REFUND]))
_is_held = _closed.c.id.is_(None)
_is_spent = _closed.c.kind == EntryKind.SETTLE


@dataclass(frozen=True, slots=True)
class MemberSpending:
    """What one member's songs of a month cost, still hold and how many they are, and what those of the last one took.

    `user_id` is 0 for all members together who had their data deleted.
    """

    user_id: UserId
    spent: int
    held: int
    songs: int
    last_month: int


@dataclass(frozen=True, slots=True)
class OperationSpending:
    """How many of a member's songs an operation made or is making, and what they cost and still hold."""

    operation: str
    songs: int
    spent: int
    held: int


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One movement of a guild's credits, and the job that it is of; `hold` is what that job held at first."""

    id: int
    created_at: datetime
    job_id: JobId
    user_id: UserId
    operation: str
    family: str
    model: str
    kind: EntryKind
    credits: int
    hold: int

    @property
    def taken(self) -> int:
        """By how much more the guild's credits are held or spent after it; less than 0 where it gave some back."""
        match self.kind:
            case EntryKind.HOLD:
                return self.credits
            case EntryKind.SETTLE:
                return self.credits - self.hold
            case EntryKind.REFUND:
                return -self.hold


async def by_member(
    tx: Transaction, guild_id: GuildId, month: str, last_month: str, *, limit: int, offset: int = 0
) -> tuple[list[MemberSpending], int]:
    """Return who used the guild's credits in a month or the one before, most first, a page; and how many they are.

    What is given back counts for nobody. Months are such as `2026-11`. The sums of all pages are the accounts'.
    """
    is_this = _held.c.month == month
    taken = case((_is_held, _held.c.credits), (_is_spent, _closed.c.credits), else_=0)
    counts = or_(_is_held, _is_spent)
    spent = _sum(_closed.c.credits, is_this, _is_spent)
    held = _sum(_held.c.credits, is_this, _is_held)
    last = _sum(taken, _held.c.month == last_month)
    songs = _sum(1, is_this, counts)
    statement = (
        select(_jobs.user_id, spent, held, songs, last, func.count().over().label("members"))
        .select_from(_held.join(tables.jobs, _jobs.id == _held.c.job_id).outerjoin(_closed, _closing))
        .where(_held.c.guild_id == guild_id, _held.c.kind == EntryKind.HOLD)
        .where(_held.c.id >= await _first_of(tx, last_month), _held.c.month.in_([month, last_month]))
        .group_by(_jobs.user_id)
        .having(_sum(1, counts) > 0)
        .order_by((spent + held).desc(), last.desc(), _jobs.user_id)
    )
    rows = (await tx.execute(statement.limit(limit).offset(offset))).all()
    return [MemberSpending(*row[:-1]) for row in rows], rows[0][-1] if rows else 0


async def by_operation(tx: Transaction, guild_id: GuildId, user_id: UserId, month: str) -> list[OperationSpending]:
    """Return what one member's songs of a month hold and have cost in the guild, by operation, most first."""
    settled = tables.ledger.alias("settled")
    is_settled = and_(settled.c.job_id == _jobs.id, settled.c.kind == EntryKind.SETTLE)
    spent = func.coalesce(func.sum(settled.c.credits), 0)
    held = _sum(_jobs.price, settled.c.id.is_(None))
    begins, ends = _days_around(month)
    statement = (
        select(_jobs.operation, func.count(), spent, held)
        .select_from(tables.jobs.outerjoin(settled, is_settled))
        .where(_jobs.guild_id == guild_id, _jobs.user_id == user_id, _jobs.created_at.between(begins, ends))
        .where(_jobs.month == month, _jobs.state != JobState.FAILED)
        .group_by(_jobs.operation)
        .order_by((spent + held).desc(), _jobs.operation)
    )
    return [OperationSpending(*row) for row in await tx.execute(statement)]


async def by_day(tx: Transaction, guild_id: GuildId, month: str, days: Sequence[datetime]) -> list[int]:
    """Return what was held or spent of what was asked for on each day; `days` are when two or more begin, in order.

    What was asked for before the first, or long after the last, by another clock, counts as theirs: nothing is missing.
    """
    taken = case((_is_held, _held.c.credits), (_is_spent, _closed.c.credits), else_=0)
    day = case(*((_held.c.created_at < begins, place) for place, begins in enumerate(days[1:])), else_=len(days) - 1)
    statement = (
        select(day.label("day"), func.sum(taken))
        .select_from(_held.outerjoin(_closed, _closing))
        .where(_held.c.guild_id == guild_id, _held.c.kind == EntryKind.HOLD)
        .where(_held.c.id >= await _first_of(tx, month), _held.c.month == month)
        .group_by("day")
    )
    found = {place: int(amount) for place, amount in await tx.execute(statement)}
    return [found.get(place, 0) for place in range(len(days))]


async def months(tx: Transaction, guild_id: GuildId, *, limit: int) -> list[str]:
    """Return the months of which the guild has a ledger, such as `2026-11`, the newest first."""
    account = tables.accounts.c
    statement = select(account.month).where(account.guild_id == guild_id).order_by(account.month.desc()).limit(limit)
    return list((await tx.execute(statement)).scalars())


async def rows(tx: Transaction, guild_id: GuildId, month: str) -> AsyncIterator[Sequence[LedgerRow]]:
    """Every row of the guild's ledger of a month, in the order in which they were written, some at a time."""
    first, end = await _first_of(tx, month), await ledger.first_entry(tx, _days_around(month)[1])
    entry = tables.ledger.alias("entry")
    columns = (entry.c.id, entry.c.created_at, entry.c.job_id, _jobs.user_id, _jobs.operation, _jobs.family)
    joined = entry.join(tables.jobs, _jobs.id == entry.c.job_id).join(
        _held, and_(_held.c.job_id == entry.c.job_id, _held.c.kind == EntryKind.HOLD)
    )
    every = select(*columns, _jobs.model, entry.c.kind, entry.c.credits, _held.c.credits).select_from(joined)
    every = every.order_by(entry.c.id)
    # By their numbers and not by a limit, for which PostgreSQL may read and sort all of the month each time.
    own = every.where(entry.c.guild_id == guild_id, entry.c.month == month)
    for begin in range(first, end, WINDOW):
        found = await tx.execute(own.where(entry.c.id >= begin, entry.c.id < min(begin + WINDOW, end)))
        if page := [LedgerRow(*row) for row in found]:
            yield page
    # Nothing is held for a month that is over, but what it held may be taken or given back long after.
    some = tables.ledger.c.id
    if (await tx.execute(select(some).where(some >= end).limit(1))).first() is not None:
        late = every.where(
            *(_held.c.guild_id == guild_id, _held.c.id >= first, _held.c.id < end, _held.c.month == month),
            *(entry.c.id >= end, entry.c.kind.in_([EntryKind.SETTLE, EntryKind.REFUND])),
        )
        yield [LedgerRow(*row) for row in await tx.execute(late)]


def _sum(amount: Any, *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((and_(true(), *conditions), amount), else_=0)), 0)


async def _first_of(tx: Transaction, month: str) -> int:
    return await ledger.first_entry(tx, _days_around(month)[0])


def _days_around(month: str) -> tuple[datetime, datetime]:
    """Between when all that a month pays for was asked for, whichever clock the guild goes by."""
    begins = datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC)
    following = (begins + timedelta(days=32)).replace(day=1)
    return begins - _EDGE, following + _EDGE
