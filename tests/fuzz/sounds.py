"""Short sounds of every kind that is known here, with tags, to be spoiled."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import av
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

RATE = 44_100
# The name of the kind, its codec, its muxer, and the format of its samples.
KINDS = {
    "m4a": ("aac", "ipod", "fltp"),
    "mp3": ("libmp3lame", "mp3", "s16p"),
    "wav": ("pcm_s16le", "wav", "s16"),
    "wav24": ("pcm_s24le", "wav", "s32"),
    "flac": ("flac", "flac", "s16"),
    "ogg": ("libopus", "ogg", "s16"),
    "aac": ("aac", "adts", "fltp"),
}


@cache
def sounds() -> Mapping[str, bytes]:
    """A fifth of a second of each kind."""
    return {kind: _sound(kind) for kind in KINDS}


def _sound(kind: str) -> bytes:
    codec, muxer, form = KINDS[kind]
    wave = np.sin(np.arange(RATE // 5) * 0.05) * 0.3
    buffer = io.BytesIO()
    with cast("Any", av.open(buffer, "w", format=muxer)) as sink:
        sink.metadata.update({"title": "Harbor", "artist": "Nobody", "comment": "r&b pop"})
        stream = sink.add_stream(codec, rate=48_000 if kind == "ogg" else RATE, layout="mono")
        stream.format = form
        frame = av.AudioFrame.from_ndarray((wave * 32_000).astype(np.int16).reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = RATE
        for fitting in av.AudioResampler(format=form, layout="mono", rate=stream.rate).resample(frame):
            sink.mux(stream.encode(fitting))
        sink.mux(stream.encode(None))
    return buffer.getvalue()
