"""What one member took of a guild's credits, and how much of theirs is being made: asked where a guild has limits.

Of one who had everything deleted, what they took stays for a month under a number that no id can be read out of: else
a deletion would be the way around a share.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    select,
)

from data import tables
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.guilds.intake import fingerprint
from data.ids import GuildId, JobId, UserId
from data.rows import EntryKind, JobState
from data.schema.columns import UtcDateTime

KEPT: Final = timedelta(days=33)  # a month, wherever on Earth it begins and ends

_jobs, _settles, _erased = tables.jobs.c, tables.ledger.alias("settles"), tables.erased_use.c
_is_members = and_(
    _jobs.guild_id == bindparam("guild", type_=BigInteger), _jobs.user_id == bindparam("member", type_=BigInteger)
)
_is_later = _jobs.created_at >= bindparam("since", type_=UtcDateTime)
_is_settle = and_(_settles.c.job_id == _jobs.id, _settles.c.kind == EntryKind.SETTLE)


_is_erased = and_(
    _erased.guild_id == bindparam("guild", type_=BigInteger),
    _erased.fingerprint == bindparam("erased", type_=BigInteger),
)
# What failed was refunded; what was settled cost what it cost; everything else is held at its price.
_taken = case((_jobs.state == JobState.FAILED, 0), else_=func.coalesce(_settles.c.credits, _jobs.price))
_job = bindparam("job", type_=BigInteger)
_month = bindparam("of_month", type_=String)


def _credits(own: Collection[ColumnElement[bool]], erased: Collection[ColumnElement[bool]]) -> Select[Any, Any]:
    joined = tables.jobs.outerjoin(_settles, _is_settle)
    later = _erased.asked_at >= bindparam("since", type_=UtcDateTime)
    gone = select(func.coalesce(func.sum(_erased.credits), 0)).where(_is_erased, later, *erased).scalar_subquery()
    taken = func.coalesce(func.sum(_taken), 0)
    return select(taken, gone).select_from(joined).where(_is_members, _is_later, _jobs.id != _job, *own)


_of_day = Prepared(_credits([], []))
_of_month = Prepared(_credits([_jobs.month == _month], [_erased.month == _month]))
_unfinished = Prepared(
    select(func.count()).where(_is_members, _jobs.finished_at.is_(None), _jobs.id != bindparam("job", type_=BigInteger))
)
_last = Prepared(
    select(
        func.max(_jobs.created_at),
        select(func.max(_erased.asked_at))
        .where(_is_erased, _erased.asked_at > bindparam("after", type_=UtcDateTime))
        .scalar_subquery(),
    ).where(
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
    given = _parameters(guild_id, user_id) | {"since": since, "job": besides}
    ((taken, erased),) = await _of_day.fetch(tx, given)
    return int(taken) + int(erased)


async def credits_in(
    tx: Transaction, guild_id: GuildId, user_id: UserId, month: str, *, besides: JobId = NO_JOB
) -> int:
    """Return how many credits of a month, such as `2026-11`, the member's jobs hold or cost, `besides` one of them."""
    # Somewhere on Earth a month begins 14 hours before it does in UTC, and clocks differ.
    since = datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC) - timedelta(days=1)
    given = _parameters(guild_id, user_id) | {"since": since, "of_month": month, "job": besides}
    ((taken, erased),) = await _of_month.fetch(tx, given)
    return int(taken) + int(erased)


async def count_unfinished(tx: Transaction, guild_id: GuildId, user_id: UserId, *, besides: JobId = NO_JOB) -> int:
    """Return how many of the member's jobs in the guild have not ended, `besides` one of them."""
    ((count,),) = await _unfinished.fetch(tx, {"guild": guild_id, "member": user_id, "job": besides})
    return int(count)


async def last_asked(
    tx: Transaction, guild_id: GuildId, user_id: UserId, *, after: datetime, besides: JobId = NO_JOB
) -> datetime | None:
    """Return when the member ordered last what did not fail, `besides` one job; None: nothing since `after`."""
    (found,) = await _last.fetch(tx, _parameters(guild_id, user_id) | {"after": after, "job": besides})
    return max((at for at in found if at is not None), default=None)


async def keep_erased(tx: Transaction, user_id: UserId, job_ids: Collection[JobId], *, now: datetime) -> None:
    """Keep what these jobs, which are about to be erased, took of the member's shares, without naming them."""
    columns = (_jobs.guild_id, literal(fingerprint(user_id), BigInteger), _jobs.month, _jobs.created_at)
    counts = (_jobs.id.in_(job_ids), _jobs.created_at > now - KEPT, _jobs.state != JobState.FAILED)
    taken = select(*columns, _taken).select_from(tables.jobs.outerjoin(_settles, _is_settle)).where(*counts)
    names = ["guild_id", "fingerprint", "month", "asked_at", "credits"]
    await tx.execute(insert(tables.erased_use).from_select(names, taken))


async def forget_erased(tx: Transaction, *, now: datetime) -> None:
    """Forget what counts for no share any more."""
    await tx.execute(delete(tables.erased_use).where(_erased.asked_at <= now - KEPT))


def _parameters(guild_id: GuildId, user_id: UserId) -> dict[str, Any]:
    return {"guild": guild_id, "member": user_id, "erased": fingerprint(user_id)}
