"""Whoever follows an address in a replayed answer stays on this machine."""

from __future__ import annotations

from typing import Any

import httpx

from bot.musicapi.values import is_stream
from sandbox.replay.recording import Recorded, Recording
from sandbox.replay.service import ReplayServer
from sandbox.wire.clock import RunningClock


async def _replayed(body: Any, *paths: str) -> tuple[Any, list[int], dict[str, int], str]:
    """The body as it is replayed, the status of each path beside it, what was missing, and where the server was."""
    exchange = Recorded(
        "musicapi", "GET", "/riffusion/task/1", None, 200, {}, body, is_text=False, seconds=0.0, authorization="own"
    )
    recording = Recording({"musicapi": "api.musicapi.ai"}, (exchange,))
    async with (
        ReplayServer(recording, "musicapi", RunningClock()) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as http,
    ):
        found = (await http.get("/api/v1/riffusion/task/1")).json()
        statuses = [(await http.get(path)).status_code for path in paths]
        return found, statuses, dict(server.misses), server.url


async def test_files_are_asked_of_nobody_but_the_replay() -> None:
    body = {
        "data": [{"audio_url": "https://cdn1.suno.ai/[path].mp3", "image_url": "HTTPS://cdn2.suno.ai/[path]"}],
        "avatar": "http://host-000001",
    }
    found, statuses, misses, here = await _replayed(body, "/[path].mp3")
    assert found == {
        "data": [{"audio_url": f"{here}/[path].mp3", "image_url": f"{here}/[path]"}],
        "avatar": here,
    }
    assert statuses == [501]
    assert misses == {"GET /%5Bpath%5D.mp3": 1}


async def test_a_stream_is_still_told_from_a_file() -> None:
    found, _, _, here = await _replayed({"audio_url": "https://audiopipe.suno.ai/[path]"})
    assert found["audio_url"] == f"{here.replace('127.0.0.1', 'audiopipe.localhost')}/[path]"
    assert is_stream(found["audio_url"])


async def test_what_is_no_address_stays_as_it_was_recorded() -> None:
    body = {"error": "see https://docs.musicapi.ai/[path]", "status": "https", "n": [1, None, True, 2.5], "mv": "x://y"}
    found, *_ = await _replayed(body)
    assert found == body


async def test_of_what_no_probe_nests_so_deep_nothing_is_left() -> None:
    body: Any = "https://cdn1.suno.ai/[path].mp3"
    for _ in range(300):
        body = [body]
    found, *_ = await _replayed({"data": body})
    assert "suno" not in str(found)
