"""Forgets the words of old songs where a guild wants so, some songs at a time; the songs and their credits stay."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select, update

from data import tables
from data.brief import Details
from data.engine.transaction import Transaction
from data.guilds import cases
from data.ids import ERASED_MEMBER, GuildId
from data.jobs.queries import lock_jobs, many
from data.privacy.kinds import End
from data.privacy.stored import STORED
from data.rows import EntryKind, Job

FORGOTTEN_AT_ONCE: Final = 100  # songs, in one transaction

_guilds, _ledger, _jobs = tables.guilds.c, tables.ledger.c, tables.jobs.c


@dataclass(frozen=True, slots=True)
class Retention:
    """A guild that wants words kept for some days only; `done_to` is the ledger's entry up to which it is done."""

    guild_id: GuildId
    days: int
    done_to: int


async def every(tx: Transaction) -> list[Retention]:
    """Return the guilds that do not want words kept for ever."""
    chosen = select(_guilds.guild_id, _guilds.words_kept_days, func.coalesce(_guilds.words_forgotten_to, 0))
    rows = await tx.execute(chosen.where(_guilds.words_kept_days.is_not(None)).order_by(_guilds.guild_id))
    return [Retention(*row) for row in rows]


async def forget(tx: Transaction, guild_id: GuildId, *, now: datetime) -> int:
    """Forget the words of the guild's next songs that are old enough; returns of how many: 0, there are none now."""
    # Read once more: an administrator may have changed it meanwhile, and another process may be at it.
    chosen = select(_guilds.words_kept_days, func.coalesce(_guilds.words_forgotten_to, 0))
    row = (await tx.execute(chosen.where(_guilds.guild_id == guild_id).with_for_update(key_share=True))).one_or_none()
    if row is None or row[0] is None:
        return 0
    days, done_to = row
    # By way of the ledger, which has an index of a guild's entries in their order; each job has one hold.
    old = (_ledger.guild_id == guild_id, _ledger.id > done_to, _ledger.created_at <= now - timedelta(days=days))
    entries = select(_ledger.id, _ledger.job_id).where(*old, _ledger.kind == EntryKind.HOLD).order_by(_ledger.id)
    held = (await tx.execute(entries.limit(FORGOTTEN_AT_ONCE))).all()
    jobs = {job.id: job for job in await _lock_delivered(tx, [job_id for _, job_id in held])}
    done = list[int]()
    for entry_id, job_id in held:
        if job_id not in jobs:
            break  # it is still owed to somebody: its words are needed for that
        done.append(entry_id)
    if not done:
        return 0
    await _forget_words(tx, [jobs[job_id] for entry_id, job_id in held if entry_id <= done[-1]], now=now)
    await tx.execute(update(tables.guilds).where(_guilds.guild_id == guild_id).values(words_forgotten_to=done[-1]))
    return len(done)


async def _lock_delivered(tx: Transaction, job_ids: Collection[int]) -> list[Job]:
    await lock_jobs(tx, _jobs.id.in_(job_ids))
    return await many(tx, select(tables.jobs).where(_jobs.id.in_(job_ids), _jobs.delivered_at.is_not(None)))


async def _forget_words(tx: Transaction, jobs: Collection[Job], *, now: datetime) -> None:
    job_ids = [job.id for job in jobs if job.user_id != ERASED_MEMBER]
    for stored in STORED:
        if not stored.words:
            continue
        theirs = _jobs.id.in_(job_ids) if stored.table is tables.jobs else stored.of_jobs(job_ids)
        if stored.end is End.REMOVED:
            await tx.execute(delete(stored.table).where(theirs))
        else:
            values = {word: stored.forgets[word] for word in stored.words}
            await tx.execute(update(stored.table).where(theirs).values(values))
    await cases.forget_words(tx, job_ids, now=now)
    # What somebody agreed to for a recording is what the voice of it stands on.
    for job in jobs:
        if job.brief.details.agreed_version and job.user_id != ERASED_MEMBER:
            agreed = Details(agreed_to=job.brief.details.agreed_to, agreed_version=job.brief.details.agreed_version)
            await tx.execute(update(tables.jobs).where(_jobs.id == job.id).values(details=agreed))
