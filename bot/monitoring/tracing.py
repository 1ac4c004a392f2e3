"""Traces of jobs, from the command to the post, for whoever collects OpenTelemetry's.

A job has one trace, whichever processes work for it: its ids are derived from its interaction's, so that nothing has to
be stored or handed on. Spans are made when a stage is over, out of what the parts of the bot tell anyway; they carry
numbers and names of ours, and neither words of people nor tokens.

Imported only where OTEL_EXPORTER_OTLP_ENDPOINT is set: it needs the packages of the extra `tracing`.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import threading
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Final

from opentelemetry.context import Context as TraceContext
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.id_generator import IdGenerator, RandomIdGenerator
from opentelemetry.trace import (
    NonRecordingSpan,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
)

from bot.current_job import CURRENT_JOB
from bot.gateway.client import Encore
from bot.media.fetch import Fetch, Fetcher
from bot.monitoring.discord_watch import ANSWERED, OTHER, Answer, DiscordWatch, Request
from bot.monitoring.outcomes import OK
from bot.monitoring.stages import Passed, Stage, Stages
from bot.settings import Settings
from bot.version import VERSION
from data.rows import Job

log = logging.getLogger(__name__)

MOST_ANSWERS: Final = 1_000  # answers that may turn out to be those of a job
EXPORT_TIMEOUT: Final = 5.0  # seconds for the collector to take a batch
SHUTDOWN_TIMEOUT: Final = 2.0  # seconds for the last batch when the bot stops
GOOD: Final = frozenset({"done", "accepted", ANSWERED, OK})
# The stages that are spans, and what they are called there.
SPANS: Final[Mapping[Stage, str]] = {Stage.LINE: "line", Stage.CREATE: "create", Stage.MAKING: "polls"}
NANOSECONDS: Final = 1_000_000_000


def ids_of(interaction_id: int) -> tuple[int, int]:
    """The ids of the trace of a job and of its outermost span: the same in every process."""
    drawn = hashlib.blake2b(f"encore {interaction_id}".encode(), digest_size=24).digest()
    return int.from_bytes(drawn[:16]), int.from_bytes(drawn[16:])


class DerivedIds(IdGenerator):
    """Random ids, but for the outermost span of a job, which has those of `next_root`."""

    def __init__(self) -> None:
        self._random = RandomIdGenerator()
        self.next_root: tuple[int, int] | None = None

    def generate_trace_id(self) -> int:
        """The id of a trace."""
        return self.next_root[0] if self.next_root else self._random.generate_trace_id()

    def generate_span_id(self) -> int:
        """The id of a span."""
        return self.next_root[1] if self.next_root else self._random.generate_span_id()


class JobTraces:
    """Makes spans of what it is told; `processor` is given each when it is over, `now` counts nanoseconds."""

    def __init__(self, processor: SpanProcessor, worker_id: str, now: Callable[[], int] = time.time_ns) -> None:
        who = {"service.name": "encore", "service.version": VERSION, "service.instance.id": worker_id}
        self._ids = DerivedIds()
        self.provider = TracerProvider(resource=Resource.create(who), id_generator=self._ids, shutdown_on_exit=False)
        self.provider.add_span_processor(processor)
        self._tracer = self.provider.get_tracer("encore", VERSION)
        self._now = now
        self._answers: dict[int, tuple[int, Answer]] = {}  # when each was given, by its interaction

    def hear_answer(self, answer: Answer) -> None:
        """Keep an answer until it is known whether it was that of a job."""
        self._answers[answer.interaction_id] = (self._now(), answer)
        if len(self._answers) > MOST_ANSWERS:
            del self._answers[next(iter(self._answers))]

    def hear_job(self, job: Job) -> None:
        """Make a span of the answer that this job's person got, if it was given here."""
        if (given := self._answers.pop(job.interaction_id, None)) is not None:
            end, answer = given
            begin = end - int(answer.seconds * NANOSECONDS)
            self._add("answer", job, begin, end, answer.outcome, {"encore.kind": answer.kind}, SpanKind.SERVER)

    def hear_stage(self, passed: Passed) -> None:
        """Make a span of a stage that is over."""
        job, begin, end = passed.job, _nanoseconds(passed.begun), _nanoseconds(passed.ended)
        if passed.stage is Stage.DELIVERED:
            self._ids.next_root = ids_of(job.interaction_id)
            try:
                self._add("job", job, begin, end, passed.outcome, {"encore.model": job.model}, is_root=True)
            finally:
                self._ids.next_root = None
        elif passed.stage in SPANS:
            more = {"encore.family": passed.family, "encore.polls": job.polls}
            self._add(SPANS[passed.stage], job, begin, end, passed.outcome, more)

    def hear_fetch(self, fetch: Fetch) -> None:
        """Make a span of a file that was fetched for a job."""
        outcome = "missing" if fetch.size is None else OK
        self._add_connection("download", fetch.seconds, outcome, {"encore.bytes": fetch.size or 0})

    def hear_request(self, request: Request) -> None:
        """Make a span of a message that was sent or edited for a job."""
        if request.kind != OTHER:
            self._add_connection("post", request.seconds, request.outcome, {"encore.kind": request.kind})

    def _add_connection(self, name: str, seconds: float, outcome: str, more: Mapping[str, str | int]) -> None:
        if (job := CURRENT_JOB.get()) is not None:
            end = self._now()
            self._add(name, job, end - int(seconds * NANOSECONDS), end, outcome, more, SpanKind.CLIENT)

    def _add(
        self,
        name: str,
        job: Job,
        begin: int,
        end: int,
        outcome: str,
        more: Mapping[str, str | int],
        kind: SpanKind = SpanKind.INTERNAL,
        *,
        is_root: bool = False,
    ) -> None:
        facts = {"encore.job": job.id, "encore.operation": job.operation, "encore.outcome": outcome, **more}
        within = TraceContext() if is_root else _within(job)
        span = self._tracer.start_span(name, within, kind, attributes=facts, start_time=min(begin, end))
        if outcome not in GOOD:
            span.set_status(Status(StatusCode.ERROR, outcome))
        span.end(end)


