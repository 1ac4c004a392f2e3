"""The files that answers name: real audio and pictures, served as a bucket would, and only once they are there."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import av
import pytest
from PIL import Image

from sandbox.musicapi.audio import AudioFiles
from sandbox.musicapi.sound.brief import Brief, Stretch
from tests.sandbox.musicapi.buyer import Buyer, content, cover, extension

FAMILIES = ("riffusion", "sonic", "producer")
CODECS = {"riffusion": "aac", "sonic": "mp3float", "producer": "aac"}


def pop(tune: str) -> Brief:
    """Two seconds or a little more of a song."""
    return Brief(tune, "pop", "pop", (Stretch(6.0),))


def heard(data: bytes) -> tuple[str, float, float]:
    """Codec, seconds and loudness (0 to 1) of an audio file, by decoding all of it."""
    opened: Any = av.open(io.BytesIO(data))
    with opened as file:
        stream = file.streams.audio[0]
        samples, peak = 0, 0.0
        for frame in file.decode(stream):
            samples += frame.samples
            peak = max(peak, float(abs(frame.to_ndarray()).max()))
        return stream.codec_context.name, samples / stream.rate, peak


@pytest.mark.parametrize("family", FAMILIES)
async def test_clips_can_be_played_and_covers_seen(family: str) -> None:
    buyer = Buyer.of()
    files: set[bytes] = set()
    for clip in await buyer.finished(family):
        audio = await buyer.file(clip["audio_url"])
        assert audio.status == 200
        codec, seconds, peak = heard(audio.body)
        assert codec == CODECS[family]
        assert seconds == pytest.approx(float(clip["duration"]), abs=0.15)
        assert 0.3 < peak <= 1.0
        picture = await buyer.file(clip["image_url"])
        with Image.open(io.BytesIO(picture.body)) as image:
            assert (image.size, f"image/{(image.format or '').lower()}") == ((512, 512), picture.content_type)
        files |= {audio.body, picture.body}
    assert len(files) == 2 * len(await buyer.finished(family))


async def test_a_file_is_there_when_its_clip_is_final() -> None:
    buyer = Buyer.of()
    buyer.vendor.orders.time_next_task(30, 40)
    clips = buyer.vendor.tasks[await buyer.bought("sonic")].clips
    urls = [f"http://musicapi.test/files/suno/{clip.clip_id}.mp3" for clip in clips]
    assert [(await buyer.file(url)).status for url in urls] == [404, 404]
    buyer.clock.advance(31)
    assert [(await buyer.file(url)).status for url in urls] == [200, 404]
    buyer.clock.advance(10)
    assert [(await buyer.file(url)).status for url in urls] == [200, 200]
    buyer.vendor.files.expired.add(clips[0].clip_id)
    assert [(await buyer.file(url)).status for url in urls] == [404, 200]
    buyer.vendor.files.lifetime = 3600
    buyer.clock.advance(3601)
    assert (await buyer.file(urls[1])).status == 404


async def test_a_stream_is_no_final_file() -> None:
    buyer = Buyer.of()
    buyer.vendor.orders.time_next_task(60, 60, named=1)
    task_id = await buyer.bought("sonic")
    streams: set[str] = set()
    for _ in range(10):
        buyer.clock.advance(3)
        clips = content(await buyer.poll("sonic", task_id)).get("data") or []
        streams |= {clip["audio_url"] for clip in clips if clip["audio_url"]}
    assert streams
    assert all(url.startswith("http://audiopipe.musicapi.test/?item_id=") for url in streams)


async def test_the_key_has_no_business_at_a_file() -> None:
    buyer = Buyer.of()
    url = (await buyer.finished("riffusion"))[0]["audio_url"]
    answer = await buyer.ask("GET", url.removeprefix("http://musicapi.test"))
    assert answer.status == 401


async def test_ranges() -> None:
    buyer = Buyer.of()
    url = (await buyer.finished("riffusion"))[0]["audio_url"]
    whole = (await buyer.file(url)).body
    size = len(whole)
    for asked, begin, end in (
        ("0-99", 0, 100),
        ("100-", 100, size),
        ("-50", size - 50, size),
        (f"5-{size * 2}", 5, size),
    ):
        part = await buyer.file(url, Range=f"bytes={asked}")
        assert (part.status, part.body) == (206, whole[begin:end])
        assert part.headers["Content-Range"] == f"bytes {begin}-{end - 1}/{size}"
    assert (await buyer.file(url, Range=f"bytes={size}-")).status == 416
    assert (await buyer.file(url, Range="lines=1-2")).body == whole
    assert (await buyer.file(url, "HEAD")).status == 200
    assert (await buyer.file(url, "DELETE")).status == 405


async def test_some_files_have_moved() -> None:
    buyer = Buyer.of()
    statuses: list[int] = []
    for _ in range(15):
        for clip in await buyer.finished("riffusion"):
            path = clip["audio_url"].removeprefix("http://musicapi.test")
            statuses.append((await buyer.ask("HEAD", path, key=None)).status)
    assert set(statuses) == {200, 302}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/files/",
        "/files/suno/../../etc/passwd",
        "/files/suno/3b497e86-c6cf-4598-b999-94a1bfa912f6.mp3",
        "/files/suno/x.mp3",
        "/favicon.ico",
    ],
)
async def test_nothing_else_is_there(path: str) -> None:
    assert (await Buyer.of().ask("GET", path, key=None)).status == 404


async def test_a_clip_has_one_address() -> None:
    buyer = Buyer.of()
    path = (await buyer.finished("sonic"))[0]["audio_url"].removeprefix("http://musicapi.test")
    for other in (path.replace("/suno/", "/producer/"), path.replace(".mp3", ".wav"), "/x" + path):
        assert (await buyer.ask("GET", other, key=None)).status == 404


@pytest.mark.parametrize("family", FAMILIES)
async def test_edits_are_as_long_as_they_say(family: str) -> None:
    buyer = Buyer.of(clip_seconds=8)
    source = (await buyer.finished(family))[0]
    extended = (await buyer.finished(family, extension(family, source["clip_id"], 6)))[0]
    covered = (await buyer.finished(family, cover(family, source["clip_id"])))[0]
    assert float(covered["duration"]) == pytest.approx(float(source["duration"]), abs=0.01)
    # Producer appends to its source; sonic gives the new part alone.
    assert (float(extended["duration"]) > 10) == (family == "producer")
    for clip in (extended, covered):
        assert heard((await buyer.file(clip["audio_url"])).body)[1] == pytest.approx(float(clip["duration"]), abs=0.15)


async def test_a_file_asked_for_by_many_is_made_once() -> None:
    audio_files = AudioFiles()
    score = pop("tune")
    files = await asyncio.gather(*(audio_files.audio("a", score, 2.0, "m4a", "A") for _ in range(20)))
    assert (len(set(files)), audio_files.made) == (1, 1)


async def test_the_shelf_is_bounded() -> None:
    audio_files = AudioFiles(kept_bytes=40_000)
    first = await audio_files.audio("0", pop("0"), 2.0, "m4a", "")
    for number in range(1, 6):
        await audio_files.audio(str(number), pop(str(number)), 2.0, "m4a", "")
    made = audio_files.made
    assert await audio_files.audio("5", pop("5"), 2.0, "m4a", "") != first
    assert audio_files.made == made  # still there
    assert await audio_files.audio("0", pop("0"), 2.0, "m4a", "") == first
    assert audio_files.made == made + 1  # made anew, the same bytes


async def test_who_gives_up_waiting_does_not_spoil_it_for_others() -> None:
    audio_files = AudioFiles()
    impatient = asyncio.create_task(audio_files.audio("a", pop("a"), 6.0, "mp3", ""))
    await asyncio.sleep(0)
    patient = asyncio.create_task(audio_files.audio("a", pop("a"), 6.0, "mp3", ""))
    impatient.cancel()
    assert len(await patient) > 10_000
