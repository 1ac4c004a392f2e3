"""Makes audio small enough to post: the same song with fewer bits a second."""

from __future__ import annotations

import tempfile
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import av
from av.error import FFmpegError

from bot.media.probe import open_audio, read_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.audio.frame import AudioFrame

    from bot.media.sniff import Container

# Bits a second, best first. Below the last one a song is noise, and a link serves the person better.
BITRATES: Final = (256_000, 192_000, 160_000, 128_000, 96_000, 80_000, 64_000, 48_000, 32_000)
MONO_BELOW: Final = 64_000  # two channels at fewer bits than this sound worse than one
HEADROOM: Final = 0.97  # of the limit; containers and frames add their share to the bits of the sound


class CannotFit(Exception):
    """The audio cannot be made small enough, or cannot be read at all."""


def fit(audio: bytes, container: Container, limit: int) -> tuple[bytes, Container]:
    """The song in at most `limit` bytes, and what it is now; unchanged where it fits.

    MP3 stays MP3, everything else becomes AAC in m4a. Blocks for seconds, so call it in a thread; raises CannotFit.
    """
    if len(audio) <= limit:
        return audio, container
    kind: Container = "mp3" if container == "mp3" else "m4a"
    try:
        seconds = read_seconds(audio)
        if seconds is None:
            raise CannotFit("there is no audio in the file")
        for bitrate in BITRATES:
            if seconds * bitrate / 8 > limit * HEADROOM:
                continue
            smaller = _encoded(audio, kind, bitrate, limit)
            if smaller is not None:
                return smaller, kind
    except FFmpegError as error:
        raise CannotFit(f"the audio cannot be read: {type(error).__name__}") from error
    raise CannotFit(f"the audio does not fit into {limit:,} bytes")


def _frames(audio: bytes) -> Iterator[AudioFrame]:
    with open_audio(audio) as source:
        if not source.streams.audio:
            raise CannotFit("there is no audio in the file")
        yield from source.decode(source.streams.audio[0])


def _encoded(audio: bytes, kind: Container, bitrate: int, limit: int) -> bytes | None:
    """The audio anew at `bitrate`; None as soon as it is more than `limit` bytes."""
    # A real file: the muxer reads it again to move the index to its front, so that it plays while it loads.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"song.{kind}"
        options = {"movflags": "faststart"} if kind == "m4a" else {}
        size = 0
        sink = av.open(str(path), "w", format="ipod" if kind == "m4a" else "mp3", options=options)
        with cast("Any", sink) as sound:  # PyAV declares its writing half without the types of its options
            stream = sound.add_stream("aac" if kind == "m4a" else "libmp3lame", rate=44_100)
            stream.bit_rate = bitrate
            stream.layout = "mono" if bitrate < MONO_BELOW else "stereo"
            for frame in chain(_frames(audio), [None]):  # None: what the encoder still holds back
                packets = stream.encode(frame)
                sound.mux(packets)
                size += sum(packet.size for packet in packets)
                if size > limit:
                    return None
        return path.read_bytes() if path.stat().st_size <= limit else None
