"""The vendor's audio files: makes files in threads, one at a time, and keeps the last ones."""

from __future__ import annotations

import asyncio
import io
from collections import OrderedDict
from collections.abc import Callable
from typing import Literal

from PIL import Image

from sandbox.musicapi.sound.brief import Brief
from sandbox.musicapi.sound.encode import Container, encode
from sandbox.musicapi.sound.midi import midi_file, tracks
from sandbox.musicapi.sound.mixer import render
from sandbox.musicapi.sound.picture import draw
from sandbox.musicapi.sound.style import tune_of

SKETCH_SECONDS = 10.0  # clips below are made in mono at half the rate: milliseconds of work
SKETCH_RATE = 22_050  # samples per second
# lame takes 3 s for 3 minutes at 44.1 kHz: all that a clip may cost.
RATES = {"m4a": 44_100, "mp3": 32_000, "wav": 44_100, "mp4": 44_100}
KEPT_BYTES = 64 * 1024 * 1024


def record(brief: Brief, seconds: float, container: Container, title: str) -> bytes:
    """The audio file of a brief; blocking, and the same bytes every time."""
    sketch = seconds < SKETCH_SECONDS
    # A stem is in mono, for a song may have 24 of them.
    rate, channels = (SKETCH_RATE, 1) if sketch else (RATES[container], 2 if brief.heard is None else 1)
    picture = Image.open(io.BytesIO(draw(title, "png"))) if container == "mp4" else None
    return encode(render(brief, seconds, rate, channels), rate, container, title=title, picture=picture)


def transcribe(brief: Brief) -> bytes:
    """The MIDI file of a brief; blocking, and the same bytes every time."""
    return midi_file(tracks(brief), tune_of(brief).tempo)


class AudioFiles:
    """Hands out files by name; what was made lately is not made twice."""

    def __init__(self, *, kept_bytes: int = KEPT_BYTES) -> None:
        self.made = 0  # files, ever
        self._kept_bytes = kept_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        # One file at a time: of two cores, the bot keeps one; and who asks for the same file waits for it.
        self._lock = asyncio.Lock()

    async def audio(self, name: str, brief: Brief, seconds: float, container: Container, title: str) -> bytes:
        """The audio file called `name`."""
        return await self._get(name, lambda: record(brief, seconds, container, title))

    async def midi(self, name: str, brief: Brief) -> bytes:
        """The MIDI file called `name`."""
        return await self._get(name, lambda: transcribe(brief))

    async def picture(self, name: str, kind: Literal["jpeg", "png"]) -> bytes:
        """The picture called `name`."""
        return await self._get(name, lambda: draw(name, kind))

    async def _get(self, name: str, make: Callable[[], bytes]) -> bytes:
        if name not in self._kept:
            async with self._lock:
                if name not in self._kept:
                    self._keep(name, await asyncio.to_thread(make))
        self._kept.move_to_end(name)
        return self._kept[name]

    def _keep(self, name: str, file: bytes) -> None:
        self.made += 1
        self._kept[name] = file
        self._size += len(file)
        while self._size > self._kept_bytes and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest)
