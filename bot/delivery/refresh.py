"""Pure: when a card has something new to say, without overrunning any bucket of Discord's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.status.job_status import JobStatus, Stage
from data.jobs.queries import UnfinishedJob
from data.rows import Job, JobState

BETWEEN_EDITS = timedelta(seconds=10)
BETWEEN_CHECKS = timedelta(seconds=1)
AFTER_EARLY_CLIP = timedelta(seconds=30)  # an early clip was tried: it is there, or Discord or the vendor needs a rest
EARLY_CLIP_WAIT = timedelta(seconds=5)  # how long a ready clip waits for its sibling before it is posted alone
TOKEN_MARGIN = timedelta(minutes=1)  # an interaction's token is not trusted in its last minute
# Discord allows about three edits an hour to a message older than an hour; far from it, only the last one is made.
OLD_MESSAGE = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class CardState:
    """What a card was last seen to say."""

    stage: Stage | None
    place: int | None
    tenth: int
    edited_at: datetime
    checked_at: datetime


def is_check_due(job: Job | UnfinishedJob, shown: CardState | None, now: datetime) -> bool:
    """Whether a job should be read to see what its card would say; without a message there is no card to edit."""
    if job.message_id is None or now - job.created_at > OLD_MESSAGE:
        return False
    return shown is None or now - shown.checked_at >= _between_checks(job.state, shown)


def _between_checks(state: JobState, shown: CardState) -> timedelta:
    if shown.stage is Stage.ONE_READY:
        return AFTER_EARLY_CLIP
    # Whoever waits in line has only a new place to show: to look for it every second costs much where the line is long.
    waits = state is JobState.QUEUED and shown.stage is Stage.QUEUED
    return BETWEEN_EDITS if waits else BETWEEN_CHECKS


def is_edit_due(status: JobStatus, shown: CardState | None, now: datetime) -> bool:
    """Whether the card changes now: at once for a new stage, else at most every ten seconds."""
    # From the first ready clip on, the message is more than its card: an edit of the card alone would take the clip's
    # own card and its art away. The clip says that it is there by being posted, and the next edit is the last one.
    if status.stage is Stage.ONE_READY:
        return False
    if shown is None or status.stage != shown.stage:
        return True
    # Past the token's life, edits cost the channel's own small bucket: only new stages are worth it.
    if not is_token_alive(status.job, now) or now - shown.edited_at < BETWEEN_EDITS:
        return False
    return (status.place, tenth(status)) != (shown.place, shown.tenth)


def is_early_clip_due(status: JobStatus, now: datetime) -> bool:
    """Whether a ready clip waited long enough for its sibling and is not posted yet."""
    if len(status.ready_clips) in (0, status.job.clips_expected) or any(clip.posted_at for clip in status.ready_clips):
        return False
    return now - status.job.changed_at >= EARLY_CLIP_WAIT


def is_delivery_due(job: Job, now: datetime) -> bool:
    """Whether its person is to be told now how the job ended; no longer once that is done, or put off."""
    return job.deliver_at is not None and job.deliver_at <= now


def is_token_alive(job: Job, now: datetime) -> bool:
    """Whether the interaction's token may still be used."""
    return job.token is not None and now < job.token_expires_at - TOKEN_MARGIN


def state_shown(status: JobStatus, now: datetime) -> CardState:
    """What the card says from now on."""
    return CardState(status.stage, status.place, tenth(status), now, now)


def state_checked(shown: CardState | None, now: datetime) -> CardState:
    """The same as before, looked at again."""
    return replace(shown, checked_at=now) if shown else CardState(None, None, 0, now, now)


def tenth(status: JobStatus) -> int:
    """The progress in tenths, as fine as the bar is drawn."""
    return int(status.progress * 10)
