"""Which jobs are told to their person alone."""

from __future__ import annotations

from bot.musicapi.operations import spec_of
from data.rows import Job, JobState, Spending


def is_private(job: Job | Spending) -> bool:
    """Whether the job's message is for its person alone: it is of a small operation, and was promised to nobody else.

    Only the interaction's token reaches such a message, so the job knows its id and no channel.
    """
    return spec_of(job.operation).is_small and job.message_channel_id is None


def is_kept_if_unreached(job: Job) -> bool:
    """Whether what a job found out, if it reached nobody, is kept until its person asks for the same again.

    A failure is not: it cost nothing, and asking again is what helps. What takes nothing is known to all who ask.
    """
    return is_private(job) and job.state is JobState.DONE and not spec_of(job.operation).takes_nothing
