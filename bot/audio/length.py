"""How long a recording lasts."""

from __future__ import annotations

import io

import av
from av.error import FFmpegError


def seconds_of(data: bytes) -> float | None:
    """How many seconds of sound `data` holds, counted where the file does not say; None where it holds none.

    Blocks, for seconds where it has to count, so call it in a thread.
    """
    try:
        with av.open(io.BytesIO(data), "r") as source:
            if not source.streams.audio:
                return None
            if source.duration is not None and source.duration > 0:
                return source.duration / av.time_base
            seconds = sum(frame.samples / frame.sample_rate for frame in source.decode(source.streams.audio[0]))
    except FFmpegError:
        return None
    return seconds or None
