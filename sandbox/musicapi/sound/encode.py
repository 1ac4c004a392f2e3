"""Samples as a file that people can play: AAC in m4a, or mp3."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import av
from av.audio.frame import AudioFrame

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sandbox.musicapi.works import Container

# What ffmpeg calls `ipod` is m4a. Both encoders are set to be quick: a song must cost seconds, not half a minute.
FORMATS = {
    "m4a": ("ipod", "aac", {"aac_coder": "fast", "aac_ms": "0", "aac_tns": "0"}),
    # By quality (0 best, 9 worst; 118 is ffmpeg's unit of it) lame is quicker than by a bit rate.
    "mp3": (
        "mp3",
        "libmp3lame",
        {"compression_level": "9", "joint_stereo": "0", "flags": "+qscale", "global_quality": str(6 * 118)},
    ),
}
PIECE = 65_536  # samples handed over at once


def encode(samples: NDArray[np.int16], rate: int, container: Container, *, title: str) -> bytes:
    """The file; `samples` has the shape (channels, count). Blocking."""
    muxer, codec, options = FORMATS[container]
    channels, count = samples.shape
    layout = "stereo" if channels == 2 else "mono"
    out = io.BytesIO()
    opened: Any = av.open(out, "w", format=muxer, options={"fflags": "+bitexact"})  # its packets have no full types
    with opened as file:
        file.metadata["title"] = title
        stream = file.add_stream(codec, rate=rate, layout=layout, options=options)
        stream.bit_rate = 160_000 if channels == 2 else 64_000
        for begin in range(0, count, PIECE):
            piece = samples[:, begin : begin + PIECE].T.reshape(1, -1).copy()
            frame = AudioFrame.from_ndarray(piece, format="s16", layout=layout)
            frame.sample_rate = rate
            frame.pts = begin
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return out.getvalue()
