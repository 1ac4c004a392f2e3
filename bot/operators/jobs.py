"""What is under way for everybody, what is stuck there, and what failed lately and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.context import Context
from bot.jobs import cadence
from bot.jobs.lifecycle import LEASE
from data.engine.transaction import Transaction
from data.jobs import counts, overview
from data.jobs.counts import Waiting
from data.rows import Job, JobState

LATELY: Final = timedelta(days=1)
SHOWN: Final = 10  # of what is stuck, and of what failed
LOOKED_AT: Final = 500  # of what is under way; the oldest, which is where something is stuck
LONG_IN_LINE: Final = timedelta(minutes=30)


class Stuck(StrEnum):
    """Why a job that is under way deserves a look."""

    ANSWER_LOST = "answer-lost"  # nobody knows whether MusicAPI took it
    SENDING = "sending"  # for longer than a request may take
    SILENT = "silent"  # nothing new for as long as nothing ever comes after
    IN_LINE = "in-line"  # for very long


@dataclass(frozen=True, slots=True)
class JobsOverview:
    """How many jobs wait for what, those that are stuck, oldest first, and those that failed lately, newest first."""

    waiting: Sequence[Waiting]
    stuck: Sequence[tuple[Job, Stuck]]
    failed: Sequence[Job]


async def read_jobs(context: Context) -> JobsOverview:
    """What is under way now."""
    now = context.now()

    async def work(tx: Transaction) -> JobsOverview:
        under_way = [(job, why_stuck(job, now)) for job in await overview.under_way(tx, limit=LOOKED_AT)]
        stuck = [(job, why) for job, why in under_way if why is not None]
        failed = await overview.failed_since(tx, now - LATELY, limit=SHOWN)
        return JobsOverview(await counts.waiting(tx), stuck[:SHOWN], failed)

    return await context.database.read(work)


def why_stuck(job: Job, now: datetime) -> Stuck | None:
    """Why a job that is under way deserves a look; None: it goes its way."""
    match job.state:
        case JobState.QUEUED:
            return Stuck.IN_LINE if now - job.created_at >= LONG_IN_LINE else None
        case JobState.SUBMITTING if job.answer_lost_at is not None:
            return Stuck.ANSWER_LOST
        case JobState.SUBMITTING:
            return Stuck.SENDING if now - (job.submitted_at or job.changed_at) >= LEASE else None
        case JobState.RUNNING:
            return Stuck.SILENT if now - job.changed_at >= cadence.STALL else None
        case _:
            return None
