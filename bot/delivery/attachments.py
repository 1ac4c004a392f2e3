"""What a message can carry of what a job made: each file fetched once, then made as small as the message needs it.

Clips come as audio and cover art. Other files come as they are, as FLAC, or in zips where they are too many. What
cannot be attached is posted as its address.
"""

from __future__ import annotations

import asyncio
import io
import logging
import re
import zipfile
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.media.errors import FileError, FileUnreachable
from bot.media.fetch import AudioFile
from bot.media.fit import CannotFit
from bot.media.flac import to_flac
from bot.media.isolation import fit_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.media.fetch import Fetcher, ImageFile, NamedFile
    from bot.musicapi.responses.reports import ReportedFile
    from data.ids import JobId
    from data.rows import Clip

log = logging.getLogger(__name__)

# Bytes read from the vendor for one clip: thirteen minutes of the best MP3. All deliveries under way hold two each.
LARGEST_AUDIO = 32 * 1024 * 1024
FIT_TIMEOUT = 120.0  # seconds for one encoding; a file that lies about its length must not hold a delivery for ever
MOST_FILES = 10  # attachments of one message, by Discord
LARGEST_FILE = 48 * 1024 * 1024  # bytes read from the vendor for one file: four minutes of a WAV's 24 bits
LARGEST_BUNDLE = 100 * 1024 * 1024  # bytes of all attachments of one message: ten that were not boosted
FETCH_TIMEOUT = 300.0  # seconds for all files of a job; two dozen stems come one after the other
ZIP_ENTRY_OVERHEAD = 512  # bytes that a zip spends on one file beside its content, names included
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ClipAttachment:
    """A clip with what can be attached: without audio, its address is posted instead."""

    clip: Clip
    audio: AudioFile | None
    image: ImageFile | None


@dataclass(frozen=True, slots=True)
class FileAttachment:
    """A file that a job made, or its address where it cannot be attached; `name` is for people and has no ending."""

    name: str
    url: str  # empty for a zip
    extension: str = ""  # without the dot, by its first bytes; empty without data
    data: bytes | None = field(default=None, repr=False)
    contents: tuple[str, ...] = ()  # the names of what a zip holds


@dataclass(frozen=True, slots=True)
class FetchedClip:
    """A clip with its files as the vendor gave them; `later`: the audio was not to be had just now."""

    clip: Clip
    audio: AudioFile | None
    image: ImageFile | None
    retry: bool

    @property
    def size(self) -> int:
        """Bytes of its audio."""
        return len(self.audio.data) if self.audio else 0


async def fetch_clips(fetcher: Fetcher, clips: Sequence[Clip]) -> list[FetchedClip]:
    """Every clip with its files; what cannot be fetch_clips is missing."""
    return list(await asyncio.gather(*(_fetch_clip(fetcher, clip) for clip in clips)))


async def fit_clips(clips: Sequence[FetchedClip], limit: int) -> list[ClipAttachment]:
    """The clips with files of at most `limit` bytes; 0: without any."""
    return list(await asyncio.gather(*(_fit_clip(clip, limit) for clip in clips)))


async def _fetch_clip(fetcher: Fetcher, clip: Clip) -> FetchedClip:
    (audio, retry), image = await asyncio.gather(_fetch_audio(fetcher, clip), _fetch_image(fetcher, clip))
    return FetchedClip(clip, audio, image, retry)


async def _fetch_audio(fetcher: Fetcher, clip: Clip) -> tuple[AudioFile | None, bool]:
    try:
        return await fetcher.fetch_audio(clip.audio_url, limit_bytes=LARGEST_AUDIO), False
    except FileError as error:
        log.warning("audio_missing job=%s clip=%s why=%r", clip.job_id, clip.id, str(error))
        return None, isinstance(error, FileUnreachable)
    except Exception as error:
        # An address or an answer that nobody foresaw is one missing file, not the end of everybody's songs.
        log.error("audio_missing job=%s clip=%s", clip.job_id, clip.id, exc_info=error)
        return None, True


async def _fetch_image(fetcher: Fetcher, clip: Clip) -> ImageFile | None:
    if not clip.image_url:
        return None
    try:
        return await fetcher.fetch_image(clip.image_url)
    except FileError as error:
        log.info("image_missing job=%s clip=%s why=%r", clip.job_id, clip.id, str(error))
    except Exception as error:
        log.error("image_missing job=%s clip=%s", clip.job_id, clip.id, exc_info=error)
    return None


async def _fit_clip(clip: FetchedClip, limit: int) -> ClipAttachment:
    image = clip.image if clip.image is not None and len(clip.image.data) <= limit else None
    return ClipAttachment(clip.clip, await _fit_audio(clip, limit), image)


