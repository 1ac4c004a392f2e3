"""What is to be erased, and how: a row for each member or guild, which stays until nothing of them is left.

An erasure goes through the jobs by their ids, some at a time, so that nobody waits for it. How far it came is in its
row: whichever process lives goes on with it. A job that is under way is passed over, and erased once it is delivered.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from typing import cast as cast_type

from sqlalchemy import ColumnElement, Text, and_, cast, delete, func, literal, or_, select, update

from data import archive, key_values, tables
from data.engine.dialects import insert_once
from data.engine.transaction import Transaction
from data.guilds import cases, intake, member_blocks
from data.ids import ERASED_MEMBER, CaseId, ChannelId, GuildId, JobId, MessageId, UserId
from data.jobs import member_use
from data.jobs.queries import lock_jobs, many
from data.messages import deferrals, downloads, unreached
from data.privacy.kinds import End
from data.privacy.stored import OF_TABLE, STORED
from data.rows import FailureKind, Job, JobState

ERASED_AT_ONCE: Final = 100  # jobs, in one transaction
READ_AT_ONCE: Final = 10_000  # ids that one look goes through: no index leads from a member to their jobs
# How long an erasure stays after everything was erased: an order that another process was just writing down is found.
SETTLING: Final = timedelta(seconds=10)
LATE_IDS: Final = 1_000  # jobs that may have been written down meanwhile

_jobs, _erasures, _cases = tables.jobs.c, tables.erasures.c, tables.moderation_cases.c


@dataclass(frozen=True, slots=True)
class Erasure:
    """Whose data is erased: a member's, in every guild, or a guild's; `done_to` is the job up to which it is done."""

    id: int
    user_id: UserId | None
    guild_id: GuildId | None
    with_messages: bool
    asked_at: datetime
    done_to: JobId


@dataclass(frozen=True, slots=True)
class Posted:
    """A message in Discord that holds a job's songs or words; `case_id`: it is a card of that case for moderators."""

    job_id: JobId
    guild_id: GuildId
    channel_id: ChannelId
    message_id: MessageId
    case_id: CaseId | None = None


class Standing(StrEnum):
    """How far an erasure is once everything was looked at."""

    WAITS = "waits"  # for jobs that are under way
    SETTLES = "settles"  # nothing is left; an order that was just being written down may still turn up
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Batch:
    """What is next: `jobs` that are over, and how far the look went; `is_last`: there are no later ones."""

    jobs: Sequence[Job]
    until: JobId
    is_last: bool


async def ask_for_member(tx: Transaction, user_id: UserId, *, with_messages: bool, now: datetime) -> Erasure:
    """Write down that everything of the member is to be erased, of every guild; asked twice, it is one erasure.

    With the messages, if they were wanted once.
    """
    values: dict[str, Any] = {"user_id": user_id, "with_messages": with_messages, "asked_at": now, "done_to": 0}
    row = await insert_once(tx, tables.erasures, **values)
    if row is None:
        both = or_(_erasures.with_messages, literal(with_messages))
        again = update(tables.erasures).where(_erasures.user_id == user_id)
        again = again.values(asked_at=now, done_to=0, with_messages=both)
        row = (await tx.execute(again.returning(tables.erasures))).one()
    return Erasure(*row)


async def ask_for_guild(tx: Transaction, guild_id: GuildId, *, now: datetime) -> None:
    """Write down that everything of the guild is to be erased."""
    await insert_once(tx, tables.erasures, guild_id=guild_id, with_messages=False, asked_at=now, done_to=0)


async def call_off(tx: Transaction, guild_ids: Collection[GuildId]) -> None:
    """Erase no more of these guilds, which are back."""
    await tx.execute(delete(tables.erasures).where(_erasures.guild_id.in_(guild_ids)))


async def every(tx: Transaction) -> list[Erasure]:
    """Return what is to be erased, the oldest first."""
    return [Erasure(*row) for row in await tx.execute(select(tables.erasures).order_by(_erasures.id))]


async def queued_jobs(tx: Transaction, erasure: Erasure) -> list[Job]:
    """Return the jobs in line that are to be withdrawn."""
    statement = select(tables.jobs).where(_jobs.state == JobState.QUEUED, _is_meant(erasure))
    return await many(tx, statement.order_by(_jobs.id))


async def overdue_jobs(tx: Transaction, erasure: Erasure, *, ended_before: datetime) -> list[Job]:
    """Return the jobs that ended before that moment, and could not be delivered since."""
    late = and_(_jobs.deliver_at.is_not(None), _jobs.finished_at < ended_before)
    return await many(tx, select(tables.jobs).where(late, _is_meant(erasure)).order_by(_jobs.id))


