"""A person's own recording, checked before anything is spent: where it is, what it is and how long it lasts."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Final

from bot.errors import PersonError, Problem
from bot.media.errors import FileError, FileTooLarge, FileUnreachable
from bot.media.fetch import Fetcher
from bot.media.isolation import probe_apart
from bot.media.sniff import Container, kind
from bot.media.spool import Spool
from data.ids import UserId

log = logging.getLogger(__name__)

# Special Scenarios of docs.musicapi.ai say at most 8 minutes; an older page of the vendor says 6 to 60 seconds.
SHORTEST: Final = 6.0
LONGEST: Final = 480.0
# Encoders make a song of a round length a little longer, and some files say a little less than they hold.
OVER: Final = 0.5
UNDER: Final = 0.05
LARGEST: Final = 25 * 1024 * 1024  # bytes; eight minutes of the best MP3 have 19 million
LONGEST_ADDRESS: Final = 2_000  # characters; servers and their logs rarely take more
AT_ONCE: Final = 4  # recordings on disk at the same time
TIMEOUT: Final = 90.0  # seconds for one check, so that an interaction's token outlives it by far


@dataclass(frozen=True, slots=True)
class Recording:
    """What was found at an address; `seconds` long."""

    url: str
    container: Container
    seconds: float
    size: int


class Recordings:
    """Checks recordings, a few at a time."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._askers = set[UserId | None]()

    async def inspect(self, url: str, *, asker: UserId | None = None) -> Recording:
        """Fetch the recording at `url` once, measure it and forget it again; raises PersonError.

        `asker` is the member who waits for it: one recording each at a time, or a few slow servers of one member
        would hold up everybody.
        """
        if asker in self._askers:
            raise PersonError(Problem.RECORDING_BUSY)
        address = url.strip().removeprefix("<").removesuffix(">")  # as people write what Discord should not unfold
        if len(address) > LONGEST_ADDRESS:
            raise PersonError(Problem.ADDRESS_TOO_LONG)
        if asker is not None:
            self._askers.add(asker)
        try:
            async with asyncio.timeout(TIMEOUT), self._slots:
                return await self._measure(address)
        except TimeoutError:
            raise PersonError(Problem.RECORDING_SLOW) from None
        finally:
            self._askers.discard(asker)

    async def _measure(self, url: str) -> Recording:
        async with Spool() as spool:
            return await self._measure_in(spool, url)

    async def _measure_in(self, spool: Spool, url: str) -> Recording:
        try:
            audio = await self._fetcher.fetch_audio(url, spool, limit_bytes=LARGEST)
        except FileTooLarge:
            raise too_large() from None
        except FileUnreachable as error:
            raise PersonError(Problem.RECORDING_UNREACHABLE, why=error.obstacle) from None
        except FileError as error:
            raise PersonError(Problem.RECORDING_UNUSABLE, why=error.obstacle) from None
        if await asyncio.to_thread(kind, audio.data.head, audio.data.chunks()) == "mp4":
            raise PersonError(Problem.RECORDING_IS_VIDEO)
        # Apart from the bot: whoever gives an address of their own may give anything at all.
        seconds = await probe_apart(audio.data, enough=LONGEST + OVER)
        log.info("recording_seen container=%s bytes=%s seconds=%s", audio.extension, audio.data.size, seconds)
        return Recording(url, audio.extension, _check_length(seconds), audio.data.size)


def too_large() -> PersonError:
    """The error of a recording that has too many bytes."""
    return PersonError(Problem.RECORDING_TOO_LARGE, megabytes=LARGEST // 1024 // 1024)


def _check_length(seconds: float | None) -> float:
    """How long the recording counts as; raises PersonError where that is too short or too long."""
    if seconds is None or seconds <= 0:
        raise PersonError(Problem.RECORDING_SILENT)
    if seconds < SHORTEST - UNDER:
        raise PersonError(Problem.RECORDING_TOO_SHORT, seconds=seconds, shortest=SHORTEST)
    if seconds > LONGEST + OVER:
        raise PersonError(Problem.RECORDING_TOO_LONG, length=seconds, longest=LONGEST)
    return min(seconds, LONGEST)
