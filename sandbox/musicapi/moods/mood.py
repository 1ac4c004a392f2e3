"""What a mood decides about the vendor; this one changes nothing: answers in every shape that was seen."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Literal

from sandbox.musicapi.readings import Readings
from sandbox.musicapi.webhook_policy import WebhookPolicy
from sandbox.musicapi.works import Task
from sandbox.wire.exchange import Answer, Request

MoodName = Literal["documented", "observed", "hostile"]
API = "/api/v1/"


class Mood:
    """The vendor as it was seen, which is the ground of the other moods; stateless, so that one object serves all.

    Trouble that was ordered comes in every mood as it was ordered.
    """

    name: MoodName = "observed"
    host: str | None = None  # the only host that it can be the mood of
    has_pace = True  # creates have to wait for their turn
    serves_studio = False  # although that family is known as unavailable
    keeps_waiting = True  # whoever wants a file may be told to come back for it
    slowest_steps = 3.0  # times an upload that something follows on takes as long as one alone: 20-60 s [C]

    def readings(self, seed: int) -> Readings:
        """What is assumed of what nobody knows."""
        return Readings.drawn(seed)

    def webhook_policy(self, seed: int) -> WebhookPolicy:
        """How webhooks are sent."""
        return WebhookPolicy.drawn(seed)

    def serves(self, place: str) -> bool:
        """Whether there is anything at `place`, such as `POST sonic/create`, that could be served there."""
        del place
        return True

    def retires(self, family: str, task_type: str) -> bool:
        """Whether a task type is answered with 410 although its pages have it."""
        del family, task_type
        return False

    def fields(self, place: str, fields: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a body at `place`, such as `sonic/create`, is taken to say."""
        del place
        return fields

    def misfit(self, place: str, fields: Mapping[str, Any]) -> str:
        """What is wrong with a field that a task type does not read; empty where nothing is, or nobody looks."""
        del place, fields
        return ""

    def postpones(self, rng: Random) -> bool:
        """Whether a create is told to come back although it was its turn."""
        del rng
        return False

    def settle(self, task: Task, *, is_timed: bool) -> None:
        """Change what was drawn for a new task, which `is_timed` where its times were ordered."""

    def holds_back(self, task: Task, now: float, rng: Random) -> bool:
        """Whether a poll is told nothing yet although it could be."""
        del task, now, rng
        return False

    def body(self, place: str, told: dict[str, Any], rng: Random) -> dict[str, Any]:
        """What a 2xx at `place`, such as `GET sonic/task`, says in place of `told`."""
        del place, rng
        return told

    def answer(self, request: Request, answer: Answer, rng: Random) -> Answer:
        """What goes out in place of `answer`."""
        del request, rng
        return answer

    def file(self, answer: Answer) -> Answer:
        """What goes out in place of a file."""
        return answer


def place_of(request: Request) -> str:
    """What is asked for, without the id of what is polled: `POST sonic/create`, `GET sonic/task`."""
    path = request.path.removeprefix(API)
    return f"{request.method} {path if request.method != 'GET' else '/'.join(path.split('/')[:2])}"
