"""What a message can carry of the files that a job made: as they came, as FLAC, in zips, or where they lie."""

from __future__ import annotations

import asyncio
import io
import logging
import re
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.audio.fit import CannotFit
from bot.audio.flac import to_flac
from bot.musicapi.errors import FileError, FileUnreachable
from bot.packing import FIT_PATIENCE, PackedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.musicapi.files import Files, NamedFile
    from bot.musicapi.replies import ReportedFile

log = logging.getLogger(__name__)

MOST_FILES = 10  # attachments of one message, by Discord
LARGEST_FILE = 48 * 1024 * 1024  # bytes read from the vendor for one file: four minutes of a WAV's 24 bits
LARGEST_BUNDLE = 100 * 1024 * 1024  # bytes of all attachments of one message: ten that were not boosted
FETCH_PATIENCE = 300.0  # seconds for all files of a job; two dozen stems come one after the other
ENTRY = 512  # bytes that a zip spends on one file beside its content, names included
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files as they can be posted; `missing`: how many of them were not to be had just now."""

    files: tuple[PackedFile, ...]
    missing: int = 0


async def bundled(source: Files, job_id: int, reported: Sequence[ReportedFile], limit: int) -> Bundle:
    """The files of a job, each attachment of at most `limit` bytes; 0: their addresses alone."""
    addresses = [PackedFile(file.name, file.url) for file in reported]
    if not limit:
        return Bundle(tuple(addresses))
    packed, missing, room = list[PackedFile](), 0, LARGEST_BUNDLE
    try:
        async with asyncio.timeout(FETCH_PATIENCE):
            for file in addresses:  # one after the other: nobody knows how large the next one is
                came, later = await _fetched(source, job_id, file)
                packed.append(await _fitted(job_id, file, came, min(limit, room)))
                missing += later
                room -= len(packed[-1].data or b"")
    except TimeoutError:
        missing += len(addresses) - len(packed)
        packed += addresses[len(packed) :]
    return Bundle(tuple(await asyncio.to_thread(_counted, packed, limit)), missing)


async def _fetched(source: Files, job_id: int, file: PackedFile) -> tuple[NamedFile | None, bool]:
    try:
        return await source.fetch_file(file.url, limit_bytes=LARGEST_FILE), False
    except FileError as error:
        log.warning("file_missing job=%s name=%r why=%r", job_id, file.name, str(error))
        return None, isinstance(error, FileUnreachable)
    except Exception as error:
        # An address or an answer that nobody foresaw is one missing file, not the end of everybody's songs.
        log.error("file_missing job=%s name=%r", job_id, file.name, exc_info=error)
        return None, True


async def _fitted(job_id: int, file: PackedFile, came: NamedFile | None, limit: int) -> PackedFile:
    """The file with its content, if that is small enough or can be made so without losing anything."""
    if came is None:
        return file
    if len(came.data) <= limit:
        return replace(file, extension=came.extension, data=came.data)
    if came.extension == "wav":
        try:
            async with asyncio.timeout(FIT_PATIENCE):
                return replace(file, extension="flac", data=await asyncio.to_thread(to_flac, came.data, limit))
        except (CannotFit, TimeoutError) as error:
            log.info("file_too_large job=%s name=%r why=%r", job_id, file.name, str(error) or type(error).__name__)
        except Exception as error:
            # A file that breaks the encoder would break it after every restart: it goes as its address.
            log.error("file_unpacked job=%s name=%r", job_id, file.name, exc_info=error)
    return file


def _counted(files: list[PackedFile], limit: int) -> list[PackedFile]:
    """The files in no more attachments than a message has: in zips where there are too many. Empties `files`."""
    if sum(file.data is not None for file in files) <= MOST_FILES:
        return files
    parts: list[list[PackedFile]] = []
    left_out: list[PackedFile] = []
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
    zips: list[PackedFile] = []
    for number, part in enumerate(parts, 1):
        zips.append(_zipped(f"Files {number} of {len(parts)}", part))
        part.clear()  # what is in the zip need not be in memory twice
    return [*zips, *left_out]


def _size(part: Iterable[PackedFile]) -> int:
    return sum(len(file.data or b"") + ENTRY for file in part)


def _zipped(name: str, part: Sequence[PackedFile]) -> PackedFile:
    made, taken = io.BytesIO(), set[str]()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:  # sound does not shrink
        for file in part:
            archive.writestr(_entry(file, taken), file.data or b"")
    return PackedFile(name, "", "zip", made.getvalue(), tuple(file.name for file in part))


def _entry(file: PackedFile, taken: set[str]) -> str:
    """A name that every file system takes and that no other file of the zip has."""
    plain = re.sub(r"[^\w ()+-]+", " ", file.name).strip()[:LONGEST_NAME].strip() or "file"
    number, name = 1, plain
    while name.casefold() in taken:
        number += 1
        name = f"{plain} {number}"
    taken.add(name.casefold())
    return f"{name}.{file.extension}"
