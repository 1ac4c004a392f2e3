"""Pure: a job as its card shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, assert_never

from bot.jobs import cadence
from bot.jobs.expected_times import Expected
from bot.musicapi import answers
from bot.musicapi.offers import Family, Model, Typical
from bot.musicapi.operations import Gives, spec_of
from bot.musicapi.responses.reports import ReportedFile
from bot.status.stems import named_parts
from data.rows import Account, Clip, ClipState, Consent, Job, JobState

LATE: Final = 0.9  # of the progress: the last tenth that a card is told of


class Stage(StrEnum):
    """What a card says is going on."""

    APPROVAL = "approval"  # of a moderator, who was asked
    QUEUED = "queued"
    SENDING = "sending"
    ANSWER_LOST = "answer lost"  # MusicAPI may call yet
    COMPOSING = "composing"
    ONE_READY = "one ready"
    POSTING = "posting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobStatus:
    """A job as its card shows it; `place` counts from 1 and is None once the job left the line."""

    job: Job
    clips: tuple[Clip, ...]
    parent: Clip | None
    parent_job: Job | None
    account: Account
    family: Family
    model: Model
    stage: Stage
    place: int | None
    progress: float
    typical: Typical | None  # how long such jobs take
    other: Clip | None = None  # the second clip of a mashup
    other_job: Job | None = None
    singer: str = ""  # the persona's name, while the server has it
    consent: Consent | None = None  # what was agreed to, where the singer is somebody's own voice
    asked_again_at: datetime | None = None  # while nothing is sent to MusicAPI, such as because it asked for a pause
    is_stopped: bool = False  # the line waits for MusicAPI, which takes nothing from anybody
    expected: Expected | None = None  # when what waits in line is likely to begin and to be ready; None: nobody knows
    tells_asker: bool = False  # by a mention, once its end is posted: see bot/delivery/notices.py

    @property
    def ready_clips(self) -> tuple[Clip, ...]:
        """The clips that can be heard, and that nobody deleted."""
        return tuple(clip for clip in self.clips if clip.state is ClipState.SUCCEEDED and clip.deleted_at is None)

    @property
    def is_deleted(self) -> bool:
        """Whether a song was made of which every clip was deleted, so that nothing of it is to be shown."""
        heard = [clip for clip in self.clips if clip.state is ClipState.SUCCEEDED]
        return self.job.state is JobState.DONE and bool(heard) and not self.ready_clips

    @property
    def seconds_left(self) -> float | None:
        """How much longer such jobs take; 0 where most of them would be done, None where nobody knows."""
        if self.typical is None or self.job.started_at is None:
            return None
        gone = cadence.seconds_until(self.progress, self.typical)
        return 0.0 if gone is None else max(0.0, self.typical.p50 - gone)

    @property
    def is_late(self) -> bool:
        """Whether nearly all such jobs would be done by now."""
        return self.progress >= LATE

    @property
    def gives(self) -> Gives:
        """What comes of the job, or came."""
        return spec_of(self.job.operation).gives

    @property
    def files(self) -> tuple[ReportedFile, ...]:
        """The files that a done job made, under the names of the parts of the song that they are."""
        files = (ReportedFile(file["name"], file["url"]) for file in (self.job.result or {}).get("files", ()))
        titles = [self.job.brief.title]
        titles += [self.parent_job.brief.title] if self.parent_job else []
        titles += [self.parent.title] if self.parent else []
        return named_parts(files, titles)

    @property
    def answer(self) -> answers.Answer | None:
        """What a done job found out; None where it found nothing out, or nothing that this version can read."""
        return answer_of(self.job)


def answer_of(job: Job) -> answers.Answer | None:
    """What a done job found out; None where it found nothing out, or nothing that this version can read."""
    return answers.from_json((job.result or {}).get("answer") or {})


def stage_of(job: Job, made: tuple[Clip, ...], *, posting: bool) -> Stage:
    """What is going on with a job, from its row and its clips."""
    match job.state:
        case JobState.QUEUED:
            return Stage.APPROVAL if job.awaits_approval else Stage.QUEUED
        case JobState.SUBMITTING:
            return Stage.SENDING if job.answer_lost_at is None else Stage.ANSWER_LOST
        case JobState.RUNNING:
            ready = any(clip.state is ClipState.SUCCEEDED for clip in made)
            return Stage.ONE_READY if ready else Stage.COMPOSING
        case JobState.DONE:
            return Stage.DONE if job.delivered_at or not posting else Stage.POSTING
        case JobState.FAILED:
            return Stage.FAILED
        case _:
            assert_never(job.state)
