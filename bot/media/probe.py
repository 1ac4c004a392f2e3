"""Opens sound that somebody else made, and says how long it lasts."""

from __future__ import annotations

import io
import math
import os
from typing import BinaryIO, Final, TypeAlias

import av
from av.container import InputContainer
from av.error import FFmpegError

Stream: TypeAlias = io.BufferedIOBase | BinaryIO  # bytes that can be read from any place, or written to any

# FFmpeg looks past an ID3 tag and would open a playlist or a session description behind it, and then what these name:
# files and addresses of our own network.
FORMATS: Final = "mov,mp3,wav,ogg,flac,aac"


def open_audio(data: Stream) -> InputContainer:
    """The sound in `data`, to be closed by the caller; raises FFmpegError where it is of no kind that is known here."""
    data.seek(0, os.SEEK_SET)  # it may have been read before
    # Its tags are nobody's business here; those of older programs are in Latin-1, or in anything at all.
    return av.open(data, "r", options={"format_whitelist": FORMATS}, metadata_errors="replace")


def probe_seconds(data: Stream, *, enough: float = math.inf) -> float | None:
    """How many seconds of sound `data` holds, or None where it holds none that can be read.

    Blocks for seconds where the file does not say and has to be counted, so call it in a thread. It counts no further
    than past `enough`, since a few megabytes of silence can last for days.
    """
    try:
        return read_seconds(data, enough=enough)
    except FFmpegError:
        return None


def read_seconds(data: Stream, *, enough: float = math.inf) -> float | None:
    """Like `probe_seconds`, but raises FFmpegError where `data` cannot be read."""
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
    return seconds or None
