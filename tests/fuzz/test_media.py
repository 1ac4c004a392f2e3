"""Spoiled sound: whoever reads it says how long it is, or that it cannot, in the words that its caller knows."""

from __future__ import annotations

import io
import math
import struct
import subprocess
import sys
import traceback
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.media import isolation, sniff
from bot.media.errors import CannotFit
from bot.media.fit import fit, to_flac
from bot.media.isolation import probe_apart
from bot.media.probe import probe_seconds
from bot.media.spool import Spool
from tests.bot.media.spooling import laid_down
from tests.fuzz.sounds import sounds
from tests.properties import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.media.sniff import Container

CONTAINERS: dict[str, Container] = {"mp3": "mp3", "flac": "flac", "ogg": "ogg"}
EXTREMES = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x80\0\0\0", b"\0\0\0\1")
ENOUGH = 480.0  # seconds
SMALL = 1_500  # bytes

# What is done to the bytes, where from the beginning to the end, and with which bytes.
Blow = tuple[str, float, bytes]
blows = st.lists(
    st.tuples(
        st.sampled_from(["set", "set", "set", "insert", "delete", "repeat", "cut"]),
        st.floats(0, 0.1) | st.floats(0, 1),
        st.sampled_from(EXTREMES) | st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=6,
)


def spoil(data: bytes, how: Sequence[Blow]) -> bytes:
    """The bytes after all of that."""
    spoiled = bytearray(data)
    for what, where, other in how:
        at = int(where * len(spoiled))
        match what:
            case "set":
                spoiled[at : at + len(other)] = other
            case "insert":
                spoiled[at:at] = other
            case "delete":
                del spoiled[at : at + len(other)]
            case "repeat":
                spoiled[at:at] = spoiled[at : at + 50]
            case _:
                del spoiled[at:]
    return bytes(spoiled)


def check(kind: str, data: bytes) -> None:
    """Whoever reads this sound ends as they promise."""
    seconds = probe_seconds(io.BytesIO(data), enough=ENOUGH)
    assert seconds is None or (math.isfinite(seconds) and seconds > 0)
    limit, smaller = (len(data), io.BytesIO()) if kind.startswith("wav") else (SMALL, io.BytesIO())
    try:
        if kind.startswith("wav"):
            to_flac(io.BytesIO(data), limit, smaller)
        else:
            fit(io.BytesIO(data), CONTAINERS.get(kind, "m4a"), limit, smaller)
    except CannotFit:
        return
    assert len(smaller.getvalue()) <= limit
    assert len(data) <= limit or sniff.container(smaller.getvalue()) is not None


class Reader:
    """A process of its own that checks what it is given: what breaks FFmpeg breaks no test run."""

    def __init__(self) -> None:
        self._process = self._begin()

    def _begin(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", __spec__.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )

    def check(self, kind: str, data: bytes) -> str:
        """What went wrong, in many lines; empty where nothing did, or where the process hit its limits."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(struct.pack(">8sI", kind.encode(), len(data)) + data)
        head = self._process.stdout.read(4)
        if len(head) < 4:
            code = self._process.wait()
            self._process = self._begin()
            # Only a WAV is read by the bot itself; everything else is read in a process that may end like this one.
            return f"the process ended with {code}" if kind.startswith("wav") else ""
        return self._process.stdout.read(struct.unpack(">I", head)[0]).decode()

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    opened = Reader()
    yield opened
    opened.close()


def wav(kind: str, offset: int, value: int) -> bytes:
    """A WAV with another number in the chunk that says how its sound is coded."""
    data = bytearray(sounds()[kind])
    struct.pack_into("<H", data, data.index(b"fmt ") + 8 + offset, value)
    return bytes(data)


def without_decoder(kind: str) -> bytes:
    """Coded in a way that FFmpeg does not know."""
    return wav(kind, 0, 0x7777)


def without_channels(kind: str) -> bytes:
    """It says that it has no channel."""
    return wav(kind, 2, 0)


@pytest.mark.parametrize("kind", ["wav", "wav24"])
@pytest.mark.parametrize("make", [without_decoder, without_channels])
def test_a_wav_that_nobody_reads_is_not_kept_as_flac(kind: str, make: Callable[[str], bytes]) -> None:
    with pytest.raises(CannotFit):
        to_flac(io.BytesIO(make(kind)), 1_000_000, io.BytesIO())


def test_a_song_without_a_sample_cannot_be_made_smaller() -> None:
    m4a = bytearray(sounds()["m4a"])
    struct.pack_into(">II", m4a, m4a.index(b"stsz") + 8, 0, 0)
    with pytest.raises(CannotFit, match="no sound"):
        fit(io.BytesIO(bytes(m4a)), "m4a", 3_000, io.BytesIO())


@settings(max_examples=examples(60))
@given(kind=st.sampled_from([*sounds()]), how=blows)
@example(kind="wav24", how=[("set", 36 / 26_610, b"\0\0")])
@example(kind="m4a", how=[("cut", 0.0, b"\0")])
def test_spoiled_sound_is_read_or_refused(reader: Reader, kind: str, how: list[Blow]) -> None:
    assert reader.check(kind, spoil(sounds()[kind], how)) == ""


@settings(max_examples=examples(100))
@given(
    st.one_of(st.binary(max_size=64), st.tuples(st.sampled_from([*sounds().values()]), blows).map(lambda x: spoil(*x)))
)
def test_any_bytes_have_a_kind_or_none(data: bytes) -> None:
    container = sniff.container(data)
    found = sniff.kind(data[:256], [data[:7], data[7:]])
    assert container is None or found in (container, "mp4")
    assert sniff.image(data) is None or container is None


@settings(max_examples=examples(3))
@given(kind=st.sampled_from([*sounds()]), how=blows)
async def test_a_process_apart_says_the_same(kind: str, how: list[Blow]) -> None:
    data = spoil(sounds()[kind], how)
    async with Spool() as spool:
        seconds = await probe_apart(await laid_down(spool, data), enough=ENOUGH)
    assert seconds == pytest.approx(probe_seconds(io.BytesIO(data), enough=ENOUGH))


def _serve() -> None:
    """Check what comes in, one sound after the other, and answer with what went wrong."""
    isolation._bound()
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(12):
        kind, size = struct.unpack(">8sI", head)
        said = ""
        try:
            check(kind.rstrip(b"\0").decode(), source.read(size))
        except Exception:  # noqa: BLE001 - whatever it is, it is what this looks for
            said = traceback.format_exc()
        sink.write(struct.pack(">I", len(said.encode())) + said.encode())
        sink.flush()


if __name__ == "__main__":
    _serve()
