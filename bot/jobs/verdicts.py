"""Pure: what a job that moderators did not let through keeps as the reason of its end."""

from __future__ import annotations

from typing import Final

from data.rows import FailureKind, Job

UNDECIDED: Final = "undecided"  # nobody decided in time
_REJECTED: Final = "rejected"


def rejection(words: str) -> str:
    """The reason of a job that a moderator rejected, with what they said of it, which may be nothing."""
    return f"{_REJECTED}: {words}" if words else _REJECTED


def is_undecided(job: Job) -> bool:
    """Whether a job ended because no moderator decided in time."""
    return job.failure is FailureKind.CANCELLED and job.reason == UNDECIDED


def rejected_because(job: Job) -> str | None:
    """What a moderator said of a job that they rejected, empty where they said nothing; None: nobody rejected it."""
    said, _, words = (job.reason or "").partition(":")
    return words.strip() if job.failure is FailureKind.CANCELLED and said == _REJECTED else None