async def next_batch(tx: Transaction, erasure: Erasure) -> Batch:
    """Return the next jobs that are to be erased now: those that are delivered."""
    newest: int = (await tx.execute(select(func.coalesce(func.max(_jobs.id), 0)))).scalar_one()
    begin, end = erasure.done_to, min(newest, erasure.done_to + READ_AT_ONCE)
    meant = and_(_jobs.id > begin, _jobs.id <= end, _jobs.delivered_at.is_not(None), _is_meant(erasure))
    jobs = await many(tx, select(tables.jobs).where(meant).order_by(_jobs.id).limit(ERASED_AT_ONCE))
    until = JobId(jobs[-1].id if len(jobs) == ERASED_AT_ONCE else end)
    return Batch(jobs, until, is_last=until >= newest)


async def messages(tx: Transaction, jobs: Sequence[Job]) -> list[Posted]:
    """Return where these jobs were posted: their own messages, and where somebody brought them back or showed them."""
    found = list[Posted]()
    for job in jobs:  # a message for one person alone is theirs to close
        if job.message_channel_id is not None and job.message_id is not None:
            found.append(Posted(job.id, job.guild_id, job.message_channel_id, job.message_id))
    copies = tables.song_copies.c
    columns = (copies.job_id, copies.guild_id, copies.channel_id, copies.message_id)
    copied = select(*columns).where(copies.job_id.in_([job.id for job in jobs])).order_by(copies.message_id)
    return found + [Posted(*row) for row in await tx.execute(copied)]


async def own_cards(tx: Transaction, user_id: UserId) -> list[Posted]:
    """Return where moderators were shown what the member asked for or reported."""
    return await _cards(tx, _cases.user_id == user_id)


async def cards_of(tx: Transaction, jobs: Sequence[Job]) -> list[Posted]:
    """Return where moderators were shown what was asked for with these jobs, whoever reported it."""
    return await _cards(tx, _cases.job_id.in_([job.id for job in jobs]))


async def _cards(tx: Transaction, which: ColumnElement[bool]) -> list[Posted]:
    columns = (_cases.job_id, _cases.guild_id, _cases.channel_id, _cases.message_id, _cases.id)
    found = select(*columns).where(which, _cases.message_id.is_not(None)).order_by(_cases.id)
    return [Posted(*row) for row in await tx.execute(found)]


async def erase_batch(
    tx: Transaction, erasure: Erasure, batch: Batch, removed: Collection[MessageId], *, now: datetime
) -> Erasure | None:
    """Erase these jobs with all that hangs on them; returns the erasure as it stands now, None: it is over.

    Nothing is erased while another message than those that were `removed` shows one of them: it was just posted.
    """
    job_ids = await lock_jobs(tx, _jobs.id.in_([job.id for job in batch.jobs]), _is_meant(erasure))
    if erasure.with_messages and not {each.message_id for each in await messages(tx, batch.jobs)} <= set(removed):
        return erasure
    if erasure.user_id is not None:
        await member_use.keep_erased(tx, erasure.user_id, job_ids, now=now)
    await erase_jobs(tx, [job for job in batch.jobs if job.id in set(job_ids)], now=now)
    if erasure.user_id is not None:
        await _forget_cancellations(tx, erasure.user_id, erasure.done_to, batch.until)
    further = update(tables.erasures).where(_erasures.id == erasure.id, _erasures.done_to == erasure.done_to)
    row = (await tx.execute(further.values(done_to=batch.until).returning(tables.erasures))).one_or_none()
    if row is None:  # another process is at it as well, or it was asked for anew
        row = (await tx.execute(select(tables.erasures).where(_erasures.id == erasure.id))).one_or_none()
    return None if row is None else Erasure(*row)


async def erase_jobs(tx: Transaction, jobs: Collection[Job], *, now: datetime) -> None:
    """Strip jobs that are over, which the transaction has locked, of everything that is a person's; credits stay."""
    if not jobs:
        return
    job_ids, clips = [job.id for job in jobs], tables.clips.c
    gone = update(tables.clips).where(clips.job_id.in_(job_ids), clips.deleted_at.is_(None))
    await tx.execute(gone.values(deleted_at=now))
    for each in STORED:
        if not each.hangs_on_jobs:
            continue
        if each.end is End.REMOVED:
            await tx.execute(delete(each.table).where(each.of_jobs(job_ids)))
        elif each.end is End.STRIPPED:
            await tx.execute(update(each.table).where(each.of_jobs(job_ids)).values(dict(each.forgets)))
    await tx.execute(delete(tables.personas).where(tables.personas.c.job_id.in_(job_ids)))
    await tx.execute(update(tables.jobs).where(_jobs.id.in_(job_ids)).values(dict(OF_TABLE["jobs"].forgets)))
    keys = [key for job in jobs for key in (unreached.key_of(job), deferrals.key_of(job.interaction_id))]
    await key_values.remove(tx, keys)


