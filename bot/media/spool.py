"""Files on their way from the vendor to Discord: on disk, without a name, and gone with whoever carries them."""

from __future__ import annotations

import asyncio
import io
import logging
import os
import tempfile
import threading
from collections.abc import Iterator
from typing import Final, Protocol, Self

log = logging.getLogger(__name__)

# Bytes that are gathered before a thread writes them, or read at once. A hop to a thread costs as much as copying a
# quarter of a megabyte, or more where the event loop is busy.
CHUNK: Final = 512 * 1024
HEAD: Final = 256  # bytes kept in memory, by which a file is recognised


class Room(Protocol):
    """Where there has to be room for the bytes of a file before they come."""

    def try_take(self, size: int) -> bool:
        """Take `size` bytes, if they are free right now."""
        ...

    async def take(self, size: int) -> None:
        """Wait for `size` bytes and take them."""
        ...

    def give_back(self, size: int) -> None:
        """No longer need `size` bytes that were taken."""
        ...

    def trim(self) -> None:
        """Keep no more room than was taken."""
        ...


class SpooledFile:
    """Bytes on disk that were written once and are read from any place, by any number of streams.

    The file has no name: it is gone when it is closed, or the process ends, however that may be. Where the disk has no
    room for it, or no folder that can be written to, it is kept in memory instead, on Linux alone.
    Methods that block are for threads; each may be called from any, also after `close`: then it raises ValueError.
    """

    def __init__(self, room: Room | None = None) -> None:
        self.size = 0
        self.head = b""  # the first bytes, up to HEAD
        self._room, self._taken = room, 0
        self._gathered = bytearray()
        self._file: io.FileIO | None = None
        self._in_memory = False
        self._lock = threading.Lock()  # no thread may use the number of a file that another one closes
        self._closed = False

    def try_reserve(self, size: int) -> bool:
        """Whether there is room for `size` bytes in all right now; then it is this file's until `close`."""
        if self._room is None or size <= self._taken:
            return True
        if not self._room.try_take(size - self._taken):
            return False
        self._taken = size
        return True

    async def reserve(self, size: int) -> None:
        """Wait until there is room for `size` bytes in all."""
        if self._room is not None and size > self._taken:
            await self._room.take(size - self._taken)
            self._taken = size

    async def append(self, chunk: bytes) -> None:
        """Put `chunk` at the end; `finish` after the last one."""
        if len(self.head) < HEAD:
            self.head = (self.head + chunk[:HEAD])[:HEAD]
        self._gathered += chunk
        if len(self._gathered) >= CHUNK:
            await self._flush()

    async def finish(self) -> None:
        """Write what `append` still holds, and keep no more room than the file takes."""
        if self._gathered:
            await self._flush()
        self.keep_room(self.size)

    def keep_room(self, size: int) -> None:
        """Let others have the room beyond `size` bytes; not from a thread."""
        if self._room is not None and self._taken > size:
            self._room.give_back(self._taken - size)
            self._taken = size

    async def _flush(self) -> None:
        gathered, self._gathered = self._gathered, bytearray()
        await asyncio.to_thread(self.write_at, self.size, gathered)

    def write_at(self, position: int, data: bytes | bytearray | memoryview) -> None:
        """Put `data` at `position`; blocks, and raises OSError where there is neither disk nor memory for it."""
        with self._lock:
            done = 0
            while done < len(data):
                try:
                    done += os.pwrite(self._number(), memoryview(data)[done:], position + done)
                except OSError as error:
                    self._move_to_memory(error)
            self.size = max(self.size, position + done)

    def read_at(self, position: int, size: int) -> bytes:
        """At most `size` bytes from `position` on; blocks for as long as the disk takes."""
        with self._lock:
            return os.pread(self._number(), size, position)

    def chunks(self) -> Iterator[bytes]:
        """All bytes in their order; each blocks for as long as the disk takes."""
        position = 0
        while chunk := self.read_at(position, CHUNK):
            yield chunk
            position += len(chunk)

    def open(self) -> SpooledStream:
        """A stream of its own from the beginning; closing it closes nothing else."""
        return SpooledStream(self)

    def fileno(self) -> int:
        """The system's number for it, valid until `close`; its position is nobody's, and free for one other process."""
        with self._lock:
            return self._number()

    def measure(self) -> None:
        """Learn how long it is and how it begins, after another process wrote to it; blocks."""
        self.size = os.fstat(self.fileno()).st_size
        self.head = self.read_at(0, HEAD)

    def close(self) -> None:
        """Let the bytes go; waits for whoever reads or writes just now, and may be called twice."""
        with self._lock:
            self._closed = True
            self._gathered = bytearray()
            if self._file is not None:
                self._file.close()

    def _number(self) -> int:
        if self._closed:
            raise ValueError("the file was closed")
        if self._file is None:
            try:
                # Closed in `close`. Unbuffered: what is read or written here is large, and at places of its own.
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it outlives this block
            except OSError as error:
                self._file, self._in_memory = _memory_instead(error), True
        return self._file.fileno()

    def _move_to_memory(self, error: OSError) -> None:
        """Go on in memory with all that is written; raises OSError if it lies there already, or cannot."""
        full = self._file
        if full is None or self._in_memory:
            raise error
        memory = _memory_instead(error)
        try:
            position = 0
            while chunk := os.pread(full.fileno(), CHUNK, position):
                position += os.pwrite(memory.fileno(), chunk, position)
        except OSError:
            memory.close()
            raise
        self._file, self._in_memory = memory, True
        full.close()


