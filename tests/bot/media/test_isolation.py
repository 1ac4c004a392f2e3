"""Sound that is read in a process of its own, and what is made to break whoever reads it."""

from __future__ import annotations

import asyncio
import struct
import sys
from typing import TYPE_CHECKING

import pytest

from bot.media import isolation
from bot.media.errors import CannotFit
from bot.media.sniff import Container, container
from bot.media.spool import Spool
from tests.bot.media.spooling import laid_down, read
from tests.bot.media.test_fit import CODECS, SECONDS, tune

if TYPE_CHECKING:
    from pathlib import Path

ESDS = bytes.fromhex("03808080220002000480808014401500000000" + "01f4000001f4000580808002121006808080" + "0102")


async def probe_apart(data: bytes, *, enough: float) -> float | None:
    """How long it lasts."""
    async with Spool() as spool:
        return await isolation.probe_apart(await laid_down(spool, data), enough=enough)


async def fit_apart(data: bytes, kind: Container, limit: int) -> tuple[bytes, Container]:
    """What the song becomes."""
    async with Spool() as spool:
        smaller = spool.new_file()
        becomes = await isolation.fit_apart(await laid_down(spool, data), kind, limit, smaller)
        return read(smaller), becomes


def box(name: bytes, *parts: bytes) -> bytes:
    """A box of an MP4 file (ISO 14496-12, 4.2)."""
    inside = b"".join(parts)
    return struct.pack(">I4s", 8 + len(inside), name) + inside


def full(name: bytes, *parts: bytes) -> bytes:
    return box(name, bytes(4), *parts)


def swollen(samples: int, tracks: int = 1) -> bytes:
    """An MP4 of a few kilobytes that says of every track that it has so many samples of one byte."""
    sound = box(
        b"mp4a",
        bytes(6) + struct.pack(">H", 1) + bytes(8) + struct.pack(">HHHHI", 2, 16, 0, 0, 44_100 << 16),
        full(b"esds", ESDS),
    )
    table = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), sound),
        full(b"stts", struct.pack(">III", 1, samples, 1024)),
        full(b"stsc", struct.pack(">IIII", 1, 1, samples, 1)),
        full(b"stsz", struct.pack(">II", 1, samples)),
        full(b"stco", struct.pack(">II", 1, 40)),
    )
    where = box(b"dinf", full(b"dref", struct.pack(">I", 1), full(b"url ")))
    media = box(
        b"mdia",
        full(b"mdhd", struct.pack(">IIIIHH", 0, 0, 44_100, 44_100 * 60, 0x55C4, 0)),
        full(b"hdlr", bytes(4) + b"soun" + bytes(13)),
        box(b"minf", full(b"smhd", bytes(4)), where, table),
    )
    track = box(b"trak", full(b"tkhd", struct.pack(">IIIII", 0, 0, 1, 0, 44_100 * 60) + bytes(60)), media)
    head = full(b"mvhd", struct.pack(">IIIII", 0, 0, 44_100, 44_100 * 60, 1 << 16) + bytes(76) + struct.pack(">I", 2))
    film = box(b"moov", head, *[track] * tracks)
    return box(b"ftyp", b"M4A " + bytes(4) + b"M4A isom") + film + box(b"mdat", bytes(1_000_000))


@pytest.mark.parametrize("kind", CODECS)
async def test_a_length_is_the_same_as_nearby(kind: str) -> None:
    assert await probe_apart(tune(kind), enough=60) == pytest.approx(SECONDS, abs=0.2)


async def test_what_is_no_sound_has_no_length() -> None:
    assert await probe_apart(b"ID3" + bytes(5_000), enough=60) is None


async def test_a_song_is_made_smaller_as_nearby() -> None:
    smaller, kind = await fit_apart(tune("wav"), "wav", 150_000)
    assert (kind, container(smaller)) == ("m4a", "m4a")
    assert 50_000 < len(smaller) <= 150_000
    small = tune("mp3")
    assert await fit_apart(small, "mp3", len(small)) == (small, "mp3")


async def test_why_a_song_does_not_fit_is_said() -> None:
    with pytest.raises(CannotFit, match="does not fit into 1,000 bytes"):
        await fit_apart(tune("mp3"), "mp3", 1_000)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound the memory of a process")
async def test_a_file_that_swells_to_gigabytes_is_one_that_cannot_be_read() -> None:
    bomb = swollen(85_000_000, tracks=3)
    assert container(bomb) == "m4a"
    with pytest.raises(CannotFit):
        await fit_apart(bomb, "m4a", 900_000)
    assert await probe_apart(swollen(1_000), enough=60) == pytest.approx(23.2, abs=0.1), "or it is no MP4 at all"
    greedy = f"from bot.media import isolation; isolation._bound(); print('bound'); bytearray({isolation.MEMORY})"
    reader = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", greedy), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    said, trouble = await reader.communicate()
    assert said == b"bound\n"
    assert b"MemoryError" in trouble


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound a process so")
async def test_a_reader_is_bounded_in_time_and_in_what_it_writes_as_well() -> None:
    code = (
        "import resource as r; from bot.media import isolation as i; i._bound(); "
        "print(*[r.getrlimit(k)[0] for k in (r.RLIMIT_DATA, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE)])"
    )
    reader = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    said, _ = await reader.communicate()
    bounds = [int(bound) for bound in said.split()]
    most = [isolation.MEMORY, isolation.CPU, isolation.FILE, 0]
    assert [0 <= bound <= limit for bound, limit in zip(bounds, most, strict=True)] == [True] * 4


async def test_nobody_goes_on_reading_for_whoever_waits_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    readers, is_begun = list[asyncio.subprocess.Process](), asyncio.Event()
    begin = asyncio.create_subprocess_exec

    async def begun(*arguments: str, **how: object) -> asyncio.subprocess.Process:
        # A reader that would never end by itself.
        readers.append(await begin(sys.executable, "-c", "import time; time.sleep(3600)", **how))  # pyright: ignore[reportArgumentType] - `how` is handed on as it came
        is_begun.set()
        return readers[-1]

    monkeypatch.setattr(isolation.asyncio, "create_subprocess_exec", begun)
    reading = asyncio.create_task(probe_apart(b"x", enough=60))
    await is_begun.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert readers[0].returncode is not None
    assert readers[0].returncode < 0


async def test_a_reader_finds_no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a secret")
    found = tmp_path / "environment"
    code = f"import os, pathlib; pathlib.Path({str(found)!r}).write_text(repr(dict(os.environ)))"
    begin = asyncio.create_subprocess_exec

    async def begun(*arguments: str, **how: object) -> asyncio.subprocess.Process:
        return await begin(sys.executable, "-c", code, **how)  # pyright: ignore[reportArgumentType] - `how` is handed on as it came

    monkeypatch.setattr(isolation.asyncio, "create_subprocess_exec", begun)
    assert await probe_apart(b"x", enough=60) is None
    assert "secret" not in found.read_text()
