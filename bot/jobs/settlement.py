"""How a job ends: its state, its result and its credits, all within the caller's transaction."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, assert_never

from bot.context import Context
from bot.jobs import cadence
from bot.musicapi import answers
from bot.musicapi.answers import LyricsTimeline, NewPersona, NewVoice
from bot.musicapi.objections import to_log
from bot.musicapi.operations import Gives, spec_of
from bot.musicapi.responses.reports import TaskReport
from data import clips, ledger, personas
from data.engine.transaction import Transaction
from data.ids import VendorPersonaId
from data.jobs import queries, transitions
from data.rows import ClipState, FailureKind, Job, JobState, PersonaKind, ReportedClip

log = logging.getLogger(__name__)


async def finish(
    tx: Transaction, context: Context, job: Job, report: TaskReport, unready_at: datetime | None = None
) -> None:
    """Close a job whose report is final: done and settled, or failed and refunded where nothing can be used.

    `unready_at` is when its task was last known not to be ready; None: nobody knows.
    """
    if is_empty(context, job, report) or not await _has_living_clip(tx, context, job):
        await finish_failed(tx, context, job, report)
        return
    if report.files or report.answer is not None:
        await transitions.set_result(tx, job.id, result=result_of(report))
    unready_at = min(context.now(), unready_at or job.started_at or job.created_at)
    ended = await transitions.finish(tx, job.id, unready_at=unready_at, now=context.now())
    if ended is not None:
        await _record_gains(tx, context, ended, report)
        await _settle(tx, context, ended)


async def finish_failed(tx: Transaction, context: Context, job: Job, report: TaskReport) -> None:
    """Close a job whose task failed as a whole: done with the clips that it gave before that, else failed and refunded.

    A clip that can be heard was posted perhaps, and is not taken away again: it costs what both of them would.
    """
    if _gives(context, job) is Gives.SONGS and await finish_with_what_arrived(tx, context, job):
        log.warning("task_failed_late job=%s reason=%r", job.id, to_log(report.reason or ""))
        return
    await fail(tx, context, job, FailureKind.FAILED, report.reason or "")


async def finish_with_result(tx: Transaction, context: Context, job: Job, report: TaskReport) -> bool:
    """Close a job whose create was answered with the result; False: it was closed before."""
    if is_empty(context, job, report):
        return await fail(tx, context, job, FailureKind.FAILED, report.reason or "")
    ended = await transitions.finish_with_result(tx, job.id, result=result_of(report), now=context.now())
    if ended is None:
        return False
    await clips.record(tx, ended, clips_to_record(job, report), now=context.now())
    await _record_gains(tx, context, ended, report)
    await _settle(tx, context, ended)
    return True


async def finish_with_what_arrived(tx: Transaction, context: Context, job: Job) -> bool:
    """Close a job that gets no more reports with what it has; False: it has nothing."""
    known = await queries.get(tx, job.id)
    if known is None:
        return False
    if not known.result and not any(clip.state is ClipState.SUCCEEDED for clip in await clips.of_job(tx, job.id)):
        return False
    # When the rest would have been ready is not known: what is said is that it was after the last change.
    ended = await transitions.finish(tx, job.id, unready_at=known.changed_at, now=context.now())
    if ended is not None:
        await _settle(tx, context, ended)
    return True


async def fail_if_nothing_lives(tx: Transaction, context: Context, job: Job, reason: str) -> bool:
    """Close a job as failed and refund it where all its clips failed and none has come for a while; False: wait on."""
    known = await queries.get(tx, job.id)
    if known is None or not cadence.is_believed(known.changed_at, context.now()):
        return False
    if any(clip.state is not ClipState.FAILED for clip in await clips.of_job(tx, job.id)):
        return False
    return await fail(tx, context, job, FailureKind.FAILED, reason)


async def record_files(tx: Transaction, job: Job, report: TaskReport) -> bool:
    """Store the files of a job that will have more; True when there are more than before."""
    known = await queries.get(tx, job.id)
    before: Mapping[str, Any] = (known.result or {}) if known else {}
    if len(report.files) <= len(before.get("files", ())):
        return False
    return await transitions.set_result(tx, job.id, result=result_of(report)) is not None


async def fail(tx: Transaction, context: Context, job: Job, kind: FailureKind, reason: str) -> bool:
    """Close a job as failed and give its credits back; False: it was closed before."""
    return await _refund(tx, context, await transitions.fail(tx, job.id, kind, reason, now=context.now()))


async def fail_create(tx: Transaction, context: Context, job: Job, kind: FailureKind, reason: str) -> bool:
    """Like `fail`, for a create that was not accepted; False: a webhook named its task meanwhile."""
    since = [JobState.SUBMITTING]
    failed = await transitions.fail(tx, job.id, kind, reason, since=since, now=context.now())
    return await _refund(tx, context, failed)


def clips_to_record(job: Job, report: TaskReport) -> list[ReportedClip]:
    """The clips of a report as they are kept."""
    # A vendor's front may answer with another name for the model than the one that it was sent and takes.
    kept = [replace(clip, model=job.model) for clip in report.clips]
    return [_recording(job, clip) for clip in kept] if spec_of(job.operation).is_upload else kept


def result_of(report: TaskReport) -> dict[str, Any]:
    """What is kept of a report beside its clips, as JSON."""
    result: dict[str, Any] = {}
    if report.files:
        result["files"] = [{"name": file.name, "url": file.url} for file in report.files]
    if report.answer is not None:
        result["answer"] = answers.to_json(report.answer)
    return result


def is_empty(context: Context, job: Job, report: TaskReport) -> bool:
    """Whether a report that says “done” names nothing that could be delivered."""
    match gives := _gives(context, job):
        case Gives.FILES:
            return not report.files
        case Gives.ANSWER:
            return report.answer in (None, NewPersona(""), NewVoice(""))
        case Gives.SONGS:
            return not report.clips
        case _:
            assert_never(gives)


def _gives(context: Context, job: Job) -> Gives:
    offer = context.catalog.offer(job.family, job.operation)
    return offer.gives if offer else Gives.SONGS


async def _has_living_clip(tx: Transaction, context: Context, job: Job) -> bool:
    """Whether a clip can be heard, where clips are what was asked for."""
    if _gives(context, job) is not Gives.SONGS:
        return True
    # Not as the report says: a clip that failed once stays failed, and of a crowd of clips only the first ones count.
    return any(clip.state is ClipState.SUCCEEDED for clip in await clips.of_job(tx, job.id))


async def _refund(tx: Transaction, context: Context, ended: Job | None) -> bool:
    if ended is None:
        return False
    await ledger.refund(tx, ended, now=context.now())
    reason = to_log(ended.reason or "")
    log.warning("job_failed job=%s kind=%s refunded=%s reason=%r", ended.id, ended.failure, ended.price, reason)
    return True


async def _settle(tx: Transaction, context: Context, job: Job) -> None:
    # A job that moved to a dearer family costs what its card promised; to a cheaper one, what that one costs.
    offer = context.catalog.offer(job.family, job.operation)
    credits = min(job.price, offer.price) if offer else job.price
    await ledger.settle(tx, job, credits=credits, now=context.now())
    log.info("job_done job=%s credits=%s", job.id, credits)


async def _record_gains(tx: Transaction, context: Context, job: Job, report: TaskReport) -> None:
    """Store what outlives the job's message: a persona, or the timeline of its source clip."""
    match report.answer:
        case NewPersona(made) | NewVoice(made):
            kind = PersonaKind.VOICE if isinstance(report.answer, NewVoice) else PersonaKind.PERSONA
            vendor_id = VendorPersonaId(made)
            await personas.add(tx, job, kind=kind, name=job.brief.title, vendor_id=vendor_id, now=context.now())
        case LyricsTimeline() as timeline if job.brief.source is not None:
            await clips.set_timeline(tx, job.brief.source, answers.to_json(timeline))
        case _:
            pass


def _recording(job: Job, clip: ReportedClip) -> ReportedClip:
    """A person's own recording: heard where they put it, and as long as it was measured."""
    return replace(
        clip,
        uploaded=True,
        title=job.brief.title or clip.title,
        duration=job.brief.details.length or clip.duration,
        audio_url=job.brief.details.url or clip.audio_url,
    )
