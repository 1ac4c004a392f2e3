"""A client of the voice server that says exactly what a test wants, right or wrong; DAVE by davey, as clients do."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import davey
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from sandbox.discord.voice.opcodes import VoiceOp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.discord.entities import VoiceState
    from sandbox.discord.voice.server import VoiceServer

WAIT = 5.0  # seconds for what must come
MODE = "aead_xchacha20_poly1305_rtpsize"


@dataclass(frozen=True)
class Message:
    """What came: JSON with its data, or binary with its bytes."""

    op: int
    data: Any
    seq: int | None


class VoiceClient:
    """One connection; `seq` follows the numbered messages that were received."""

    def __init__(self, socket: ClientWebSocketResponse, guild_id: int, state: VoiceState) -> None:
        self.socket = socket
        self.guild_id = guild_id
        self.state = state
        self.seq = -1

    @classmethod
    @asynccontextmanager
    async def connect(
        cls, server: VoiceServer, endpoint: str | None, guild_id: int, state: VoiceState, *, version: str = "8"
    ) -> AsyncIterator[Self]:
        trusted = server.certificate.client_context()
        async with (
            ClientSession() as http,
            http.ws_connect(f"wss://{endpoint}/", params={"v": version}, ssl=trusted) as socket,
        ):
            yield cls(socket, guild_id, state)

    async def send(self, op: int, data: object) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def send_binary(self, op: int, data: bytes) -> None:
        await self.socket.send_bytes(bytes([op]) + data)

    async def next(self) -> Message:
        message = await asyncio.wait_for(self.socket.receive(), WAIT)
        if message.type is WSMsgType.BINARY:
            self.seq = int.from_bytes(message.data[:2], "big")
            return Message(message.data[2], message.data[3:], self.seq)
        assert message.type is WSMsgType.TEXT, (message.type, message.data)
        payload = json.loads(message.data)
        self.seq = payload.get("seq", self.seq)
        return Message(payload["op"], payload["d"], payload.get("seq"))

    async def hears(self, op: VoiceOp) -> Any:
        """The data of the next message, which must be this one."""
        message = await self.next()
        assert message.op == op, message
        return message.data

    async def closed(self) -> int | None:
        """The code of the close, after whatever is still sent; None where the connection broke."""
        while True:
            message = await asyncio.wait_for(self.socket.receive(), WAIT)
            if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.ERROR):
                return message.data if message.type is WSMsgType.CLOSE else None

    # The handshake

    def identity(self) -> dict[str, Any]:
        return {
            "server_id": str(self.guild_id),
            "user_id": str(self.state.user_id),
            "session_id": self.state.session_id,
            "token": self.state.token,
            "max_dave_protocol_version": davey.DAVE_PROTOCOL_VERSION,
        }

    async def identify(self, **more: object) -> dict[str, Any]:
        """READY's data."""
        await self.hears(VoiceOp.HELLO)
        await self.send(VoiceOp.IDENTIFY, self.identity() | more)
        return await self.hears(VoiceOp.READY)

    async def resume(self, seq: int, **more: object) -> None:
        fields = self.identity()
        wanted = {name: fields[name] for name in ("server_id", "session_id", "token")}
        await self.send(VoiceOp.RESUME, wanted | {"seq_ack": seq} | more)

    async def select(self, mode: str = MODE, *, port: int = 1, **more: object) -> None:
        data = {"address": "127.0.0.1", "port": port, "mode": mode} | more
        await self.send(VoiceOp.SELECT_PROTOCOL, {"protocol": "udp", "data": data})

    async def talks(self) -> dict[str, Any]:
        """Everything up to the session description, whose data comes back with the ssrc and the port."""
        ready = await self.identify()
        await self.select()
        return ready | await self.hears(VoiceOp.SESSION_DESCRIPTION)

    async def is_silent(self) -> None:
        """Nothing came but the answer to what is sent now."""
        await self.send(VoiceOp.HEARTBEAT, {"t": 7, "seq_ack": self.seq})
        assert await self.hears(VoiceOp.HEARTBEAT_ACK) == {"t": 7}


