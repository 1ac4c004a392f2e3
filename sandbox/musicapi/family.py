"""What every family of the vendor must be able to say."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, Protocol

from sandbox.musicapi.operation import Operation, Pace, TaskOperation
from sandbox.musicapi.poll import Addresses, Poll
from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.sound.encode import Container
from sandbox.musicapi.works import Clip, Commission, Partial, Task


class Family(Protocol):
    """One group of endpoints; stateless, so that one object serves every task."""

    @property
    def name(self) -> str:
        """Its name, and that of its clips."""
        ...

    @property
    def operations(self) -> Sequence[Operation]:
        """Everything that can be asked of it, retired operations too; those at `create` in the order of its pages."""
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
    def gone_from(self) -> frozenset[str]:
        """The hosts that answer 410 to everything of it, polls too."""
        ...

    @property
    def platform(self) -> str:
        """What webhooks call it; empty where it calls nobody."""
        ...

    @property
    def streams(self) -> bool:
        """Whether webhooks may tell of songs that still stream."""
        ...

    @property
    def polled_at(self) -> tuple[str, ...]:
        """The words in the paths under which its tasks are polled."""
        ...

    @property
    def not_found(self) -> tuple[int, ...]:
        """The HTTP statuses under which a task may not be found."""
        ...

    @property
    def task_types(self) -> tuple[str, ...]:
        """Every task type that was ever documented for its create, retired ones too."""
        ...

    def operation_at(self, path: str) -> Operation | None:
        """What is asked for at this path below the family; None for `create`, whose bodies say it."""
        ...

    def task_operation(self, name: str) -> TaskOperation:
        """The operation of this name that makes a task."""
        ...

    def finds(self, task: Task, word: str) -> bool:
        """Whether this task can be polled under this word of `polled_at`."""
        ...

    def accepted(self, task: Task, brought: Clip | None) -> dict[str, Any]:
        """The body that tells of a new task, and of the clip that was `brought` with the request."""
        ...

    def pace(self, commission: Commission) -> Pace:
        """How long a song takes."""
        ...

    def seconds(self, commission: Commission, rng: Random) -> float:
        """How long the newly made part is when nothing else is ordered."""
        ...

    def partial(self, rng: Random, profile: Profile) -> Partial:
        """What polls tell before the end: `together`, `one_by_one` or `named`."""
        ...

    def waiting(self, task: Task, poll: Poll) -> tuple[int, dict[str, Any]]:
        """Status and body of a poll before any clip is named."""
        ...

    def result(self, task: Task, clips: list[dict[str, Any]], poll: Poll) -> dict[str, Any]:
        """The body of a poll that names clips."""
        ...

    def failure(self, task: Task, kind: str, reason: str, poll: Poll) -> dict[str, Any]:
        """The body of a poll after the task failed as a whole; HTTP 200."""
        ...

    def describe(self, clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
        """How an answer names this song."""
        ...

    def webhook_fields(self, task: Task) -> dict[str, Any]:
        """What a webhook says beyond what a poll is told."""
        ...

    def paths(self, clip: Clip) -> tuple[str, str]:
        """The paths of its audio and its picture below the files' root."""
        ...
