"""Every operation of riffusion, ordered in Discord and delivered by the real process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.musicapi.operations import Operation
from tests.e2e.conftest import audio, small
from tests.e2e.operating import Workbench, open_workbench, recording
from tests.e2e.proofs import proves

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.discord.entities import Message

pytestmark = pytest.mark.asyncio(loop_scope="module")
MODEL = "riffusion/FUZZ-1.1 Pro"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bench(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Workbench]:
    async with open_workbench(tmp_path_factory.mktemp("riffusion"), clip_seconds=20.0) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def song(bench: Workbench) -> Message:
    lyrics = "[Verse 1]\nUnder the harbour light\nwe wait\n[Chorus]\nStay with me tonight\nand on"
    return await bench.song(MODEL, lyrics=lyrics, style="pop")


@proves("riffusion", Operation.CREATE)
async def test_create(bench: Workbench) -> None:
    async with bench.one_call("riffusion", Operation.CREATE):
        message = await bench.song(MODEL)
    assert len(audio(message)) == 2


@proves("riffusion", Operation.EXTEND)
async def test_extend(bench: Workbench, song: Message) -> None:
    async with bench.one_call("riffusion", Operation.EXTEND):
        message = await bench.by_form(song, "1 Extend", {"moment": "0:07", "lyrics": "[Bridge]\nOn and on"})
    assert (bench.last["task_type"], bench.last["continue_at"]) == ("extend_music", 7)
    assert len(audio(message)) == 2
    assert small(message)[0].startswith("Extends")


@proves("riffusion", Operation.COVER)
async def test_cover(bench: Workbench, song: Message) -> None:
    async with bench.one_call("riffusion", Operation.COVER):
        message = await bench.by_form(song, "1 Cover", {"style": "acoustic folk"})
    assert bench.last["task_type"] == "cover_music"
    assert len(audio(message)) == 2


@proves("riffusion", Operation.REPLACE_SECTION)
async def test_replace_section(bench: Workbench, song: Message) -> None:
    words = {"times": "3-0:08", "lyrics": "[Verse]\nNew words"}
    async with bench.one_call("riffusion", Operation.REPLACE_SECTION):
        message = await bench.choose(song, Operation.REPLACE_SECTION, words)
    sent = bench.last
    assert (sent["task_type"], sent["replace_start_time"], sent["replace_end_time"]) == ("replace_music", 3, 8)
    assert len(audio(message)) == 2


@proves("riffusion", Operation.SWAP_SOUND)
async def test_swap_sound(bench: Workbench, song: Message) -> None:
    async with bench.one_call("riffusion", Operation.SWAP_SOUND):
        message = await bench.choose(song, Operation.SWAP_SOUND, {"style": "string quartet"})
    assert (bench.last["task_type"], bench.last["sound"]) == ("swap_music_sound", "string quartet")
    assert len(audio(message)) == 2


@proves("riffusion", Operation.SWAP_VOCALS)
async def test_swap_vocals(bench: Workbench, song: Message) -> None:
    async with bench.one_call("riffusion", Operation.SWAP_VOCALS):
        message = await bench.choose(song, Operation.SWAP_VOCALS, {"style": "a raspy male voice"}, clip=2)
    assert bench.last["task_type"] == "swap_music_vocals"
    assert len(audio(message)) == 2


@proves("riffusion", Operation.UPLOAD)
async def test_upload_and_what_is_made_of_it(bench: Workbench, song: Message) -> None:
    async with bench.one_call("riffusion", Operation.UPLOAD):
        brought = await bench.command("upload", file=recording(song), rights=True, title="Mine", model="riffusion")
    assert len(audio(brought)) == 1
    for button, words, task_type in (
        ("1 Extend", {"moment": "5", "style": "pop"}, "extend_upload_music"),
        ("1 Cover", {"style": "jazz"}, "cover_upload_music"),
    ):
        await bench.by_form(brought, button, words)
        assert bench.last["task_type"] == task_type
    for operation, words, task_type in (
        (Operation.REPLACE_SECTION, {"times": "2-6", "style": "choir"}, "replace_upload_music"),
        (Operation.SWAP_SOUND, {"style": "choir"}, "swap_upload_music_sound"),
        (Operation.SWAP_VOCALS, {"style": "a child"}, "swap_upload_music_vocals"),
    ):
        await bench.choose(brought, operation, words)
        assert bench.last["task_type"] == task_type
