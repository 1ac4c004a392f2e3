"""What MusicAPI's answers are read into: what a create was told, what came of a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.musicapi.answers import Answer
from data.rows import ClipState, ReportedClip


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

    @property
    def is_silent(self) -> bool:
        """Whether it names nothing that came of the task."""
        return not (self.clips or self.files or self.answer)

    @property
    def has_only_failures(self) -> bool:
        """Whether it names clips, and each of them failed."""
        return bool(self.clips) and all(clip.state is ClipState.FAILED for clip in self.clips)


@dataclass(frozen=True, slots=True)
class AcceptedTask:
    """A create began a task, which is to be polled."""

    task_id: str


# A report stands for a create without a task; while it runs, the same is to be sent again for its result.
Accepted: TypeAlias = AcceptedTask | TaskReport
