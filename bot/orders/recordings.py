"""A person's own recording, looked at before anything is spent: where it is, what it is and how long it lasts."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.errors import BadRecording
from bot.media.errors import FileError, FileTooLarge, FileUnreachable
from bot.media.isolation import seconds_apart
from bot.media.sniff import kind
from bot.orders.user_text import clock_time

if TYPE_CHECKING:
    from bot.media.fetch import Fetcher
    from bot.media.sniff import Container
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
AT_ONCE: Final = 4  # recordings in memory at the same time
TIMEOUT: Final = 90.0  # seconds for one look, so that an interaction's token outlives it by far


@dataclass(frozen=True, slots=True)
class Recording:
    """What was found at an address; `seconds` long."""

    url: str
    container: Container
    seconds: float
    size: int


class Recordings:
    """Looks at recordings, a few at a time."""

    def __init__(self, files: Fetcher) -> None:
        self._files = files
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._asking: set[UserId] = set()

    async def inspect(self, url: str, *, asker: UserId | None = None) -> Recording:
        """The recording at `url`, fetched once to be measured and forgotten; raises BadRecording.

        `asker` is the member who waits for it: one at a time, or a few slow servers of one would hold up everybody.
        """
        if asker in self._asking:
            raise BadRecording("Your last recording is still looked at; nothing was charged, please wait a moment.")
        if asker is None:
            return await self._inspect(url)
        self._asking.add(asker)
        try:
            return await self._inspect(url)
        finally:
            self._asking.discard(asker)

    async def _inspect(self, url: str) -> Recording:
        address = url.strip().removeprefix("<").removesuffix(">")  # as people write what Discord should not unfold
        if len(address) > LONGEST_ADDRESS:
            raise BadRecording("That address is too long to be one of a file; nothing was charged.")
        try:
            async with asyncio.timeout(TIMEOUT), self._turn:
                return await self._measure(address)
        except TimeoutError:
            raise BadRecording(
                "The recording took too long to be fetched; nothing was charged, please try again or send it as a file."
            ) from None

    async def _measure(self, url: str) -> Recording:
        try:
            audio = await self._files.fetch_audio(url, limit_bytes=LARGEST)
        except FileTooLarge:
            raise BadRecording(too_large_sentence()) from None
        except FileUnreachable as error:
            raise BadRecording(
                f"The recording could not be fetched ({error}); nothing was charged, please give the direct address "
                "of an audio file that everybody can open."
            ) from None
        except FileError as error:
            raise BadRecording(
                f"That recording cannot be used: {error}; nothing was charged, please give a public https address of "
                "an audio file, or send the file itself."
            ) from None
        if kind(audio.data) == "mp4":
            raise BadRecording("That file is a video; nothing was charged, please send its sound alone, as an MP3.")
        # Apart from the bot: whoever gives an address of their own may give anything at all.
        seconds = await seconds_apart(audio.data, enough=LONGEST + OVER)
        log.info("recording_seen container=%s bytes=%s seconds=%s", audio.container, len(audio.data), seconds)
        _refuse_length(seconds)
        return Recording(url, audio.container, min(seconds or 0.0, LONGEST), len(audio.data))


def too_large_sentence() -> str:
    """The sentence for a recording that has too many bytes."""
    return (
        f"A recording may have {LARGEST // 1024 // 1024} MB at most; nothing was charged, please send a shorter or "
        "smaller one, such as an MP3."
    )


def _refuse_length(seconds: float | None) -> None:
    if seconds is None or seconds <= 0:
        raise BadRecording("There is no sound in that file; nothing was charged, please send an audio file.")
    if seconds < SHORTEST - UNDER:
        raise BadRecording(
            f"The recording is {seconds:.1f} seconds long and must have at least {SHORTEST:.0f}; nothing was charged."
        )
    if seconds > LONGEST + OVER:
        raise BadRecording(
            f"The recording is {clock_time(seconds)} long and may have {clock_time(LONGEST)} at most; nothing was "
            "charged, please send a part of it."
        )
