"""Fetches a song's files once more, for whoever brings it back: as the courier does, and bounded in bytes like it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Final

from bot.concurrency.byte_budget import ByteBudget
from bot.delivery.attachments import ClipAttachment, fetch_clips, fit_clips
from bot.delivery.refresh import BYTES_A_SECOND, COVER_BYTES, UNKNOWN_LENGTH
from bot.media.fetch import Fetcher
from bot.media.spool import Spool
from data.rows import Clip

AT_ONCE: Final = 64 * 1024 * 1024  # bytes on disk: whoever comes later waits, and no delivery does


class SongFiles:
    """Gives clips as attachments, for as long as somebody posts them."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._budget = ByteBudget(AT_ONCE)

    @asynccontextmanager
    async def fetch(self, clips: Sequence[Clip], limit: int) -> AsyncGenerator[list[ClipAttachment]]:
        """The clips with files of at most `limit` bytes, until the block ends; what cannot be had is missing."""
        seconds = sum(clip.duration or UNKNOWN_LENGTH for clip in clips)
        expected = round(seconds * BYTES_A_SECOND) + COVER_BYTES * len(clips)
        async with self._budget.reserve(expected) as room, Spool(room) as spool:
            yield await fit_clips(await fetch_clips(self._fetcher, spool, clips), limit, spool)
