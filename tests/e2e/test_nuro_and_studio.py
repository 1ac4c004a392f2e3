"""Every operation of nuro and studio, ordered in Discord and delivered by the real process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.musicapi.operations import Operation
from tests.e2e.conftest import audio
from tests.e2e.operating import open_workbench
from tests.e2e.proofs import proves

if TYPE_CHECKING:
    from pathlib import Path

LYRICS = "[Verse]\n" + "Under the harbour light we wait for the morning\n" * 8


@proves("nuro", Operation.CREATE)
async def test_nuro_sings_lyrics_and_plays_without(tmp_path: Path) -> None:
    async with open_workbench(tmp_path) as bench:
        async with bench.one_call("nuro", Operation.CREATE):
            sung = await bench.song("nuro/nuro", lyrics=LYRICS, style="jazz, calm, female")
        assert bench.last["type"] == "vocal"
        assert (bench.last["genre"], bench.last["gender"]) == ("Jazz", "Female")
        async with bench.one_call("nuro", Operation.CREATE):
            played = await bench.song("nuro/nuro", prompt="calm piano", instrumental=True)
        assert bench.last["type"] == "bgm"
        assert len(audio(sung)) == len(audio(played)) == 1


async def test_studio_is_not_offered(tmp_path: Path) -> None:
    async with open_workbench(tmp_path) as bench:
        choices = await bench.completed("song", "model", "", prompt="pop")
        assert choices
        assert not [choice for choice in choices if "studio" in choice["value"]]


@proves("studio", Operation.CREATE)
async def test_studio_is_called_only_where_the_operator_turned_it_on(tmp_path: Path) -> None:
    async with open_workbench(tmp_path, env={"MUSICAPI_FAMILIES": "studio"}, studio=True) as bench:
        async with bench.one_call("studio", Operation.CREATE):
            message = await bench.song("studio/studio130-v1.5")
        assert len(audio(message)) == 2


@pytest.mark.parametrize("model", ["studio/studio130-v1.5"])
async def test_studio_that_is_not_turned_on_is_a_sentence(tmp_path: Path, model: str) -> None:
    async with open_workbench(tmp_path) as bench:
        answer = await bench.stage.ask(model=model).answered()
        assert answer.message is not None
        assert "Nothing was charged" in answer.message.content
        assert bench.stage.creates() == 0
