"""A job's trace is one, whichever process knows what of it, and tells nothing that people typed."""

from __future__ import annotations

import asyncio
import logging
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from bot.current_job import CURRENT_JOB
from bot.media.fetch import Fetch
from bot.monitoring import tracing
from bot.monitoring.discord_watch import Answer, Request
from bot.monitoring.stages import Stages
from bot.monitoring.tracing import MOST_ANSWERS, JobTraces, TellingExporter, ids_of
from data.ids import InteractionId
from data.rows import FailureKind, Job, JobState
from tests.bot.monitoring.test_stages import at, queued
from tests.data.making import NOW

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import ReadableSpan

ASKED = InteractionId(1_200_000_000_000_000_007)
SECONDS = 1_000_000_000


class Process:
    """What one process makes of what it is told."""

    def __init__(self, worker_id: str = "w1") -> None:
        self.exporter = InMemorySpanExporter()
        self.now = NOW
        self.traces = JobTraces(
            SimpleSpanProcessor(self.exporter), worker_id, lambda: int(at(10).timestamp()) * SECONDS
        )
        self.stages = Stages(worker_id, lambda: self.now)
        self.stages.listeners.append(self.traces.hear_stage)

    def hear(self, job: Job, **changed: Any) -> Job:
        job = replace(job, **changed)
        self.stages.hear(job)
        self.traces.hear_job(job)
        return job

    def spans(self) -> dict[str, ReadableSpan]:
        found = {span.name: span for span in self.exporter.get_finished_spans()}
        assert len(found) == len(self.exporter.get_finished_spans())
        return found


def lasted(span: ReadableSpan) -> float:
    assert span.start_time is not None
    assert span.end_time is not None
    return (span.end_time - span.start_time) / SECONDS


def sing(first: Process, second: Process) -> None:
    """One song that is ordered and submitted by one process, and polled and posted by another."""
    song = first.hear(queued(interaction_id=ASKED))
    first.traces.hear_answer(Answer(ASKED, "command", "answered", 0.5))
    first.traces.hear_answer(Answer(1, "component", "answered", 0.5))  # of no job
    song = first.hear(song, state=JobState.SUBMITTING, submitted_at=at(4))
    first.now = second.now = at(6)
    song = first.hear(song, state=JobState.RUNNING, started_at=at(6))
    song = first.hear(song, owner="w2")
    second.hear(song)
    song = second.hear(song, state=JobState.DONE, finished_at=at(66), polls=9)
    CURRENT_JOB.set(song)
    second.traces.hear_fetch(Fetch(2.0, 700))
    second.traces.hear_request(Request("other", "ok", 1.0))
    second.traces.hear_request(Request("edit_by_token", "ok", 1.0))
    CURRENT_JOB.set(None)
    second.traces.hear_fetch(Fetch(2.0, 700))  # for nobody's song
    second.hear(song, owner=None, delivered_at=at(70))


async def test_the_spans_of_two_processes_are_one_trace() -> None:
    first, second = Process("w1"), Process("w2")
    sing(first, second)
    ours, theirs = first.spans(), second.spans()
    assert (sorted(ours), sorted(theirs)) == (["answer", "create", "line"], ["download", "job", "polls", "post"])
    root = theirs["job"].context
    assert root is not None
    assert (root.trace_id, root.span_id) == ids_of(ASKED)
    assert theirs["job"].parent is None
    for span in [*ours.values(), *(span for name, span in theirs.items() if name != "job")]:
        assert span.context is not None
        assert span.parent is not None
        assert (span.context.trace_id, span.parent.span_id) == (root.trace_id, root.span_id)
    seconds = {name: lasted(span) for name, span in (ours | theirs).items()}
    assert seconds == {
        "answer": 0.5, "line": 4.0, "create": 2.0, "polls": 60.0, "download": 2.0, "post": 1.0, "job": 70.0
    }  # fmt: skip
    instances = [span.resource.attributes["service.instance.id"] for span in ours.values()]
    assert instances == ["w1"] * len(ours)


