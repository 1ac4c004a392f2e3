"""How the gateway's payloads become websocket frames: plain, or compressed as a client asked for in the address.

Source: "Encoding and Compression" in Discord's gateway documentation. A text frame is a `str`, a binary frame `bytes`.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Protocol

import zstandard

PAYLOAD_COMPRESSION_FROM = 1024  # characters; Discord says "some events", ours are the large ones, such as GUILD_CREATE


class Stream(Protocol):
    """One connection's way out; frames must be sent in the order in which they were made."""

    def frame(self, payload: str) -> str | bytes:
        """The websocket frame that carries this payload."""
        ...

    def compress_payloads(self) -> None:
        """Obey `compress: true` of an IDENTIFY, where the stream is not compressed as a whole."""
        ...


class PlainStream:
    """JSON text; large payloads each zlib-compressed on their own once the client asked for it."""

    def __init__(self) -> None:
        self._compress = False

    def frame(self, payload: str) -> str | bytes:
        """The payload as it is, or as a complete zlib stream of its own."""
        if self._compress and len(payload) >= PAYLOAD_COMPRESSION_FROM:
            return zlib.compress(payload.encode())
        return payload

    def compress_payloads(self) -> None:
        """From now on large payloads are compressed."""
        self._compress = True


class ZlibStream:
    """`zlib-stream`: one zlib context for the whole connection; every frame ends with Z_SYNC_FLUSH (00 00 ff ff)."""

    def __init__(self) -> None:
        self._context = zlib.compressobj()

    def frame(self, payload: str) -> bytes:
        """The next piece of the connection's zlib stream."""
        return self._context.compress(payload.encode()) + self._context.flush(zlib.Z_SYNC_FLUSH)

    def compress_payloads(self) -> None:
        """Nothing changes: transport compression disables payload compression."""


class ZstdStream:
    """`zstd-stream`: one zstd frame that never ends; every websocket frame is one flushed block of it."""

    def __init__(self) -> None:
        self._context = zstandard.ZstdCompressor().compressobj()

    def frame(self, payload: str) -> bytes:
        """The next block of the connection's zstd stream."""
        return self._context.compress(payload.encode()) + self._context.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    def compress_payloads(self) -> None:
        """Nothing changes: transport compression disables payload compression."""


STREAMS: dict[str, Callable[[], Stream]] = {"": PlainStream, "zlib-stream": ZlibStream, "zstd-stream": ZstdStream}
