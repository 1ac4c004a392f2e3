"""One websocket of a gateway client, from HELLO to its end: frames, heartbeats and the limits on what it sends.

Source: "Connections", "Rate Limiting" and the close codes in Discord's gateway documentation.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Protocol, cast

from aiohttp import ClientError, WSMsgType, web

from sandbox.discord.gateway.opcodes import CloseCode, Closing, Op
from sandbox.discord.gateway.requests import refuse_missing
from sandbox.discord.gateway.session import Session
from sandbox.discord.gateway.streams import Stream
from sandbox.wire.clock import Clock

# What a client may send beside heartbeats. Its presence is told to nobody here, so that nothing is to be done.
FROM_CLIENTS = (
    Op.IDENTIFY,
    Op.RESUME,
    Op.PRESENCE_UPDATE,
    Op.VOICE_STATE_UPDATE,
    Op.REQUEST_GUILD_MEMBERS,
    Op.REQUEST_SOUNDBOARD_SOUNDS,
    Op.REQUEST_CHANNEL_INFO,
)
MISSING = (Op.REQUEST_CHANNEL_INFO,)
LARGEST_PAYLOAD = 4096  # bytes that a client may send at once
SENDS, SENDS_PER = 120, 60.0  # payloads, in seconds
TOLERANCE = 1.25  # of the heartbeat interval; Discord says that its tolerance covers latency
RECONNECT_GRACE = 5.0  # seconds between op 7 and the end of the connection ("a few seconds")


class Hub(Protocol):
    """What a connection needs of its gateway."""

    heartbeat_interval: float

    def identify(self, connection: Connection, data: dict[str, Any]) -> None:
        """Begin a session on this connection, or refuse."""
        ...

    def resume(self, connection: Connection, data: dict[str, Any]) -> None:
        """Go on with a session on this connection, or refuse."""
        ...

    def request_members(self, session: Session, data: dict[str, Any]) -> None:
        """Send the members that a session asks for."""
        ...

    def request_sounds(self, session: Session, data: dict[str, Any]) -> None:
        """Send the sounds that a session asks for."""
        ...

    def update_voice(self, session: Session, data: dict[str, Any]) -> None:
        """Have the bot join, move, mute itself or leave, as a session asks for."""
        ...

    def note(self) -> None:
        """Something about a connection has changed."""
        ...


class Connection:
    """A connected client; `session` is None until it has identified or resumed."""

    def __init__(
        self,
        hub: Hub,
        clock: Clock,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport,
        stream: Stream,
        version: int,
    ) -> None:
        self.session: Session | None = None
        self.version = version  # of the API, as the client asked for it
        self.stream = stream
        self.acknowledges = True  # False plays a connection that is dead without being closed
        self._hub = hub
        self._clock = clock
        self._socket = socket
        self._transport = transport
        self._outbox: asyncio.Queue[str | bytes] = asyncio.Queue()
        self._received: deque[float] = deque(maxlen=SENDS)
        self.beats = 0
        self._beat_at = clock.now()
        self._closed_here = False
        self._beside: set[asyncio.Task[None]] = set()

    @property
    def is_closed_by_client(self) -> bool:
        """Whether the client closed the connection for good, by the codes 1000 and 1001."""
        return not self._closed_here and self._socket.close_code in (1000, 1001)

    def send(self, payload: str) -> None:
        """Queue one payload; the order of calls is the order on the wire."""
        self._outbox.put_nowait(self.stream.frame(payload))

    def send_op(self, op: int, data: object = None) -> None:
        """Queue a payload that is no dispatch."""
        self.send(json.dumps({"t": None, "s": None, "op": op, "d": data}, separators=(",", ":")))

    def drop(self) -> None:
        """Break the connection as a network does: no close frame, nothing more sent."""
        self._transport.abort()

    def close(self, code: CloseCode) -> None:
        """Close with this code, soon."""
        self._aside(self._close(code))

    def ask_reconnect(self) -> None:
        """Send op 7, and close some seconds later if the client has not gone by itself."""
        self.send_op(Op.RECONNECT)
        self._aside(self._close_later())

    async def run(self) -> None:
        """Serve the client until either side ends the connection."""
        self._aside(self._write())
        self._aside(self._demand_heartbeats())
        self.send_op(
            Op.HELLO, {"heartbeat_interval": round(self._hub.heartbeat_interval * 1000), "_trace": ["sandbox"]}
        )
        try:
            async for message in self._socket:
                if message.type is WSMsgType.ERROR:
                    break
                self._receive(message.data)
        except Closing as closing:
            await self._close(closing.code)
        finally:
            await self._end_beside()

    def _receive(self, text: str | bytes) -> None:
        self._count()
        # JSON may come in a binary frame as well: hikari sends it so. A frame of ETF is none, and closes below.
        if len(text if isinstance(text, bytes) else text.encode()) > LARGEST_PAYLOAD:
            raise Closing(CloseCode.DECODE_ERROR)
        try:
            payload = json.loads(text)
            op, data = payload["op"], payload.get("d")
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Closing(CloseCode.DECODE_ERROR) from error
        self._obey(op, data)

    def _obey(self, op: object, data: Any) -> None:
        if op == Op.HEARTBEAT:
            self._heartbeat(data)
            return
        if op not in FROM_CLIENTS:
            raise Closing(CloseCode.UNKNOWN_OPCODE)
        if not isinstance(data, dict):
            raise Closing(CloseCode.DECODE_ERROR)
        fields = cast("dict[str, Any]", data)
        if op in (Op.IDENTIFY, Op.RESUME):
            if self.session is not None:
                raise Closing(CloseCode.ALREADY_AUTHENTICATED)
            (self._hub.identify if op == Op.IDENTIFY else self._hub.resume)(self, fields)
        elif self.session is None:
            raise Closing(CloseCode.NOT_AUTHENTICATED)
        elif op == Op.REQUEST_GUILD_MEMBERS:
            self._hub.request_members(self.session, fields)
        elif op == Op.REQUEST_SOUNDBOARD_SOUNDS:
            self._hub.request_sounds(self.session, fields)
        elif op == Op.VOICE_STATE_UPDATE:
            self._hub.update_voice(self.session, fields)
        elif op in MISSING:
            refuse_missing(Op(op))

    def _heartbeat(self, seq: object) -> None:
        if seq is not None and not isinstance(seq, int):
            raise Closing(CloseCode.DECODE_ERROR)
        self.beats += 1
        self._beat_at = self._clock.now()
        self._hub.note()
        if self.acknowledges:
            self.send_op(Op.HEARTBEAT_ACK)

    def _count(self) -> None:
        now = self._clock.now()
        if len(self._received) == SENDS and now - self._received[0] < SENDS_PER:
            raise Closing(CloseCode.RATE_LIMITED)
        self._received.append(now)

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
        await self._close(CloseCode.UNKNOWN_ERROR)  # "your connection will be closed and you will be forced to Resume"

    async def _close_later(self) -> None:
        await self._clock.sleep(RECONNECT_GRACE)
        await self._close(CloseCode.UNKNOWN_ERROR)

    async def _close(self, code: CloseCode) -> None:
        self._closed_here = True  # the client's answer to it, often 1000, is no goodbye
        await self._socket.close(code=code, message=str(Closing(code)).encode())

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _end_beside(self) -> None:
        for task in (beside := tuple(self._beside)):
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
