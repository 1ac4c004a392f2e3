"""Every operation of producer, ordered in Discord and delivered by the real process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.musicapi.operations import Operation
from tests.e2e.conftest import audio
from tests.e2e.operating import Workbench, files, open_workbench, recording
from tests.e2e.proofs import proves

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.discord.entities import Message

pytestmark = pytest.mark.asyncio(loop_scope="module")
MODEL = "producer/FUZZ-2.0"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bench(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Workbench]:
    async with open_workbench(tmp_path_factory.mktemp("producer"), clip_seconds=20.0) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def song(bench: Workbench) -> Message:
    return await bench.song(MODEL, lyrics="[Verse]\nCity dreams\n[Chorus]\nWake me", style="pop")


@proves("producer", Operation.CREATE)
async def test_create(bench: Workbench) -> None:
    async with bench.one_call("producer", Operation.CREATE):
        message = await bench.song(MODEL)
    assert len(audio(message)) == 1


@proves("producer", Operation.EXTEND)
async def test_extend(bench: Workbench, song: Message) -> None:
    async with bench.one_call("producer", Operation.EXTEND):
        message = await bench.by_form(song, "1 Extend", {"moment": "9", "style": "add strings"})
    assert (bench.last["task_type"], bench.last["starts_at"]) == ("extend_music", 9)
    assert len(audio(message)) == 1


@proves("producer", Operation.COVER)
async def test_cover(bench: Workbench, song: Message) -> None:
    async with bench.one_call("producer", Operation.COVER):
        message = await bench.by_form(song, "1 Cover", {"style": "acoustic folk"})
    assert bench.last["task_type"] == "cover_music"
    assert len(audio(message)) == 1


@proves("producer", Operation.REPLACE_SECTION)
async def test_replace_section(bench: Workbench, song: Message) -> None:
    words = {"times": "3-0:08", "style": "heavy guitar riff"}
    async with bench.one_call("producer", Operation.REPLACE_SECTION):
        message = await bench.choose(song, Operation.REPLACE_SECTION, words)
    sent = bench.last
    assert (sent["task_type"], sent["starts_at"], sent["ends_at"]) == ("replace_music", 3, 8)
    assert len(audio(message)) == 1


@proves("producer", Operation.DOWNLOAD)
async def test_download(bench: Workbench, song: Message) -> None:
    async with bench.one_call("producer", Operation.DOWNLOAD):
        message = await bench.choose(song, Operation.DOWNLOAD, {"format": "mp3"})
    assert bench.last["format"] == "mp3"
    assert files(message) == ["mp3"]


@proves("producer", Operation.UPLOAD)
async def test_upload_and_what_is_made_of_it(bench: Workbench, song: Message) -> None:
    async with bench.one_call("producer", Operation.UPLOAD):
        brought = await bench.command("upload", file=recording(song), rights=True, model="producer")
    assert len(audio(brought)) == 1
    await bench.by_form(brought, "1 Extend", {"moment": "5", "style": "choir"})
    assert bench.last["task_type"] == "extend_upload_music"
    await bench.by_form(brought, "1 Cover", {"style": "jazz"})
    assert bench.last["task_type"] == "cover_upload_music"
    await bench.choose(brought, Operation.REPLACE_SECTION, {"times": "2-6", "style": "drums"})
    assert bench.last["task_type"] == "replace_upload_music"
