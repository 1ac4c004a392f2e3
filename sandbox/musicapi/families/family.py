"""What every family of the vendor must be able to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sandbox.musicapi.form import Form
    from sandbox.musicapi.works import Clip, Commission, Container, Partial, Task


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a task takes, in seconds: the median, the 90th percentile, and its second clip's lag."""

    median: float
    slow: float
    lag: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a clip's file, its picture and its stream can be had; None = not (yet)."""

    audio: str | None
    image: str | None
    stream: str


class Family(Protocol):
    """One group of endpoints; stateless, so that one object serves every task."""

    @property
    def name(self) -> str:
        """Its name in the path."""
        ...

    @property
    def clips(self) -> int:
        """How many clips a create, an extend and a cover give."""
        ...

    @property
    def digits(self) -> int:
        """How exactly it measures a clip, in decimal places of a second."""
        ...

    @property
    def container(self) -> Container:
        """What its audio files are."""
        ...

    @property
    def task_types(self) -> tuple[str, ...]:
        """Every task type that was ever documented for its create, retired ones too."""
        ...

    @property
    def endpoints(self) -> Mapping[str, str]:
        """What its other endpoints make, by their paths below the family: "stems/full" makes `stems_full`."""
        ...

    @property
    def looks(self) -> tuple[str, ...]:
        """The words in the paths under which its tasks are looked at."""
        ...

    @property
    def not_found(self) -> tuple[int, ...]:
        """The HTTP statuses under which a task may not be found."""
        ...

    def finds(self, task: Task, word: str) -> bool:
        """Whether this task can be looked at under this word of `looks`."""
        ...

    def commission(self, form: Form, task_type: str) -> Commission:
        """What a valid body asks for; raises RefusalError for any other."""
        ...

    def accepted(self, task: Task, brought: Clip | None) -> dict[str, Any]:
        """The body that tells of a new task, and of the clip that was `brought` with the request."""
        ...

    def pace(self, commission: Commission) -> Pace:
        """How long such a task takes."""
        ...

    def seconds(self, commission: Commission, rng: Random) -> float:
        """How long the newly made part is when nothing else is ordered."""
        ...

    def partial(self, rng: Random) -> Partial:
        """What polls tell before the end: `together`, `one_by_one` or `named`."""
        ...

    def waiting(self, task: Task, now: float, rng: Random) -> tuple[int, dict[str, Any]]:
        """Status and body of a poll before any clip is named."""
        ...

    def result(self, task: Task, clips: list[dict[str, Any]], now: float) -> dict[str, Any]:
        """The body of a poll that names clips."""
        ...

    def failure(self, task: Task, kind: str, reason: str, rng: Random) -> dict[str, Any]:
        """The body of a poll after the task failed as a whole; HTTP 200."""
        ...

    def describe(self, clip: Clip, now: float, at: Addresses, rng: Random) -> dict[str, Any]:
        """How an answer names this clip, or whatever else the task gives."""
        ...

    def paths(self, clip: Clip) -> tuple[str, str]:
        """The paths of its audio and its picture below the files' root."""
        ...
