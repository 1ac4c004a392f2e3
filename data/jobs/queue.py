"""The queue of jobs that wait to be submitted, and whose turn is next: fair between guilds, then between members."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
    true,
    update,
)

from data import tables
from data.brief import Details
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.guilds.cases import CaseKind
from data.ids import GuildId, JobId, UserId
from data.jobs.queries import is_understood, many
from data.jobs.transitions import enter
from data.rows import Job, JobState

_jobs = tables.jobs.c

# A create whose answer was lost may have been accepted, and is never sent again.
_not_lost = _jobs.answer_lost_at.is_(None)

# What waits for a moderator's word has no place in line, and no turn.
_approved = _jobs.awaits_approval.is_not(True)
_queued = and_(_jobs.state == JobState.QUEUED, _approved)
_queued_count = Prepared(select(func.count()).select_from(tables.jobs).where(_queued))


def _turn_of_member() -> ScalarSelect[datetime]:
    """When the member whose job a row is had a turn last in its guild; NULL: never.

    It is read from the jobs themselves: what went back into the line had no turn, and nothing is written down twice.
    """
    others = tables.jobs.alias("others").c
    of_member = (others.guild_id == _jobs.guild_id, others.user_id == _jobs.user_id, others.submitted_at.is_not(None))
    newest = select(others.submitted_at).where(*of_member).order_by(others.submitted_at.desc()).limit(1)
    return newest.correlate(tables.jobs).scalar_subquery()


def _order() -> tuple[ColumnElement[Any], ...]:
    """The order of the line: of guilds, of the members of one, and of the jobs of a member."""
    return tables.guilds.c.last_turn_at.nulls_first(), _turn_of_member().nulls_first(), _jobs.id


_lines = Prepared(
    select(
        _jobs.guild_id,
        _jobs.user_id,
        func.count(),
        func.min(_jobs.id),
        tables.guilds.c.last_turn_at,
        _turn_of_member(),
    )
    .join_from(tables.jobs, tables.guilds)
    .where(_queued)
    .group_by(_jobs.guild_id, _jobs.user_id, tables.guilds.c.last_turn_at)
)
_ahead = Prepared(
    select(func.count()).where(
        _queued,
        _jobs.guild_id == bindparam("guild_id"),
        _jobs.user_id == bindparam("user_id"),
        _jobs.id < bindparam("job_id"),
    )
)


@dataclass(frozen=True, slots=True)
class MemberLine:
    """The queued jobs of one member in one guild: how many, the oldest, and when each had a turn last, None: never."""

    guild_id: GuildId
    user_id: UserId
    count: int
    oldest: JobId
    guild_turn_at: datetime | None
    member_turn_at: datetime | None


async def member_lines(tx: Transaction) -> list[MemberLine]:
    """Return the line of every member of every guild that has one, whoever owns its jobs."""
    return [MemberLine(*row) for row in await _lines.fetch(tx)]


async def count_ahead(tx: Transaction, job: Job) -> int:
    """Return how many queued jobs of the same member in the same guild are older than this one."""
    given = {"guild_id": job.guild_id, "user_id": job.user_id, "job_id": job.id}
    ((count,),) = await _ahead.fetch(tx, given)
    return count


async def without_case_since(tx: Transaction, before: datetime, *, limit: int) -> list[Job]:
    """Return the oldest jobs before that moment that wait for a moderator's word, and of which no case is open."""
    cases = tables.moderation_cases.c
    is_asked = exists().where(
        cases.job_id == _jobs.id, cases.closed_at.is_(None), cases.kind == CaseKind.APPROVAL.value
    )
    waits = (_jobs.awaits_approval.is_not(None), _jobs.state == JobState.QUEUED, _jobs.created_at <= before, ~is_asked)
    return await many(tx, select(tables.jobs).where(*waits).order_by(_jobs.created_at).limit(limit))


async def count_queued(tx: Transaction) -> int:
    """Return how many jobs are queued."""
    ((count,),) = await _queued_count.fetch(tx)
    return count


@dataclass(frozen=True, slots=True)
class Waiting:
    """The queued job whose turn is next; `musicapi_key` names the only key that can send it, None: any can.

    `last_turn_at` is when its guild had a turn before, None: never.
    """

    id: JobId
    family: str
    musicapi_key: str | None
    last_turn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sendable:
    """Which queued jobs may be sent now."""

    keys: Mapping[str, AbstractSet[str]]  # the names of those that may send, each with the families that it may not
    known: AbstractSet[str]  # the names of all keys of all processes; what none of them can send is not held up
    shut: AbstractSet[str] | None  # the families that nobody can send of what any key can; None: all of them
    operations: AbstractSet[str] = frozenset()
    are_excluded: bool = True  # these operations; False: no others are sent

    @property
    def condition(self) -> ColumnElement[bool]:
        """What is true of the jobs."""
        by_key = [and_(_jobs.musicapi_key == key, _not_in(_jobs.family, shut)) for key, shut in self.keys.items()]
        gone = and_(_jobs.musicapi_key.is_not(None), _jobs.musicapi_key.not_in(sorted(self.known)))
        free = [] if self.shut is None else [and_(_jobs.musicapi_key.is_(None), _not_in(_jobs.family, self.shut))]
        named = _jobs.operation.in_(sorted(self.operations))
        operation = true() if self.are_excluded and not self.operations else named
        return and_(or_(gone, *free, *by_key), not_(named) if self.are_excluded and self.operations else operation)


