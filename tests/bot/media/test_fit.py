"""Real audio in, smaller real audio out."""

from __future__ import annotations

import io
from typing import Any, cast

import av
import numpy as np
import pytest

from bot.media import sniff
from bot.media.errors import CannotFit
from bot.media.fit import fit

SECONDS = 8
RATE = 48_000
CODECS = {"m4a": ("aac", "ipod"), "mp3": ("libmp3lame", "mp3"), "wav": ("pcm_s16le", "wav"), "flac": ("flac", "flac")}


def tune(container: str, *, bit_rate: int = 256_000, layout: str = "stereo") -> bytes:
    """Eight seconds of a chord in noise, which compresses as badly as music does."""
    codec, muxer = CODECS[container]
    moments = np.arange(RATE * SECONDS) / RATE
    chord = sum(np.sin(2 * np.pi * pitch * moments) for pitch in (220.0, 277.2, 329.6)) / 6
    wave = chord + np.random.default_rng(7).normal(0, 0.1, moments.size)
    channels = 1 if layout == "mono" else 2
    samples = np.repeat((wave.clip(-1, 1) * 32_000).astype(np.int16), channels).reshape(1, -1)
    buffer = io.BytesIO()
    with cast("Any", av.open(buffer, "w", format=muxer)) as sink:
        stream = sink.add_stream(codec, rate=RATE, layout=layout)
        stream.bit_rate = bit_rate
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=layout)
        frame.sample_rate = RATE
        sink.mux(stream.encode(frame))
        sink.mux(stream.encode(None))
    return buffer.getvalue()


def fitted(data: bytes, container: Any, limit: int) -> tuple[bytes, str]:
    """What the song becomes."""
    smaller = io.BytesIO()
    kind = fit(io.BytesIO(data), container, limit, smaller)
    return smaller.getvalue(), kind


def seconds(data: bytes) -> float:
    with av.open(io.BytesIO(data), "r") as source:
        return sum(frame.samples / frame.sample_rate for frame in source.decode(source.streams.audio[0]))


@pytest.mark.parametrize("container", ["m4a", "mp3", "wav", "flac"])
def test_what_fits_is_left_alone(container: Any) -> None:
    data = tune(container)
    assert fitted(data, container, len(data)) == (data, container)


@pytest.mark.parametrize(("container", "becomes"), [("m4a", "m4a"), ("mp3", "mp3"), ("wav", "m4a"), ("flac", "m4a")])
@pytest.mark.parametrize("limit", [150_000, 40_000])
def test_what_is_too_large_is_the_same_song_with_fewer_bits(container: Any, becomes: str, limit: int) -> None:
    smaller, now = fitted(tune(container), container, limit)
    assert limit / 3 < len(smaller) <= limit
    assert (now, sniff.container(smaller)) == (becomes, becomes)
    assert seconds(smaller) == pytest.approx(SECONDS, abs=0.2)


def test_an_m4a_has_its_index_in_front_so_that_it_plays_while_it_loads() -> None:
    smaller, _ = fitted(tune("m4a"), "m4a", 100_000)
    assert smaller.index(b"moov") < smaller.index(b"mdat")


@pytest.mark.parametrize(("limit", "layout"), [(150_000, "stereo"), (40_000, "mono")])
def test_few_bits_are_spent_on_one_channel(limit: int, layout: str) -> None:
    smaller, _ = fitted(tune("mp3"), "mp3", limit)
    with av.open(io.BytesIO(smaller), "r") as source:
        assert source.streams.audio[0].layout.name == layout


def test_one_channel_is_enough_input() -> None:
    smaller, _ = fitted(tune("wav", layout="mono"), "wav", 100_000)
    assert seconds(smaller) == pytest.approx(SECONDS, abs=0.2)


@pytest.mark.parametrize("limit", [0, 1_000, 20_000])
def test_below_the_last_bit_rate_it_cannot_fit(limit: int) -> None:
    with pytest.raises(CannotFit, match="does not fit"):
        fitted(tune("mp3"), "mp3", limit)


@pytest.mark.parametrize("data", [b"ID3" + bytes(5_000), b"\0\0\0\x20ftypM4A " + bytes(5_000), b"x" * 5_000])
def test_what_cannot_be_read_cannot_fit(data: bytes) -> None:
    with pytest.raises(CannotFit):
        fitted(data, "m4a", 1_000)


def test_a_file_cut_off_in_the_middle_still_gives_what_is_there_or_says_that_it_cannot() -> None:
    cut = tune("mp3")[:150_000]
    smaller, _ = fitted(cut, "mp3", 60_000)
    assert 3 < seconds(smaller) < SECONDS
