"""Files of every size reach the people, or their address does; one clip's trouble is not the other's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.media import sniff
from bot.musicapi.operations import Operation
from data.rows import JobState
from sandbox.discord.multipart import read_form
from sandbox.wire.exchange import Answer, json_answer
from tests.bot.media.spooling import nameless
from tests.e2e.conftest import audio, fields, labels, open_stage, with_files
from tests.e2e.operating import open_workbench

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.entities import Message
    from sandbox.musicapi.works import Clip
    from sandbox.wire.exchange import Request
    from tests.e2e.conftest import Stage

TOO_LARGE = json_answer(413, {"message": "Request entity too large", "code": 40005})
EDIT = r"/webhooks/\d+/[^/]+/messages/"


def _sizes(message: Message) -> list[int]:
    return [len(a.data) for a in message.attachments if a.filename in audio(message)]


async def test_songs_over_the_limit_are_encoded_smaller(tmp_path: Path) -> None:
    async with open_stage(tmp_path, file_limit=100_000, clip_seconds=20.0) as stage:
        message = await stage.song()
        assert len(audio(message)) == 2
        assert all(0 < size <= 100_000 for size in _sizes(message))


async def test_a_wav_that_fits_in_no_way_is_linked_and_the_link_leads_to_it(tmp_path: Path) -> None:
    async with open_workbench(tmp_path, file_limit=50_000, clip_seconds=20.0) as bench:
        message = await bench.choose(await bench.song("sonic/sonic-v5"), Operation.WAV)
        assert message.attachments == []
        link = re.fullmatch(r"Song could not be attached: \[download at MusicAPI\]\((.+)\)\.", fields(message)["Files"])
        assert link is not None, fields(message)
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.get(link[1])
        assert sniff.container(answer.content) == "wav"
        assert len(answer.content) > 50_000


async def test_a_413_steps_down_whatever_limit_was_published(stage: Stage) -> None:
    pause = stage.sandbox.discord.trouble
    pause.answer_instead("PATCH", EDIT, TOO_LARGE, times=1)
    stage.sandbox.vendor.orders.time_next_task(5, 5)
    message = await stage.song()
    assert len(audio(message)) == 2
    refused = [e for e in stage.sandbox.discord.traffic if e.answer.status == 413]
    assert len(refused) == 1


async def test_a_file_that_never_comes_is_named_by_its_address_and_the_other_is_posted(stage: Stage) -> None:
    asked = stage.ask()
    await asked.answered()
    await stage.until_state(JobState.RUNNING)
    gone = next(iter(stage.sandbox.vendor.tasks.values())).clips[0].clip_id
    stage.sandbox.vendor.files.expired.add(gone)
    message = await stage.finished(asked)
    assert len(audio(message)) == 1
    assert any("Could not be attached" in str(embed) for embed in message.embeds)
    assert list(fields(message)) == ["Clip 1", "Clip 2"]
    assert labels(message)[::3][:2] == ["1 Extend", "2 Extend"]  # both clips can be used all the same
    assert (await stage.account()).spent == 12


@pytest.mark.parametrize("body", [b"<html>not here</html>", b"", b"\x00" * 4096], ids=["html", "empty", "zeros"])
async def test_what_is_no_audio_is_not_posted_as_such(stage: Stage, body: bytes) -> None:
    stage.sandbox.musicapi.trouble.answer_instead("GET", r"\.m4a$", Answer(200, body, "audio/mp4"), times=1_000)
    message = await stage.song()
    assert audio(message) == []
    assert labels(message)[::3][:2] == ["1 Extend", "2 Extend"]


async def test_what_is_sent_again_is_the_same_to_the_last_byte_and_nothing_stays_open(stage: Stage) -> None:
    """discord.py sends a file again after a 429 and after a 502: from its start, though it was read to its end."""
    discord, before = stage.sandbox.discord, nameless(stage.bot.pid)
    limited = json_answer(
        429, {"message": "ordered by the test", "retry_after": 0.01, "global": False, "code": 0}, Via="1.1 proxy"
    )
    pause = stage.sandbox.musicapi.trouble.pause("GET", r"\.m4a$", "before")
    asked = stage.ask()
    await stage.soon(pause.reached())  # the song is done, and no card is edited any more
    for refusal in (limited, json_answer(502, {"message": "bad gateway", "code": 0}), TOO_LARGE):
        discord.trouble.answer_instead("PATCH", EDIT, refusal)
    pause.release()
    message = await stage.finished(asked)
    tries = [_files(exchange.request) for exchange in discord.traffic if with_files(exchange.request)]
    assert len(tries) == 4
    assert tries[0] == tries[1] == tries[2]
    assert [name for name in tries[0] if name in audio(message)] == audio(message)
    assert all(len(data) > 1_000 for data in tries[0].values())
    assert tries[3] == {attachment.filename: attachment.data for attachment in message.attachments}
    await stage.settled()
    assert nameless(stage.bot.pid) == before


def _files(request: Request) -> dict[str, bytes]:
    return {upload.filename: upload.data for upload in read_form(request).files.values()}


async def test_a_discord_that_hiccups_gets_the_song_later(stage: Stage) -> None:
    busy = json_answer(503, {"message": "upstream", "code": 0})
    stage.sandbox.vendor.orders.time_next_task(30, 30)
    asked = stage.ask()
    await asked.answered()
    stage.sandbox.discord.trouble.answer_instead("PATCH", EDIT, busy, times=6)
    message = await stage.finished(asked)
    assert len(audio(message)) == 2
    uploads = [e for e in stage.sandbox.discord.traffic if with_files(e.request) and e.answer.status == 200]
    assert len(uploads) == 1


@pytest.mark.promise(key="clip-stays")
async def test_a_clip_that_was_posted_early_stays_though_its_file_is_gone_at_the_end(stage: Stage) -> None:
    stage.sandbox.vendor.orders.time_next_task(60, 1_000)
    asked = stage.ask()
    early = await stage.soon(asked.until(lambda message: len(audio(message)) == 1))
    name = audio(early)[0]
    stage.sandbox.vendor.files.expired.update(clip.clip_id for clip in _clips_ready(stage))
    stage.sandbox.vendor_clock.speed = 1_000
    message = await stage.finished(asked)
    assert len(audio(message)) == 2
    assert name in audio(message)
    assert "could not be attached" not in str(message.embeds).lower()


def _clips_ready(stage: Stage) -> list[Clip]:
    now = stage.sandbox.vendor_clock.now()
    return [clip for clip in stage.sandbox.vendor.clips.values() if clip.is_ready(now)]
