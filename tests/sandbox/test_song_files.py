from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.song_files import length, safe_name, save_new

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("late-night-1.m4a", "late-night-1.m4a"),
        ("Été à Paris.MP3", "Été-à-Paris.mp3"),
        ("../../etc/passwd.m4a", "passwd.m4a"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/abs/song.m4a", "song.m4a"),
        (".hidden", "hidden.bin"),
        ("con.m4a", "song.m4a"),
        ("a:b|c?.m4a", "a-b-c.m4a"),
        ("", "song.bin"),
        ("...", "song.bin"),
        ("x" * 300 + ".m4a", "x" * 80 + ".m4a"),
        ("song.m4a\x00.sh", "song-m4a.sh"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text())
def test_every_name_becomes_a_safe_one(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) < 100
    assert not set(safe) & set('/\\:*?"<>|\0')
    assert not safe.startswith(".")


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    paths = [save_new(folder, "song.m4a", bytes([number])) for number in range(3)]
    assert [path.name for path in paths] == ["song.m4a", "song-2.m4a", "song-3.m4a"]
    assert [path.read_bytes() for path in paths] == [b"\0", b"\1", b"\2"]


def test_the_length_is_that_of_the_sound() -> None:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(2 * 8000 * 2))
    assert length(file.getvalue()) == pytest.approx(2.0)
