"""The real process makes songs, whatever mood MusicAPI is in: by its document, as it was seen, and at its worst."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import audio
from tests.e2e.operating import open_workbench

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.entities import Message
    from sandbox.musicapi.moods.mood import MoodName
    from tests.e2e.operating import Workbench

CLIPS = {"riffusion/FUZZ-1.1 Pro": 2, "sonic/sonic-v5": 2, "producer/FUZZ-2.0": 1}
ALL = "riffusion,sonic,producer,nuro,studio"


@pytest.mark.parametrize("vendor", ["documented", "observed", "hostile"])
async def test_songs_are_made_in_every_mood(tmp_path: Path, vendor: MoodName) -> None:
    async with open_workbench(tmp_path, vendor=vendor, webhooks=True) as bench:
        for model, clips in CLIPS.items():
            await _made(bench, model, clips)
        _each_was_paid_once(bench, len(CLIPS))


@pytest.mark.parametrize("seed", [1, 2])
async def test_every_family_sings_at_its_worst(tmp_path: Path, seed: int) -> None:
    models = {**CLIPS, "nuro/nuro": 1, "studio/studio130-v1.5": 2}
    env = {"MUSICAPI_FAMILIES": ALL}
    async with open_workbench(tmp_path, vendor="hostile", env=env, studio=True, seed=seed) as bench:
        for model, clips in models.items():
            await _made(bench, model, clips)
        _each_was_paid_once(bench, len(models))


async def _made(bench: Workbench, model: str, clips: int) -> Message:
    instrumental = {"instrumental": True} if model.startswith("nuro") else {}
    message = await bench.song(model, prompt="calm piano", **instrumental)
    assert len(audio(message)) == clips
    return message


def _each_was_paid_once(bench: Workbench, songs: int) -> None:
    """What was refused out of turn was sent again, and nothing else."""
    vendor = bench.stage.sandbox.vendor
    assert bench.stage.accepted() == songs
    assert {create.status for create in vendor.creates if not create.accepted} <= {429}
    assert vendor.account.refunded == 0
