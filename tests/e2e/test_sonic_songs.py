"""Every operation of sonic that makes songs, ordered in Discord and delivered by the real process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from tests.e2e.conftest import audio, labels, small
from tests.e2e.operating import Workbench, open_workbench, recording, text
from tests.e2e.proofs import proves

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.discord.entities import Message

pytestmark = pytest.mark.asyncio(loop_scope="module")
MODEL = "sonic/sonic-v5"
BOTH = tuple(Host)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=BOTH, ids=str)
async def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Workbench]:
    async with open_workbench(tmp_path_factory.mktemp("sonic"), request.param, clip_seconds=20.0) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def song(bench: Workbench) -> Message:
    return await bench.song(MODEL, lyrics="[Verse 1]\nHarbour light\n[Chorus]\nStay with me", style="pop")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def brought(bench: Workbench, song: Message) -> Message:
    return await bench.command("upload", file=recording(song), rights=True, title="Mine", model="sonic")


@proves("sonic", Operation.CREATE, hosts=BOTH)
async def test_create(bench: Workbench) -> None:
    async with bench.one_call("sonic", Operation.CREATE):
        message = await bench.song(MODEL)
    assert bench.last["custom_mode"] is False
    assert len(audio(message)) == 2


@proves("sonic", Operation.EXTEND, hosts=BOTH)
async def test_extend(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.EXTEND):
        message = await bench.by_form(song, "1 Extend", {"moment": "0:07", "lyrics": "[Bridge]\nOn and on"})
    assert (bench.last["task_type"], bench.last["continue_at"]) == ("extend_music", 7)
    assert len(audio(message)) == 2


@proves("sonic", Operation.FULL_SONG, hosts=BOTH)
async def test_full_song(bench: Workbench, song: Message) -> None:
    extended = await bench.by_form(song, "1 Extend", {"lyrics": "[Bridge]\nOn"})
    assert "1 Join to full song · 2 credits" in labels(extended)
    assert not any("Join" in label for label in labels(song))
    async with bench.one_call("sonic", Operation.FULL_SONG):
        message = await bench.choose(extended, Operation.FULL_SONG)
    assert bench.last["task_type"] == "concat_music"
    assert audio(message)


@proves("sonic", Operation.COVER, hosts=BOTH)
async def test_cover(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.COVER):
        message = await bench.by_form(song, "1 Cover", {"style": "jazz"})
    assert bench.last["task_type"] == "cover_music"
    assert len(audio(message)) == 2


@proves("sonic", Operation.REMASTER, hosts=BOTH)
async def test_remaster(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.REMASTER):
        message = await bench.choose(song, Operation.REMASTER, {"variation": "high"})
    assert (bench.last["task_type"], bench.last["variation_category"]) == ("remaster", "high")
    # One is promised, and two may come: each is posted, and has its buttons.
    assert len(audio(message)) == bench.stage.sandbox.vendor.readings.remasters
    assert [label for label in labels(message) if "Extend" in label] == [
        f"{number} Extend" for number in range(1, len(audio(message)) + 1)
    ]
    assert " of 1" not in str(message.embeds)


@proves("sonic", Operation.REPLACE_SECTION, hosts=BOTH)
async def test_replace_section(bench: Workbench, song: Message) -> None:
    words = {"times": "3-0:08", "lyrics": "[Verse]\nNew words"}
    async with bench.one_call("sonic", Operation.REPLACE_SECTION):
        message = await bench.choose(song, Operation.REPLACE_SECTION, words)
    assert (bench.last["infill_start_s"], bench.last["infill_end_s"]) == (3, 8)
    assert audio(message)


@proves("sonic", Operation.SAMPLE, hosts=BOTH)
async def test_sample(bench: Workbench, song: Message) -> None:
    words = {"times": "2 to 6", "style": "house"}
    async with bench.one_call("sonic", Operation.SAMPLE):
        message = await bench.choose(song, Operation.SAMPLE, words)
    assert (bench.last["chop_sample_start_s"], bench.last["chop_sample_end_s"]) == (2, 6)
    assert audio(message)


@proves("sonic", Operation.MASHUP, hosts=BOTH)
async def test_mashup(bench: Workbench, song: Message) -> None:
    first = await bench.chosen_menu_values(song, Operation.MASHUP, "other_clip")
    async with bench.one_call("sonic", Operation.MASHUP):
        message = await bench.choose(song, Operation.MASHUP, {"other_clip": first[0], "style": "house"})
    assert len(set(bench.last["mashup_clip_ids"])) == 2
    assert audio(message)


@proves("sonic", Operation.PERSONA, Operation.PERSONA_SONG, hosts=BOTH)
async def test_persona_and_a_song_in_its_voice(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.PERSONA):
        made = await bench.choose(song, Operation.PERSONA, {"title": "Harbour voice", "prompt": "warm"})
    assert "Harbour voice" in text(made)
    chosen = await bench.completed("song", "persona", "Harb", prompt="night")
    async with bench.one_call("sonic", Operation.PERSONA_SONG):
        message = await bench.command("song", prompt="night drive", persona=chosen[0]["value"])
    assert bench.last["task_type"] == "persona_music"
    assert bench.last["persona_id"]
    assert audio(message)
    assert " · sung by Harbour voice · " in small(message)[-1]


@proves("sonic", Operation.UPLOAD, hosts=BOTH)
async def test_upload_and_what_is_made_of_it(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.UPLOAD):
        brought = await bench.command("upload", file=recording(song), rights=True, title="Mine", model="sonic")
    assert len(audio(brought)) == 1
    await bench.by_form(brought, "1 Extend", {"moment": "5", "lyrics": "[Verse]\nOn"})
    assert bench.last["task_type"] == "extend_upload_music"
    await bench.by_form(brought, "1 Cover", {"style": "jazz"})
    assert bench.last["task_type"] == "cover_upload_music"


@proves("sonic", Operation.ADD_VOCALS, hosts=BOTH)
async def test_add_vocals(bench: Workbench, brought: Message) -> None:
    async with bench.one_call("sonic", Operation.ADD_VOCALS):
        message = await bench.choose(brought, Operation.ADD_VOCALS, {"lyrics": "[Verse]\nLa la", "style": "soul"})
    assert bench.last["task_type"] == "add_vocals"
    assert audio(message)


@proves("sonic", Operation.ADD_INSTRUMENTAL, hosts=BOTH)
async def test_add_instrumental(bench: Workbench, brought: Message) -> None:
    async with bench.one_call("sonic", Operation.ADD_INSTRUMENTAL):
        message = await bench.choose(brought, Operation.ADD_INSTRUMENTAL, {"style": "big band"})
    assert bench.last["task_type"] == "add_instrumental"
    assert audio(message)


@proves("sonic", Operation.UPLOAD_EXTEND, hosts=BOTH)
async def test_upload_and_extend(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.UPLOAD_EXTEND):
        message = await bench.command(
            "upload", file=recording(song), rights=True, then="extend", style="pop", model="sonic"
        )
    assert bench.last["url"]
    assert audio(message)


@proves("sonic", Operation.UPLOAD_COVER, hosts=BOTH)
async def test_upload_and_cover(bench: Workbench, song: Message) -> None:
    async with bench.one_call("sonic", Operation.UPLOAD_COVER):
        message = await bench.command(
            "upload", file=recording(song), rights=True, then="cover", style="jazz", model="sonic"
        )
    assert bench.last["url"]
    assert audio(message)
