"""A member's own rows of every table, as JSON can say them, some at a time: what an export hands out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Final

from sqlalchemy import and_, func, select

from data import archive, key_values, tables
from data.brief import Details
from data.engine.transaction import Transaction
from data.guilds.intake import BlockKind, fingerprint
from data.ids import JobId, UserId
from data.messages import downloads, unreached
from data.privacy.kinds import Stored
from data.privacy.stored import STORED
from data.rows import FailureKind

JOBS_AT_ONCE: Final = 100
READ_AT_ONCE: Final = 10_000  # ids that one look goes through: no index leads from a member to their jobs
# JSON's readers keep no larger number as it is; Discord's ids are larger, and written as text for that reason.
LARGEST_NUMBER: Final = 2**53
CANCELLED: Final = "cancelled_jobs_of_others"
BLOCKED: Final = "blocked"  # where, and since when

_jobs = tables.jobs.c


@dataclass(frozen=True, slots=True)
class Page:
    """Rows by their tables; `until` is the job up to which they go, `is_last`: there are no later ones."""

    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    until: JobId
    is_last: bool


@dataclass(slots=True)
class _Rows:
    found: dict[str, list[dict[str, Any]]] = field(default_factory=dict[str, list[dict[str, Any]]])

    def add(self, name: str, row: dict[str, Any]) -> None:
        self.found.setdefault(name, []).append(row)


async def settings_of(tx: Transaction, user_id: UserId) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Return the member's rows of every table but those of jobs, and of what hangs on them."""
    rows = _Rows()
    for stored in STORED:
        if stored.member and stored.table is not tables.jobs:
            await _read(tx, stored, stored.table.c[stored.member] == user_id, rows)
    await _read_blocks(tx, user_id, rows)
    keys = await unreached.keys_of_member(tx, user_id)
    download = downloads.key_of(user_id)
    keys += [download] if await key_values.get(tx, download) is not None else []
    for key in keys:
        rows.add(tables.key_values.name, {"key": key})
    return rows.found


async def jobs_of(tx: Transaction, user_id: UserId, *, after: JobId) -> Page:
    """Return the member's next jobs, with the rows of other tables that hang on them."""
    newest: int = (await tx.execute(select(func.coalesce(func.max(_jobs.id), 0)))).scalar_one()
    between = and_(_jobs.id > after, _jobs.id <= min(newest, after + READ_AT_ONCE))
    own = select(_jobs.id).where(between, _jobs.user_id == user_id).order_by(_jobs.id).limit(JOBS_AT_ONCE)
    job_ids = [JobId(job_id) for job_id in (await tx.execute(own)).scalars()]
    until = job_ids[-1] if len(job_ids) == JOBS_AT_ONCE else min(newest, after + READ_AT_ONCE)
    rows = _Rows()
    if job_ids:
        for stored in STORED:
            if stored.table is tables.jobs:
                await _read(tx, stored, _jobs.id.in_(job_ids), rows)
            elif stored.hangs_on_jobs and not stored.member:
                await _read(tx, stored, stored.of_jobs(job_ids), rows)
        await _put_back_texts(tx, job_ids, rows)
    cancelled = and_(_jobs.failure == FailureKind.CANCELLED, _jobs.reason == str(user_id), _jobs.user_id != user_id)
    theirs = select(_jobs.id).where(_jobs.id > after, _jobs.id <= until, cancelled)
    for job_id in (await tx.execute(theirs)).scalars():
        rows.add(CANCELLED, {"id": job_id})
    return Page(rows.found, JobId(until), is_last=until >= newest)


async def _read_blocks(tx: Transaction, user_id: UserId, rows: _Rows) -> None:
    """What outlives a deletion, under the number that stays of the member: where they are blocked, what they used.

    Who blocked them is another person.
    """
    numbers = (user_id, fingerprint(user_id))
    here, everywhere, used = tables.member_blocks.c, tables.blocks.c, tables.erased_use.c
    in_guilds = select(here.guild_id, here.at).where(here.subject_id.in_(numbers)).order_by(here.guild_id)
    for guild_id, at in await tx.execute(in_guilds):
        rows.add(BLOCKED, {"guild_id": _plain(guild_id), "since": _plain(at)})
    by_operators = (everywhere.kind == BlockKind.MEMBER, everywhere.subject_id.in_(numbers))
    for at in (await tx.execute(select(everywhere.at).where(*by_operators))).scalars():
        rows.add(BLOCKED, {"guild_id": None, "since": _plain(at)})  # in every server
    shown = select(used.guild_id, used.month, used.asked_at, used.credits).where(used.fingerprint == numbers[1])
    for row in (await tx.execute(shown.order_by(used.id))).mappings():
        rows.add(tables.erased_use.name, {name: _plain(value) for name, value in row.items()})


async def _put_back_texts(tx: Transaction, job_ids: Sequence[JobId], rows: _Rows) -> None:
    """Put what was packed of old jobs and their clips where it was."""
    unpacked = await archive.unpack(tx, job_ids)
    for job in rows.found.get(tables.jobs.name, ()):
        if (texts := unpacked.get(job["id"])) is not None:
            job.update({name: _plain(value) for name, value in texts.job.items()})
    for clip in rows.found.get(tables.clips.name, ()):
        if (texts := unpacked.get(clip["job_id"])) is not None:
            clip.update(texts.clips.get(clip["id"], {}))


async def _read(tx: Transaction, stored: Stored, condition: Any, rows: _Rows) -> None:
    shown = [column for column in stored.table.columns if column.name not in stored.secrets]
    if not shown:
        return
    statement = select(*shown).where(condition).order_by(*stored.table.primary_key.columns)
    for row in (await tx.execute(statement)).mappings():
        rows.add(stored.table.name, {name: _plain(value) for name, value in row.items()})


def _plain(value: Any) -> Any:
    """A column's value as JSON can say it, without losing anything."""
    match value:
        case datetime():
            return value.isoformat()
        case Enum():
            return value.value
        case Details():
            return value.as_json()
        case bool():
            return value
        case int() if abs(value) >= LARGEST_NUMBER:
            return str(value)
        case _:
            return value
