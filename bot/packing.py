"""What a message can carry of a song: each file fetched once, then made as small as the message needs it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.audio.apart import fit_apart
from bot.audio.fit import CannotFit
from bot.musicapi.errors import FileError, FileUnreachable
from bot.musicapi.files import AudioFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.musicapi.files import Files, ImageFile
    from data.rows import Clip

log = logging.getLogger(__name__)

# Bytes read from the vendor for one clip: thirteen minutes of the best MP3. All deliveries under way hold two each.
LARGEST_AUDIO = 32 * 1024 * 1024
FIT_PATIENCE = 120.0  # seconds for one encoding; a file that lies about its length must not hold a delivery for ever


@dataclass(frozen=True, slots=True)
class PackedClip:
    """A clip with what can be attached: without audio, its address is posted instead."""

    clip: Clip
    audio: AudioFile | None
    image: ImageFile | None


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file that a job made, or its address where it cannot be attached; `name` is for people and has no ending."""

    name: str
    url: str  # empty for a zip
    extension: str = ""  # without the dot, by its first bytes; empty without data
    data: bytes | None = field(default=None, repr=False)
    holds: tuple[str, ...] = ()  # the names of what a zip holds


@dataclass(frozen=True, slots=True)
class FetchedClip:
    """A clip with its files as the vendor gave them; `later`: the audio was not to be had just now."""

    clip: Clip
    audio: AudioFile | None
    image: ImageFile | None
    later: bool

    @property
    def size(self) -> int:
        """Bytes of its audio."""
        return len(self.audio.data) if self.audio else 0


async def fetched(files: Files, clips: Sequence[Clip]) -> list[FetchedClip]:
    """Every clip with its files; what cannot be fetched is missing."""
    return list(await asyncio.gather(*(_fetched(files, clip) for clip in clips)))


async def packed(clips: Sequence[FetchedClip], limit: int) -> list[PackedClip]:
    """The clips with files of at most `limit` bytes; 0: without any."""
    return list(await asyncio.gather(*(_packed(clip, limit) for clip in clips)))


async def _fetched(files: Files, clip: Clip) -> FetchedClip:
    (audio, later), image = await asyncio.gather(_audio(files, clip), _image(files, clip))
    return FetchedClip(clip, audio, image, later)


async def _audio(files: Files, clip: Clip) -> tuple[AudioFile | None, bool]:
    try:
        return await files.fetch_audio(clip.audio_url, limit_bytes=LARGEST_AUDIO), False
    except FileError as error:
        log.warning("audio_missing job=%s clip=%s why=%r", clip.job_id, clip.id, str(error))
        return None, isinstance(error, FileUnreachable)
    except Exception as error:
        # An address or an answer that nobody foresaw is one missing file, not the end of everybody's songs.
        log.error("audio_missing job=%s clip=%s", clip.job_id, clip.id, exc_info=error)
        return None, True


async def _image(files: Files, clip: Clip) -> ImageFile | None:
    if not clip.image_url:
        return None
    try:
        return await files.fetch_image(clip.image_url)
    except FileError as error:
        log.info("image_missing job=%s clip=%s why=%r", clip.job_id, clip.id, str(error))
    except Exception as error:
        log.error("image_missing job=%s clip=%s", clip.job_id, clip.id, exc_info=error)
    return None


async def _packed(clip: FetchedClip, limit: int) -> PackedClip:
    image = clip.image if clip.image is not None and len(clip.image.data) <= limit else None
    return PackedClip(clip.clip, await _fitted(clip, limit), image)


async def _fitted(clip: FetchedClip, limit: int) -> AudioFile | None:
    audio, job_id, clip_id = clip.audio, clip.clip.job_id, clip.clip.id
    if audio is None or not limit:
        return None
    if len(audio.data) <= limit:
        return audio
    try:
        async with asyncio.timeout(FIT_PATIENCE):
            return AudioFile(*await fit_apart(audio.data, audio.container, limit))
    except (CannotFit, TimeoutError) as error:
        log.warning("audio_too_large job=%s clip=%s why=%r", job_id, clip_id, str(error) or type(error).__name__)
    except Exception as error:
        # A file or a disk that breaks the encoder would break it after every restart: the song goes without its file.
        log.error("audio_unpacked job=%s clip=%s", job_id, clip_id, exc_info=error)
    return None
