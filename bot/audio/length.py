"""How long a recording lasts."""

from __future__ import annotations

import math

import av
from av.error import FFmpegError

from bot.audio.opening import opened


def seconds_of(data: bytes, *, enough: float = math.inf) -> float | None:
    """How many seconds of sound `data` holds, counted where the file does not say; None where it holds none.

    Blocks, for seconds where it has to count, so call it in a thread; it counts no further than past `enough`, since
    a few megabytes of silence can last for days.
    """
    try:
        with opened(data) as source:
            if not source.streams.audio:
                return None
            if source.duration is not None and source.duration > 0:
                return source.duration / av.time_base
            seconds = 0.0
            for frame in source.decode(source.streams.audio[0]):
                seconds += frame.samples / frame.sample_rate
                if seconds > enough:
                    break
    except FFmpegError:
        return None
    return seconds or None
