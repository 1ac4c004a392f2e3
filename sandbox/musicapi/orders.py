"""Trouble that can be ordered from the vendor: what the next create, task, clip or poll shall suffer."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from sandbox.musicapi.refusals import retired
from sandbox.musicapi.works import FailureKind
from sandbox.wire.exchange import DROPPED, Answer, json_answer

BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(frozen=True, slots=True)
class OrderedAnswer(Answer):
    """An answer that was ordered: it goes out as it is, whatever the vendor's mood."""


@dataclass(frozen=True, slots=True)
class TaskFault:
    """What is to go wrong with one task; times in seconds after its acceptance."""

    failure: tuple[FailureKind, str] | None = None
    fails_after: float | None = None
    dead_clips: tuple[int, ...] = ()  # positions, from 1
    dead_reason: str = ""
    stalls: bool = False
    short: bool = False
    ends: tuple[float, ...] = ()
    named: float | None = None

    @property
    def words(self) -> str:
        """What will happen; an empty string where the task is spared."""
        if self.failure is not None:
            return f"fails ({self.failure[1]})"
        if self.dead_clips:
            return f"loses clip {', '.join(map(str, self.dead_clips))} ({self.dead_reason})"
        if self.stalls:
            return "runs for ever"
        if self.short:
            return "gives one clip only"
        return "takes an ordered time" if self.ends else ""


@dataclass(frozen=True, slots=True)
class WebhookFault:
    """What was ordered for the webhook that tells of a task's end; `delay` in seconds."""

    lost: bool = False
    delay: float = 0.0
    repeats: int = 0

    @property
    def words(self) -> str:
        """What will happen to it."""
        if self.lost:
            return "is lost"
        return f"comes {self.delay:g} s late" if self.delay else f"comes {self.repeats + 1} times"


