"""What a guild's moderators are to decide: orders that wait for their word, and songs that somebody reported.

A case is promised with what makes it, in the same transaction. Whichever process hears the guild posts it: it claims
the case first and confirms afterwards, as with greetings. It is closed once, however many press at the same moment.
From then on its card says what is not so any more: whoever changes it says so, or some process finds it stale.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import func, or_, select, update

from data import tables
from data.engine.dialects import insert_once
from data.engine.transaction import Transaction
from data.ids import CaseId, ChannelId, GuildId, JobId, MessageId, UserId

CLAIM_LASTS: Final = timedelta(minutes=3)  # far longer than a message to Discord takes
PUT_OFF: Final = timedelta(hours=1)  # until a guild that took no case is tried again
OF_A_GUILD: Final = 5  # cases that one look finds, so that no guild keeps the others waiting

_cases = tables.moderation_cases.c


class CaseKind(StrEnum):
    """What is to be decided."""

    APPROVAL = "approval"
    REPORT = "report"


class Outcome(StrEnum):
    """What became of a case."""

    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"  # nobody decided in time
    OVER = "over"  # the order was cancelled meanwhile, or ended by an operator
    DELETED = "deleted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Case:
    """A question to a guild's moderators; `user_id` asked for the song or reported it, `words` are theirs."""

    id: CaseId
    kind: CaseKind
    guild_id: GuildId
    job_id: JobId
    user_id: UserId
    words: str
    created_at: datetime
    claimed_at: datetime | None
    posted_at: datetime | None
    channel_id: ChannelId | None
    message_id: MessageId | None
    closed_at: datetime | None
    closed_by: UserId | None
    outcome: Outcome | None
    stale_since: datetime | None = None  # since when its card says what is not so any more


async def add(
    tx: Transaction, kind: CaseKind, guild_id: GuildId, job_id: JobId, user_id: UserId, *, words: str, now: datetime
) -> bool:
    """Promise the moderators a case; False: the member has an open one of this kind about this job."""
    row: dict[str, Any] = {"kind": kind.value, "guild_id": guild_id, "job_id": job_id, "user_id": user_id}
    return await insert_once(tx, tables.moderation_cases, **row, words=words, created_at=now) is not None


async def get(tx: Transaction, case_id: CaseId, *, guild_id: GuildId, lock: bool = False) -> Case | None:
    """Return a case of this guild, locked until the transaction ends where that is asked for; None: it has none."""
    statement = select(tables.moderation_cases).where(_cases.id == case_id, _cases.guild_id == guild_id)
    row = (await tx.execute(statement.with_for_update(key_share=True) if lock else statement)).one_or_none()
    return None if row is None else _case(row)


async def close(tx: Transaction, case_id: CaseId, outcome: Outcome, *, by: UserId | None, now: datetime) -> Case | None:
    """Note what became of a case; None: it was closed before."""
    this = update(tables.moderation_cases).where(_cases.id == case_id, _cases.closed_at.is_(None))
    row = (
        await tx.execute(
            this.values(closed_at=now, closed_by=by, outcome=outcome.value, stale_since=now).returning(
                tables.moderation_cases
            )
        )
    ).one_or_none()
    return None if row is None else _case(row)


async def find_unposted(tx: Transaction, *, now: datetime, limit: int) -> list[Case]:
    """Return cases that are to be posted and that nobody is posting: some of each guild, the oldest of each first."""
    each = _cases.guild_id + 0  # else SQLite reads every case there ever was by the index of guilds
    place = func.row_number().over(partition_by=each, order_by=(_cases.created_at, _cases.id))
    due = select(_cases.id, place.label("place")).where(*_is_unposted, _is_free(now)).subquery()
    statement = select(tables.moderation_cases).join(due, due.c.id == _cases.id).where(due.c.place <= OF_A_GUILD)
    rows = await tx.execute(statement.order_by(due.c.place, _cases.created_at).limit(limit))
    return [_case(row) for row in rows]


async def claim(tx: Transaction, case_id: CaseId, *, now: datetime) -> bool:
    """Claim the posting of a case; False: somebody else did, or there is nothing to post any more."""
    due = (_cases.id == case_id, *_is_unposted, _is_free(now))
    return (await tx.execute(update(tables.moderation_cases).where(*due).values(claimed_at=now))).rowcount == 1


async def put_off(tx: Transaction, case: Case, *, now: datetime, with_all: bool) -> None:
    """Leave a case that was not taken alone for an hour; `with_all`: and whatever else of its guild is to be posted."""
    which = _cases.guild_id == case.guild_id if with_all else _cases.id == case.id
    later = update(tables.moderation_cases).where(which, *_is_unposted)
    await tx.execute(later.values(claimed_at=now + PUT_OFF - CLAIM_LASTS))