async def _fit_audio(clip: FetchedClip, limit: int) -> AudioFile | None:
    audio, job_id, clip_id = clip.audio, clip.clip.job_id, clip.clip.id
    if audio is None or not limit:
        return None
    if len(audio.data) <= limit:
        return audio
    try:
        async with asyncio.timeout(FIT_TIMEOUT):
            return AudioFile(*await fit_apart(audio.data, audio.container, limit))
    except (CannotFit, TimeoutError) as error:
        log.warning("audio_too_large job=%s clip=%s why=%r", job_id, clip_id, str(error) or type(error).__name__)
    except Exception as error:
        # A file or a disk that breaks the encoder would break it after every restart: the song goes without its file.
        log.error("audio_unpacked job=%s clip=%s", job_id, clip_id, exc_info=error)
    return None


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files as they can be posted; `missing`: how many of them were not to be had just now."""

    files: tuple[FileAttachment, ...]
    missing: int = 0


async def bundle_files(fetcher: Fetcher, job_id: JobId, reported: Sequence[ReportedFile], limit: int) -> Bundle:
    """The files of a job, each attachment of at most `limit` bytes; 0: their addresses alone."""
    addresses = [FileAttachment(file.name, file.url) for file in reported]
    if not limit:
        return Bundle(tuple(addresses))
    packed, missing, room = list[FileAttachment](), 0, LARGEST_BUNDLE
    try:
        async with asyncio.timeout(FETCH_TIMEOUT):
            for file in addresses:  # one after the other: nobody knows how large the next one is
                fetched, retry = await _fetch_file(fetcher, job_id, file)
                packed.append(await _fit_file(job_id, file, fetched, min(limit, room)))
                missing += retry
                room -= len(packed[-1].data or b"")
    except TimeoutError:
        missing += len(addresses) - len(packed)
        packed += addresses[len(packed) :]
    return Bundle(tuple(await asyncio.to_thread(_zip_if_too_many, packed, limit)), missing)


async def _fetch_file(fetcher: Fetcher, job_id: JobId, file: FileAttachment) -> tuple[NamedFile | None, bool]:
    try:
        return await fetcher.fetch_file(file.url, limit_bytes=LARGEST_FILE), False
    except FileError as error:
        log.warning("file_missing job=%s name=%r why=%r", job_id, file.name, str(error))
        return None, isinstance(error, FileUnreachable)
    except Exception as error:
        # An address or an answer that nobody foresaw is one missing file, not the end of everybody's songs.
        log.error("file_missing job=%s name=%r", job_id, file.name, exc_info=error)
        return None, True


async def _fit_file(job_id: JobId, file: FileAttachment, fetched: NamedFile | None, limit: int) -> FileAttachment:
    """The file with its content, if that is small enough or can be made so without losing anything."""
    if fetched is None:
        return file
    if len(fetched.data) <= limit:
        return replace(file, extension=fetched.extension, data=fetched.data)
    if fetched.extension == "wav":
        try:
            async with asyncio.timeout(FIT_TIMEOUT):
                return replace(file, extension="flac", data=await asyncio.to_thread(to_flac, fetched.data, limit))
        except (CannotFit, TimeoutError) as error:
            log.info("file_too_large job=%s name=%r why=%r", job_id, file.name, str(error) or type(error).__name__)
        except Exception as error:
            # A file that breaks the encoder would break it after every restart: it goes as its address.
            log.error("file_unpacked job=%s name=%r", job_id, file.name, exc_info=error)
    return file


def _zip_if_too_many(files: list[FileAttachment], limit: int) -> list[FileAttachment]:
    """The files in no more attachments than a message has: in zips where there are too many. Empties `files`."""
    if sum(file.data is not None for file in files) <= MOST_FILES:
        return files
    parts: list[list[FileAttachment]] = []
    left_out: list[FileAttachment] = []
    for file in files:
        if file.data is None:
            left_out.append(file)
        elif fitting := next((part for part in parts if _size(part) + _size([file]) <= limit), None):
            fitting.append(file)
        elif len(parts) < MOST_FILES and _size([file]) <= limit:
            parts.append([file])
        else:
            left_out.append(replace(file, extension="", data=None))
    files.clear()
    zips: list[FileAttachment] = []
    for number, part in enumerate(parts, 1):
        zips.append(_zip(f"Files {number} of {len(parts)}", part))
        part.clear()  # what is in the zip need not be in memory twice
    return [*zips, *left_out]


def _size(part: Iterable[FileAttachment]) -> int:
    return sum(len(file.data or b"") + ZIP_ENTRY_OVERHEAD for file in part)


def _zip(name: str, part: Sequence[FileAttachment]) -> FileAttachment:
    made, taken = io.BytesIO(), set[str]()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:  # sound does not shrink
        for file in part:
            archive.writestr(_entry_name(file, taken), file.data or b"")
    return FileAttachment(name, "", "zip", made.getvalue(), tuple(file.name for file in part))


def _entry_name(file: FileAttachment, taken: set[str]) -> str:
    """A name that every file system takes and that no other file of the zip has."""
    plain = re.sub(r"[^\w ()+-]+", " ", file.name).strip()[:LONGEST_NAME].strip() or "file"
    number, name = 1, plain
    while name.casefold() in taken:
        number += 1
        name = f"{plain} {number}"
    taken.add(name.casefold())
    return f"{name}.{file.extension}"
