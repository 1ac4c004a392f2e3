"""Which jobs are told to their person alone."""

from __future__ import annotations

from bot.musicapi.operations import spec_of
from data.rows import Job


def is_private(job: Job) -> bool:
    """Whether the job's message is for its person alone: it is of a small operation, and was promised to nobody else.

    Only the interaction's token reaches such a message, so the job knows its id and no channel.
    """
    return spec_of(job.operation).is_small and job.message_channel_id is None
