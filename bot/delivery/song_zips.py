"""Songs as zips, one after the other: each as large as one message may be, and gone from the disk once it was sent."""

from __future__ import annotations

import asyncio
import shutil
import zipfile
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, Protocol

from bot.concurrency.byte_budget import ByteBudget
from bot.delivery.attachments import ZIP_ENTRY_OVERHEAD, entry_name, fetch_clips, fit_clips
from bot.library.downloads import Wanted
from bot.media.fetch import Fetcher
from bot.media.spool import CHUNK, Spool, SpooledFile
from data.rows import Clip

LARGEST_ZIP: Final = 24 * 1024 * 1024  # bytes, also where a server takes more: each of several people needs a place
SMALLEST_ZIP: Final = 1024 * 1024  # bytes; what Discord refuses then is not too large
MISSING_ROOM: Final = 64 * 1024  # bytes of every zip, for a list of what is missing
EXPECTED_SONG: Final = 10 * 1024 * 1024  # bytes: four minutes of the best MP3
AT_ONCE: Final = 96 * 1024 * 1024  # bytes on disk: whoever comes later waits, and no delivery does
MISSING_NAME: Final = "missing.txt"


class Why(StrEnum):
    """Why a song is in no zip."""

    GONE = "gone"  # deleted, or hidden from whoever asked
    UNREACHABLE = "unreachable"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Missing:
    """A song that is in no zip."""

    wanted: Wanted
    why: Why


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many songs were sent in how many zips, and which were not."""

    songs: int
    zips: int
    missing: tuple[Missing, ...]


class Receiver(Protocol):
    """Who is sent the zips."""

    async def load(self, wanted: Wanted) -> Clip | None:
        """The clip, if it may be sent at this moment."""
        ...

    async def send(self, zipped: SpooledFile, number: int, songs: int) -> bool:
        """Send a zip, the first one as number 1; False: it is too large after all."""
        ...

    async def tell(self, done: int) -> None:
        """Say how many of the songs are over, one way or the other."""
        ...

    def is_late(self) -> bool:
        """Whether no further song can be sent in time."""
        ...

    def list_missing(self, missing: Sequence[Missing]) -> str:
        """What the file `missing.txt` says."""
        ...


class SongZips:
    """Packs songs for whoever asks for many at once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._budget = ByteBudget(AT_ONCE)

    async def deliver(self, wanted: Sequence[Wanted], limit: int, receiver: Receiver) -> Outcome:
        """Send these songs in zips of at most `limit` bytes; the last one lists what is missing, if anything is."""
        limit = min(limit, LARGEST_ZIP)
        async with self._budget.reserve(limit + EXPECTED_SONG) as room, Spool(room) as spool:
            return await _Delivery(self._fetcher, spool, receiver, deque(wanted), limit).run()


