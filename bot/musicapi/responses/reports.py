"""What MusicAPI's answers are read into: what a create was told, what came of a task, what the account holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    answer: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a create was answered with: a task to poll, the result itself, or that the same is to be sent again."""

    task_id: str = ""
    report: TaskReport | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Credits:
    """What the operator's account with MusicAPI holds; extra credits are spent first."""

    credits: float
    extra_credits: float

    @property
    def spendable(self) -> float:
        """All that a create can be paid with."""
        return self.credits + self.extra_credits