class SpooledStream(io.BufferedIOBase):
    """A file object for a SpooledFile with a position of its own, as discord.py, FFmpeg and zipfile want one."""

    def __init__(self, file: SpooledFile) -> None:
        self._spooled, self._position = file, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def writable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def fileno(self) -> int:
        """The system's number for the file; aiohttp asks it for the length."""
        return self._spooled.fileno()

    def tell(self) -> int:
        """Where the next byte is read or written."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to another place."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._spooled.size}[whence]
        if start + offset < 0:
            raise ValueError("there is nothing before the beginning")
        self._position = start + offset
        return self._position

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes, fewer than `size` only at the end; all of them without a size."""
        if size is None or size < 0:
            size = max(0, self._spooled.size - self._position)
        data = self._spooled.read_at(self._position, size)
        self._position += len(data)
        return data

    # The base takes every kind of buffer; FFmpeg and zipfile write these two.
    def write(self, data: bytes | memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - as said above
        """Write all of `data`."""
        self._spooled.write_at(self._position, data)
        self._position += len(data)
        return len(data)


class Spool:
    """The files of one delivery, all of them closed at the end of its `async with`; `room` bounds their bytes."""

    def __init__(self, room: Room | None = None) -> None:
        self.room = room
        self._files: list[SpooledFile] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._let_go(self._files)

    def new_file(self) -> SpooledFile:
        """An empty file, which takes no room yet."""
        self._files.append(SpooledFile(self.room))
        return self._files[-1]

    def trim(self) -> None:
        """Keep no more room than the files take that are there; not from a thread."""
        if self.room is not None:
            self.room.trim()

    async def discard(self, file: SpooledFile) -> None:
        """Let a file of this spool go before the others."""
        self._files.remove(file)
        await self._let_go([file])

    async def _let_go(self, files: list[SpooledFile]) -> None:
        try:
            # In a thread, since another one may still write for whoever was cancelled, and disks take their time to
            # forget. Shielded, so that it is done even if this is cancelled as well.
            await asyncio.shield(asyncio.get_running_loop().run_in_executor(None, _close, files))
        finally:
            for file in files:
                file.keep_room(0)


def _close(files: list[SpooledFile]) -> None:
    for file in files:
        file.close()


def _memory_instead(error: OSError) -> io.FileIO:
    """A file in memory, since the disk refused one; raises `error` where the system has none."""
    if not hasattr(os, "memfd_create"):
        raise error
    log.error("files_in_memory folder=%s why=%r", tempfile.tempdir, str(error))
    return io.FileIO(os.memfd_create("encore"), "w+b")
