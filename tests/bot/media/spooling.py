"""Bytes as files of a spool, and back."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.media.spool import Spool, SpooledFile


async def laid_down(spool: Spool, data: bytes) -> SpooledFile:
    """A file of the spool with these bytes."""
    file = spool.new_file()
    await file.append(data)
    await file.finish()
    return file


def read(file: SpooledFile | None) -> bytes:
    """All bytes of a file; none of none."""
    return file.open().read() if file is not None else b""


def nameless(pid: int | str = "self") -> list[str]:
    """The files without a name that a process has open: those that nobody closed. Linux only."""
    found: list[str] = []
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):  # closed meanwhile
            found.append(os.readlink(descriptor))  # noqa: PTH115  # a Path would lose what the kernel says beside it
    return [name for name in found if "memfd:encore" in name or ("/memfd:" not in name and name.endswith(" (deleted)"))]
