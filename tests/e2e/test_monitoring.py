"""The real process, watched: a song moves the figures, and both probes tell how it is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from sandbox.world import HOST, free_port
from tests import dashboard
from tests.e2e.conftest import open_stage
from tests.e2e.test_roles import ON_POSTGRESQL, open_fleet
from tests.promql import problems_of_all
from tests.test_operations_page import alerts

if TYPE_CHECKING:
    from pathlib import Path


async def ask(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.get(f"http://{HOST}:{port}{path}") as answer:
        return answer.status, await answer.text()


async def when_ready(port: int) -> str:
    """What `/readyz` says once it is 200: a busy machine may be late with the database's answer."""
    while True:
        status, said = await ask(port, "/readyz")
        if status == 200:
            return said
        await asyncio.sleep(0.05)


async def figures(port: int) -> tuple[str, dict[tuple[str, ...], float]]:
    """What `/metrics` says once the database has answered it."""
    while True:
        status, text = await ask(port, "/metrics")
        if status == 200 and (found := read(text))["encore_database_up",] == 1:
            return text, found
        await asyncio.sleep(0.05)


def read(text: str) -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels, in the order of their names."""
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_a_song_moves_the_figures_and_the_probes_tell_how_it_is(tmp_path: Path) -> None:
    port = free_port()
    async with open_stage(tmp_path, env={"MONITORING_LISTEN": f"{HOST}:{port}"}) as stage:
        await stage.song()
        await stage.settled()
        said = await stage.soon(when_ready(port))
        assert [line.split()[:2] for line in said.splitlines()] == [
            ["ok", f"{part}:"] for part in ("start", "database", "discord", "musicapi")
        ]
        status, said = await ask(port, "/healthz")
        assert status == 200
        loops = {line.split()[1].rstrip(":") for line in said.splitlines()}
        assert loops == {"Submitter", "Poller", "Courier", "JobNews", "Gateway", "Eraser"}
        text, found = await stage.soon(figures(port))
        for sample, value in {
            ("encore_interactions_total", "command", "answered"): 1,
            ("encore_interaction_answer_seconds_count", "command"): 1,
            ("encore_jobs_placed_total", "create"): 1,
            ("encore_job_line_seconds_count",): 1,
            ("encore_creates_total", "riffusion", "accepted"): 1,
            ("encore_jobs_ended_total", "riffusion", "done"): 1,
            ("encore_job_making_seconds_count", "riffusion"): 1,
            ("encore_job_posting_seconds_count",): 1,
            ("encore_musicapi_requests_total", "riffusion", "create", "ok"): 1,
            ("encore_gateway_shards",): 1,
            ("encore_gateway_shard_count",): 1,
            ("encore_fetches_total", "missing"): 0,
            ("encore_database_up",): 1,
            ("encore_jobs", "undelivered"): 0,
            ("encore_credits_held",): 0,
            ("encore_credits_spent",): (await stage.account()).spent,
            ("encore_log_errors_total", "books_differ"): 0,
        }.items():
            assert found[sample] == value, sample
        assert found["encore_musicapi_requests_total", "riffusion", "poll", "ok"] >= 1
        assert found["encore_discord_requests_total", "edit_by_token", "ok"] >= 1
        assert found["encore_event_loop_lag_seconds_count",] > 0
        assert found["process_resident_memory_bytes",] > 0
        asked = [rule["expr"] for rule in alerts()] + dashboard.expressions(dashboard.dashboard()["panels"])
        assert problems_of_all(asked, text) == []
        # Nobody is named: neither by an id, nor by a token, nor by what was typed.
        guild, mia = stage.sandbox.studio.id, stage.sandbox.person("mia").user.id
        assert [each for each in (str(guild), str(mia), "r&b", "pop") if each in text] == []


@ON_POSTGRESQL
async def test_a_gateway_and_a_worker_each_tell_their_part(tmp_path: Path, new_database_url: str) -> None:
    ports = {name: free_port() for name in ("gateway", "worker")}
    collector = f"http://{HOST}:9"  # where nobody is
    async with open_fleet(tmp_path, new_database_url) as fleet:
        for name, port in ports.items():
            watched = f"{HOST}:{port}"
            await fleet.start(name, name, MONITORING_LISTEN=watched, OTEL_EXPORTER_OTLP_ENDPOINT=collector)
        await fleet.all_shards(1)

        await fleet.finish([fleet.ask(0, "r&b pop")])
        await fleet.stage.settled()
        for port in ports.values():
            await fleet.stage.soon(when_ready(port))
        loops = {name: (await ask(port, "/healthz"))[1] for name, port in ports.items()}
        assert {line.split()[1] for line in loops["gateway"].splitlines()} == {"Gateway:"}
        assert {"Submitter:", "Poller:", "Courier:", "JobNews:", "Eraser:"} == {
            line.split()[1] for line in loops["worker"].splitlines()
        }
        found = {name: (await fleet.stage.soon(figures(port)))[1] for name, port in ports.items()}
        for sample, of_gateway, of_worker in (
            (("encore_gateway_shards",), 1, 0),
            (("encore_gateway_shard_count",), 1, 0),
            (("encore_interactions_total", "command", "answered"), 1, 0),
            (("encore_jobs_placed_total", "create"), 1, 0),
            (("encore_job_line_seconds_count",), 0, 1),
            (("encore_creates_total", "riffusion", "accepted"), 0, 1),
            (("encore_jobs_ended_total", "riffusion", "done"), 0, 1),
            (("encore_job_posting_seconds_count",), 0, 1),
            (("encore_database_up",), 1, 1),
        ):
            assert (found["gateway"][sample], found["worker"][sample]) == (of_gateway, of_worker), sample
