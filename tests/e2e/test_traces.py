"""The real process sends the trace of a song to a collector, over HTTP, and does without where it cannot."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bot.monitoring.tracing import ids_of
from tests.e2e.conftest import open_stage
from tests.e2e.fates import forget_opentelemetry

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

KEY = "a-key-of-the-collector"
NAMES = {"job", "answer", "line", "create", "polls", "download", "post"}


class Collector:
    """What a collector of OpenTelemetry's was sent."""

    def __init__(self) -> None:
        self.url = ""
        self.bodies: list[bytes] = []
        self.keys: set[str | None] = set()
        self._taken = asyncio.Event()

    async def take(self, request: web.BaseRequest) -> web.Response:
        self.keys.add(request.headers.get("api-key"))
        if (request.method, request.path) == ("POST", "/v1/traces"):
            self.bodies.append(await request.read())
            self._taken.set()
        return web.Response(content_type="application/x-protobuf")

    async def until(self, names: set[str]) -> None:
        """Return once a span of each of these names was sent."""
        while not names <= {name for name, *_ in self.spans()}:
            await self._taken.wait()
            self._taken.clear()

    def spans(self) -> list[tuple[str, bytes, bytes, bytes]]:
        """Each span's name, its trace, its id and its parent's."""
        sent = [ExportTraceServiceRequest.FromString(body) for body in self.bodies]
        scopes = [scope for each in sent for resource in each.resource_spans for scope in resource.scope_spans]
        return [(s.name, s.trace_id, s.span_id, s.parent_span_id) for scope in scopes for s in scope.spans]


@asynccontextmanager
async def open_collector() -> AsyncGenerator[Collector]:
    collector = Collector()
    runner = web.ServerRunner(web.Server(collector.take))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    collector.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield collector
    await runner.cleanup()


async def test_a_song_is_one_trace_from_the_command_to_the_post(tmp_path: Path) -> None:
    async with open_collector() as collector:
        env = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
            "OTEL_EXPORTER_OTLP_HEADERS": f"api-key={KEY}",
            "OTEL_BSP_SCHEDULE_DELAY": "200",
            "LOG_LEVEL": "DEBUG",
        }
        async with open_stage(tmp_path, env=env) as stage:
            await stage.song(prompt="a zeppelin over quicksand")
            job = await stage.settled()
            await stage.soon(collector.until(NAMES))
            assert await stage.bot.stop() == 0
            log = stage.log()
        spans = collector.spans()
        trace_id, root_id = ids_of(job.interaction_id)
        assert {name for name, *_ in spans} == NAMES
        assert {trace for _, trace, *_ in spans} == {trace_id.to_bytes(16)}
        root = root_id.to_bytes(8)
        assert [(own, parent) for name, _, own, parent in spans if name == "job"] == [(root, b"")]
        assert {parent for name, _, _, parent in spans if name != "job"} == {root}
        assert collector.keys == {KEY}
        sent = b"".join(collector.bodies)
        secrets = (b"zeppelin", b"quicksand", str(job.user_id).encode(), str(job.guild_id).encode())
        assert [word for word in secrets if word in sent] == []
        assert KEY not in log


async def test_a_collector_that_is_away_costs_no_song(tmp_path: Path) -> None:
    async with open_stage(tmp_path, env={"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}) as stage:
        await stage.song()
        assert await stage.bot.stop() == 0
        assert "Traceback" not in stage.log()


async def test_where_the_packages_are_missing_it_is_said_once_and_songs_are_made(tmp_path: Path) -> None:
    env = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}
    async with open_stage(tmp_path, env=env, fate=forget_opentelemetry) as stage:
        (line,) = await stage.logged("tracing_unavailable")
        assert "requirements/tracing.txt" in line
        await stage.song()
        assert len(stage.lines("tracing_unavailable")) == 1
