"""Where the figures come from: what the parts of the bot tell anyway, and what their connections see."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from typing import Final

from bot.media.fetch import Fetch
from bot.monitoring.discord_watch import ANSWERED, Answer, Request
from bot.monitoring.metrics import NOT_SENT, Metrics
from bot.monitoring.outcomes import OK, outcome_of
from bot.monitoring.stages import Passed, Stage
from bot.musicapi.catalog import FAMILIES
from bot.musicapi.client import Exchange

MOST_EVENTS: Final = 200  # names of events; each is written in the source
LAG_EVERY: Final = 0.25  # seconds between two looks at the event loop
KNOWN_FAMILIES: Final = frozenset(family.name for families in FAMILIES.values() for family in families)
_EVENT = re.compile(r"[a-z][a-z_]{2,40}")
OURS: Final = ("bot", "cogs", "data")


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


def count_answers(metrics: Metrics) -> Callable[[Answer], None]:
    """What counts the answers to interactions."""

    def count(answer: Answer) -> None:
        metrics.interactions.labels(answer.kind, answer.outcome).inc()
        if answer.outcome == ANSWERED:
            metrics.answer_seconds.labels(answer.kind).observe(answer.seconds)

    return count


def count_requests(metrics: Metrics) -> Callable[[Request], None]:
    """What counts the requests to Discord."""

    def count(request: Request) -> None:
        metrics.discord_requests.labels(request.kind, request.outcome).inc()
        metrics.discord_seconds.labels(request.kind).observe(request.seconds)

    return count


def count_fetches(metrics: Metrics) -> Callable[[Fetch], None]:
    """What counts the files that were fetched."""

    def count(fetch: Fetch) -> None:
        metrics.fetches.labels("missing" if fetch.size is None else OK).inc()
        metrics.fetched_bytes.inc(fetch.size or 0)

    return count


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
