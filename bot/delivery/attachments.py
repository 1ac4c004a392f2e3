"""What a message can carry of what a job made: each file fetched once, then made as small as the message needs it.

Clips come as audio and cover art. Other files come as they are, as FLAC, or in zips where they are too many. What
cannot be attached is posted as its address. All files lie in the spool that the caller opens and closes.
"""

from __future__ import annotations

import asyncio
import logging
import re
import shutil
import zipfile
from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot.media.errors import CannotFit, FileError, FileUnreachable
from bot.media.fetch import Extension, FetchedFile, Fetcher
from bot.media.isolation import fit_apart, to_flac_apart
from bot.media.sniff import Container, Kind, Picture
from bot.media.spool import CHUNK, Spool, SpooledFile
from bot.musicapi.responses.reports import ReportedFile
from data.ids import JobId
from data.rows import Clip

log = logging.getLogger(__name__)

# Bytes read from the vendor for one clip: thirteen minutes of the best MP3.
LARGEST_AUDIO = 32 * 1024 * 1024
FIT_TIMEOUT = 120.0  # seconds for one encoding; a file that lies about its length must not hold a delivery for ever
MOST_FILES = 10  # attachments of one message, by Discord
LARGEST_FILE = 48 * 1024 * 1024  # bytes read from the vendor for one file: four minutes of a WAV's 24 bits
LARGEST_BUNDLE = 100 * 1024 * 1024  # bytes of all attachments of one message: ten that were not boosted
FETCH_TIMEOUT = 300.0  # seconds for all files of a job; two dozen stems come one after the other
ZIP_ENTRY_OVERHEAD = 512  # bytes that a zip spends on one file beside its content, names included
LONGEST_NAME = 60

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ClipAttachment:
    """A clip with its files: without audio, its address is posted instead. `retry`: it was not to be had just now.

    `is_sandboxed`: its address may be on this very machine, for whoever reads it is there too.
    """

    clip: Clip
    audio: FetchedFile[Container] | None
    image: FetchedFile[Picture] | None
    retry: bool = False
    is_sandboxed: bool = False


@dataclass(frozen=True, slots=True)
class FileAttachment:
    """A file that a job made, or its address where it cannot be attached; `name` is for people and has no ending.

    A zip has no name of its own but says which of how many it is. `is_sandboxed` is as of a clip.
    """

    name: str
    url: str  # empty for a zip
    extension: str = ""  # without the dot, by its first bytes; empty without data
    data: SpooledFile | None = field(default=None, repr=False)
    contents: tuple[str, ...] = ()  # the names of what a zip holds
    part: tuple[int, int] = (1, 1)  # of a zip
    is_sandboxed: bool = False


async def fetch_clips(fetcher: Fetcher, spool: Spool, clips: Sequence[Clip]) -> list[ClipAttachment]:
    """Every clip with its sound as the vendor gave it, and one with its cover; what is not to be had is missing.

    A song's card has room for one picture: that of the first clip whose cover can be fetched.
    """
    sounds = (_fetch_or_log("audio_missing", _who(clip), _sound(fetcher, spool, clip)) for clip in clips)
    (of, cover), fetched = await asyncio.gather(_fetch_cover(fetcher, spool, clips), asyncio.gather(*sounds))
    spool.trim()
    return [
        ClipAttachment(clip, audio, cover if clip is of else None, retry, fetcher.is_sandboxed)
        for clip, (audio, retry) in zip(clips, fetched, strict=True)
    ]


async def fit_clips(clips: Sequence[ClipAttachment], limit: int, spool: Spool) -> list[ClipAttachment]:
    """The clips with files of at most `limit` bytes, made anew in `spool` where they are larger; 0: without any."""
    return list(await asyncio.gather(*(_fit_clip(clip, limit, spool) for clip in clips)))


def _sound(fetcher: Fetcher, spool: Spool, clip: Clip) -> Awaitable[FetchedFile[Container]]:
    return fetcher.fetch_audio(clip.audio_url, spool, limit_bytes=LARGEST_AUDIO)


async def _fetch_cover(
    fetcher: Fetcher, spool: Spool, clips: Sequence[Clip]
) -> tuple[Clip | None, FetchedFile[Picture] | None]:
    """The first clip whose cover can be fetched, and the cover; None where there is none."""
    for clip in clips:
        if clip.image_url:
            cover, _ = await _fetch_or_log("image_missing", _who(clip), fetcher.fetch_image(clip.image_url, spool))
            if cover is not None:
                return clip, cover
    return None, None


async def _fit_clip(fetched: ClipAttachment, limit: int, spool: Spool) -> ClipAttachment:
    audio, image = fetched.audio, fetched.image
    if image is not None and image.data.size > limit:
        image = None
    if not limit:
        audio = None
    elif audio is not None and audio.data.size > limit:
        smaller = spool.new_file()
        await smaller.reserve(limit)  # the encoder does not wait for room, so that its time is its own
        fitting = fit_apart(audio.data, audio.extension, limit, smaller)
        extension = await _fit_or_log("audio", _who(fetched.clip), fitting)
        smaller.keep_room(smaller.size)
        audio = FetchedFile(smaller, extension) if extension else None
    return replace(fetched, audio=audio, image=image)


def _who(clip: Clip) -> str:
    return f"job={clip.job_id} clip={clip.id}"


