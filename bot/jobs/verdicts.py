"""Pure: what the reason of a job's end says: what moderators decided, or what MusicAPI objected to."""

from __future__ import annotations

from typing import Final

from bot.musicapi.objections import SETTLED, Objection, find_objection
from data.rows import FailureKind, Job, Spending

UNDECIDED: Final = "undecided"  # nobody decided in time
_REJECTED: Final = "rejected"


def rejection(words: str) -> str:
    """The reason of a job that a moderator rejected, with what they said of it, which may be nothing."""
    return f"{_REJECTED}: {words}" if words else _REJECTED


def is_undecided(job: Job | Spending) -> bool:
    """Whether a job ended because no moderator decided in time."""
    return job.failure is FailureKind.CANCELLED and job.reason == UNDECIDED


def rejected_because(job: Job | Spending) -> str | None:
    """What a moderator said of a job that they rejected, empty where they said nothing; None: nobody rejected it."""
    said, _, words = (job.reason or "").partition(":")
    return words.strip() if job.failure is FailureKind.CANCELLED and said == _REJECTED else None


def is_unapproved(job: Job | Spending) -> bool:
    """Whether a job waits for moderators, or ended before one of them let it be made: nobody else reads its words.

    Where its member or an operator ended it, it says of itself that it was waiting. A row of a statement whose reason
    was packed with its texts says no more than that it was cancelled, and counts as such.
    """
    is_packed = isinstance(job, Spending) and job.failure is FailureKind.CANCELLED and job.reason is None
    return bool(job.awaits_approval) or is_undecided(job) or rejected_because(job) is not None or is_packed


def objection_to(job: Job) -> Objection | None:
    """What MusicAPI objected to, at once or when it had begun; None: to nothing, or to nothing that is known."""
    is_vendors = job.failure in (FailureKind.REFUSED, FailureKind.FAILED)
    return find_objection(job.reason or "") if is_vendors else None


def is_settled(job: Job) -> bool:
    """Whether MusicAPI would refuse the same words again."""
    objection = objection_to(job)
    return objection is not None and objection.problem in SETTLED
