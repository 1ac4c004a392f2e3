"""Files that songs come with, small enough to be made anew: a second of silence, and a square of one colour."""

from __future__ import annotations

import atexit
import io
import wave
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image

from bot.delivery.attachments import ClipAttachment
from bot.media.fetch import FetchedFile
from bot.media.spool import SpooledFile

if TYPE_CHECKING:
    from bot.media.sniff import Container, Picture
    from data.rows import Clip

RATE = 8000  # samples of one byte a second
COLOURS = ((86, 74, 160), (160, 86, 74), (74, 140, 110), (150, 120, 60), (60, 110, 150))


@cache
def silence() -> bytes:
    """A second of it; players look at what a file holds, and not at its name."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(b"\x80" * RATE)
    return made.getvalue()


@cache
def cover(number: int) -> bytes:
    """The picture of a clip."""
    made = io.BytesIO()
    Image.new("RGB", (120, 120), COLOURS[number % len(COLOURS)]).save(made, "JPEG")
    return made.getvalue()


@cache
def spooled(data: bytes) -> SpooledFile:
    """These bytes as a file on its way, one for all states."""
    file = SpooledFile()
    file.write_at(0, data)
    atexit.register(file.close)
    return file


def heard(of: Clip, *, sound: bool = True, cover_art: bool = True) -> ClipAttachment:
    """A clip with its files."""
    audio: FetchedFile[Container] = FetchedFile(spooled(silence()), "m4a")
    image: FetchedFile[Picture] = FetchedFile(spooled(cover(of.position)), "jpg")
    return ClipAttachment(of, audio if sound else None, image if cover_art else None)
