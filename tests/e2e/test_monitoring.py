"""The real process, watched: a song moves the figures, and both probes tell how it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from sandbox.world import HOST, free_port
from tests import dashboard
from tests.e2e.conftest import open_stage
from tests.promql import problems_of_all
from tests.test_operations_page import alerts

if TYPE_CHECKING:
    from pathlib import Path


async def ask(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.get(f"http://{HOST}:{port}{path}") as answer:
        return answer.status, await answer.text()


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

        async def ready() -> bool | None:
            return (await ask(port, "/readyz"))[0] == 200 or None

        await stage.song()
        await stage.settled()
        await stage.until(ready, "ready")
        status, said = await ask(port, "/readyz")
        assert [line.split()[:2] for line in said.splitlines()] == [
            ["ok", f"{part}:"] for part in ("start", "database", "discord", "musicapi")
        ]
        status, said = await ask(port, "/healthz")
        assert status == 200
        loops = {line.split()[1].rstrip(":") for line in said.splitlines()}
        assert loops == {"Submitter", "Poller", "Courier", "JobNews", "Gateway"}
        status, text = await ask(port, "/metrics")
        assert status == 200
        found = read(text)
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
