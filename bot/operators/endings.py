"""A job that is lost or stuck, ended by an operator's word: refunded, or settled with what arrived of it.

By the same statements as any other end, in one transaction: whoever comes second, a worker or another operator, finds
the job over and changes nothing.
"""

from __future__ import annotations

import logging
from enum import StrEnum
from typing import Final

from bot.context import Context
from bot.errors import PersonError, Problem
from bot.jobs import settlement
from bot.jobs.changes import JobChanges
from bot.jobs.lifecycle import LEASE
from data.engine.transaction import Transaction
from data.guilds import admin_log
from data.ids import JobId, UserId
from data.jobs import notices, queries
from data.rows import FailureKind, Job, JobState

log = logging.getLogger(__name__)

# What its person is told: the same as where nobody had to say it.
_FAILURES: Final = {
    JobState.QUEUED: FailureKind.CANCELLED,
    JobState.SUBMITTING: FailureKind.LOST,
    JobState.RUNNING: FailureKind.TIMED_OUT,
}


class Ending(StrEnum):
    """What becomes of the credits of a job."""

    REFUND = "refund"
    SETTLE = "settle"


async def end_job(context: Context, changes: JobChanges, job_id: JobId, ending: Ending, by: UserId) -> Job:
    """End a job and return it; its person is told as usual.

    Raises PersonError where there is no such job, where it is over, is being sent at this moment, or would be charged
    though nothing arrived of it.
    """

    async def work(tx: Transaction) -> Job:
        job = await queries.lock(tx, job_id)
        if job is None:
            raise PersonError(Problem.JOB_UNKNOWN)
        if job.state.final:
            raise PersonError(Problem.JOB_OVER)
        await _end(tx, context, job, ending, by)
        ended = await queries.get(tx, job_id)
        if ended is None or not ended.state.final:
            raise RuntimeError(f"job {job_id} goes on, although it was ended")
        facts = {"job": str(job_id), "was": job.state.value, "ending": ending.value}
        await admin_log.record(tx, guild_id=job.guild_id, user_id=by, action="job.end", facts=facts, now=context.now())
        await notices.tell_others(tx, ended, worker_id=context.worker_id, takes_jobs=context.has_workers)
        return ended

    ended = await context.database.write_urgently(work)
    changes.tell(ended)
    log.warning("job_ended_by_operator job=%s ending=%s by=%s", job_id, ending.value, by)
    return ended


async def _end(tx: Transaction, context: Context, job: Job, ending: Ending, by: UserId) -> None:
    """End a job that is under way; raises PersonError where it may not be."""
    if ending is Ending.SETTLE:
        # What never began has no task, and nothing of it can have arrived.
        is_begun = job.state is JobState.RUNNING
        if not (is_begun and await settlement.finish_with_what_arrived(tx, context, job)):
            raise PersonError(Problem.JOB_GAVE_NOTHING)
        return
    is_lost = job.answer_lost_at is not None
    if (
        job.state is JobState.SUBMITTING
        and not is_lost
        and context.now() - (job.submitted_at or job.changed_at) < LEASE
    ):
        raise PersonError(Problem.JOB_BEING_SENT)
    kind = _FAILURES[job.state]
    reason = str(by) if kind is FailureKind.CANCELLED else ""
    await settlement.fail(tx, context, job, kind, reason)
