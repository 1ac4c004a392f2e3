"""The long texts of jobs that ended long ago, packed into one small row each, and read back wherever they are needed.

The rows of such a job and of its clips stay: the ledger, the tree of a song and every button name them. What is packed
is what they rarely need, which is most of their bytes: the words, the lyrics of the job and, once more, of every clip,
the moments of the sung words, and answers. A webhook's token is forgotten for good.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, bindparam, func, insert, select, update

from data import tables
from data.brief import NO_DETAILS, Details
from data.engine.transaction import Transaction
from data.ids import ClipId, JobId

KEPT: Final = 100  # characters of a prompt and a style that stay in the row, where lists show them
WORTH_IT: Final = 512  # bytes of texts; less than that in a row of its own would save nothing
WINDOW: Final = 200  # ids that are looked at in one transaction, so that nobody waits long behind it
_TEXTS: Final = ("prompt", "style", "lyrics", "details", "reason", "result")  # of a job
_CLIP_TEXTS: Final = ("lyrics", "timeline")

_jobs, _clips, _archives = tables.jobs.c, tables.clips.c, tables.archives.c
_long_over = (
    select(_jobs.id, *(_jobs[name] for name in _TEXTS))
    .where(_jobs.id > bindparam("after"), _jobs.id <= bindparam("last"))
    .where(_jobs.delivered_at < bindparam("before"), _jobs.archived_at.is_(None))
    .order_by(_jobs.id)
    .with_for_update(skip_locked=True, key_share=True)  # what is being changed right now is left to the next time
)
# The row keeps one that is not NULL where there was one: a job that is done has a task or a result.
_shortened = update(tables.jobs).values(
    prompt=func.substr(_jobs.prompt, 1, KEPT),
    style=func.substr(_jobs.style, 1, KEPT),
    lyrics="",
    details=NO_DETAILS,
    reason=None,
    webhook_token=None,
)


class Packing(NamedTuple):
    """What one step packed: how many jobs, and their bytes of text before and after."""

    jobs: int = 0
    bytes_before: int = 0
    bytes_after: int = 0

    def __add__(self, other: object) -> Packing:
        """Both steps together."""
        if not isinstance(other, Packing):
            return NotImplemented
        return Packing(*(one + another for one, another in zip(self, other, strict=True)))


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What was packed of a job, by the names of its columns, and of its clips, by their ids."""

    job: Mapping[str, Any]
    clips: Mapping[ClipId, Mapping[str, Any]]


async def span(tx: Transaction) -> tuple[JobId, JobId]:
    """Return the id before the first job's, and the last one's; both are 0 where there is none."""
    # Each for itself: SQLite reads the whole table for two in one statement.
    first, last = [(await tx.execute(select(end(_jobs.id)))).scalar_one() for end in (func.min, func.max)]
    return JobId((first or 1) - 1), JobId(last or 0)


async def pack_window(tx: Transaction, *, after: JobId, before: datetime, now: datetime) -> Packing:
    """Pack what was delivered before `before` among the `WINDOW` ids that follow `after`.

    What is packed already is passed over, and so is what is small as it is.
    """
    found = (await tx.execute(_long_over, {"after": after, "last": after + WINDOW, "before": before})).all()
    if not found:
        return Packing()
    clips = await _clip_texts(tx, [row.id for row in found])
    rows, total = list[dict[str, Any]](), Packing()
    for row in found:
        plain = json.dumps(_contents(row, clips.get(row.id, [])), ensure_ascii=False, separators=(",", ":")).encode()
        if len(plain) < WORTH_IT:
            continue
        packed = zlib.compress(plain)
        rows.append({"job_id": row.id, "contents": packed})
        total += Packing(1, len(plain), len(packed))
    if rows:
        ids = [row["job_id"] for row in rows]
        await tx.execute(insert(tables.archives), rows)
        await tx.execute(_shortened.where(_jobs.id.in_(ids)).values(archived_at=now))
        await tx.execute(update(tables.jobs).where(_jobs.id.in_(ids), _jobs.result.is_not(None)).values(result={}))
        await tx.execute(update(tables.clips).where(_clips.job_id.in_(ids)).values(lyrics="", timeline=None))
    return total


async def unpack(tx: Transaction, job_ids: Collection[JobId]) -> dict[JobId, Unpacked]:
    """Return what was packed of these jobs; a job of which nothing was is left out."""
    if not job_ids:
        return {}
    rows = await tx.execute(select(_archives.job_id, _archives.contents).where(_archives.job_id.in_(job_ids)))
    return {job_id: _read(contents) for job_id, contents in rows}


async def forget_reasons(tx: Transaction, job_ids: Collection[JobId], reason: str) -> None:
    """Pack these jobs anew without their reason, where it is this one: it may be the id of a person."""
    rows = await tx.execute(select(_archives.job_id, _archives.contents).where(_archives.job_id.in_(job_ids)))
    for job_id, contents in rows.all():
        stored = json.loads(zlib.decompress(contents))
        if stored["job"].get("reason") == reason:
            stored["job"]["reason"] = ""
            packed = zlib.compress(json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode())
            await tx.execute(update(tables.archives).where(_archives.job_id == job_id).values(contents=packed))


async def _clip_texts(tx: Transaction, job_ids: Sequence[JobId]) -> dict[JobId, list[Row[Any]]]:
    columns = (_clips.id, _clips.job_id, *(_clips[name] for name in _CLIP_TEXTS))
    by_job = dict[JobId, list[Row[Any]]]()
    for clip in await tx.execute(select(*columns).where(_clips.job_id.in_(job_ids))):
        by_job.setdefault(clip.job_id, []).append(clip)
    return by_job


def _contents(row: Row[Any], clips: Sequence[Row[Any]]) -> dict[str, Any]:
    texts = {name: getattr(row, name) for name in _TEXTS}
    job = texts | {"details": row.details.as_json()}
    of_clips = {str(clip.id): {name: getattr(clip, name) for name in _CLIP_TEXTS} for clip in clips}
    return {"job": job, "clips": of_clips}


def _read(contents: bytes) -> Unpacked:
    """The contents again; names that this version does not know are skipped where a row is put together."""
    stored = json.loads(zlib.decompress(contents))
    job = {name: value for name, value in stored["job"].items() if name in _TEXTS}
    job["details"] = Details.from_json(job.get("details") or {}) if job.get("details") else NO_DETAILS
    clips = {
        ClipId(int(clip_id)): {name: value for name, value in texts.items() if name in _CLIP_TEXTS}
        for clip_id, texts in stored["clips"].items()
    }
    return Unpacked(job, clips)
