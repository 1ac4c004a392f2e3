"""The voice gateway: who is on the voice server, what they may ask for, and what the others hear of it.

Source: Discord's documentation, Voice; Opcodes and Status Codes (Voice). What it says of who is in which channel is the
world's: a client whose voice state ends or moves is disconnected.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from aiohttp import web

from sandbox.discord.changes import Change
from sandbox.discord.entities import ChannelType, VoiceState
from sandbox.discord.voice import transport
from sandbox.discord.voice.connection import NUMBERED_SINCE, VoiceConnection
from sandbox.discord.voice.dave.call import VERSION, Call
from sandbox.discord.voice.opcodes import VoiceClose, VoiceClosing, VoiceOp
from sandbox.discord.voice.requests import Identity, Protocol, read_identity, read_protocol, read_resume, read_speaking
from sandbox.discord.voice.session import RESUMABLE_FOR, VoiceSession
from sandbox.discord.voice.transport import BadPacket
from sandbox.discord.world import DiscordWorld
from sandbox.wire.server import HOST

VERSIONS = {str(version): version for version in range(4, 9)}  # documentation: Voice, "Gateway Versions"
HEARTBEAT_INTERVAL = 41.25  # seconds, as in the documentation's example
SERVER_SSRC = 0  # of the server's own packets


class VoiceGateway:
    """Serves `socket` as a websocket handler, and `take_packet` what comes by UDP on `udp_port`."""

    def __init__(self, world: DiscordWorld, *, heartbeat_interval: float = HEARTBEAT_INTERVAL) -> None:
        self.heartbeat_interval = heartbeat_interval
        self.udp_port = 0
        self.send_packet: Callable[[bytes, tuple[str, int]], None] | None = None  # by UDP, once there is a port
        self.sessions: list[VoiceSession] = []
        self.connections: list[VoiceConnection] = []
        self.calls: dict[int, Call] = {}  # by channel
        self._world = world
        self._ssrc = 0
        self._changed = asyncio.Event()
        self._beside: set[asyncio.Task[None]] = set()
        world.watchers.append(self._notice)

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """One client, from its handshake to its end."""
        if request.transport is None:
            return web.Response(status=503)
        socket = web.WebSocketResponse(compress=False, timeout=1.0)
        try:
            await socket.prepare(request)
        except ConnectionError:  # whoever connects was killed in the middle of it
            return web.Response(status=503)  # nobody reads it
        version = VERSIONS.get(request.query.get("v", ""))
        if version is None:  # "will be rejected"
            await socket.close(code=VoiceClose.BAD_REQUEST)
            return socket
        connection = VoiceConnection(self, self._world.clock, socket, request.transport, version)
        self.connections.append(connection)
        try:
            await connection.run()
        finally:
            self.connections.remove(connection)
            self._left(connection)
            self._note()
        return socket

    async def until(self, condition: Callable[[], bool]) -> None:
        """Return once `condition` holds; it is asked whenever a client comes, goes, asks for something or is heard."""
        while not condition():
            await self._changed.wait()

    def drop_all(self) -> None:
        """Break every connection without a word; the sessions wait to be resumed."""
        for connection in tuple(self.connections):
            connection.drop()

    def crash(self) -> None:
        """Close every connection as a server that crashed: clients are to resume."""
        for connection in tuple(self.connections):
            connection.close(VoiceClose.SERVER_CRASHED)

    def end(self) -> None:
        """Stop waiting for anybody."""
        for task in self._beside:
            task.cancel()
        for call in self.calls.values():
            call.end()

    # Beginning

    def identify(self, connection: VoiceConnection, data: dict[str, Any]) -> None:
        """Begin a session: READY says where the UDP port is."""
        identity = read_identity(data)
        state = self._state_of(identity)
        channel = self._world.channels[state.channel_id]
        version = 0 if channel.kind is ChannelType.GUILD_STAGE_VOICE else VERSION  # stages have no encryption
        if version > identity.dave_version:
            raise VoiceClosing(VoiceClose.DAVE_REQUIRED)
        for other in [one for one in self.sessions if one.state is state]:
            self._end(other, VoiceClose.SESSION_INVALID)
        self._ssrc += 1
        numbered = connection.version >= NUMBERED_SINCE
        session = VoiceSession(identity.guild_id, state, self._ssrc, dave_version=version, numbered=numbered)
        self.sessions.append(session)
        connection.session, session.wire = session, connection
        ready = {
            "ssrc": session.ssrc,
            "ip": HOST,
            "port": self.udp_port,
            "modes": list(transport.MODES),
            "heartbeat_interval": 1,  # "an erroneous field and should be ignored"
        }
        session.send(VoiceOp.READY, ready, kept=False)
        self._note()

    def resume(self, connection: VoiceConnection, data: dict[str, Any]) -> None:
        """Go on with a session where its client lost it; raises VoiceClosing where it is none any more."""
        identity, seq = read_resume(data)
        self._forget_old()
        # A bot's session of the main gateway is the same one in each of its guilds.
        same = [one for one in self.sessions if one.state.session_id == identity.session_id]
        session = next((one for one in same if one.guild_id == identity.guild_id), None)
        if session is None:
            raise VoiceClosing(VoiceClose.SESSION_INVALID)
        if session.state.token != identity.token:
            raise VoiceClosing(VoiceClose.AUTHENTICATION_FAILED)
        if session.numbered and not session.can_replay_after(seq):
            self._end(session)
            raise VoiceClosing(VoiceClose.SESSION_INVALID)
        for other in self.connections:
            if other.session is session:  # the server has not noticed yet that the old connection is dead
                other.session = None
                other.drop()
        connection.session = session
        session.resume(connection, seq)
        self._note()

    def _state_of(self, identity: Identity) -> VoiceState:
        guild = self._world.guilds.get(identity.guild_id)
        if guild is None:
            raise VoiceClosing(VoiceClose.SERVER_NOT_FOUND)
        state = guild.voice_states.get(identity.user_id)
        if state is None or state.token != identity.token:
            raise VoiceClosing(VoiceClose.AUTHENTICATION_FAILED)
        if state.session_id != identity.session_id:
            raise VoiceClosing(VoiceClose.SESSION_INVALID)
        return state

    # What clients ask for

    def obey(self, session: VoiceSession, op: int, data: Any) -> None:
        """Do what a session asks for; raises VoiceClosing where it may not."""
        if op == VoiceOp.SELECT_PROTOCOL:
            self._describe(session, read_protocol(data))
        elif op == VoiceOp.SPEAKING:
            session.speaking = read_speaking(data, session.ssrc)
            told = {"speaking": session.speaking, "delay": 0, "ssrc": session.ssrc, "user_id": str(session.user_id)}
            self._tell_others(session, VoiceOp.SPEAKING, told)
        else:
            self._obey_dave(session, op, data)
        self._note()

    def _obey_dave(self, session: VoiceSession, op: int, data: Any) -> None:
        takes: dict[int, Callable[[Call], None]] = {
            VoiceOp.MLS_KEY_PACKAGE: lambda call: call.take_key_package(session, data),
            VoiceOp.MLS_COMMIT_WELCOME: lambda call: call.take_commit(session, data),
            VoiceOp.DAVE_TRANSITION_READY: lambda call: call.take_ready(session, _transition(data)),
            VoiceOp.MLS_INVALID_COMMIT_WELCOME: lambda call: call.take_invalid(session, _transition(data)),
        }
        if op not in takes:
            raise VoiceClosing(VoiceClose.UNKNOWN_OPCODE)
        call = self.calls.get(session.channel_id)
        if call is None or call.sessions.get(session.user_id) is not session:
            raise VoiceClosing(VoiceClose.BAD_REQUEST)  # on a stage, or before it has chosen a protocol
        takes[op](call)

    def _describe(self, session: VoiceSession, protocol: Protocol) -> None:
        if session.is_described:
            raise VoiceClosing(VoiceClose.BAD_REQUEST)
        others = [str(one.user_id) for one in self._others(session)]
        session.mode, session.address = protocol.mode, protocol.address
        described = {
            "mode": session.mode,
            "secret_key": list(session.secret_key),
            "dave_protocol_version": session.dave_version,
        }
        session.send(VoiceOp.SESSION_DESCRIPTION, described)
        # Nothing leaves this machine, whatever address a client names.
        if self.send_packet is not None and ip_address(protocol.address[0]).is_loopback:
            report = transport.seal_report(protocol.mode, session.secret_key, 0, SERVER_SSRC)
            self.send_packet(report, protocol.address)
        if others:
            session.send(VoiceOp.CLIENTS_CONNECT, {"user_ids": others})
        self._tell_others(session, VoiceOp.CLIENTS_CONNECT, {"user_ids": [str(session.user_id)]})
        if session.dave_version:
            self.calls.setdefault(session.channel_id, Call(session.channel_id, self._world.clock)).join(session)

    def take_packet(self, ssrc: int, packet: bytes) -> None:
        """Count a packet of audio; it is relayed to nobody."""
        session = next((one for one in self.sessions if one.ssrc == ssrc), None)
        if session is None or session.mode is None:
            return
        if session.speaking is None:  # "you will be disconnected with an invalid SSRC error"
            self._end(session, VoiceClose.BAD_REQUEST)
            return
        try:
            frame = transport.open_packet(session.mode, session.secret_key, packet)
        except BadPacket:
            session.audio.refused += 1
        else:
            if self._is_silenced(session):
                session.audio.refused += 1
            else:
                session.audio.heard += 1
                session.audio.frames.append(frame)
        self._note()

    def knows(self, ssrc: int) -> bool:
        """Whether this is the source of anybody's audio."""
        return any(session.ssrc == ssrc for session in self.sessions)

    def _is_silenced(self, session: VoiceSession) -> bool:
        member = self._world.guilds[session.guild_id].members[session.user_id]
        return member.mute or session.state.suppressed

    # Going

    def _notice(self, change: Change) -> None:
        """Disconnect whoever is not, or not any more, where their session is."""
        if change.kind != "population":
            return
        for session in tuple(self.sessions):
            guild = self._world.guilds.get(session.guild_id)
            if guild is None or session.channel_id not in guild.channels:
                self._end(session, VoiceClose.CALL_TERMINATED)
            elif guild.voice_states.get(session.user_id) is not session.state:
                self._end(session, VoiceClose.DISCONNECTED)

    def _left(self, connection: VoiceConnection) -> None:
        session = connection.session
        if session is None or session not in self.sessions or session.wire is not connection:
            return
        session.wire, session.left_at = None, self._world.clock.now()
        if connection.ends_session:
            self._end(session)
            return
        task = asyncio.create_task(self._expire())
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _expire(self) -> None:
        await self._world.clock.sleep(RESUMABLE_FOR + 1.0)
        self._forget_old()

    def _forget_old(self) -> None:
        now = self._world.clock.now()
        for session in tuple(self.sessions):
            if session.left_at is not None and now - session.left_at >= RESUMABLE_FOR:
                self._end(session)

    def _end(self, session: VoiceSession, code: VoiceClose | None = None) -> None:
        """End a session, close its connection with a code if it has one, and tell the others that it is gone."""
        self.sessions.remove(session)
        for connection in self.connections:
            if connection.session is session and code is not None:
                connection.close(code)
        session.wire = None
        self._tell_others(session, VoiceOp.CLIENT_DISCONNECT, {"user_id": str(session.user_id)})
        call = self.calls.get(session.channel_id)
        if call is not None:
            call.leave(session)
            if not call.sessions:
                call.end()
                del self.calls[session.channel_id]
        self._note()

    def _others(self, session: VoiceSession) -> list[VoiceSession]:
        here = (one for one in self.sessions if one.channel_id == session.channel_id and one.is_described)
        return [one for one in here if one is not session]

    def _tell_others(self, session: VoiceSession, op: VoiceOp, data: object) -> None:
        if session.is_described:
            for other in self._others(session):
                other.send(op, data)

    def _note(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


def _transition(data: Any) -> int:
    transition = data.get("transition_id")
    if isinstance(transition, bool) or not isinstance(transition, int):
        raise VoiceClosing(VoiceClose.DECODE_ERROR)
    return transition
