"""What a card is to say where another process ended the job while it was shown: the edit that came last may be older.

In one process, the courier lets no edit and no delivery of a job overtake each other. Two know nothing of each other's.
"""

from __future__ import annotations

from dataclasses import replace

from bot.musicapi.operations import spec_of
from bot.status.job_status import JobStatus
from bot.status.queries import Queries
from data.jobs import queries as jobs
from data.rows import Job, JobState


async def read_if_overtaken(queries: Queries, shown: JobStatus, *, but_by: str | None = None) -> JobStatus | None:
    """Read how the job stands now, if its card, which says `shown`, may cover what was told since; None: it does not.

    To be asked once the card is there: as long as the job stands as shown, its end is told after that. What the worker
    `but_by` does itself is not looked at. The token is that of `shown`, since whoever delivered the job forgot it.
    """
    job = await queries.context.database.read(jobs.get, shown.job.id)
    if job is None or job.state is shown.job.state or job.owner == but_by or not _is_soon_over(job):
        return None
    now = await queries.job_status(job.id)
    if now is None:
        return None
    return replace(now, job=replace(now.job, token=shown.job.token, token_expires_at=shown.job.token_expires_at))


def _is_soon_over(job: Job) -> bool:
    """Whether it can end within the moment of an edit, with nothing attached: no song does."""
    return job.state is not JobState.DONE or spec_of(job.operation).is_small
