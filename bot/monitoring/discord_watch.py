"""What the connections to Discord see: how long each interaction waits for its answer, and how requests end."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Final

import aiohttp
import discord
from discord.ext import commands

from bot.monitoring.outcomes import OK, REFUSED, UNANSWERED, outcome_of

ANSWERED: Final = "answered"
ENDS: Final = (ANSWERED, REFUSED, UNANSWERED)  # of an interaction
ANSWER_TIMEOUT: Final = 15.0  # seconds after which nobody waits for an answer any more
MOST_OPEN: Final = 10_000  # interactions that wait for one
KINDS: Final = {
    discord.InteractionType.application_command: "command",
    discord.InteractionType.autocomplete: "suggestion",
    discord.InteractionType.component: "component",
    discord.InteractionType.modal_submit: "form",
}
_ANSWER = re.compile(r"/interactions/(\d+)/[^/]+/callback$")
_REQUESTS: Final = (
    ("POST", _ANSWER, "answer"),
    ("PATCH", re.compile(r"/webhooks/\d+/[^/]+/messages/[^/]+$"), "edit_by_token"),
    ("POST", re.compile(r"/webhooks/\d+/[^/]+$"), "followup"),
    ("PATCH", re.compile(r"/channels/\d+/messages/\d+$"), "edit"),
    ("POST", re.compile(r"/channels/\d+/messages$"), "post"),
)
OTHER: Final = "other"
REQUESTS: Final = (*(kind for _, _, kind in _REQUESTS), OTHER)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an interaction, so many seconds after it was heard of."""

    interaction_id: int
    kind: str
    outcome: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Request:
    """A request to Discord that is over, by what it does and how it ended."""

    kind: str
    outcome: str
    seconds: float


class DiscordWatch:
    """Tells of every answer and every request; `clock` counts seconds. No listener may wait or fail."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.on_answer: list[Callable[[Answer], None]] = []
        self.on_request: list[Callable[[Request], None]] = []
        self._clock = clock
        self._open: dict[int, tuple[str, float]] = {}  # in the order in which they came

    def follow(self, client: commands.AutoShardedBot) -> None:
        """Watch this client; given before it logs in."""
        # discord.py calls it as soon as an interaction is there, before whatever answers it can run.
        client.add_listener(self.hear, "on_interaction")
        if client.http.http_trace is not None:
            self.follow_trace(client.http.http_trace)

    def follow_trace(self, trace: aiohttp.TraceConfig) -> None:
        """Watch a session's requests; given before the session is opened."""
        trace.on_request_start.append(self._note_start)
        trace.on_request_end.append(self._note_end)
        trace.on_request_exception.append(self._note_failure)

    async def hear(self, interaction: discord.Interaction[Any]) -> None:
        """Take in an interaction that was just heard of."""
        if (kind := KINDS.get(interaction.type)) is None:
            return
        self.expire()
        self._open[interaction.id] = (kind, self._clock())
        if len(self._open) > MOST_OPEN:
            self._close(next(iter(self._open)), UNANSWERED)

    def expire(self) -> None:
        """Take what nobody waits for any more for unanswered."""
        now = self._clock()
        while self._open:
            first, (_, since) = next(iter(self._open.items()))
            if now - since < ANSWER_TIMEOUT:
                return
            self._close(first, UNANSWERED)

    def _close(self, interaction_id: int, outcome: str) -> None:
        found = self._open.pop(interaction_id, None)
        if found is None:
            return
        kind, since = found
        answer = Answer(interaction_id, kind, outcome, self._clock() - since)
        for listener in self.on_answer:
            listener(answer)

    async def _note_start(self, _: aiohttp.ClientSession, context: SimpleNamespace, __: object) -> None:
        context.begun = self._clock()

    async def _note_end(
        self, _: aiohttp.ClientSession, context: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
    ) -> None:
        self._note(ended.method, ended.url.path, ended.response.status, context)

    async def _note_failure(
        self, _: aiohttp.ClientSession, context: SimpleNamespace, failed: aiohttp.TraceRequestExceptionParams
    ) -> None:
        self._note(failed.method, failed.url.path, None, context)

    def _note(self, method: str, path: str, status: int | None, context: SimpleNamespace) -> None:
        outcome = outcome_of(status)
        kind = next((name for verb, way, name in _REQUESTS if verb == method and way.search(path)), OTHER)
        request = Request(kind, outcome, self._clock() - context.begun)
        for listener in self.on_request:
            listener(request)
        if (answer := _ANSWER.search(path)) is not None and outcome in (OK, REFUSED):  # else it is tried again
            self._close(int(answer[1]), ANSWERED if outcome == OK else REFUSED)
