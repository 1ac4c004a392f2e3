from __future__ import annotations

import pytest

from bot.media import sniff


@pytest.mark.parametrize(
    ("data", "container"),
    [
        (b"\0\0\0\x20ftypM4A \0\0\2\0", "m4a"),
        (b"\0\0\0\x20ftypisom\0\0\2\0", "m4a"),
        (b"\0\0\0\x20ftypmp42\0\0\2\0", "m4a"),
        (b"\0\0\0\x20ftypheic\0\0\2\0", None),
        (b"\0\0\0\x20ftypavif\0\0\2\0", None),
        (b"RIFF\0\0\0\0WAVEfmt ", "wav"),
        (b"RIFF\0\0\0\0WEBPVP8 ", None),
        (b"OggS\0\2", "ogg"),
        (b"fLaC\0\0\0\x22", "flac"),
        (b"ID3\4\0\0\0\0\0\x23TSSE", "mp3"),
        (b"\xff\xfb\x90\x64\0", "mp3"),
        (b"\xff\xf3\x44\xc4\0", "mp3"),
        (b"\xff\xf1\x50\x80\0", None),  # ADTS
        (b"\xff\xfe<\0h\0t\0m\0l\0", None),  # UTF-16
        (b"\xff\xff\xff\xff", None),
        (b"\xff\xeb\x90\x64\0", None),  # of a reserved version
        (b"\xff\xfb\x9c\x64\0", None),  # of a reserved rate
        (b"\xff\xfb\x00\x64\0", None),  # of any number of bits
        (b"\xff\xfb\xf0\x64\0", None),  # of a reserved number of bits
        (b"\xff\xfb", None),
        (b"<!doctype html>", None),
        (b"{}", None),
        (b"", None),
    ],
)
def test_audio(data: bytes, container: str | None) -> None:
    assert sniff.container(data) == container


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "jpg"),
        (b"\x89PNG\r\n\x1a\n\0\0", "png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        (b"GIF89a\1\0", "gif"),
        (b"<svg xmlns=", None),
        (b"", None),
    ],
)
def test_pictures(data: bytes, extension: str | None) -> None:
    assert sniff.image(data) == extension


FILM = b"\0\0\0\x20ftypisom" + bytes(20) + b"hdlr" + bytes(8) + b"vide" + bytes(20)


@pytest.mark.parametrize("cut", range(32, 52))
def test_a_film_is_one_wherever_it_is_cut_into_pieces(cut: int) -> None:
    assert sniff.kind(FILM, [FILM[:cut], FILM[cut:]]) == "mp4"
    sound = FILM.replace(b"vide", b"soun")
    assert sniff.kind(sound, [sound[:cut], sound[cut:]]) == "m4a"
