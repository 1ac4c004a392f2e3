"""This machine: whether the bot may write, has room, knows the world's time zones, and can read sound and draw."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.doctor.findings import Check, Finding, What, ok, warning, wrong
from data.engine.address import SQLiteAddress, read_address

MEGABYTE: Final = 1_000_000  # bytes
DATABASE: Final = "database"
FILES: Final = "files"
LITTLE_ROOM: Final = 1_000  # megabytes, from which on the database's disk is worth a word
FILES_ROOM: Final = 250  # the songs that are posted at one time, and one stem more; often it is a part of the memory
NO_ROOM: Final = 100
ZONES: Final = ("Europe/Berlin", "America/Sao_Paulo", "Asia/Tokyo")  # of both halves of the world
# What the fitter writes and reads: see bot/media/fit.py.
CODERS: Final = (
    ("mp3", "r"),
    ("aac", "r"),
    ("flac", "w"),
    ("aac", "w"),
    ("libmp3lame", "w"),
)
CODERS_TIMEOUT: Final = 15.0  # seconds
_LIST_MISSING: Final = """
import sys, av
for given in sys.argv[1:]:
    name, mode = given.split(":")
    try:
        av.Codec(name, mode)
    except av.codec.codec.UnknownCodecError:
        print(name)
"""
OFF: Final = 5.0  # seconds, from which on a clock is worth a word
WRONG: Final = 60.0  # seconds: tokens and webhooks are judged by minutes


def find_disk(database_url: str, spool: Path | None = None) -> list[Finding]:
    """Whether the folders of the database's file and of songs on their way can be written to, and have room."""
    found = list[Finding]()
    address = read_address(database_url)
    if isinstance(address, SQLiteAddress):
        folder = _existing(address.path.absolute().parent)
        found.append(_find_folder(DATABASE, folder, little=LITTLE_ROOM, worse=wrong))
    # Without it, files are kept in memory.
    return [*found, _find_folder(FILES, spool or Path(tempfile.gettempdir()), little=FILES_ROOM, worse=warning)]


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it: what is missing is made at the start."""
    return next((each for each in (folder, *folder.parents) if each.exists()), folder)


def _find_folder(which: str, folder: Path, *, little: int, worse: Callable[..., Finding]) -> Finding:
    try:
        # Rights, read-only mounts and quotas are judged by nobody better than by the system itself.
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0")
        free = shutil.disk_usage(folder).free // MEGABYTE
    except OSError:
        return worse(Check.DISK, What.FOLDER_CLOSED, which=which)
    if free < NO_ROOM:
        return worse(Check.DISK, What.DISK_FULL, which=which, megabytes=free)
    if free < little:
        return warning(Check.DISK, What.DISK_FULL, which=which, megabytes=free)
    return ok(Check.DISK, What.DISK_FREE, which=which, megabytes=free)


def find_clock(ahead: list[float]) -> list[Finding]:
    """Whether this machine's clock is that of Discord and MusicAPI, by how many seconds theirs is ahead of ours."""
    if not ahead:
        return [warning(Check.CLOCK, What.CLOCK_UNKNOWN)]
    nearest = min(ahead, key=abs)  # where both agree, it is ours; where one is right, it is not
    if abs(nearest) <= OFF:
        return [ok(Check.CLOCK, What.CLOCK_RIGHT)]
    worse = wrong if abs(nearest) > WRONG else warning
    return [worse(Check.CLOCK, What.CLOCK_OFF, seconds=round(abs(nearest)))]


def find_zones() -> list[Finding]:
    """Whether the months of servers can begin by their own clocks."""
    try:
        for name in ZONES:
            ZoneInfo(name).utcoffset(datetime.now(UTC))
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return [wrong(Check.ZONES, What.ZONES_MISSING)]
    return [ok(Check.ZONES, What.ZONES_KNOWN, count=len(available_timezones()))]


def find_media() -> list[Finding]:
    """Whether songs can be made smaller, and the picture of `/family` has letters."""
    found = list[Finding]()
    if missing := _missing_coders():
        found.append(wrong(Check.MEDIA, What.ENCODER_MISSING, names=missing))
    if not _has_fonts():
        found.append(warning(Check.MEDIA, What.FONTS_MISSING))
    return found or [ok(Check.MEDIA, What.MEDIA_READY)]


def _missing_coders() -> tuple[str, ...]:
    """What cannot be read or written, as a process apart says: no other loads FFmpeg, see `media/isolation.py`."""
    names = [f"{name}:{mode}" for name, mode in CODERS]
    asked = [sys.executable, "-c", _LIST_MISSING, *names]
    said = subprocess.run(asked, capture_output=True, text=True, timeout=CODERS_TIMEOUT, check=False)  # noqa: S603 - ours
    if said.returncode:
        return ("PyAV",)
    return tuple(dict.fromkeys(said.stdout.split()))


def _has_fonts() -> bool:
    try:
        from bot.drawing.lettering import font_files
    except ImportError:
        return False
    return bool(font_files())
