"""What only the second host offers, ordered in Discord and delivered by the real process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from tests.e2e.conftest import audio, labels
from tests.e2e.operating import Workbench, files, open_workbench, text
from tests.e2e.proofs import proves

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.discord.entities import Message

pytestmark = pytest.mark.asyncio(loop_scope="module")
TWIN = (Host.TWIN,)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bench(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Workbench]:
    async with open_workbench(tmp_path_factory.mktemp("twin"), Host.TWIN, clip_seconds=20.0) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def produced(bench: Workbench) -> Message:
    return await bench.song("producer/FUZZ-2.0")


@proves("producer", Operation.CREATE, hosts=TWIN)
async def test_producer_creates(bench: Workbench) -> None:
    async with bench.one_call("producer", Operation.CREATE):
        message = await bench.song("producer/FUZZ-2.0 Pro", instrumental=True)
    assert bench.last["make_instrumental"] is True
    assert len(audio(message)) == 1


async def test_producer_neither_extends_nor_covers(bench: Workbench, produced: Message) -> None:
    before = await bench.spent()
    assert labels(produced) == ["1 More…", "Again · 10 credits", "Edit…"]
    clip = produced.components[0]["components"][0]["custom_id"].rpartition(":")[2]
    for action in ("extend", "cover"):  # a button from before the operator changed hosts
        answer = await bench.stage.person().press(produced, f"clip:v1:{action}:{clip}", checked=False).answered()
        assert answer.message is not None
        assert "Nothing was charged" in answer.message.content
    assert await bench.spent() == before


@proves("producer", Operation.VIDEO, hosts=TWIN)
async def test_producer_makes_a_video(bench: Workbench, produced: Message) -> None:
    async with bench.one_call("producer", Operation.VIDEO):
        message = await bench.choose(produced, Operation.VIDEO)
    assert files(message) == ["mp4"]


@proves("producer", Operation.WRITE_LYRICS, hosts=TWIN)
async def test_producer_writes_lyrics_where_it_is_the_operators_choice(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("lyrics")
    async with open_workbench(folder, Host.TWIN, env={"MUSICAPI_FAMILIES": "producer"}) as bench:
        async with bench.one_call("producer", Operation.WRITE_LYRICS):
            message = await bench.command("write", topic="a lighthouse in winter")
        assert labels(message)[0] == "Sing version 1"
        assert "lighthouse" in text(message)


@proves("sonic", Operation.DOWNLOAD, hosts=TWIN)
async def test_sonic_downloads(bench: Workbench) -> None:
    song = await bench.song("sonic/sonic-v5")
    async with bench.one_call("sonic", Operation.DOWNLOAD):
        message = await bench.choose(song, Operation.DOWNLOAD, {"format": "wav"})
    assert files(message) == ["wav"]