class DaveClient:
    """A voice client that takes part in the encryption, by davey, until its connection ends."""

    def __init__(self, client: VoiceClient) -> None:
        self.client = client
        self.session = davey.DaveSession(1, client.state.user_id, client.state.channel_id)
        self.heard: list[Message] = []
        self.others: set[int] = set()
        self.spoils = 0  # how many welcomes and commits it is to find unprocessable
        self._news = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def follow(cls, client: VoiceClient) -> AsyncIterator[Self]:
        """Join, and answer whatever comes."""
        await client.talks()
        self = cls(client)
        await self.offer()
        running = asyncio.create_task(self._run())
        try:
            yield self
        finally:
            await client.socket.close()
            await asyncio.wait_for(running, WAIT)

    async def offer(self) -> None:
        await self.client.send_binary(VoiceOp.MLS_KEY_PACKAGE, self.session.get_serialized_key_package())

    async def until(self, condition: Any) -> None:
        async with asyncio.timeout(WAIT):
            while not condition():
                self._news.clear()
                await self._news.wait()

    def count(self, op: VoiceOp) -> int:
        return sum(message.op == op for message in self.heard)

    def transitions(self) -> list[int]:
        """Those that were executed."""
        return [one.data["transition_id"] for one in self.heard if one.op == VoiceOp.DAVE_EXECUTE_TRANSITION]

    def epoch(self) -> int | None:
        return self.session.epoch

    async def _run(self) -> None:
        with suppress(AssertionError):  # the connection has ended
            while True:
                message = await self.client.next()
                await self._answer(message)
                self.heard.append(message)
                self._news.set()

    async def _answer(self, message: Message) -> None:
        if message.op == VoiceOp.CLIENTS_CONNECT:
            self.others |= {int(user_id) for user_id in message.data["user_ids"]}
        elif message.op == VoiceOp.MLS_EXTERNAL_SENDER:
            self.session.set_external_sender(message.data)
        elif message.op == VoiceOp.MLS_PROPOSALS:
            kind = davey.ProposalsOperationType.revoke if message.data[0] else davey.ProposalsOperationType.append
            made = self.session.process_proposals(kind, message.data[1:], list(self.others))
            if made is not None:
                await self.client.send_binary(VoiceOp.MLS_COMMIT_WELCOME, made.commit + (made.welcome or b""))
        elif message.op in (VoiceOp.MLS_ANNOUNCE_COMMIT_TRANSITION, VoiceOp.MLS_WELCOME):
            await self._follow(message)
        elif message.op == VoiceOp.DAVE_PREPARE_EPOCH and message.data["epoch"] == 1:
            self.session.reinit(1, self.client.state.user_id, self.client.state.channel_id)
            await self.offer()

    async def _follow(self, message: Message) -> None:
        (transition,) = struct.unpack(">H", message.data[:2])
        if self.spoils:
            self.spoils -= 1
            await self.client.send(VoiceOp.MLS_INVALID_COMMIT_WELCOME, {"transition_id": transition})
            self.session.reinit(1, self.client.state.user_id, self.client.state.channel_id)
            await self.offer()
            return
        welcomed = message.op == VoiceOp.MLS_WELCOME
        (self.session.process_welcome if welcomed else self.session.process_commit)(message.data[2:])
        await self.client.send(VoiceOp.DAVE_TRANSITION_READY, {"transition_id": transition})


async def discover(ready: dict[str, Any], ssrc: int | None = None) -> tuple[str, int, int]:
    """What the UDP port says that this client's address is, and what it is."""
    packet = struct.pack(">HHI66x", 1, 70, ready["ssrc"] if ssrc is None else ssrc)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(udp, (ready["ip"], ready["port"]))
        await loop.sock_sendall(udp, packet)
        answer = await asyncio.wait_for(loop.sock_recv(udp, 2048), WAIT)
        kind, length, said, address, port = struct.unpack(">HHI64sH", answer)
        assert (kind, length, said) == (2, 70, ready["ssrc"])
        return address.rstrip(b"\0").decode(), port, udp.getsockname()[1]
