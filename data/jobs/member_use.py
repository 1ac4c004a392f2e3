"""What one member took of a guild's credits, and how much of theirs is being made: asked where a guild has limits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, Select, String, and_, bindparam, case, func, select

from data import tables
from data.columns import UtcDateTime
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.ids import GuildId, JobId, UserId
from data.rows import EntryKind, JobState

_jobs, _settles = tables.jobs.c, tables.ledger.alias("settles")
_is_members = and_(
    _jobs.guild_id == bindparam("guild", type_=BigInteger), _jobs.user_id == bindparam("member", type_=BigInteger)
)
_is_later = _jobs.created_at >= bindparam("since", type_=UtcDateTime)
_is_settle = and_(_settles.c.job_id == _jobs.id, _settles.c.kind == EntryKind.SETTLE)


def _credits(*also: ColumnElement[bool]) -> Select[tuple[int]]:
    # What failed was refunded; what was settled cost what it cost; everything else is held at its price.
    taken = case((_jobs.state == JobState.FAILED, 0), else_=func.coalesce(_settles.c.credits, _jobs.price))
    joined = tables.jobs.outerjoin(_settles, _is_settle)
    return select(func.coalesce(func.sum(taken), 0)).select_from(joined).where(_is_members, _is_later, *also)


_of_day = Prepared(_credits(_jobs.id != bindparam("job", type_=BigInteger)))
_of_month = Prepared(
    _credits(_jobs.id != bindparam("job", type_=BigInteger), _jobs.month == bindparam("of_month", type_=String))
)
_unfinished = Prepared(
    select(func.count()).where(_is_members, _jobs.finished_at.is_(None), _jobs.id != bindparam("job", type_=BigInteger))
)
_last = Prepared(
    select(func.max(_jobs.created_at)).where(
        _is_members,
        _jobs.created_at > bindparam("after", type_=UtcDateTime),
        _jobs.state != JobState.FAILED,
        _jobs.id != bindparam("job", type_=BigInteger),
    )
)
NO_JOB = JobId(0)


async def credits_since(
    tx: Transaction, guild_id: GuildId, user_id: UserId, since: datetime, *, besides: JobId = NO_JOB
) -> int:
    """Return how many credits the member's jobs since then hold or cost, `besides` one of them."""
    given = {"guild": guild_id, "member": user_id, "since": since, "job": besides}
    ((taken,),) = await _of_day.fetch(tx, given)
    return int(taken)


async def credits_in(
    tx: Transaction, guild_id: GuildId, user_id: UserId, month: str, *, besides: JobId = NO_JOB
) -> int:
    """Return how many credits of a month, such as `2026-11`, the member's jobs hold or cost, `besides` one of them."""
    # Somewhere on Earth a month begins 14 hours before it does in UTC, and clocks differ.
    since = datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC) - timedelta(days=1)
    given = {"guild": guild_id, "member": user_id, "since": since, "of_month": month, "job": besides}
    ((taken,),) = await _of_month.fetch(tx, given)
    return int(taken)


async def count_unfinished(tx: Transaction, guild_id: GuildId, user_id: UserId, *, besides: JobId = NO_JOB) -> int:
    """Return how many of the member's jobs in the guild have not ended, `besides` one of them."""
    ((count,),) = await _unfinished.fetch(tx, {"guild": guild_id, "member": user_id, "job": besides})
    return int(count)


async def last_asked(
    tx: Transaction, guild_id: GuildId, user_id: UserId, *, after: datetime, besides: JobId = NO_JOB
) -> datetime | None:
    """Return when the member ordered last what did not fail, `besides` one job; None: nothing since `after`."""
    ((at,),) = await _last.fetch(tx, {"guild": guild_id, "member": user_id, "after": after, "job": besides})
    return at
