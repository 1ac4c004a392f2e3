"""Makes audio small enough to post: a song with fewer bits a second, a WAV file without any loss as FLAC."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any, Final, cast

import av
from av import AudioFrame
from av.error import FFmpegError

from bot.media.errors import CannotFit
from bot.media.probe import Stream, open_audio, read_seconds
from bot.media.sniff import Container

# Bits a second, best first. Below the last one a song is noise, and a link serves the person better.
BITRATES: Final = (256_000, 192_000, 160_000, 128_000, 96_000, 80_000, 64_000, 48_000, 32_000)
MONO_BELOW: Final = 64_000  # two channels at fewer bits than this sound worse than one
HEADROOM: Final = 0.97  # of the limit; containers and frames add their share to the bits of the sound
BROKEN: Final = (FFmpegError, ValueError)  # PyAV's own word for a layout that nobody knows is the latter
# What FLAC keeps bit by bit, and as what: FFmpeg's encoder takes 24 bits at the top of 32. A WAV of floats has more,
# and would come back as something else than it was.
LOSSLESS: Final = {"pcm_s16le": "s16", "pcm_s24le": "s32"}


def fit(audio: Stream, container: Container, limit: int, smaller: Stream) -> Container:
    """Write the song into `smaller` in at most `limit` bytes; returns its format. Unchanged if it fits already.

    MP3 stays MP3, everything else becomes AAC in m4a. Blocks for seconds, so call it in a thread; raises CannotFit.
    """
    if audio.seek(0, os.SEEK_END) <= limit:
        audio.seek(0)
        shutil.copyfileobj(audio, smaller)
        return container
    kind: Container = "mp3" if container == "mp3" else "m4a"
    try:
        seconds = read_seconds(audio)
        if seconds is None:
            raise CannotFit("there is no audio in the file")
        for bitrate in BITRATES:
            if seconds * bitrate / 8 <= limit * HEADROOM and _encode(audio, kind, bitrate, limit, smaller):
                return kind
    except BROKEN as error:
        raise CannotFit(f"the audio cannot be read: {type(error).__name__}") from error
    raise CannotFit(f"the audio does not fit into {limit:,} bytes")


def to_flac(wav: Stream, limit: int, flac: Stream) -> None:
    """Write the same sound into `flac`, in at most `limit` bytes; raises CannotFit.

    Blocks for seconds, so call it in a thread. It may write a little more than `limit` before it gives up.
    """
    try:
        with open_audio(wav) as source:
            if not source.streams.audio:
                raise CannotFit("there is no audio in the file")
            sound = source.streams.audio[0]
            coding = getattr(sound.codec_context, "name", "what nobody reads")  # None where FFmpeg has no decoder
            if coding not in LOSSLESS:
                raise CannotFit(f"FLAC does not keep {coding} bit by bit")
            with cast("Any", av.open(flac, "w", format="flac")) as sink:  # PyAV types no more than its reading half
                stream = sink.add_stream("flac", rate=sound.rate)
                stream.layout, stream.format = sound.layout.name, LOSSLESS[coding]
                fits = _write(sink, stream, source.decode(sound), limit)
    except BROKEN as error:
        raise CannotFit(f"the sound cannot be kept as FLAC: {type(error).__name__}") from error
    if not fits or flac.seek(0, os.SEEK_END) > limit:
        raise CannotFit(f"the sound does not fit into {limit:,} bytes as FLAC")


def _encode(audio: Stream, kind: Container, bitrate: int, limit: int, smaller: Stream) -> bool:
    """Write the audio into `smaller` at `bitrate`; False, and nothing, if it has more than `limit` bytes."""
    # A file with a name: the muxer reads it again to move the index to its front, so that it plays while it loads.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"song.{kind}"
        options = {"movflags": "faststart"} if kind == "m4a" else {}
        sink = av.open(str(path), "w", format="ipod" if kind == "m4a" else "mp3", options=options)
        with (
            open_audio(audio) as source,
            cast("Any", sink) as sound,
        ):  # PyAV declares its writing half without the types of its options
            stream = sound.add_stream("aac" if kind == "m4a" else "libmp3lame", rate=44_100)
            stream.bit_rate = bitrate
            stream.layout = "mono" if bitrate < MONO_BELOW else "stereo"
            if not _write(sound, stream, source.decode(source.streams.audio[0]), limit):
                return False
        if not path.exists():  # FFmpeg writes nothing before the first sound
            raise CannotFit("there is no sound to be read in the file")
        if path.stat().st_size > limit:
            return False
        with path.open("rb") as encoded:
            shutil.copyfileobj(encoded, smaller)
        return True


def _write(sink: Any, stream: Any, frames: Iterable[AudioFrame], limit: int) -> bool:
    """Encode the frames into `sink`; False as soon as they have more than `limit` bytes."""
    size = 0
    for frame in chain(frames, [None]):  # None: what the encoder still holds back
        packets = stream.encode(frame)
        sink.mux(packets)
        size += sum(packet.size for packet in packets)
        if size > limit:
            return False
    return True
