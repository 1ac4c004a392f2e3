"""Opens sound that somebody else made, and says how long it lasts."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Final

import av
from av.error import FFmpegError

if TYPE_CHECKING:
    from av.container import InputContainer

# FFmpeg looks past an ID3 tag and would open a playlist or a session description behind it, and then what these name:
# files and addresses of our own network.
FORMATS: Final = "mov,mp3,wav,ogg,flac,aac"


def open_audio(data: bytes) -> InputContainer:
    """The sound in `data`, to be closed by the caller; raises FFmpegError where it is of no kind that is known here."""
    return av.open(io.BytesIO(data), "r", options={"format_whitelist": FORMATS})


def seconds_of(data: bytes, *, enough: float = math.inf) -> float | None:
    """How many seconds of sound `data` holds, counted where the file does not say; None where it holds none.

    Blocks, for seconds where it has to count, so call it in a thread; it counts no further than past `enough`, since
    a few megabytes of silence can last for days.
    """
    try:
        with open_audio(data) as source:
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