def _within(job: Job) -> TraceContext:
    """The context of what belongs to this job's outermost span, which need not be there yet, nor ever here."""
    trace_id, span_id = ids_of(job.interaction_id)
    outermost = SpanContext(trace_id, span_id, is_remote=True, trace_flags=TraceFlags(TraceFlags.SAMPLED))
    return set_span_in_context(NonRecordingSpan(outermost), TraceContext())


def _nanoseconds(moment: datetime) -> int:
    return int(moment.timestamp() * NANOSECONDS)


class TellingExporter(SpanExporter):
    """Hands spans on, and logs when that fails and when it works again; runs in a thread of its own."""

    def __init__(self, inner: SpanExporter) -> None:
        self._inner = inner
        self._is_failing = False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Hand these spans on; those that are not taken are lost."""
        result = self._inner.export(spans)
        if (failed := result is not SpanExportResult.SUCCESS) is not self._is_failing:
            self._is_failing = failed
            if failed:
                log.warning("traces_not_taken setting=OTEL_EXPORTER_OTLP_ENDPOINT")
            else:
                log.info("traces_taken_again")
        return result

    def shutdown(self) -> None:
        """Give up what is being tried."""
        self._inner.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Hand on what waits."""
        return self._inner.force_flush(timeout_millis)


@asynccontextmanager
async def open_tracing(settings: Settings, client: Encore, fetcher: Fetcher) -> AsyncGenerator[None]:
    """Send the traces of this process's jobs to the collector of the settings, until the block ends.

    A collector that is away costs the traces and nothing else: they wait in bounded memory, and go in a thread.
    """
    logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)  # it has a traceback for every batch that fails
    exporter = OTLPSpanExporter(
        endpoint=f"{settings.otel_exporter_otlp_endpoint}/v1/traces",
        headers=settings.trace_headers,
        timeout=EXPORT_TIMEOUT,
    )
    context, lifecycle = client.services.context, client.services.lifecycle
    traces = JobTraces(BatchSpanProcessor(TellingExporter(exporter)), settings.worker_id)
    watch, stages = DiscordWatch(), Stages(context.worker_id, context.now, takes_jobs=context.has_workers)
    watch.on_answer.append(traces.hear_answer)
    watch.on_request.append(traces.hear_request)
    watch.follow(client)
    stages.listeners.append(traces.hear_stage)
    lifecycle.changes.listen(stages.hear)
    lifecycle.changes.listen(traces.hear_job)
    fetcher.listeners.append(traces.hear_fetch)
    try:
        yield
    finally:
        await _close(traces.provider)


async def _close(provider: TracerProvider) -> None:
    """Send what waits, as far as it goes in time."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()

    def shut_down() -> None:
        provider.shutdown()
        with suppress(RuntimeError):  # the loop may be gone by then
            loop.call_soon_threadsafe(over.set)

    # Not the loop's own threads: the process would wait for them at its end.
    threading.Thread(target=shut_down, name="tracing", daemon=True).start()
    with suppress(TimeoutError):
        async with asyncio.timeout(SHUTDOWN_TIMEOUT):
            await over.wait()
