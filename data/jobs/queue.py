"""The queue of jobs that wait to be submitted, and whose turn is next: fair between guilds."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, not_, or_, select, true, update

from data import tables
from data.brief import Details
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.ids import GuildId, JobId
from data.jobs.queries import is_understood
from data.jobs.transitions import enter
from data.rows import Job, JobState

_jobs = tables.jobs.c

# A create whose answer was lost may have been accepted, and is never sent again.
_not_lost = _jobs.answer_lost_at.is_(None)

_queued = _jobs.state == JobState.QUEUED
_lines = (
    select(_jobs.guild_id, func.count(), func.min(_jobs.id), tables.guilds.c.last_turn_at)
    .join_from(tables.jobs, tables.guilds)
    .where(_queued)
    .group_by(_jobs.guild_id, tables.guilds.c.last_turn_at)
)
_ahead = select(func.count()).where(_queued, _jobs.guild_id == bindparam("guild_id"), _jobs.id < bindparam("job_id"))
_queued_count = Prepared(select(func.count()).select_from(tables.jobs).where(_queued))


@dataclass(frozen=True, slots=True)
class GuildLine:
    """The queued jobs of one guild: how many, the oldest, and when the guild last had a turn, None for never."""

    guild_id: GuildId
    count: int
    oldest: JobId
    last_turn_at: datetime | None


async def guild_lines(tx: Transaction) -> list[GuildLine]:
    """Return the line of every guild that has one, whoever owns its jobs."""
    return [GuildLine(*row) for row in await tx.execute(_lines)]


async def count_ahead(tx: Transaction, job: Job) -> int:
    """Return how many queued jobs of the same guild are older than this one."""
    return (await tx.execute(_ahead, {"guild_id": job.guild_id, "job_id": job.id})).scalar_one()


async def count_queued(tx: Transaction) -> int:
    """Return how many jobs are queued."""
    ((count,),) = await _queued_count.fetch(tx)
    return count


@dataclass(frozen=True, slots=True)
class Waiting:
    """The queued job whose turn is next; `musicapi_key` names the only key that can send it, None: any can."""

    id: JobId
    family: str
    musicapi_key: str | None


@dataclass(frozen=True, slots=True)
class Sendable:
    """Which queued jobs may be sent now."""

    keys: Mapping[str, AbstractSet[str]]  # the names of those that may send, each with the families that it may not
    known: AbstractSet[str]  # the names of all keys; what none of them can send is not held up
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

    The guild whose last turn is longest ago comes first (one that never had a turn: before all), and its oldest job.
    A job without a message yet, which its person may not have been shown, is skipped unless it was written down before
    `unseen_before`; None: no job is. What is not `sendable` is skipped; None: all of it is. What only newer versions of
    the program understand is left to them.
    """
    where = (
        _jobs.state == JobState.QUEUED,
        is_understood(),
        _seen(unseen_before),
        true() if sendable is None else sendable.condition,
    )
    before = tables.guilds.alias()  # as the statement first saw it
    next_in_line = (
        select(_jobs.id, _jobs.family, _jobs.musicapi_key)
        .join_from(tables.jobs, tables.guilds)
        .where(*where)
        .order_by(tables.guilds.c.last_turn_at.nulls_first(), _jobs.id)
        .limit(1)
    )
    # Two workers that choose at once would see the same guild as the one that waited longest: each passes over a guild
    # that has its turn with another one right now, or had it since the statement began. The guild is locked first, so
    # that no job of one that is passed over is.
    unserved = next_in_line.join(before, before.c.guild_id == tables.guilds.c.guild_id).where(
        tables.guilds.c.last_turn_at.is_not_distinct_from(before.c.last_turn_at)
    )
    locked = unserved.with_for_update(of=[tables.guilds, tables.jobs], skip_locked=True, key_share=True)
    row = (await tx.execute(locked)).one_or_none()
    if row is None and tx.dialect.name == "postgresql":
        # Every guild in line has a turn just now: the next one's next job is taken together with it.
        of_job = next_in_line.with_for_update(of=tables.jobs, skip_locked=True, key_share=True)
        row = (await tx.execute(of_job)).one_or_none()
        if row is not None:
            # Before anything else is locked: whoever has the guild waits for nothing that is locked here.
            guild = select(tables.guilds.c.guild_id).join_from(tables.guilds, tables.jobs).where(_jobs.id == row[0])
            await tx.execute(guild.with_for_update(of=tables.guilds, key_share=True))
    return None if row is None else Waiting(*row)


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
