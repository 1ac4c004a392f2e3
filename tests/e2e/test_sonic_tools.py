"""What sonic knows of a clip, and the files that it makes of it, ordered in Discord and brought by the real process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.media import sniff
from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from tests.e2e.operating import Workbench, files, open_workbench, recording, text
from tests.e2e.proofs import proves

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.discord.entities import Message

pytestmark = pytest.mark.asyncio(loop_scope="module")
MODEL = "sonic/sonic-v5"
BOTH = tuple(Host)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=BOTH, ids=str)
async def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Workbench]:
    async with open_workbench(tmp_path_factory.mktemp("tools"), request.param, clip_seconds=20.0) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def song(bench: Workbench) -> Message:
    return await bench.song(MODEL, lyrics="[Verse 1]\nHarbour light\n[Chorus]\nStay with me", style="pop")


@proves("sonic", Operation.STEMS_BASIC, hosts=BOTH)
async def test_stems_basic(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.STEMS_BASIC):
        message = await bench.choose(song, Operation.STEMS_BASIC)
    assert len(message.attachments) in (2, 4)
    parts = [attachment.filename.rpartition(".")[0].rpartition("-")[2] for attachment in message.attachments]
    assert parts in (["vocals", "instrumental"], ["vocals", "drums", "bass", "other"])
    assert (
        len({len(attachment.filename.split("-")) for attachment in message.attachments}) == 1
    )  # the title is there once


@proves("sonic", Operation.STEMS_FULL, hosts=BOTH)
async def test_stems_full(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.STEMS_FULL):
        message = await bench.choose(song, Operation.STEMS_FULL)
    assert 1 <= len(message.attachments) <= 10
    assert set(files(message)) <= {"zip", "mp3", "wav", "m4a"}


@proves("sonic", Operation.WAV, hosts=BOTH)
async def test_wav(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.WAV):
        message = await bench.choose(song, Operation.WAV)
    assert files(message) == ["wav"]
    assert sniff.container(message.attachments[0].data) == "wav"


@proves("sonic", Operation.MIDI, hosts=BOTH)
async def test_midi(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.MIDI):  # sent again until it is ready, and paid for once
        message = await bench.choose(song, Operation.MIDI)
    assert files(message) == ["mid"]
    assert message.attachments[0].data[:4] == b"MThd"


@proves("sonic", Operation.BPM, hosts=BOTH)
async def test_bpm(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.BPM):
        message = await bench.choose(song, Operation.BPM)
    assert "BPM" in text(message)


@proves("sonic", Operation.VOX, hosts=BOTH)
async def test_vox(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.VOX):
        message = await bench.choose(song, Operation.VOX, {"times": "2-9"})
    assert (bench.last["vocal_start_s"], bench.last["vocal_end_s"]) == (2, 9)
    assert "persona" in text(message).lower()


@proves("sonic", Operation.LYRICS_TIMELINE, hosts=BOTH)
async def test_lyrics_timeline_teaches_the_sections(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.LYRICS_TIMELINE):
        message = await bench.choose(song, Operation.LYRICS_TIMELINE)
    assert "Chorus" in text(message)
    modal = (await bench.stage.person().press(song, "1 Extend").answered()).modal
    assert "After Verse" in str(modal)


@proves("sonic", Operation.WRITE_LYRICS, hosts=BOTH)
async def test_write_lyrics_and_sing_them(bench: Workbench) -> None:
    async with bench.one_call("sonic", Operation.WRITE_LYRICS):
        message = await bench.command("write", topic="a lighthouse in winter")
    pressed = bench.stage.person().press(message, "Sing version 2")
    modal = (await pressed.answered()).modal
    assert modal is not None
    sung = await bench.done(bench.stage.person().submit(pressed, {}))
    assert len(sung.attachments) >= 2


@proves("sonic", Operation.ENRICH_STYLE, hosts=BOTH)
async def test_enrich_style(bench: Workbench) -> None:
    async with bench.one_call("sonic", Operation.ENRICH_STYLE):
        message = await bench.command("style", words="lofi, rain")
    assert "lofi" in text(message).lower()


@proves("sonic", Operation.VOICE, hosts=BOTH)
async def test_voice(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.VOICE):
        message = await bench.command("voice", file=recording(song), rights=True, name="Mine")
    assert "Mine" in text(message)
