"""Files that lie on disk for as long as somebody carries them, and leave nothing behind on any way."""

from __future__ import annotations

import asyncio
import errno
import os
import sys
import tempfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from bot.media import spool as module
from bot.media.spool import CHUNK, Spool, SpooledFile
from tests.bot.media.spooling import laid_down, nameless, read

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="descriptors are counted, and memory files made, there")


@pytest.fixture(autouse=True)
def others() -> Iterator[int]:
    """How many files without a name are not ours; there are as many at the end."""
    others = len(nameless())
    yield others
    assert len(nameless()) == others


def numbers(size: int) -> bytes:
    """Bytes of which no two neighbouring pieces are alike."""
    return bytes(range(251)) * (size // 251 + 1)


async def test_what_was_put_in_comes_out(spool: Spool) -> None:
    file, data = spool.new_file(), numbers(2 * CHUNK)
    for start in range(0, len(data), 7_001):
        await file.append(data[start : start + 7_001])
    await file.finish()
    assert (file.size, file.head) == (len(data), data[: module.HEAD])
    assert read(file) == data == b"".join(file.chunks())


async def test_streams_go_their_own_ways(spool: Spool) -> None:
    file = await laid_down(spool, b"0123456789")
    one, other = file.open(), file.open()
    assert (one.read(4), other.read(2), one.read(4), other.read()) == (b"0123", b"01", b"4567", b"23456789")
    assert (one.seek(-3, os.SEEK_END), one.read(), one.read(5), one.tell()) == (7, b"789", b"", 10)
    assert (one.seek(1), one.seek(2, os.SEEK_CUR), one.read(1)) == (1, 3, b"3")
    with pytest.raises(ValueError, match="before the beginning"):
        one.seek(-1)
    one.close()
    assert other.seek(0) == 0
    assert other.read(3) == b"012"
    assert os.fstat(other.fileno()).st_size == 10


async def test_a_stream_is_written_anywhere(spool: Spool) -> None:
    file = spool.new_file()
    with zipfile.ZipFile(file.open(), "w") as archive:  # which goes back for its heads
        archive.writestr("a", b"x" * 1_000)
        archive.writestr("b", b"y")
    with zipfile.ZipFile(file.open()) as archive:
        assert (archive.testzip(), archive.read("a"), archive.read("b")) == (None, b"x" * 1_000, b"y")
    assert file.size == len(read(file))


async def test_a_file_has_no_name_and_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    async with Spool() as spool:
        file, early = await laid_down(spool, b"song"), await laid_down(spool, b"cover")
        assert os.listdir(tmp_path) == []  # noqa: PTH208  # pathlib would block as much, and be forbidden
        assert len([name for name in nameless() if str(tmp_path) in name]) == 2
        await spool.discard(early)
        assert len([name for name in nameless() if str(tmp_path) in name]) == 1
    for use in (file.open().read, file.fileno, lambda: file.write_at(0, b"x"), lambda: next(file.chunks())):
        with pytest.raises(ValueError, match="closed"):
            use()


async def _cancelled(_: Spool) -> None:
    raise asyncio.CancelledError


async def _broken(_: Spool) -> None:
    raise RuntimeError("nobody foresaw this")


async def _cancelled_while_it_is_written(spool: Spool) -> None:
    writing = asyncio.create_task(laid_down(spool, numbers(8 * CHUNK)))
    await asyncio.sleep(0)
    writing.cancel()
    await writing


@pytest.mark.parametrize("end", [_cancelled, _broken, _cancelled_while_it_is_written])
async def test_nothing_stays_however_it_ends(end: Callable[[Spool], Awaitable[None]]) -> None:
    async def carry() -> None:
        async with Spool() as spool:
            await laid_down(spool, b"song")
            spool.new_file()  # never written to
            await end(spool)

    with pytest.raises((asyncio.CancelledError, RuntimeError)):
        await carry()


async def test_a_cancellation_while_it_is_closed_leaves_nothing_open(others: int) -> None:
    async def carry() -> None:
        async with Spool() as spool:
            await laid_down(spool, b"song")
            asyncio.get_running_loop().call_soon(carrying.cancel)

    carrying = asyncio.create_task(carry())
    with pytest.raises(asyncio.CancelledError):
        await carrying
    await asyncio.to_thread(lambda: None)  # the thread that closes may still be at it
    while len(nameless()) > others:  # noqa: ASYNC110  # nobody tells when it is done
        await asyncio.sleep(0)


async def test_without_a_folder_to_write_to_files_are_kept_in_memory(
    monkeypatch: pytest.MonkeyPatch, spool: Spool, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    data = numbers(3 * CHUNK)
    file = await laid_down(spool, data)
    assert read(file) == data
    assert os.fstat(file.open().fileno()).st_size == len(data)
    (line,) = (record.getMessage() for record in caplog.records)
    assert line.startswith(f"files_in_memory folder={tmp_path}/missing why=")
    assert "No such file" in line


@pytest.mark.parametrize("room", [0, 1_000, CHUNK, CHUNK + 1])
async def test_a_disk_that_is_full_on_the_way_loses_no_byte(
    monkeypatch: pytest.MonkeyPatch, spool: Spool, caplog: pytest.LogCaptureFixture, room: int
) -> None:
    write = os.pwrite

    def full(descriptor: int, data: memoryview, position: int) -> int:
        if "memfd:" in os.readlink(f"/proc/self/fd/{descriptor}"):  # noqa: PTH115 - no path of pathlib's reads what leads nowhere
            return write(descriptor, data, position)
        if position >= room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(descriptor, data[: room - position], position)

    monkeypatch.setattr(os, "pwrite", full)
    data = numbers(3 * CHUNK)
    file = spool.new_file()
    for start in range(0, len(data), CHUNK):
        await file.append(data[start : start + CHUNK])
    await file.finish()
    assert read(file) == data
    assert [record.getMessage().split()[0] for record in caplog.records] == ["files_in_memory"]


async def test_without_disk_and_memory_it_is_said(monkeypatch: pytest.MonkeyPatch, spool: Spool) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    monkeypatch.delattr(os, "memfd_create")
    with pytest.raises(OSError, match="No such file"):
        await laid_down(spool, b"song")


async def test_a_file_that_another_process_wrote_is_measured(spool: Spool) -> None:
    file = spool.new_file()
    said = await asyncio.create_subprocess_exec(sys.executable, "-c", "print('words')", stdout=file.fileno())
    await said.wait()
    file.measure()
    assert (file.size, file.head, read(file)) == (6, b"words\n", b"words\n")


async def test_a_file_that_is_closed_was_let_go_by_every_thread(others: int) -> None:
    """A descriptor's number is given to whoever opens next: no thread may still write to it then."""
    file = SpooledFile()
    writing = asyncio.create_task(asyncio.to_thread(file.write_at, 0, numbers(64 * CHUNK)))
    while len(nameless()) == others:  # noqa: ASYNC110  # until the thread has begun
        await asyncio.sleep(0)
    await asyncio.to_thread(file.close)
    await writing
    assert file.size == len(numbers(64 * CHUNK))
