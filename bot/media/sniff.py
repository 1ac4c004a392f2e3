"""What a file is, by its first bytes; names and headers are not believed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

Container: TypeAlias = Literal["m4a", "mp3", "wav", "ogg", "flac"]
Picture: TypeAlias = Literal["jpg", "png", "webp", "gif"]
Kind: TypeAlias = Container | Literal["mp4", "mid", "zip"]

# Major brands of MP4 files that players take for audio or film; pictures (heic, avif) are kept in the same container.
_MP4_BRANDS = frozenset(b"M4A M4B M4V mp41 mp42 isom iso2 iso3 iso4 iso5 iso6 iso7 iso8 iso9 dash MSNV F4A qt".split())

# A track of pictures in an MP4 file (ISO 14496-12, 8.4.3): the handler's version, a reserved word and its type.
_FILM = re.compile(rb"hdlr.{8}vide", re.DOTALL)
_FILM_LENGTH = 16  # bytes of it


def container(data: bytes) -> Container | None:
    """The kind of audio file that `data` begins as; None where it is none that is known here."""
    if data[4:8] == b"ftyp" and data[8:12].rstrip(b" ") in _MP4_BRANDS:
        return "m4a"
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    if data[:4] == b"OggS":
        return "ogg"
    if data[:4] == b"fLaC":
        return "flac"
    return "mp3" if data[:3] == b"ID3" or _is_mpeg_audio_frame(data[:4]) else None


def kind(head: bytes, whole: Iterable[bytes]) -> Kind | None:
    """What a file is that an operation made of a song; None where it is of no kind that is known here.

    Of an MP4 file alone, `whole` is read: all of it in pieces, which may take a while.
    """
    if head[:4] == b"MThd":
        return "mid"
    if head[:4] == b"PK\3\4":
        return "zip"
    found = container(head)
    return "mp4" if found == "m4a" and _has_film(whole) else found


def _has_film(pieces: Iterable[bytes]) -> bool:
    end = b""
    for piece in pieces:
        seen = end + piece
        if _FILM.search(seen):
            return True
        end = seen[1 - _FILM_LENGTH :]
    return False


def image(data: bytes) -> Picture | None:
    """The kind of picture that `data` begins as; None where it is none that is known here."""
    if data[:3] == b"\xff\xd8\xff":
        return "jpg"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "gif" if data[:6] in (b"GIF87a", b"GIF89a") else None


def _is_mpeg_audio_frame(head: bytes) -> bool:
    """Whether four bytes are the head of an MPEG audio frame, layer II or III (ISO 11172-3, 2.4.1.3)."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    # The reserved values; layer 0 is what ADTS has, which is AAC without a container.
    return version != 1 and layer in (1, 2) and bitrate not in (0, 15) and rate != 3