async def next_job(
    tx: Transaction, *, unseen_before: datetime | None = None, sendable: Sendable | None = None
) -> Waiting | None:
    """Return the queued job whose turn is next, locked with its guild until the transaction ends; None: there is none.

    The guild whose last turn is longest ago comes first (one that never had a turn: before all), of its members with
    jobs in line the one whose last turn there is longest ago, and of their jobs the oldest.
    A job without a message yet, which its person may not have been shown, is skipped unless it was written down before
    `unseen_before`; None: no job is. What is not `sendable` is skipped; None: all of it is. What only newer versions of
    the program understand is left to them.
    """
    where = (
        _queued,
        is_understood(),
        _seen(unseen_before),
        true() if sendable is None else sendable.condition,
    )
    before = tables.guilds.alias()  # as the statement first saw it
    next_in_line = (
        select(_jobs.id, _jobs.family, _jobs.musicapi_key, tables.guilds.c.last_turn_at)
        .join_from(tables.jobs, tables.guilds)
        .where(*where)
        .order_by(*_order())
        .limit(1)
    )
    # Two workers that choose at once would see the same guild as the one that waited longest: each passes over a guild
    # that has its turn with another one right now, or had it since the statement began, so that what it saw of its
    # members' turns is so. The guild is locked first, so that no job of one that is passed over is.
    unserved = next_in_line.join(before, before.c.guild_id == tables.guilds.c.guild_id).where(
        tables.guilds.c.last_turn_at.is_not_distinct_from(before.c.last_turn_at)
    )
    locked = unserved.with_for_update(of=[tables.guilds, tables.jobs], skip_locked=True, key_share=True)
    row = (await tx.execute(locked)).one_or_none()
    if row is None and tx.dialect.name == "postgresql":
        row = await _next_after_others(tx, next_in_line)
    return None if row is None else Waiting(*row)


async def _next_after_others(tx: Transaction, next_in_line: Select[Any, Any, Any, Any]) -> Row[Any] | None:
    """Take the next job of the next guild in line, where every one of them has a turn just now, after that turn."""
    available = next_in_line.with_for_update(of=tables.jobs, skip_locked=True, key_share=True)
    row = (await tx.execute(available)).one_or_none()
    if row is None:
        return None
    # Before anything else is locked: whoever has the guild waits for nothing that is locked here.
    guild = select(tables.guilds.c.guild_id).join_from(tables.guilds, tables.jobs).where(_jobs.id == row[0])
    guild_id = (await tx.execute(guild.with_for_update(of=tables.guilds, key_share=True))).scalar_one()
    # Only now it is known which of its members the turn before was; the job that is locked already is left if no other.
    return (await tx.execute(available.where(_jobs.guild_id == guild_id))).one_or_none()


async def take_turn(
    tx: Transaction,
    job_id: JobId,
    *,
    owner: str,
    lease_until: datetime,
    now: datetime,
    musicapi_key: str | None = None,
) -> Job | None:
    """Give the job its turn, with this key: queued to submitting, and owned by the taker; None: it is not queued."""
    taken = {"submitted_at": now, "owner": owner, "lease_until": lease_until, "musicapi_key": musicapi_key}
    job = await enter(tx, job_id, JobState.SUBMITTING, since=[JobState.QUEUED], now=now, **taken)
    if job is not None:
        guild = update(tables.guilds).where(tables.guilds.c.guild_id == job.guild_id)
        await tx.execute(guild.values(last_turn_at=now))
    return job


async def give_turn_back(tx: Transaction, job: Job, last_turn_at: datetime | None) -> None:
    """Let the job's guild stand in line as it did before this job's turn, unless it had another turn since."""
    of_guild = (tables.guilds.c.guild_id == job.guild_id, tables.guilds.c.last_turn_at == job.submitted_at)
    await tx.execute(update(tables.guilds).where(*of_guild).values(last_turn_at=last_turn_at))


def _seen(unseen_before: datetime | None) -> ColumnElement[bool]:
    if unseen_before is None:
        return true()
    return _jobs.message_id.is_not(None) | (_jobs.created_at <= unseen_before)


def _not_in(column: ColumnElement[str], values: AbstractSet[str]) -> ColumnElement[bool]:
    return column.not_in(sorted(values)) if values else true()


async def back_to_queue(
    tx: Transaction, job_id: JobId, attempts: int | None = None, *, now: datetime, musicapi_key: str | None = None
) -> Job | None:
    """Submitting to queued: the create was not taken, and is sent again at the job's next turn.

    It was then tried so many `attempts`, None: one more. `musicapi_key` names the only key that can send it, None: any.
    """
    tried = _jobs.create_attempts + 1 if attempts is None else attempts
    return await _requeue(tx, job_id, now, create_attempts=tried, musicapi_key=musicapi_key)


async def move_to_family(
    tx: Transaction,
    job_id: JobId,
    *,
    family: str,
    model: str,
    clips_expected: int,
    now: datetime,
    details: Details | None = None,
) -> Job | None:
    """Submitting to queued under another family, at the price that the card promised; None: its details stay."""
    values: dict[str, Any] = {"family": family, "model": model, "clips_expected": clips_expected}
    values |= {"musicapi_key": None}  # a job that one key alone can send stays with its family
    return await _requeue(tx, job_id, now, **(values if details is None else {**values, "details": details}))


async def _requeue(tx: Transaction, job_id: JobId, now: datetime, **values: Any) -> Job | None:
    since = [JobState.SUBMITTING]
    return await enter(tx, job_id, JobState.QUEUED, _not_lost, since=since, now=now, submitted_at=None, **values)
