"""A step that a worker takes, what the model says to it, and whether the model can explain several at once.

A step of several transactions is several steps of the model: others may come between them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.jobs.lifecycle import JobLifecycle
from bot.webhooks.receiver import WebhookReceiver
from bot.webhooks.rejections import RejectionLog
from bot.workers.leases import LeaseKeeper
from data.rows import JobState
from tests.bot.jobs.job_model import Books

if TYPE_CHECKING:
    from datetime import datetime

    from bot.context import Context
    from bot.webhooks.targets import WebhookTargets
    from data.rows import Job

# What the model makes of a step, with what is left of it; None: that cannot be. The second argument says whether
# nothing else is under way: what others have locked may be passed over.
Step = Callable[[Books, bool], "tuple[Books, Step | None] | None"]


@dataclass
class Worker:
    """One process as far as jobs go."""

    def __repr__(self) -> str:
        return self.context.worker_id

    context: Context
    targets: WebhookTargets
    creates: list[Job] = field(default_factory=list["Job"])  # sent, and not answered yet

    def __post_init__(self) -> None:
        self.lifecycle = JobLifecycle(self.context)
        self.webhooks = WebhookReceiver(self.context, self.lifecycle, self.targets, RejectionLog())
        self.start()

    def start(self) -> None:
        """Begin anew: what was under way is forgotten."""
        self.creates.clear()
        self.leases = LeaseKeeper(self.context)

    async def judge_lost(self, jobs: Sequence[Job]) -> None:
        """Deal with creates that another process sent, as the poller does."""
        for job in jobs:
            if job.state is JobState.SUBMITTING:
                await self.lifecycle.mark_answer_lost(job)


class Act:
    """Something that a worker does."""

    worker: Worker

    async def run(self) -> Any:
        """Do it, and return what is to be seen of it."""
        raise NotImplementedError

    def begin(self, said: Any) -> Step:
        """What the model says to it, and to what was seen of it."""
        raise NotImplementedError

    @property
    def now(self) -> datetime:
        """The world's time."""
        return self.worker.context.now()


def only(change: Callable[[Books], Books]) -> Step:
    """A step that changes the books and shows nothing."""
    return lambda books, _alone: (change(books), None)


def in_turn(*changes: Callable[[Books], Books]) -> Step:
    """Several of those one after the other."""
    first, *rest = changes
    return lambda books, _alone: (first(books), in_turn(*rest) if rest else None)


@dataclass
class Simple(Act):
    """What one transaction does, of which nothing is to be seen but the books."""

    worker: Worker
    name: str
    doing: Callable[[], Any]
    change: Callable[[Books], Books]

    async def run(self) -> None:
        await self.doing()

    def begin(self, said: None) -> Step:
        return only(self.change)

    def __repr__(self) -> str:
        return f"{self.name} by {self.worker!r}"


def explain(
    books: Books, waiting: tuple[Step | None, ...], is_so: Callable[[Books], bool], *, alone: bool
) -> Books | None:
    """The books after these steps in an order that leads to what is so; None: no order does."""
    if not any(waiting):
        return books if is_so(books) else None
    for place, step in enumerate(waiting):
        went = step(books, alone) if step is not None else None
        if went is not None:
            rest = (*waiting[:place], went[1], *waiting[place + 1 :])
            found = explain(went[0], rest, is_so, alone=alone)
            if found is not None:
                return found
    return None
