"""Which jobs are told to their person alone, and who else may read them."""

from __future__ import annotations

from bot.jobs.verdicts import is_unapproved
from bot.musicapi.operations import spec_of
from data.ids import UserId
from data.rows import Job, JobState, Spending


def is_private(job: Job | Spending) -> bool:
    """Whether the job's message is for its person alone: it is of a small operation, and was promised to nobody else.

    Only the interaction's token reaches such a message, so the job knows its id and no channel, until it is posted.
    """
    return spec_of(job.operation).is_small and job.message_channel_id is None


def is_kept_if_unreached(job: Job) -> bool:
    """Whether what a job found out, if it reached nobody, is kept until its person asks for the same again.

    A failure is not: it cost nothing, and asking again is what helps. What takes nothing is known to all who ask.
    """
    return is_private(job) and job.state is JobState.DONE and not spec_of(job.operation).takes_nothing


def may_be_told(job: Job | Spending, user_id: UserId) -> bool:
    """Whether a member may read a job's words and what came of it.

    Another's are kept from them where they are for that one alone, and where no moderator let them through.
    """
    return job.user_id == user_id or not (is_private(job) or is_unapproved(job))


def may_be_shown(job: Job, user_id: UserId) -> bool:
    """Whether a member may see a job's message, which says no words that they may not read."""
    return job.user_id == user_id or not is_private(job)
