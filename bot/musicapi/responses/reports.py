"""What MusicAPI's answers are read into: what a create was told, what came of a task, what the account holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from bot.musicapi.answers import Answer
    from data.rows import ReportedClip


@dataclass(frozen=True, slots=True)
class ReportedFile:
    """A file that an operation made; `name` is for people and has no ending, such as “Vocals”."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class TaskReport:
    """What came of an operation so far: clips, files or an answer, and why it failed, in other people's words."""

    state: Literal["running", "done", "failed"]
    clips: tuple[ReportedClip, ...] = ()
    reason: str | None = None
    files: tuple[ReportedFile, ...] = ()
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class AcceptedTask:
    """A create began a task, which is to be polled."""

    task_id: str


@dataclass(frozen=True, slots=True)
class AcceptedResult:
    """A create was answered with its result: there is no task."""

    report: TaskReport


@dataclass(frozen=True, slots=True)
class AcceptedUnready:
    """A create was taken, and the same is to be sent again until its answer holds the result."""


Accepted: TypeAlias = AcceptedTask | AcceptedResult | AcceptedUnready


@dataclass(frozen=True, slots=True)
class Credits:
    """What the operator's account with MusicAPI holds; extra credits are spent first."""

    credits: float
    extra_credits: float

    @property
    def spendable(self) -> float:
        """All that a create can be paid with."""
        return self.credits + self.extra_credits
