"""Makes WAV files smaller without loss, as FLAC."""

from __future__ import annotations

import io
from itertools import chain
from typing import Any, Final, cast

import av
from av.error import FFmpegError

from bot.media.fit import CannotFit
from bot.media.probe import open_audio

# What FLAC keeps bit by bit. A WAV of floats has more, and would come back as something else than it was.
SIXTEEN: Final = "s16"
MORE: Final = "s32"  # 24 bits: FFmpeg's encoder takes them at the top of 32


def to_flac(wav: bytes, limit: int) -> bytes:
    """The same sound in at most `limit` bytes; raises CannotFit. Blocks for seconds, so call it in a thread."""
    try:
        return _encode(wav, limit)
    except FFmpegError as error:
        raise CannotFit(f"the sound cannot be kept as FLAC: {type(error).__name__}") from error


def _encode(wav: bytes, limit: int) -> bytes:
    with open_audio(wav) as source:
        if not source.streams.audio:
            raise CannotFit("there is no sound in the file")
        sound = source.streams.audio[0]
        coding = sound.codec_context.name
        if coding not in ("pcm_s16le", "pcm_s24le"):
            raise CannotFit(f"FLAC does not keep {coding} bit by bit")
        written, size = io.BytesIO(), 0
        with cast("Any", av.open(written, "w", format="flac")) as sink:  # PyAV types no more than its reading half
            stream = sink.add_stream("flac", rate=sound.rate)
            stream.layout = sound.layout.name
            stream.format = SIXTEEN if coding == "pcm_s16le" else MORE
            for frame in chain(source.decode(sound), [None]):  # None: what the encoder still holds back
                packets = stream.encode(frame)
                sink.mux(packets)
                size += sum(packet.size for packet in packets)
                if size > limit:
                    break
        made = written.getvalue()
    if len(made) > limit:
        raise CannotFit(f"the sound does not fit into {limit:,} bytes as FLAC")
    return made
