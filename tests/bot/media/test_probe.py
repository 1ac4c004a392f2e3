from __future__ import annotations

import io
import math
import struct
from typing import Any, cast

import av
import pytest

from bot.media import probe
from tests.bot.media.test_fit import SECONDS, tune


def probe_seconds(data: bytes, *, enough: float = math.inf) -> float | None:
    """How long it lasts."""
    return probe.probe_seconds(io.BytesIO(data), enough=enough)


@pytest.mark.parametrize("container", ["m4a", "mp3", "wav", "flac"])
def test_a_recording_lasts_as_long_as_it_was_made(container: str) -> None:
    assert probe_seconds(tune(container)) == pytest.approx(SECONDS, abs=0.2)


def test_what_does_not_say_is_counted() -> None:
    wav = bytearray(tune("wav"))
    at = wav.index(b"data") + 4
    wav[at : at + 4] = struct.pack("<I", 0xFFFFFFFF)  # as a program leaves it that streams
    assert probe_seconds(bytes(wav)) == pytest.approx(SECONDS, abs=0.2)
    assert probe_seconds(bare_aac()) == pytest.approx(SECONDS, abs=0.5)


def bare_aac() -> bytes:
    """AAC frames without a container, and so without a length."""
    buffer = io.BytesIO()
    with (
        av.open(io.BytesIO(tune("m4a")), "r") as source,
        cast("Any", av.open(buffer, "w", format="adts")) as sink,
    ):
        stream = sink.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = stream
                sink.mux(packet)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ID3" + bytes(5_000),
        b"<html>not here</html>",
        b"\x89PNG\r\n\x1a\n" + bytes(500),
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"\0\0\0\x20ftypM4A " + bytes(200),
    ],
)
def test_what_is_no_recording_lasts_no_time(data: bytes) -> None:
    assert probe_seconds(data) is None


@pytest.mark.parametrize("title", ["Cafe", "Café"])
def test_the_tags_of_older_programs_are_in_nobodys_way(title: str) -> None:
    assert probe_seconds(tagged_wav(title.encode("latin-1"))) == pytest.approx(SECONDS, abs=0.2)


def tagged_wav(title: bytes) -> bytes:
    """A WAV file with a title, as RIFF has it: in bytes of no encoding that anybody names."""
    wav, said = tune("wav"), title + bytes(1 + len(title) % 2)
    tags = b"INFOINAM" + struct.pack("<I", len(said)) + said
    tags += bytes(len(tags) % 2)
    at = wav.index(b"data")
    whole = wav[8:at] + b"LIST" + struct.pack("<I", len(tags)) + tags + wav[at:]
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def test_a_silent_film_is_no_recording() -> None:
    assert probe_seconds(film()) is None


def film() -> bytes:
    """A second of black without a sound."""
    buffer = io.BytesIO()
    with cast("Any", av.open(buffer, "w", format="mp4")) as sink:
        stream = sink.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        for _ in range(10):
            sink.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        sink.mux(stream.encode(None))
    return buffer.getvalue()


def test_counting_ends_past_what_is_enough() -> None:
    assert probe_seconds(endless_flac()) == pytest.approx(SECONDS, abs=0.2)
    assert 3 < (probe_seconds(endless_flac(), enough=3) or 0) < 3.5


def endless_flac() -> bytes:
    """A FLAC file that does not say how many samples it has (RFC 9639, 8.2: the last 36 of these bits are none)."""
    flac = bytearray(tune("flac"))
    (about,) = struct.unpack_from(">Q", flac, 18)
    struct.pack_into(">Q", flac, 18, about >> 36 << 36)
    return bytes(flac)
