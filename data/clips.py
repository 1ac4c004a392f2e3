"""The clips of a job, from the first report that names them."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, insert, join, literal, null, select, update

from data import archive, old_clips, tables
from data.engine.transaction import Transaction
from data.guilds.viewers import Viewer, seen_by
from data.ids import ERASED_MEMBER, ClipId, GuildId, JobId, VendorClipId
from data.library import words
from data.rows import Clip, ClipState, Job, ReportedClip
from data.schema.columns import storable

LARGEST_ID = 2**63 - 1  # what both databases can hold; a forged button may carry more
MOST = 5  # of one job: tasks were seen to give two, and a message has room for five with their art and buttons
# Of a guild, which are looked through first for those that a viewer may see: nearly always they are enough.
NEWEST = 500
TEXTS = ("clip_id", "model", "title", "style", "lyrics", "audio_url", "image_url")

_clips = tables.clips.c
# Built once: every card asks.
_of_job = (
    select(tables.clips, tables.jobs.c.archived_at)
    .join_from(tables.clips, tables.jobs)
    .where(_clips.job_id == bindparam("made_by"))
    .order_by(_clips.position)
)


async def record(tx: Transaction, job: Job, reported: Sequence[ReportedClip], *, now: datetime) -> bool:
    """Store what a report says of the job's clips; True when that was news.

    Clips count from 1 in the order in which they were first named. Nothing known is overwritten with an empty value,
    and a final state never leaves. A clip without an id is passed over: it could not be told apart from its sister. So
    are those past `MOST`.
    """
    # Two reports of the same job at once would both count the next clip as the first. One that comes late brings
    # nothing back of what was erased.
    maker = select(tables.jobs.c.user_id).where(tables.jobs.c.id == job.id).with_for_update(key_share=True)
    if (await tx.execute(maker)).scalar_one_or_none() == ERASED_MEMBER:
        return False
    known = {clip.clip_id: clip for clip in await of_job(tx, job.id)}
    news = list[Clip]()
    for report in map(_readable, reported):
        clip_id = VendorClipId(report.clip_id)
        if not clip_id:
            continue
        if clip_id in known:
            clip = await _change(tx, known[clip_id], report)
        elif len(known) >= MOST:
            continue
        else:
            clip = await _add(tx, job, report, position=len(known) + 1, now=now)
        if clip is not None:
            known[clip_id] = clip
            news.append(clip)
    await words.record(tx, job, (clip for clip in news if clip.state is ClipState.SUCCEEDED))
    return bool(news)


async def of_job(tx: Transaction, job_id: JobId) -> list[Clip]:
    """Return the job's clips by position, deleted ones included."""
    rows = (await tx.execute(_of_job, {"made_by": job_id})).all()
    found = [Clip(*columns) for *columns, _ in rows]
    return await _with_texts(tx, found) if rows and rows[0].archived_at is not None else found


async def get(tx: Transaction, clip_row_id: ClipId, *, guild_id: GuildId, viewer: Viewer | None) -> Clip | None:
    """Return the guild's clip, a deleted one with its `deleted_at`; None: there is none that the viewer may see.

    Another guild's is none. No `viewer`: the bot itself asks, for a job that was placed.
    """
    if not 0 < clip_row_id <= LARGEST_ID:
        return None
    jobs = tables.jobs.c
    made_by = join(tables.clips, tables.jobs, _clips.job_id == jobs.id)
    statement = select(tables.clips, jobs.channel_id, jobs.user_id, jobs.archived_at).select_from(made_by)
    row = (await tx.execute(statement.where(_clips.id == clip_row_id, _clips.guild_id == guild_id))).one_or_none()
    if row is None:
        return None
    *columns, channel_id, maker, archived_at = row
    if viewer is not None and not viewer.can_see(channel_id, maker):
        return None
    clip = Clip(*columns)
    return clip if archived_at is None else (await _with_texts(tx, [clip]))[0]