async def test_no_word_that_people_typed_and_no_token_is_in_a_span() -> None:
    first, second = Process("w1"), Process("w2")
    sing(first, second)
    song = queued(interaction_id=ASKED)
    told = "".join(span.to_json() for process in (first, second) for span in process.spans().values())
    typed = [song.brief.prompt, song.brief.title, song.brief.lyrics, song.brief.style, song.token or ""]
    assert any(typed)
    assert [word for word in typed if word and word in told] == []
    assert [number for number in (song.guild_id, song.channel_id, song.user_id, ASKED) if str(number) in told] == []


async def test_what_fails_is_marked() -> None:
    process = Process()
    song = process.hear(queued(interaction_id=ASKED))
    song = process.hear(song, state=JobState.SUBMITTING, submitted_at=at(4))
    song = process.hear(song, state=JobState.FAILED, failure=FailureKind.REFUSED, finished_at=at(5))
    process.hear(song, owner=None, delivered_at=at(6))
    statuses = {name: span.status.status_code for name, span in process.spans().items()}
    assert statuses == {"line": StatusCode.UNSET, "create": StatusCode.ERROR, "job": StatusCode.ERROR}


def test_the_ids_of_two_jobs_differ_and_those_of_one_never_do() -> None:
    drawn = [ids_of(number) for number in range(1_000)]
    assert len({trace for trace, _ in drawn}) == len({span for _, span in drawn}) == 1_000
    assert all(0 < trace < 2**128 and 0 < span < 2**64 for trace, span in drawn)
    # Derived alike in every version: two of them may work for one job.
    assert ids_of(7) == (0x249B828B85538C5CD6FC741D729C66C0, 0x6870A4F845081DCF)


async def test_answers_of_no_job_are_forgotten() -> None:
    process = Process()
    for number in range(MOST_ANSWERS + 1):
        process.traces.hear_answer(Answer(number, "command", "answered", 0.5))
    process.hear(queued(interaction_id=InteractionId(0)))
    assert process.spans() == {}
    process.hear(queued(interaction_id=InteractionId(1)))
    assert [*process.spans()] == ["answer"]


async def test_a_delivery_is_its_own_jobs_and_not_its_neighbours() -> None:
    process = Process()

    async def deliver(number: int) -> None:
        CURRENT_JOB.set(queued(interaction_id=InteractionId(number)))
        await asyncio.sleep(0)
        process.traces.hear_fetch(Fetch(1.0, number))

    await asyncio.gather(*(asyncio.create_task(deliver(number)) for number in (1, 2, 3)))
    for span in process.exporter.get_finished_spans():
        assert span.context is not None
        assert span.attributes is not None
        assert span.context.trace_id == ids_of(int(str(span.attributes["encore.bytes"])))[0]
    assert CURRENT_JOB.get() is None


def test_a_collector_that_is_away_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    results = [SpanExportResult.FAILURE] * 3 + [SpanExportResult.SUCCESS] * 2 + [SpanExportResult.FAILURE]

    class Collector(SpanExporter):
        def export(self, spans: Any) -> SpanExportResult:
            return results.pop(0)

    exporter = TellingExporter(Collector())
    while results:
        exporter.export(())
    assert [message.split()[0] for message in caplog.messages] == [
        "traces_not_taken",
        "traces_taken_again",
        "traces_not_taken",
    ]


async def test_a_collector_that_hangs_holds_up_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "SHUTDOWN_TIMEOUT", 0.01)
    hung, released = threading.Event(), threading.Event()

    class Provider:
        def shutdown(self) -> None:
            hung.set()
            released.wait()

    await tracing._close(cast("Any", Provider()))
    assert not released.is_set()
    assert await asyncio.to_thread(hung.wait, 60)
    released.set()
