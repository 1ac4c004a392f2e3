"""Bytes as files of a spool, and back."""

from __future__ import annotations

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
