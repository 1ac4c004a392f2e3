"""Saves songs as files that nothing else had the name of, and tells how long they are."""

from __future__ import annotations

import io
import re
from pathlib import Path, PurePath

import av

LONGEST_NAME = 80  # characters before the extension; far below what any file system takes
RESERVED = frozenset(("con", "prn", "aux", "nul"))  # devices on Windows, whatever the extension


def safe_name(name: str) -> str:
    """The name without folders, hidden beginnings and characters that some file system forbids."""
    path = PurePath(name.replace("\\", "/"))
    stem = re.sub(r"[^\w-]+", "-", path.stem).strip("-_")[:LONGEST_NAME].strip("-_")
    extension = re.sub(r"[^a-z0-9]", "", path.suffix.lower())[:8] or "bin"
    return f"{stem if stem and stem.lower() not in RESERVED else 'song'}.{extension}"


def save_new(folder: Path, name: str, data: bytes) -> Path:
    """Write the data under a name that was free; `song.m4a`, else `song-2.m4a` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = PurePath(safe_name(name))
    number = 1
    while True:
        path = folder / (wanted.name if number == 1 else f"{wanted.stem}-{number}{wanted.suffix}")
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            number += 1
        else:
            return path


def length(audio: bytes) -> float:
    """Seconds of sound in an audio file."""
    with av.open(io.BytesIO(audio), "r") as container:
        return (container.duration or 0) / av.time_base
