"""Opens sound that somebody else made: as what it is, never as a list of what lies elsewhere."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import av

if TYPE_CHECKING:
    from av.container import InputContainer

# FFmpeg looks past an ID3 tag and would open a playlist or a session description behind it, and then what these name:
# files and addresses of our own network.
FORMATS: Final = "mov,mp3,wav,ogg,flac,aac"


def opened(data: bytes) -> InputContainer:
    """The sound in `data`, to be closed by the caller; raises FFmpegError where it is of no kind that is known here."""
    return av.open(io.BytesIO(data), "r", options={"format_whitelist": FORMATS})