@dataclass
class _Delivery:
    """One download: what still waits, and what became of the others."""

    fetcher: Fetcher
    spool: Spool
    receiver: Receiver
    waiting: deque[Wanted]
    limit: int
    missing: list[Missing] = field(default_factory=list[Missing])
    songs: int = 0
    zips: int = 0
    ahead: tuple[Wanted, SpooledFile, str] | None = None  # fetched, and in no zip yet

    async def run(self) -> Outcome:
        """Fetch, pack and send until nothing is left."""
        total = len(self.waiting)
        await self._fetch_next()
        while True:
            zipped = await _Zip.open(self.spool, self.limit)
            while self.ahead is not None and zipped.has_room_for(self.ahead[1]):
                wanted, file, extension = self.ahead
                await zipped.add(wanted, file, extension)
                await self.spool.discard(file)
                await self._fetch_next()
                await self.receiver.tell(total - len(self.waiting) - self._has_ahead())
            if self.ahead is None and self.missing:
                await zipped.add_text(self.receiver.list_missing(self.missing))
            if zipped.is_empty or not await self._send(zipped):
                break
        return Outcome(self.songs, self.zips, tuple(self.missing))

    def _has_ahead(self) -> bool:
        return self.ahead is not None

    async def _send(self, zipped: _Zip) -> bool:
        """Send a zip; whether there is something to send after it."""
        file = await zipped.close()
        is_taken = await self.receiver.send(file, self.zips + 1, len(zipped.songs))
        await self.spool.discard(file)
        if is_taken:
            self.zips += 1
            self.songs += len(zipped.songs)
            return self.ahead is not None
        # Discord takes less here than it said: its songs are packed anew, into smaller ones.
        if self.limit // 2 < SMALLEST_ZIP:
            self.missing += [Missing(each, Why.UNREACHABLE) for each in zipped.songs]
            return bool(zipped.songs)
        self.limit //= 2
        if self.ahead is not None:
            self.waiting.appendleft(self.ahead[0])
            await self.spool.discard(self.ahead[1])
        self.waiting.extendleft(reversed(zipped.songs))
        await self._fetch_next()
        return True

    async def _fetch_next(self) -> None:
        """Fetch the next song that is to be had, made smaller where it alone is larger than a zip."""
        self.ahead = None
        while self.waiting and self.ahead is None:
            wanted = self.waiting.popleft()
            if self.receiver.is_late():
                self.missing.append(Missing(wanted, Why.LATE))
                continue
            clip = await self.receiver.load(wanted)
            if clip is None:
                self.missing.append(Missing(wanted, Why.GONE))
                continue
            fetched = await self._fetch(clip)
            if fetched is None:
                self.missing.append(Missing(wanted, Why.UNREACHABLE))
            else:
                self.ahead = (wanted, *fetched)

    async def _fetch(self, clip: Clip) -> tuple[SpooledFile, str] | None:
        (fetched,) = await fetch_clips(self.fetcher, self.spool, [replace(clip, image_url="")])
        if fetched.audio is None:
            return None
        (fitted,) = await fit_clips([fetched], self.limit - MISSING_ROOM - ZIP_ENTRY_OVERHEAD, self.spool)
        if fitted.audio is None or fitted.audio.data is not fetched.audio.data:
            await self.spool.discard(fetched.audio.data)
        return None if fitted.audio is None else (fitted.audio.data, fitted.audio.extension)


class _Zip:
    """A zip that grows on disk; the songs in it are named by their numbers and titles."""

    def __init__(self, file: SpooledFile, limit: int) -> None:
        self._file, self._limit, self._size = file, limit, MISSING_ROOM
        self._archive = zipfile.ZipFile(file.open(), "w", zipfile.ZIP_STORED)  # sound does not shrink
        self._taken = set[str]()
        self.songs: list[Wanted] = []
        self.is_empty = True

    @classmethod
    async def open(cls, spool: Spool, limit: int) -> _Zip:
        """An empty one, with room on disk."""
        file = spool.new_file()
        await file.reserve(limit)
        return cls(file, limit)

    def has_room_for(self, file: SpooledFile) -> bool:
        """Whether the file fits into it, beside a list of what is missing."""
        return self._size + file.size + ZIP_ENTRY_OVERHEAD <= self._limit

    async def add(self, wanted: Wanted, file: SpooledFile, extension: str) -> None:
        """Put a song into it."""
        name = entry_name(f"{wanted.number:02} {wanted.title}", extension, self._taken)
        await asyncio.to_thread(self._copy, name, file)
        self._size += file.size + ZIP_ENTRY_OVERHEAD
        self.songs.append(wanted)
        self.is_empty = False

    async def add_text(self, text: str) -> None:
        """Put the list of what is missing into it."""
        await asyncio.to_thread(self._archive.writestr, MISSING_NAME, text.encode()[:MISSING_ROOM])
        self.is_empty = False

    async def close(self) -> SpooledFile:
        """End it, and return its file."""
        await asyncio.to_thread(self._archive.close)
        self._file.keep_room(self._file.size)
        return self._file

    def _copy(self, name: str, file: SpooledFile) -> None:
        with self._archive.open(name, "w") as entry:
            shutil.copyfileobj(file.open(), entry, CHUNK)
