"""Where the figures come from: what the parts of the bot tell anyway, and what their connections see."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Final

import aiohttp
import discord

from bot.monitoring.metrics import NOT_SENT, Metrics
from bot.monitoring.stages import Passed, Stage
from bot.musicapi.catalog import FAMILIES
from bot.musicapi.client import Exchange

UNANSWERED: Final = 15.0  # seconds after which nobody waits for an answer any more
MOST_OPEN: Final = 10_000  # interactions that wait for one
MOST_EVENTS: Final = 200  # names of events; each is written in the source
LAG_EVERY: Final = 0.25  # seconds between two looks at the event loop
KNOWN_FAMILIES: Final = frozenset(family.name for families in FAMILIES.values() for family in families)
KINDS: Final = {
    discord.InteractionType.application_command: "command",
    discord.InteractionType.autocomplete: "suggestion",
    discord.InteractionType.component: "component",
    discord.InteractionType.modal_submit: "form",
}
_ANSWER = re.compile(r"/interactions/(\d+)/[^/]+/callback$")
_KINDS_OF_REQUESTS: Final = (
    ("POST", re.compile(r"/interactions/\d+/[^/]+/callback$"), "answer"),
    ("PATCH", re.compile(r"/webhooks/\d+/[^/]+/messages/[^/]+$"), "edit_by_token"),
    ("POST", re.compile(r"/webhooks/\d+/[^/]+$"), "followup"),
    ("PATCH", re.compile(r"/channels/\d+/messages/\d+$"), "edit"),
    ("POST", re.compile(r"/channels/\d+/messages$"), "post"),
)
_EVENT = re.compile(r"[a-z][a-z_]{2,40}")
OURS: Final = ("bot", "cogs", "data")


def outcome_of(status: int | None) -> str:
    """What an HTTP status means, in one word."""
    match status:
        case None:
            return "unanswered"
        case 429:
            return "rate_limited"
        case _ if status < 400:
            return "ok"
        case _ if status < 500:
            return "refused"
        case _:
            return "trouble"


def count_stages(metrics: Metrics) -> Callable[[Passed], None]:
    """What counts the stages of jobs."""

    def count(passed: Passed) -> None:
        job, family = passed.job, _family(passed.family)
        match passed.stage:
            case Stage.PLACED:
                metrics.placed.labels(job.operation).inc()
            case Stage.LINE:
                metrics.line_seconds.observe(passed.seconds)
            case Stage.CREATE:
                metrics.creates.labels(family, passed.outcome).inc()
            case Stage.MAKING:
                metrics.making_seconds.labels(family).observe(passed.seconds)
            case Stage.ENDED:
                metrics.ended.labels(family, passed.outcome).inc()
            case Stage.DELAYED:
                metrics.delays.inc()
            case Stage.POSTING:
                metrics.posting_seconds.observe(passed.seconds)
            case Stage.DELIVERED:
                pass

    return count


def count_exchanges(metrics: Metrics) -> Callable[[Exchange], None]:
    """What counts the requests to MusicAPI."""

    def count(exchange: Exchange) -> None:
        kind = "create" if exchange.method == "POST" else "poll" if "/task/" in exchange.path else "account"
        outcome = outcome_of(exchange.status) if exchange.was_sent else NOT_SENT
        metrics.musicapi_requests.labels(kind, _family(exchange.path.partition("/")[0]), outcome).inc()
        metrics.musicapi_seconds.labels(kind).observe(exchange.seconds)

    return count


def _family(name: str) -> str:
    return name if name in KNOWN_FAMILIES else "none"


class DiscordWatch:
    """Counts requests to Discord, and measures how long each interaction waits for its answer."""

    def __init__(self, metrics: Metrics, clock: Callable[[], float] = time.monotonic) -> None:
        self._metrics = metrics
        self._clock = clock
        self._open: dict[int, tuple[str, float]] = {}  # in the order in which they came

    def follow(self, trace: aiohttp.TraceConfig) -> None:
        """Let a session's requests be counted here; given before the session is opened."""
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
            self._close(next(iter(self._open)), "unanswered")

    def expire(self) -> None:
        """Count what nobody waits for any more as not answered."""
        now = self._clock()
        while self._open:
            first, (_, since) = next(iter(self._open.items()))
            if now - since < UNANSWERED:
                return
            self._close(first, "unanswered")

    def _close(self, interaction_id: int, outcome: str) -> None:
        found = self._open.pop(interaction_id, None)
        if found is None:
            return
        kind, since = found
        self._metrics.interactions.labels(kind, outcome).inc()
        if outcome == "answered":
            self._metrics.answer_seconds.labels(kind).observe(self._clock() - since)

    async def _note_start(self, _: aiohttp.ClientSession, context: SimpleNamespace, __: object) -> None:
        context.begun = self._clock()

    async def _note_end(
        self, _: aiohttp.ClientSession, context: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
    ) -> None:
        self._count(ended.method, ended.url.path, ended.response.status, context)

    async def _note_failure(
        self, _: aiohttp.ClientSession, context: SimpleNamespace, failed: aiohttp.TraceRequestExceptionParams
    ) -> None:
        self._count(failed.method, failed.url.path, None, context)

    def _count(self, method: str, path: str, status: int | None, context: SimpleNamespace) -> None:
        outcome = outcome_of(status)
        kind = next((name for verb, way, name in _KINDS_OF_REQUESTS if verb == method and way.search(path)), "other")
        self._metrics.discord_requests.labels(kind, outcome).inc()
        self._metrics.discord_seconds.labels(kind).observe(self._clock() - context.begun)
        if (answer := _ANSWER.search(path)) is not None and outcome in ("ok", "refused"):  # else it is tried again
            self._close(int(answer[1]), "answered" if outcome == "ok" else "refused")


class ErrorCounter(logging.Handler):
    """Counts the events that the log calls errors: whatever LOG_LEVEL says, those are written."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__(logging.ERROR)
        self._metrics = metrics
        self._known = set[str]()

    def emit(self, record: logging.LogRecord) -> None:
        """Count one line by its first word, which names the event."""
        self._metrics.errors.labels(self._event_of(record)).inc()

    def _event_of(self, record: logging.LogRecord) -> str:
        if record.name.partition(".")[0] not in OURS:
            return "library"
        word = str(record.msg).partition(" ")[0]
        if word == "%s" and isinstance(record.args, tuple) and record.args:
            word = str(record.args[0])
        if not _EVENT.fullmatch(word) or (word not in self._known and len(self._known) >= MOST_EVENTS):
            return "other"
        self._known.add(word)
        return word


async def measure_lag(metrics: Metrics) -> None:
    """Measure by how much the event loop is late, until cancelled."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + LAG_EVERY
        await asyncio.sleep(LAG_EVERY)
        metrics.loop_lag.observe(max(0.0, loop.time() - due))
