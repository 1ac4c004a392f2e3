"""Audio that a customer names by its address: fetched for real and measured."""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, cast
from urllib.parse import urljoin

import aiohttp
import av
from av.error import FFmpegError

from sandbox.musicapi.moderation import ARTISTS
from sandbox.musicapi.readings import Readings
from sandbox.musicapi.refusals import NOT_ACCESSIBLE, NOT_AUDIO
from sandbox.musicapi.works import Recording
from sandbox.wire.exchange import Answer, Request
from sandbox.wire.loopback import LoopbackResolver, is_loopback

LARGEST = 100 * 1024 * 1024  # bytes; no number is published
LONGEST, SHORTEST = 480.0, 6.0  # seconds: the newer page's most, the older page's least (musicapi.md 12.1)
TIMEOUT = 15.0  # real seconds for a file; a network that is this slow is none for the vendor
REDIRECTS = 5
MATCHED = "The uploaded audio matches a work in a music catalogue."  # seen as a refusal [L]; its words are unknown


class UnusableError(Exception):
    """Its text is why an address gives no audio, as the vendor says it."""


class Recordings:
    """Fetches what lies on loopback, and `own` files without a socket; the sandbox has no other network."""

    def __init__(self, root: Callable[[], str], own: Callable[[Request], Awaitable[Answer]]) -> None:
        self._root = root
        self._own = own

    async def fetch(self, url: str, readings: Readings) -> Recording:
        """The recording at `url`; raises UnusableError with the vendor's sentence where there is none to be used."""
        root = self._root().rstrip("/")
        data = await (self._from_here(url) if url.startswith(root + "/") else _from_afar(url))
        recording, words = await asyncio.to_thread(_measured, data)
        least = SHORTEST if readings.uploads_have_least else 0.0
        if not least <= recording.seconds <= LONGEST:
            raise UnusableError(f"The audio duration should be between {least:g} and {LONGEST:g} seconds.")
        if any(name in words for name in ARTISTS):
            raise UnusableError(MATCHED)
        return recording

    async def _from_here(self, url: str) -> bytes:
        root = self._root().rstrip("/")
        for _ in range(REDIRECTS):
            path, _, query = url.removeprefix(root).partition("?")
            answer = await self._own(Request("GET", path, dict([query.split("=", 1)]) if "=" in query else {}))
            url = answer.headers.get("Location", "")
            if not url.startswith(root + "/"):
                break
        else:
            raise UnusableError(NOT_ACCESSIBLE)
        if answer.status != 200:
            raise UnusableError(NOT_ACCESSIBLE)
        return answer.body


async def _from_afar(url: str) -> bytes:
    connector = aiohttp.TCPConnector(resolver=LoopbackResolver(), force_close=True)
    with suppress(aiohttp.ClientError, TimeoutError, OSError, ValueError):
        async with aiohttp.ClientSession(
            connector=connector, timeout=aiohttp.ClientTimeout(total=TIMEOUT), trust_env=False
        ) as http:
            for _ in range(REDIRECTS):
                if not is_loopback(url):
                    break
                async with http.get(url, allow_redirects=False) as answer:
                    if answer.status in (301, 302, 303, 307, 308):
                        url = urljoin(url, answer.headers.get("Location", ""))
                        continue
                    if answer.status == 200:
                        return await _bounded(answer)
                    break
    raise UnusableError(NOT_ACCESSIBLE)


async def _bounded(answer: aiohttp.ClientResponse) -> bytes:
    data = bytearray()
    async for piece in answer.content.iter_chunked(1 << 16):
        data += piece
        if len(data) > LARGEST:
            raise UnusableError(NOT_AUDIO)
    return bytes(data)


def _measured(data: bytes) -> tuple[Recording, str]:
    """The recording, and its tags in lower case; blocking. A picture, a page and a silent film are no audio."""
    try:
        opened: Any = av.open(io.BytesIO(data))
        with opened as file:
            stream = file.streams.audio[0]
            seconds = sum(frame.samples for frame in file.decode(stream)) / stream.rate
            tags = cast("dict[str, str]", {**file.metadata, **stream.metadata})
    except (FFmpegError, IndexError, ValueError, ZeroDivisionError) as error:
        raise UnusableError(NOT_AUDIO) from error
    if seconds <= 0:
        raise UnusableError(NOT_AUDIO)
    return Recording(float(seconds), hashlib.sha256(data).hexdigest()[:16]), " ".join(tags.values()).lower()
