"""One websocket of the voice gateway, from HELLO to its end: frames, heartbeats, and who may send what when.

Source: Discord's documentation, Voice ("Heartbeating", "Binary Websocket Messages") and the voice close codes.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Protocol, cast

from aiohttp import ClientError, WSMsgType, web

from sandbox.discord.voice.opcodes import VoiceClose, VoiceClosing, VoiceOp
from sandbox.discord.voice.session import VoiceSession
from sandbox.wire.clock import Clock

TOLERANCE = 1.25  # of the heartbeat interval
NUMBERED_SINCE = 8  # the version that numbers messages, and wraps the nonce of a heartbeat
BINARY = (VoiceOp.MLS_KEY_PACKAGE, VoiceOp.MLS_COMMIT_WELCOME)


class Hub(Protocol):
    """What a connection needs of its voice gateway."""

    heartbeat_interval: float

    def identify(self, connection: VoiceConnection, data: dict[str, Any]) -> None:
        """Begin a session on this connection, or refuse."""
        ...

    def resume(self, connection: VoiceConnection, data: dict[str, Any]) -> None:
        """Go on with a session on this connection, or refuse."""
        ...

    def obey(self, session: VoiceSession, op: int, data: Any) -> None:
        """Do what a session asks for."""
        ...


class VoiceConnection:
    """A connected client; `session` is None until it has identified or resumed."""

    def __init__(
        self, hub: Hub, clock: Clock, socket: web.WebSocketResponse, transport: asyncio.Transport, version: int
    ) -> None:
        self.session: VoiceSession | None = None
        self.version = version
        self._hub = hub
        self._clock = clock
        self._socket = socket
        self._transport = transport
        self._outbox: asyncio.Queue[str | bytes] = asyncio.Queue()
        self._beat_at = clock.now()
        self._closed_here = False
        self._timed_out = False
        self._beside: set[asyncio.Task[None]] = set()

    @property
    def ends_session(self) -> bool:
        """Whether the end of this connection is that of its session: closed by the client for good, or timed out."""
        return self._timed_out or (not self._closed_here and self._socket.close_code in (1000, 1001, 4014))

    def send_frame(self, frame: str | bytes) -> None:
        """Queue one frame; the order of calls is the order on the wire."""
        self._outbox.put_nowait(frame)

    def send_op(self, op: VoiceOp, data: object) -> None:
        """Queue a message that has no number."""
        self.send_frame(json.dumps({"op": int(op), "d": data}, separators=(",", ":")))

    def drop(self) -> None:
        """Break the connection as a network does: no close frame, nothing more sent."""
        self._transport.abort()

    def close(self, code: VoiceClose) -> None:
        """Close with this code, soon."""
        self._aside(self._close(code))

    async def run(self) -> None:
        """Serve the client until either side ends the connection."""
        self._aside(self._write())
        self._aside(self._demand_heartbeats())
        self.send_op(VoiceOp.HELLO, {"heartbeat_interval": round(self._hub.heartbeat_interval * 1000)})
        try:
            async for message in self._socket:
                if message.type is WSMsgType.TEXT:
                    self._receive(message.data)
                elif message.type is WSMsgType.BINARY:
                    self._receive_binary(message.data)
                else:
                    break
        except VoiceClosing as closing:
            await self._close(closing.code)
        finally:
            await self._end_beside()

    def _receive(self, text: str) -> None:
        try:
            payload = json.loads(text)
            op, data = payload["op"], payload.get("d")
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise VoiceClosing(VoiceClose.DECODE_ERROR) from error
        if op == VoiceOp.HEARTBEAT:
            self._heartbeat(data)
        elif not isinstance(op, int) or op in BINARY or not isinstance(data, dict):
            raise VoiceClosing(VoiceClose.DECODE_ERROR)
        elif op in (VoiceOp.IDENTIFY, VoiceOp.RESUME):
            if self.session is not None:
                raise VoiceClosing(VoiceClose.ALREADY_AUTHENTICATED)
            begin = self._hub.identify if op == VoiceOp.IDENTIFY else self._hub.resume
            begin(self, cast("dict[str, Any]", data))
        else:
            self._obey(op, cast("dict[str, Any]", data))

    def _receive_binary(self, frame: bytes) -> None:
        if not frame or frame[0] not in BINARY:
            raise VoiceClosing(VoiceClose.UNKNOWN_OPCODE)
        self._obey(frame[0], frame[1:])

    def _obey(self, op: int, data: Any) -> None:
        if self.session is None:
            raise VoiceClosing(VoiceClose.NOT_AUTHENTICATED)
        self._hub.obey(self.session, op, data)

    def _heartbeat(self, data: Any) -> None:
        nonce = data
        if self.version >= NUMBERED_SINCE:
            # `seq_ack` "can be omitted or included with a value of -1" where nothing numbered was received.
            fields = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
            nonce, seq = fields.get("t"), fields.get("seq_ack", -1)
            if not isinstance(seq, int):
                raise VoiceClosing(VoiceClose.DECODE_ERROR)
        if isinstance(nonce, bool) or not isinstance(nonce, int):
            raise VoiceClosing(VoiceClose.DECODE_ERROR)
        self._beat_at = self._clock.now()
        self.send_op(VoiceOp.HEARTBEAT_ACK, {"t": nonce} if self.version >= NUMBERED_SINCE else nonce)

    async def _write(self) -> None:
        # A client that is gone is the reader's to notice: it ends the connection.
        with suppress(ConnectionError, ClientError):
            while True:
                frame = await self._outbox.get()
                if isinstance(frame, str):
                    await self._socket.send_str(frame)
                else:
                    await self._socket.send_bytes(frame)

    async def _demand_heartbeats(self) -> None:
        allowed = self._hub.heartbeat_interval * TOLERANCE
        while (left := self._beat_at + allowed - self._clock.now()) > 0:
            await self._clock.sleep(left)
        self._timed_out = True
        await self._close(VoiceClose.SESSION_TIMEOUT)

    async def _close(self, code: VoiceClose) -> None:
        self._closed_here = True  # the client's answer to it, often 1000, is no goodbye
        await self._socket.close(code=code, message=str(VoiceClosing(code)).encode())

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _end_beside(self) -> None:
        for task in (beside := tuple(self._beside)):
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
