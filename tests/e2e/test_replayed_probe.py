"""What a probe recorded, replayed, is what the same probe finds again: nothing that it looks at was redacted away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.replay.recording import read_recording
from sandbox.replay.service import ReplayServer
from sandbox.wire.clock import RunningClock
from sandbox.world import Sandbox
from tests.e2e.conftest import SPEED
from tests.e2e.test_probe import probe

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.musicapi.moods.mood import MoodName
    from sandbox.replay.recording import Api
    from tests.e2e.test_probe import Probed

APIS: tuple[Api, Api] = ("musicapi", "discord")


@pytest.mark.parametrize("mood", ["documented", "observed"])
async def test_a_replayed_probe_finds_what_the_first_one_found(tmp_path: Path, mood: MoodName) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    first.mkdir()
    again.mkdir()
    async with Sandbox(SPEED, vendor=mood) as sandbox:
        seen = await probe(sandbox, first, "--channel", str(sandbox.songs.id))
        recording = read_recording(first / "probed.json")
        channel = next(each.path for each in recording.of("discord") if each.path.startswith("/channels/"))
        musicapi, discord = (ReplayServer(recording, api, RunningClock()) for api in APIS)
        async with musicapi, discord:
            urls = {"MUSICAPI_URL": musicapi.api_url, "DISCORD_API_URL": discord.api_url}
            host = recording.hosts["musicapi"]
            seen_again = await probe(
                sandbox, again, "--channel", channel.rpartition("/")[2], MUSICAPI_HOST=host, **urls
            )
    assert len(rows(seen)) > 30
    assert rows(seen_again) == rows(seen)
    assert (seen_again.code, musicapi.misses, discord.misses) == (seen.code, {}, {})
    text = (first / "probed.json").read_text()
    private = (str(sandbox.songs.id), sandbox.studio.name, "admin", sandbox.world.token, sandbox.vendor.key)
    assert [said for said in private if said in text] == []


def rows(probed: Probed) -> list[dict[str, str]]:
    """All but what depends on the machine's pace."""
    return [row for row in probed.file["rows"] if row["check"] != "times"]
