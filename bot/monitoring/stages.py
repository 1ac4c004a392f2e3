"""The stages of jobs, read from their changes: when each began and ended, and how.

A change is told wherever it is heard of. What counts it is the process that owns the job, and only what happened just
now: a job that was taken over goes on, and what is long past was counted by whoever had it then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from data.ids import JobId
from data.rows import Job, JobState

FRESH: Final = timedelta(seconds=30)
MOST_SEEN: Final = 20_000  # jobs; of one that others took nobody here hears again


class Stage(StrEnum):
    """What a job has just been through."""

    PLACED = "placed"
    LINE = "line"  # from its order to its first create
    CREATE = "create"
    MAKING = "making"  # from MusicAPI's acceptance to its end
    ENDED = "ended"  # from its order to its end
    DELAYED = "delayed"  # a delivery that is tried again
    POSTING = "posting"  # from its end to its delivery
    DELIVERED = "delivered"  # from its order to its delivery


@dataclass(frozen=True, slots=True)
class Passed:
    """A stage of a job that is over; `job` is how it stands after it, `family` who was asked in it."""

    stage: Stage
    job: Job
    family: str
    begun: datetime
    ended: datetime
    outcome: str = "done"

    @property
    def seconds(self) -> float:
        """How long it lasted; never less than nothing, whatever the clocks of two processes say."""
        return max(0.0, (self.ended - self.begun).total_seconds())


@dataclass(frozen=True, slots=True)
class _Seen:
    state: JobState
    family: str
    submitted_at: datetime | None
    delivery_attempts: int
    has_left_line: bool


class Stages:
    """Hears the changes of jobs, and tells each stage that a job of this process has passed, once."""

    def __init__(self, worker_id: str, now: Callable[[], datetime], *, takes_jobs: bool = False) -> None:
        self._takes_jobs = takes_jobs  # then what it places is its own, and what has no owner others placed
        self._worker_id = worker_id
        self._now = now
        self._seen: dict[JobId, _Seen] = {}  # of the jobs that are ours, or were placed here, and are not delivered
        self.listeners: list[Callable[[Passed], None]] = []  # none may wait or fail

    def hear(self, job: Job) -> None:
        """Take in how a job stands."""
        known = self._seen.get(job.id)
        if job.delivered_at is not None:  # it is nobody's from now on
            self._seen.pop(job.id, None)
            if known is not None and known.state.final and job.finished_at is not None:
                self._tell(Stage.POSTING, job, job.finished_at, job.delivered_at)
                self._tell(Stage.DELIVERED, job, job.created_at, job.delivered_at, outcome=_ending(job))
            return
        # One without an owner waits for whoever takes it; who told of it here is who placed it.
        is_placed_here = (
            job.owner is None and not self._takes_jobs and (known is not None or job.state is JobState.QUEUED)
        )
        if job.owner != self._worker_id and not is_placed_here:
            self._seen.pop(job.id, None)
            return
        has_left_line = job.state is not JobState.QUEUED or (known is not None and known.has_left_line)
        self._seen[job.id] = _Seen(job.state, job.family, job.submitted_at, job.delivery_attempts, has_left_line)
        if len(self._seen) > MOST_SEEN:
            del self._seen[next(iter(self._seen))]
        if known is None:
            self._meet(job)
        else:
            self._compare(known, job)

    def _meet(self, job: Job) -> None:
        """Take in a job that nothing is known of: it is new, or its turn has come here, or it was taken over."""
        now = self._now()
        if job.state is JobState.QUEUED and now - job.created_at < FRESH and not job.create_attempts:
            self._tell(Stage.PLACED, job, job.created_at, job.created_at)
        elif job.state is JobState.SUBMITTING and job.submitted_at is not None and now - job.submitted_at < FRESH:
            self._leave_line(job)

    def _compare(self, known: _Seen, job: Job) -> None:
        now = self._now()
        if job.delivery_attempts > known.delivery_attempts:
            self._tell(Stage.DELAYED, job, now, now)
        if job.state is known.state:
            return
        if job.state is JobState.SUBMITTING and not known.has_left_line:
            self._leave_line(job)
        if known.state is JobState.SUBMITTING:
            outcome = {JobState.QUEUED: "again", JobState.FAILED: _ending(job)}.get(job.state, "accepted")
            self._tell(Stage.CREATE, job, known.submitted_at or now, now, outcome, known.family)
        if job.state.final and not known.state.final:
            ended = job.finished_at or now
            if job.started_at is not None:
                self._tell(Stage.MAKING, job, job.started_at, ended, _ending(job))
            self._tell(Stage.ENDED, job, job.created_at, ended, _ending(job))

    def _leave_line(self, job: Job) -> None:
        if not job.create_attempts:
            self._tell(Stage.LINE, job, job.created_at, job.submitted_at or self._now())

    def _tell(
        self, stage: Stage, job: Job, begun: datetime, ended: datetime, outcome: str = "done", family: str = ""
    ) -> None:
        passed = Passed(stage, job, family or job.family, begun, ended, outcome)
        for listener in self.listeners:
            listener(passed)


def _ending(job: Job) -> str:
    """How a job ended, in one word."""
    return job.failure or "done"
