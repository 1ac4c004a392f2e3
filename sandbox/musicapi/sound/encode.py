"""Samples as a file that people can play: AAC in m4a, mp3, WAV, or a film with a picture."""

from __future__ import annotations

import io
import math
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from numpy.typing import NDArray
from PIL.Image import Image

Container: TypeAlias = Literal["m4a", "mp3", "wav", "mp4"]
# Encoders are set to be quick: a song must cost seconds, not half a minute.
QUICK_AAC: dict[str, str] = {"aac_coder": "fast", "aac_ms": "0", "aac_tns": "0"}
# What ffmpeg calls `ipod` is m4a.
FORMATS: dict[Container, tuple[str, str, dict[str, str]]] = {
    "m4a": ("ipod", "aac", QUICK_AAC),
    "mp4": ("mp4", "aac", QUICK_AAC),
    "wav": ("wav", "pcm_s16le", {}),
    # By quality (0 best, 9 worst; 118 is ffmpeg's unit of it) lame is quicker than by a bit rate.
    "mp3": (
        "mp3",
        "libmp3lame",
        {"compression_level": "9", "joint_stereo": "0", "flags": "+qscale", "global_quality": str(6 * 118)},
    ),
}
PIECE = 65_536  # samples handed over at once


def encode(
    samples: NDArray[np.int16], rate: int, container: Container, *, title: str, picture: Image | None = None
) -> bytes:
    """The file; `samples` has the shape (channels, count), and a film shows the `picture` all the time. Blocking."""
    muxer, codec, options = FORMATS[container]
    channels, count = samples.shape
    layout = "stereo" if channels == 2 else "mono"
    out = io.BytesIO()
    opened: Any = av.open(out, "w", format=muxer, options={"fflags": "+bitexact"})  # its packets have no full types
    with opened as file:
        file.metadata["title"] = title
        shown = None if picture is None else file.add_stream("libx264", rate=1, options={"preset": "ultrafast"})
        stream = file.add_stream(codec, rate=rate, layout=layout, options=options)
        if container != "wav":
            stream.bit_rate = 160_000 if channels == 2 else 64_000
        if picture is not None and shown is not None:
            _show(file, shown, picture, count / rate)
        for begin in range(0, count, PIECE):
            piece = samples[:, begin : begin + PIECE].T.reshape(1, -1).copy()
            frame = AudioFrame.from_ndarray(piece, format="s16", layout=layout)
            frame.sample_rate = rate
            frame.pts = begin
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return out.getvalue()


def _show(file: Any, stream: Any, picture: Image, seconds: float) -> None:
    """The picture, once a second."""
    stream.width, stream.height, stream.pix_fmt = picture.width, picture.height, "yuv420p"
    still: Any = VideoFrame  # its maker is not typed
    for second in range(math.ceil(seconds)):
        frame = still.from_image(picture)
        frame.pts = second
        frame.time_base = Fraction(1)
        file.mux(stream.encode(frame))
    file.mux(stream.encode(None))