async def _fetch_or_log(
    event: str, who: str, fetching: Awaitable[FetchedFile[Extension]]
) -> tuple[FetchedFile[Extension] | None, bool]:
    """The file, or None and whether it may be had later; `event` and `who` are what the log says then."""
    try:
        return await fetching, False
    except FileError as error:
        log.log(logging.INFO if event == "image_missing" else logging.WARNING, "%s %s why=%r", event, who, str(error))
        return None, isinstance(error, FileUnreachable)
    except Exception as error:
        # An address or an answer that nobody foresaw is one missing file, not the end of everybody's songs.
        log.error("%s %s", event, who, exc_info=error)
        return None, True


async def _fit_or_log(what: str, who: str, fitting: Awaitable[T]) -> T | None:
    """What `fitting` makes, or None where that cannot be made small enough."""
    try:
        async with asyncio.timeout(FIT_TIMEOUT):
            return await fitting
    except (CannotFit, TimeoutError) as error:
        why = str(error) or type(error).__name__
        log.log(logging.WARNING if what == "audio" else logging.INFO, "%s_too_large %s why=%r", what, who, why)
    except Exception as error:
        # A file or a disk that breaks the encoder would break it after every restart: the song goes without its file.
        log.error("%s_unpacked %s", what, who, exc_info=error)
    return None


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files as they can be posted; `missing`: how many of them were not to be had just now."""

    files: tuple[FileAttachment, ...]
    missing: int = 0


async def bundle_files(
    fetcher: Fetcher, spool: Spool, job_id: JobId, reported: Sequence[ReportedFile], limit: int
) -> Bundle:
    """The files of a job, each attachment of at most `limit` bytes; 0: their addresses alone."""
    addresses = [FileAttachment(file.name, file.url, is_sandboxed=fetcher.is_sandboxed) for file in reported]
    if not limit:
        return Bundle(tuple(addresses))
    packed, missing, room = list[FileAttachment](), 0, LARGEST_BUNDLE
    try:
        async with asyncio.timeout(FETCH_TIMEOUT):
            for file in addresses:  # one after the other: nobody knows how large the next one is
                who = f"job={job_id} name={file.name!r}"
                fetched, retry = await _fetch_or_log(
                    "file_missing", who, fetcher.fetch_file(file.url, spool, limit_bytes=LARGEST_FILE)
                )
                packed.append(await _fit_file(who, file, fetched, min(limit, room), spool))
                missing += retry
                room -= packed[-1].data.size if packed[-1].data else 0
    except TimeoutError:
        missing += len(addresses) - len(packed)
        packed += addresses[len(packed) :]
    return Bundle(tuple(await _zip_if_too_many(packed, limit, spool)), missing)


async def _fit_file(
    who: str, file: FileAttachment, fetched: FetchedFile[Kind] | None, limit: int, spool: Spool
) -> FileAttachment:
    """The file with its content, if that is small enough or can be made so without losing anything."""
    if fetched is None:
        return file
    if fetched.data.size <= limit:
        return replace(file, extension=fetched.extension, data=fetched.data)
    flac = None
    if fetched.extension == "wav":
        made = spool.new_file()
        flac = await _fit_or_log("file", who, _to_flac(fetched.data, limit, made))
        if flac is None:
            await spool.discard(made)
    await spool.discard(fetched.data)
    return replace(file, extension="flac", data=flac) if flac else file


async def _to_flac(wav: SpooledFile, limit: int, flac: SpooledFile) -> SpooledFile:
    await to_flac_apart(wav, limit, flac)
    return flac


async def _zip_if_too_many(files: list[FileAttachment], limit: int, spool: Spool) -> list[FileAttachment]:
    """The files in no more attachments than a message has: in zips where there are too many."""
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
            await spool.discard(file.data)
            left_out.append(replace(file, extension="", data=None))
    zips: list[FileAttachment] = []
    for number, part in enumerate(parts, 1):
        zips.append(await asyncio.to_thread(_zip, (number, len(parts)), part, spool.new_file()))
        for file in part:  # what is in the zip need not be there twice
            if file.data is not None:
                await spool.discard(file.data)
    return [*zips, *left_out]


def _size(part: Iterable[FileAttachment]) -> int:
    return sum((file.data.size if file.data else 0) + ZIP_ENTRY_OVERHEAD for file in part)


def _zip(which: tuple[int, int], part: Sequence[FileAttachment], made: SpooledFile) -> FileAttachment:
    taken = set[str]()
    with zipfile.ZipFile(made.open(), "w", zipfile.ZIP_STORED) as archive:  # sound does not shrink
        for file in part:
            if file.data is not None:
                with archive.open(entry_name(file.name, file.extension, taken), "w") as entry:
                    shutil.copyfileobj(file.data.open(), entry, CHUNK)
    return FileAttachment("", "", "zip", made, tuple(file.name for file in part), which)


def entry_name(said: str, extension: str, taken: set[str]) -> str:
    """A name that every file system takes and that no other file of the zip has, of those `taken`."""
    plain = re.sub(r"[^\w()+-]+", " ", said).strip()[:LONGEST_NAME].strip() or "file"
    number, name = 1, plain
    while name.casefold() in taken:
        number += 1
        name = f"{plain} {number}"
    taken.add(name.casefold())
    return f"{name}.{extension}"