async def confirm(
    tx: Transaction, case_id: CaseId, channel_id: ChannelId, message_id: MessageId, *, now: datetime
) -> bool:
    """Note where a case was posted; False: it was erased meanwhile, and its card must not stay."""
    where = {"channel_id": channel_id, "message_id": message_id, "posted_at": now, "claimed_at": None}
    this = update(tables.moderation_cases).where(_cases.id == case_id)
    return (await tx.execute(this.values(**where))).rowcount == 1


async def close_of_job(tx: Transaction, job_id: JobId, *, now: datetime) -> None:
    """Note that an order ended without its moderators: there is nothing to decide any more."""
    waiting = (_cases.job_id == job_id, _cases.kind == CaseKind.APPROVAL.value, _cases.closed_at.is_(None))
    values = {"closed_at": now, "outcome": Outcome.OVER.value, "stale_since": now}
    await tx.execute(update(tables.moderation_cases).where(*waiting).values(**values))


async def find_stale(tx: Transaction, *, now: datetime, limit: int) -> list[Case]:
    """Return the cases whose cards are to be edited and that nobody is editing, the oldest first."""
    statement = select(tables.moderation_cases).where(*_is_stale, _is_free(now))
    return [_case(row) for row in await tx.execute(statement.order_by(_cases.stale_since).limit(limit))]


async def claim_edit(tx: Transaction, case_id: CaseId, *, now: datetime) -> bool:
    """Claim the editing of a card; False: somebody else did, or it says what is so."""
    due = (_cases.id == case_id, *_is_stale, _is_free(now))
    return (await tx.execute(update(tables.moderation_cases).where(*due).values(claimed_at=now))).rowcount == 1


async def mark_shown(tx: Transaction, case: Case) -> None:
    """Note that a card says how its case stood when it was read; what changed since then makes it stale anew."""
    this = (_cases.id == case.id, _cases.stale_since == case.stale_since)
    await tx.execute(update(tables.moderation_cases).where(*this).values(stale_since=None, claimed_at=None))


async def forget_card(tx: Transaction, case_id: CaseId) -> None:
    """Note that a case has no card any more."""
    gone = {"channel_id": None, "message_id": None}
    await tx.execute(update(tables.moderation_cases).where(_cases.id == case_id).values(**gone))


async def forget_words(tx: Transaction, job_ids: Collection[JobId], *, now: datetime) -> None:
    """Forget what was said of these jobs; cards, which say it as well, are stale from now on."""
    this = update(tables.moderation_cases).where(_cases.job_id.in_(job_ids))
    await tx.execute(this.values(words="", stale_since=now))


async def waiting_since(tx: Transaction, before: datetime, *, limit: int) -> list[Case]:
    """Return the oldest orders that were promised before that moment and about which nobody decided."""
    late = (_cases.closed_at.is_(None), _cases.created_at <= before, _cases.kind == CaseKind.APPROVAL.value)
    rows = await tx.execute(select(tables.moderation_cases).where(*late).order_by(_cases.created_at).limit(limit))
    return [_case(row) for row in rows]


async def last_report(tx: Transaction, guild_id: GuildId, user_id: UserId) -> datetime | None:
    """Return when a member last reported something; None: never."""
    theirs = (_cases.guild_id == guild_id, _cases.user_id == user_id, _cases.kind == CaseKind.REPORT.value)
    statement = select(func.max(_cases.created_at)).where(*theirs)
    return (await tx.execute(statement)).scalar_one()


async def erase_moderator(tx: Transaction, user_id: UserId, nobody: UserId) -> None:
    """Take a member out of the cases that they decided."""
    await tx.execute(update(tables.moderation_cases).where(_cases.closed_by == user_id).values(closed_by=nobody))


_is_unposted: Final = (_cases.posted_at.is_(None), _cases.closed_at.is_(None))
_is_stale: Final = (_cases.stale_since.is_not(None), _cases.message_id.is_not(None))


def _is_free(now: datetime) -> Any:
    return or_(_cases.claimed_at.is_(None), _cases.claimed_at <= now - CLAIM_LASTS)


def _case(row: Any) -> Case:
    case_id, kind, *more, outcome, stale_since = row
    values: list[Any] = [case_id, CaseKind(kind), *more, None if outcome is None else Outcome(outcome), stale_since]
    return Case(*values)