async def recent(
    tx: Transaction, guild_id: GuildId, *, viewer: Viewer, family: str | None = None, limit: int
) -> list[Clip]:
    """Return the guild's last finished clips that the viewer may see, newest first, deleted ones left out.

    No `family`: of every family.

    Each has the title that its person chose, where one was chosen: MusicAPI reads it in some modes only. None has its
    lyrics and its timeline, which are most of a row and are in no list that people choose from, letter by letter.
    """
    living = [_clips.guild_id == guild_id, _clips.state == ClipState.SUCCEEDED, _clips.deleted_at.is_(None)]
    if family is not None:
        living.append(_clips.family == family)
    newest = max(NEWEST, limit)
    ordered = select(_clips.id, _clips.job_id).where(*living).order_by(_clips.id.desc())
    among = ordered.limit(newest).subquery("newest")
    made_by = join(among, tables.jobs, among.c.job_id == tables.jobs.c.id)
    seen = select(among.c.id).select_from(made_by).where(seen_by(viewer)).order_by(among.c.id.desc()).limit(limit)
    found = await _read(tx, seen)
    if len(found) < limit:
        oldest = (await tx.execute(ordered.offset(newest - 1).limit(1))).first()
        if oldest is not None:  # the server has more than these
            missing = limit - len(found)
            ids = await old_clips.find(tx, guild_id, viewer=viewer, family=family, before=oldest.id, limit=missing)
            found += await _read(tx, ids) if ids else []
    return found


async def _read(tx: Transaction, ids: Sequence[ClipId] | Select[ClipId]) -> list[Clip]:
    """These clips as lists have them, newest first."""
    named = func.coalesce(_clips.given_title, func.nullif(tables.jobs.c.title, ""), _clips.title)
    instead = {"title": named, "lyrics": literal(""), "timeline": null()}
    columns = [instead.get(column.name, column) for column in _clips]
    made_by = join(tables.clips, tables.jobs, _clips.job_id == tables.jobs.c.id)
    statement = select(*columns).select_from(made_by).where(_clips.id.in_(ids)).order_by(_clips.id.desc())
    return [Clip(*row) for row in await tx.execute(statement)]


async def set_timeline(tx: Transaction, clip_row_id: ClipId, timeline: Mapping[str, Any]) -> bool:
    """Remember when each word of the clip is sung; False: there is no such clip any more, or this cannot be stored."""
    if not _is_json(timeline):
        return False
    living = (_clips.id == clip_row_id, _clips.deleted_at.is_(None))
    statement = update(tables.clips).where(*living).values(timeline=timeline)
    return (await tx.execute(statement.returning(_clips.id))).first() is not None


async def mark_posted(tx: Transaction, clip_row_ids: Collection[ClipId], *, now: datetime) -> None:
    """Remember that these clips were posted; the first time counts."""
    statement = update(tables.clips).where(_clips.id.in_(clip_row_ids))
    await tx.execute(statement.values(posted_at=func.coalesce(_clips.posted_at, now)))


async def _with_texts(tx: Transaction, found: Sequence[Clip]) -> list[Clip]:
    """The same clips, with what is packed of them; what came since then is the newer."""
    packed = await archive.unpack(tx, {clip.job_id for clip in found})
    texts = {clip_id: each for job in packed.values() for clip_id, each in job.clips.items()}
    newer = ("lyrics", "timeline")
    return [
        replace(clip, **{name: getattr(clip, name) or texts[clip.id].get(name) for name in newer})
        if clip.id in texts
        else clip
        for clip in found
    ]


async def _add(tx: Transaction, job: Job, report: ReportedClip, *, position: int, now: datetime) -> Clip:
    reported = {**asdict(report), "model": report.model or job.model}
    of_job = {"job_id": job.id, "guild_id": job.guild_id, "family": job.family, "position": position}
    statement = insert(tables.clips).values(**reported, **of_job, created_at=now).returning(tables.clips)
    return Clip(*(await tx.execute(statement)).one())


async def _change(tx: Transaction, clip: Clip, report: ReportedClip) -> Clip | None:
    if clip.state is not ClipState.RUNNING and report.state is not clip.state:
        # A late report of an earlier stage: its address may be a stream that ends.
        return None
    told = {name: value for name, value in asdict(report).items() if value not in ("", None) and value is not False}
    news = {name: value for name, value in told.items() if value != getattr(clip, name)}
    if not news:
        return None
    statement = update(tables.clips).where(_clips.id == clip.id).values(**news).returning(tables.clips)
    return Clip(*(await tx.execute(statement)).one())


def _readable(report: ReportedClip) -> ReportedClip:
    """Return the report as it will read when it comes back from the database, without what cannot be stored."""
    seconds = report.duration
    return replace(
        report,
        **{name: storable(getattr(report, name)) for name in TEXTS},
        duration=seconds if seconds is not None and math.isfinite(seconds) and seconds >= 0 else None,
        timeline=report.timeline if _is_json(report.timeline) else None,
    )


def _is_json(timeline: Any) -> bool:
    try:
        json.dumps(timeline, allow_nan=False)  # Python's own reader lets NaN through, PostgreSQL does not
    except ValueError:
        return False
    return True