@dataclass(slots=True)
class Orders:
    """Every method is about the next one; called twice, about the next two."""

    _faults: deque[TaskFault] = field(default_factory=deque[TaskFault])
    _refusals: deque[Answer] = field(default_factory=deque[Answer])
    _answers: deque[Answer] = field(default_factory=deque[Answer])
    _polls: deque[Answer] = field(default_factory=deque[Answer])
    _webhooks: deque[WebhookFault] = field(default_factory=deque[WebhookFault])
    _retired: dict[tuple[str, str | None], int] = field(default_factory=dict[tuple[str, str | None], int])
    _forgotten: set[str] = field(default_factory=set[str])

    def fail_next(
        self, reason: str = "upstream error", kind: FailureKind = "failed", *, after: float | None = None
    ) -> None:
        """The next task fails as a whole and is refunded: before it gives anything, or `after` so many seconds."""
        self._faults.append(TaskFault(failure=(kind, reason), fails_after=after))

    def fail_next_clip(self, *positions: int, reason: str = "generation failed") -> None:
        """Of the next task these clips (from 1) fail; the others are made."""
        self._faults.append(TaskFault(dead_clips=positions, dead_reason=reason))

    def stall_next_task(self) -> None:
        """The next task runs for ever."""
        self._faults.append(TaskFault(stalls=True))

    def short_next_task(self) -> None:
        """The next task only ever gives one clip."""
        self._faults.append(TaskFault(short=True))

    def time_next_task(self, *ends: float, named: float | None = None) -> None:
        """The next task's clips are final so many seconds after its acceptance, and named from `named` on."""
        self._faults.append(TaskFault(ends=ends, named=named))

    def spare_next_task(self) -> None:
        """Nothing is ordered for the next task: the orders after it are for those that follow."""
        self._faults.append(TaskFault())

    def refuse_next_create(self, status: int, body: dict[str, Any] | str = "", **headers: str) -> None:
        """The next create is answered so and has no effect; a text is sent as plain text."""
        self._refusals.append(_answer(status, body, headers))

    def lose_next_answer(self) -> None:
        """The next accepted create is paid for and made, and its connection closed without an answer."""
        self._answers.append(DROPPED)

    def muddle_next_answer(self, status: int = 502, body: dict[str, Any] | str = BAD_GATEWAY) -> None:
        """The next accepted create is paid for and made, and answered so."""
        self._answers.append(_answer(status, body, {}))

    def refuse_next_poll(self, status: int, body: dict[str, Any] | str = "", *, times: int = 1, **headers: str) -> None:
        """The next polls are answered so; such as 429 with `Retry_After="2"`."""
        self._polls.extend([_answer(status, body, headers)] * times)

    def garble_next_poll(self, *, status: int = 502, body: str = BAD_GATEWAY, times: int = 1) -> None:
        """The next polls are answered with something that is no JSON."""
        self._polls.extend([OrderedAnswer(status, body.encode(), content_type="text/html")] * times)

    def lose_next_webhook(self) -> None:
        """The next end of a task that is to be told is not told."""
        self._webhooks.append(WebhookFault(lost=True))

    def delay_next_webhook(self, seconds: float) -> None:
        """The next end of a task is told so many seconds late."""
        self._webhooks.append(WebhookFault(delay=seconds))

    def repeat_next_webhook(self, times: int = 1) -> None:
        """The next end of a task is told so many times more, whatever is answered."""
        self._webhooks.append(WebhookFault(repeats=times))

    def retire(self, family: str, task_type: str | None = None, *, status: int = 410) -> None:
        """From now on this task type, or the whole family, is gone."""
        self._retired[family, task_type] = status

    def revive(self, family: str, task_type: str | None = None) -> None:
        """Take a retirement back."""
        self._retired.pop((family, task_type), None)

    def forget_task(self, task_id: str) -> None:
        """From now on the vendor does not know this task."""
        self._forgotten.add(task_id)

    def waiting(self) -> list[str]:
        """What is ordered and has not happened yet, in words; the first of each kind comes first."""
        told = [f"the next task {words}" for fault in self._faults if (words := fault.words)]
        told += [f"the next create is refused with {answer.status}" for answer in self._refusals]
        told += [f"the next create's answer is {'lost' if answer.drop else answer.status}" for answer in self._answers]
        told += [f"the next poll is answered {answer.status}" for answer in self._polls]
        told += [f"the next callback {fault.words}" for fault in self._webhooks]
        told += [f"{family} {task_type or 'as a whole'} is retired" for family, task_type in self._retired]
        return told

    def clear(self) -> None:
        """Take all orders back."""
        queued = (self._faults, self._refusals, self._answers, self._polls, self._webhooks)
        for orders in (*queued, self._retired, self._forgotten):
            orders.clear()

    def fault(self) -> TaskFault:
        """Of the task that is accepted now."""
        return self._faults.popleft() if self._faults else TaskFault()

    def refusal(self) -> Answer | None:
        """For the create that arrives now."""
        return self._refusals.popleft() if self._refusals else None

    def answer(self) -> Answer | None:
        """In place of the acceptance that would be answered now."""
        return self._answers.popleft() if self._answers else None

    def poll(self) -> Answer | None:
        """In place of the poll that would be answered now."""
        return self._polls.popleft() if self._polls else None

    def webhook(self) -> WebhookFault:
        """Of the webhook that would tell of a task's end now."""
        return self._webhooks.popleft() if self._webhooks else WebhookFault()

    def retirement(self, family: str, task_type: str) -> Answer | None:
        """The refusal of a task type that is gone."""
        status = self._retired.get((family, None)) or self._retired.get((family, task_type))
        return None if status is None else OrderedAnswer(status, retired(status).body)

    def forgot(self, task_id: str) -> bool:
        """Whether this task is not to be found."""
        return task_id in self._forgotten


def _answer(status: int, body: dict[str, Any] | str, headers: dict[str, str]) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if isinstance(body, str):
        return OrderedAnswer(status, body.encode(), content_type="text/plain", headers=named)
    return OrderedAnswer(status, json_answer(status, body).body, headers=named)
