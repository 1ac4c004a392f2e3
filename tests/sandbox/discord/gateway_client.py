"""A gateway client that says exactly what a test wants, right or wrong."""

from __future__ import annotations

import asyncio
import json
import zlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Self

import zstandard
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from sandbox.discord.gateway.opcodes import Op

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.discord.gateway.session import Session

GUILDS = 1
WAIT = 5.0  # seconds for what must come


class Unpacker:
    """Undoes a connection's compression the way Discord's documentation tells clients to."""

    def __init__(self, compress: str) -> None:
        self._compress = compress
        self._zlib = zlib.decompressobj()
        self._zstd = zstandard.ZstdDecompressor().decompressobj()

    def __call__(self, data: str | bytes) -> dict[str, Any]:
        if isinstance(data, str):
            return json.loads(data)
        if self._compress == "zlib-stream":
            assert data[-4:] == b"\x00\x00\xff\xff"
            return json.loads(self._zlib.decompress(data))
        if self._compress == "zstd-stream":
            return json.loads(self._zstd.decompress(data))
        return json.loads(zlib.decompress(data))


class RawClient:
    """One connection; `seq` follows the dispatches that were received."""

    def __init__(self, socket: ClientWebSocketResponse, compress: str) -> None:
        self.socket = socket
        self.seq: int | None = None
        self._unpack = Unpacker(compress)

    @classmethod
    @asynccontextmanager
    async def connect(cls, url: str, *, compress: str = "", version: str = "10") -> AsyncIterator[Self]:
        query = {"v": version, "encoding": "json", **({"compress": compress} if compress else {})}
        async with ClientSession() as http, http.ws_connect(url, params=query, max_msg_size=0) as socket:
            yield cls(socket, compress)

    async def send(self, op: int, data: object) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def identify(self, own_token: str, /, **more: object) -> None:
        await self.send(
            Op.IDENTIFY,
            {"token": own_token, "properties": {"os": "linux", "browser": "test", "device": "test"}, "intents": GUILDS}
            | more,
        )

    async def resume(self, token: str, session: Session, seq: int) -> None:
        await self.send(Op.RESUME, {"token": token, "session_id": session.id, "seq": seq})

    async def next(self) -> dict[str, Any]:
        message = await asyncio.wait_for(self.socket.receive(), WAIT)
        assert message.type in (WSMsgType.TEXT, WSMsgType.BINARY), (message.type, message.data)
        payload = self._unpack(message.data)
        self.seq = payload["s"] or self.seq
        return payload

    async def dispatch(self, event: str) -> dict[str, Any]:
        """The data of the next dispatch, which must be this event."""
        payload = await self.next()
        while payload["op"] == Op.HEARTBEAT_ACK:
            payload = await self.next()
        assert payload["t"] == event, payload
        return payload["d"]

    async def hello(self) -> float:
        """The heartbeat interval in seconds."""
        payload = await self.next()
        assert payload["op"] == Op.HELLO
        return payload["d"]["heartbeat_interval"] / 1000

    async def closed(self) -> int | None:
        """The code of the close, after whatever is still sent; None where the connection broke."""
        while True:
            message = await asyncio.wait_for(self.socket.receive(), WAIT)
            if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.ERROR):
                return message.data if message.type is WSMsgType.CLOSE else None