async def erase_rows(tx: Transaction, erasure: Erasure) -> None:
    """Erase what is found by the member or the guild itself: everything but jobs, and what hangs on them."""
    for each in STORED:
        # What hangs on a guild's jobs goes with them, some at a time.
        column = each.member if erasure.user_id is not None else "" if each.hangs_on_jobs else each.guild
        if not column or each.table in (tables.jobs, tables.erasures, tables.admin_log):
            continue
        of_theirs = each.table.c[column] == (erasure.guild_id if erasure.user_id is None else erasure.user_id)
        if each.table is tables.moderation_cases:  # one with a card stays until that is gone
            of_theirs = and_(of_theirs, _cases.message_id.is_(None))
        if each.end is End.REMOVED:
            await tx.execute(delete(each.table).where(of_theirs))
        elif each.end is End.STRIPPED:
            await tx.execute(update(each.table).where(of_theirs).values(dict(each.forgets)))
    if erasure.user_id is not None:
        keys = [*await unreached.keys_of_member(tx, erasure.user_id), downloads.key_of(erasure.user_id)]
        await key_values.remove(tx, keys)
        await _forget_admin(tx, erasure.user_id)
        await intake.erase_blocked(tx, erasure.user_id)
        await member_blocks.erase_member(tx, erasure.user_id, ERASED_MEMBER)
        await cases.erase_moderator(tx, erasure.user_id, ERASED_MEMBER)
    else:
        await tx.execute(delete(tables.admin_log).where(tables.admin_log.c.guild_id == erasure.guild_id))


async def end(tx: Transaction, erasure: Erasure, *, now: datetime) -> Standing:
    """End an erasure after which nothing is left, or say why it goes on: what it passed over is looked at once more."""
    left = select(func.min(_jobs.id)).where(_jobs.delivered_at.is_(None), _is_meant(erasure))
    first: int | None = (await tx.execute(left)).scalar_one()
    shown = [] if erasure.user_id is None else await own_cards(tx, erasure.user_id)
    if first is not None or shown or now - erasure.asked_at < SETTLING:
        back = erasure.done_to - LATE_IDS if first is None else min(first - 1, erasure.done_to - LATE_IDS)
        again = update(tables.erasures).where(_erasures.id == erasure.id, _erasures.done_to == erasure.done_to)
        await tx.execute(again.values(done_to=max(0, back)))
        return Standing.WAITS if first is not None or shown else Standing.SETTLES
    ours = (_erasures.id == erasure.id, _erasures.asked_at == erasure.asked_at)  # not one that was asked for anew
    if (await tx.execute(delete(tables.erasures).where(*ours).returning(_erasures.id))).first() is None:
        return Standing.WAITS
    await erase_rows(tx, erasure)
    if erasure.guild_id is not None:
        of_guild = update(tables.guilds).where(tables.guilds.c.guild_id == erasure.guild_id)
        await tx.execute(of_guild.values(purged_at=now))
    return Standing.OVER


def _is_meant(erasure: Erasure) -> ColumnElement[bool]:
    """What is true of the jobs that are to be erased; what a member orders afterwards is theirs again."""
    if erasure.user_id is None:
        # A guild's jobs that were erased with their member are passed over: nothing is left of them.
        return and_(_jobs.guild_id == erasure.guild_id, _jobs.user_id != ERASED_MEMBER)
    return and_(_jobs.user_id == erasure.user_id, _jobs.created_at <= erasure.asked_at)


async def _forget_cancellations(tx: Transaction, user_id: UserId, begin: JobId, end: JobId) -> None:
    """Forget that the member cancelled other people's jobs, of which the reason is who wanted it."""
    theirs = and_(_jobs.failure == FailureKind.CANCELLED, _jobs.reason == str(user_id))
    found = await lock_jobs(tx, _jobs.id > begin, _jobs.id <= end, theirs)
    if found:
        await tx.execute(update(tables.jobs).where(_jobs.id.in_(found)).values(reason=""))
    packed = (_jobs.failure == FailureKind.CANCELLED, _jobs.archived_at.is_not(None))
    await archive.forget_reasons(tx, await lock_jobs(tx, _jobs.id > begin, _jobs.id <= end, *packed), str(user_id))


async def _forget_admin(tx: Transaction, user_id: UserId) -> None:
    """Take the member out of what admins and operators changed: as who did it, and where it was about them."""
    log = tables.admin_log.c
    await tx.execute(update(tables.admin_log).where(log.user_id == user_id).values(user_id=ERASED_MEMBER))
    about = select(log.id, log.facts).where(cast(log.facts, Text).contains(str(user_id)))
    for row_id, facts in (await tx.execute(about)).all():
        told = _without(facts, str(user_id))
        await tx.execute(update(tables.admin_log).where(log.id == row_id).values(facts=told))


def _without(value: Any, name: str) -> Any:
    """A JSON value in which 0 stands wherever this id did."""
    if isinstance(value, dict):
        pairs = cast_type("dict[str, Any]", value).items()
        return {_without(key, name): _without(each, name) for key, each in pairs}
    if isinstance(value, list):
        return [_without(each, name) for each in cast_type("list[Any]", value)]
    if isinstance(value, str):
        return value.replace(name, str(ERASED_MEMBER))
    return ERASED_MEMBER if str(value) == name else value
