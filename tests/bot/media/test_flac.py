"""WAV in, the very same samples out in fewer bytes."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from bot.media import fit, sniff
from bot.media.errors import CannotFit

if TYPE_CHECKING:
    from collections.abc import Callable

RATE = 44_100
HUGE = 2**30


def _wav(samples: Any, width: int, channels: int) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sink:
        sink.setparams((channels, width, RATE, 0, "NONE", "not compressed"))
        whole = np.repeat((samples * (2 ** (8 * width - 1) - 1)).astype("<i4"), channels)
        sink.writeframes(whole.view(np.uint8).reshape(-1, 4)[:, :width].tobytes())
    return buffer.getvalue()


def quiet(*, seconds: int = 2, width: int = 2, channels: int = 2) -> bytes:
    """A tone, which takes little room."""
    return _wav(0.3 * np.sin(np.arange(RATE * seconds) * 0.05), width, channels)


def noise(*, seconds: int = 2, width: int = 2, channels: int = 2) -> bytes:
    """Noise, which takes as much room as it has samples."""
    return _wav(np.random.default_rng(7).uniform(-1, 1, RATE * seconds), width, channels)


def to_flac(wav: bytes, limit: int) -> bytes:
    """The sound as FLAC."""
    flac = io.BytesIO()
    fit.to_flac(io.BytesIO(wav), limit, flac)
    return flac.getvalue()


def samples(data: bytes) -> Any:
    """Every sample, at the top of 32 bits."""
    with av.open(io.BytesIO(data), "r") as source:
        frames = [frame.to_ndarray().reshape(-1) for frame in source.decode(source.streams.audio[0])]
    whole = np.concatenate(frames)
    return whole.astype(np.int64) << 16 if whole.dtype == np.int16 else whole.astype(np.int64)


@pytest.mark.parametrize("kind", [quiet, noise])
@pytest.mark.parametrize("width", [2, 3])
@pytest.mark.parametrize("channels", [1, 2])
def test_every_sample_stays(kind: Callable[..., bytes], width: int, channels: int) -> None:
    wav = kind(width=width, channels=channels)
    flac = to_flac(wav, HUGE)
    assert sniff.container(flac) == "flac"
    assert np.array_equal(samples(flac), samples(wav))
    with av.open(io.BytesIO(flac), "r") as source:
        assert source.streams.audio[0].codec_context.channels == channels


def test_it_is_smaller() -> None:
    wav = quiet()
    assert len(to_flac(wav, HUGE)) < len(wav) / 2


def test_what_does_not_fit_says_so() -> None:
    with pytest.raises(CannotFit, match="does not fit"):
        to_flac(noise(), 10_000)


def test_sound_that_flac_would_change_is_left_alone() -> None:
    floats, buffer = np.zeros((1, RATE), dtype=np.float32), io.BytesIO()
    with av.open(buffer, "w", format="wav") as sink:
        stream = sink.add_stream("pcm_f32le", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(floats, format="flt", layout="mono")
        frame.sample_rate = RATE
        sink.mux(stream.encode(frame))
        sink.mux(stream.encode(None))
    with pytest.raises(CannotFit, match="pcm_f32le"):
        to_flac(buffer.getvalue(), HUGE)


@pytest.mark.parametrize("data", [b"", b"RIFF", b"not sound at all" * 100])
def test_what_is_no_sound_says_so(data: bytes) -> None:
    with pytest.raises(CannotFit):
        to_flac(data, HUGE)
