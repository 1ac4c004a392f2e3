"""What the vendor remembers, and what nobody knows of it: accounts, tasks, clips, and the trouble that is ordered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.musicapi import refusals
from sandbox.musicapi.account import Account
from sandbox.musicapi.files import Files
from sandbox.musicapi.library import Library
from sandbox.musicapi.limiter import CreateLimit
from sandbox.musicapi.moods.mood import Mood
from sandbox.musicapi.orders import Orders
from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.purchases import Purchases
from sandbox.musicapi.refusals import ErrorFormat, RefusalError
from sandbox.musicapi.works import NEVER, Clip, Failure, FailureKind, Task
from sandbox.wire.clock import Clock


@dataclass(frozen=True, slots=True)
class Create:
    """One POST that may cost: `task_id` where it made a task, whatever was answered (`status` 0: nothing)."""

    at: float
    family: str
    body: Any  # as sent, or None where it was no JSON
    status: int
    task_id: str | None
    path: str  # below /api/v1/
    accepted: bool  # it made a task, or was paid for


class VendorState:
    """The state behind the vendor's protocol; `paths` says where a clip's audio and picture lie below the files' root.

    Times are seconds of the clock. `clip_seconds` bounds the length of whatever is newly made, `upload_seconds` is how
    long the answer to an upload takes.
    """

    def __init__(
        self,
        clock: Clock,
        profile: Profile,
        mood: Mood,
        paths: Callable[[Clip], tuple[str, str]],
        *,
        seed: int,
        public_url: str | Callable[[], str],
        clip_seconds: float | None,
        create_interval: float,
        account: Account,
        failure_rate: float,
        upload_seconds: float,
    ) -> None:
        self.clock = clock
        self.profile = profile
        self.mood = mood
        self.readings = mood.readings(seed)
        self.seed = seed
        self.began_at = clock.now()
        self.public_url = public_url
        self.clip_seconds = clip_seconds
        self.failure_rate = failure_rate  # share of tasks that fail upstream with no order; live it was 3 of 12
        self.upload_seconds = upload_seconds
        self.account = account
        self.limit = CreateLimit(create_interval if mood.has_pace else 0.0)
        self.orders = Orders()
        self.creates: list[Create] = []
        self.tasks: dict[str, Task] = {}
        self.library = Library(clock)
        self.purchases = Purchases()
        self.files = Files(self.root, paths, self.clips)

    @property
    def accepted(self) -> list[Create]:
        """The POSTs that had an effect, oldest first."""
        return [create for create in self.creates if create.accepted]

    @property
    def clips(self) -> dict[str, Clip]:
        """Every clip that was ever asked for, by its id."""
        return self.library.clips

    @clips.setter
    def clips(self, clips: dict[str, Clip]) -> None:
        self.library.clips = clips

    def root(self) -> str:
        """The root that the answers' file addresses start with."""
        return self.public_url if isinstance(self.public_url, str) else self.public_url()

    def seconds_left(self, task_id: str) -> float | None:
        """Seconds until nothing about this task changes any more; None for one that stalls."""
        left = self.tasks[task_id].ends_at - self.clock.now()
        return None if left == NEVER else max(0.0, left)

    def fail_now(self, task_id: str, reason: str = "upstream error", kind: FailureKind = "failed") -> bool:
        """Let a running task fail at once; False where it has ended already."""
        task, now = self.tasks[task_id], self.clock.now()
        if task.failure is not None or task.is_done(now):
            return False
        task.fail_with(Failure(kind, reason, now))
        self.refund(task)
        return True

    def refund(self, task: Task) -> None:
        """Book what this task will give back: all of a failed one, and perhaps half for a dead clip."""
        lag, dead = self.readings.refund_lag, sum(clip.fails for clip in task.clips)
        if task.failure is not None:
            self.account.refund(task.task_id, task.price, task.failure.at + lag)
        elif dead and task.ends_at != NEVER:
            whole = dead == len(task.clips)
            if whole or self.readings.partial_failure_refunds:
                self.account.refund(task.task_id, task.price if whole else task.price // 2, task.ends_at + lag)

    def admit(self, errors: ErrorFormat) -> None:
        """Let a request in whose turn it is; raises RefusalError for any other."""
        wait = self.limit.wait(self.clock.now())
        if wait or self.mood.postpones(errors.rng):
            raise RefusalError(errors.slow_down(wait))

    def require_credits(self, price: int, errors: ErrorFormat, status: int | None = None) -> None:
        """Raise RefusalError where the account cannot pay; `status` where it is not the host's."""
        status = self.profile.out_of_credits if status is None else status
        if price <= self.account.spendable(self.clock.now()):
            return
        if not self.account.subscribed:
            raise RefusalError(errors.answer(status, refusals.NOT_SUBSCRIBED))
        raise RefusalError(errors.out_of_credits(status))

    def charge(self, price: int, errors: ErrorFormat, status: int | None = None) -> None:
        """Take `price` credits of the account, or refuse."""
        self.require_credits(price, errors, status)
        self.account.charge(price, self.clock.now())
