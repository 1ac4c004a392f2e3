"""Pure: when a card has something new to say, without overrunning any bucket of Discord's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.jobs import cadence
from bot.status.job_status import JobStatus, Stage
from data.rows import Job, JobState

BETWEEN_EDITS = timedelta(seconds=10)
BETWEEN_EXPECTATIONS = timedelta(minutes=1)  # how much later or sooner is worth saying
BETWEEN_CHECKS = timedelta(seconds=1)
AFTER_EARLY_CLIP = timedelta(seconds=30)  # an early clip was tried: it is there, or Discord or the vendor needs a rest
EARLY_CLIP_WAIT = timedelta(seconds=5)  # how long a ready clip waits for its sibling before it is posted alone
TOKEN_MARGIN = timedelta(minutes=1)  # an interaction's token is not trusted in its last minute
# Discord allows about three edits an hour to a message older than an hour; far from it, only the last one is made.
OLD_MESSAGE = timedelta(minutes=45)
UNKNOWN_LENGTH = 240.0  # seconds; as long as most songs get
BYTES_A_SECOND = 40_000  # of the best MP3
COVER_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class CardState:
    """What a card was last seen to say, and how its job stood."""

    state: JobState
    stage: Stage | None
    place: int | None
    tenth: int
    asked_again_at: datetime | None
    is_stopped: bool
    ready_by: datetime | None  # what it says of when the song is likely to be ready
    edited_at: datetime
    checked_at: datetime


def can_be_edited(job: Job, now: datetime) -> bool:
    """Whether there is a card to edit, known or still to be found by its token, and it is young enough for that."""
    return (job.message_id is not None or is_token_alive(job, now)) and now - job.created_at <= OLD_MESSAGE


def next_look(shown: CardState | None, now: datetime) -> datetime:
    """When to look at a card whose job was changed: stages that pass in a moment are not worth an edit each."""
    return now if shown is None else max(now, shown.checked_at + BETWEEN_CHECKS)


def next_change(status: JobStatus, shown: CardState, now: datetime) -> datetime | None:
    """When the card may have something new to say though nothing happens to its job; None: never."""
    match status.stage:
        case Stage.QUEUED:
            return now + BETWEEN_EDITS
        case Stage.ONE_READY:
            waited = status.job.changed_at + EARLY_CLIP_WAIT
            return waited if waited > now else now + AFTER_EARLY_CLIP
        # Without a living token, the time that is left is not worth an edit: see is_edit_due.
        case Stage.COMPOSING if status.typical and status.job.started_at and is_token_alive(status.job, now):
            seconds = cadence.seconds_until(shown.tenth / 10 + 0.1, status.typical)
            if seconds is None:
                return None
            moves_at = status.job.started_at + timedelta(seconds=seconds)
            return max(moves_at, shown.edited_at + BETWEEN_EDITS, now + BETWEEN_CHECKS)
        case _:
            return None


def expected_bytes(status: JobStatus) -> int:
    """How much room the files of a song's clips are likely to take while they are delivered."""
    seconds = sum(clip.duration or UNKNOWN_LENGTH for clip in status.ready_clips)
    return round(seconds * BYTES_A_SECOND) + COVER_BYTES * len(status.ready_clips)


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
    says = (status.place, tenth(status), status.asked_again_at, status.is_stopped)
    if says != (shown.place, shown.tenth, shown.asked_again_at, shown.is_stopped):
        return True
    before, expected = shown.ready_by, _ready_by(status)
    if before is None or expected is None:
        return before is not expected
    return abs(expected - before) >= BETWEEN_EXPECTATIONS


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
    return CardState(
        state=status.job.state,
        stage=status.stage,
        place=status.place,
        tenth=tenth(status),
        asked_again_at=status.asked_again_at,
        is_stopped=status.is_stopped,
        ready_by=_ready_by(status),
        edited_at=now,
        checked_at=now,
    )


def state_checked(status: JobStatus, shown: CardState | None, now: datetime) -> CardState:
    """The same as before, looked at again."""
    before = shown or CardState(status.job.state, None, None, 0, None, False, None, now, now)
    return replace(before, state=status.job.state, checked_at=now)


def _ready_by(status: JobStatus) -> datetime | None:
    return None if status.expected is None else status.expected.ready_by


def tenth(status: JobStatus) -> int:
    """The progress in tenths, as fine as a card tells of it."""
    return int(status.progress * 10)
