"""Discord's gateway: who has identified, who is told of what, and what is replayed after a broken connection.

Source: Discord's gateway documentation, "Connection Lifecycle", "Resuming", "Sharding".
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

from sandbox.discord.entities import Payload
from sandbox.discord.gateway import intents, voice
from sandbox.discord.gateway.authenticator import Authenticator
from sandbox.discord.gateway.connection import Connection
from sandbox.discord.gateway.members import MemberRequests
from sandbox.discord.gateway.opcodes import CloseCode, Closing, Op
from sandbox.discord.gateway.redaction import visible_data
from sandbox.discord.gateway.requests import sounds_asked_for
from sandbox.discord.gateway.session import RESUMABLE_FOR, Session
from sandbox.discord.gateway.streams import STREAMS
from sandbox.discord.world import DiscordWorld

VERSIONS = {"9": 9, "10": 10}  # documentation: Gateway, API Versions; older ones are discontinued
HEARTBEAT_INTERVAL = 41.25  # seconds; what Discord sends today
IDENTIFY_INTERVAL = 5.0  # seconds between identifies of one concurrency bucket


class Gateway:
    """Serves `socket` as a websocket handler; all its times are the world's clock's, which must run at real speed."""

    def __init__(
        self,
        world: DiscordWorld,
        *,
        heartbeat_interval: float = HEARTBEAT_INTERVAL,
        identify_interval: float = IDENTIFY_INTERVAL,
    ) -> None:
        self.heartbeat_interval = heartbeat_interval
        self.authenticator = Authenticator(world, identify_interval)
        self.sessions: list[Session] = []
        self.connections: list[Connection] = []
        self.closes = False  # True: no connection is taken, as in an outage
        self.listeners: list[Callable[[], None]] = []  # called whenever `until` looks again, before anything else
        self._world = world
        self._members = MemberRequests(world)
        self._changed = asyncio.Event()
        self._beside: set[asyncio.Task[None]] = set()
        world.listeners.append(self._publish)

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """One client, from its handshake to its end."""
        open_stream = STREAMS.get(request.query.get("compress", ""))
        if self.closes or request.transport is None:
            return web.Response(status=503)
        socket = web.WebSocketResponse(compress=False, max_msg_size=0, timeout=1.0)
        try:
            await socket.prepare(request)
        except ConnectionError:  # whoever connects was killed in the middle of it
            return web.Response(status=503)  # nobody reads it
        version = VERSIONS.get(request.query.get("v", ""))
        if version is None:
            await socket.close(code=CloseCode.INVALID_API_VERSION)
            return socket
        if request.query.get("encoding", "json") != "json" or open_stream is None:
            await socket.close(code=CloseCode.DECODE_ERROR)  # ETF is not spoken here
            return socket
        connection = Connection(self, self._world.clock, socket, request.transport, open_stream(), version)
        self.connections.append(connection)
        try:
            await connection.run()
        finally:
            self.connections.remove(connection)
            self._left(connection)
            self.note()
        return socket

    async def until(self, condition: Callable[[], bool]) -> None:
        """Return once `condition` holds; it is asked whenever a client comes, goes, beats or registers commands."""
        while not condition():
            await self._changed.wait()

    def drop_all(self) -> None:
        """Break every connection without a word; the sessions wait to be resumed."""
        for connection in tuple(self.connections):
            connection.drop()

    def ask_reconnect(self) -> None:
        """Tell every client to reconnect and resume (op 7)."""
        for connection in tuple(self.connections):
            connection.ask_reconnect()

    def close_all(self, code: CloseCode) -> None:
        """Close every connection with this code."""
        for connection in tuple(self.connections):
            connection.close(code)

    def invalidate_all(self, *, resumable: bool = False) -> None:
        """Tell every client that its session is invalid (op 9)."""
        for connection in tuple(self.connections):
            if connection.session is not None and not resumable:
                self._end_session(connection.session)
                connection.session = None
            connection.send_op(Op.INVALID_SESSION, resumable)

    # What clients ask for

    def identify(self, connection: Connection, data: dict[str, Any]) -> None:
        """Begin a session: READY, then the shard's guilds one by one."""
        identity = self.authenticator.read(data)
        if self.authenticator.too_soon(identity.shard):
            connection.send_op(Op.INVALID_SESSION, False)
            return
        if not self.authenticator.count_start():  # "all active sessions for the app will be terminated"
            for session in tuple(self.sessions):
                self._end_session(session)
            self.close_all(CloseCode.AUTHENTICATION_FAILED)
            return
        if identity.compress:
            connection.stream.compress_payloads()
        connection.session = Session(identity, transport=connection)
        self._begin(connection.session, version=connection.version, sharded=identity.sharded)
        self.note()

    def resume(self, connection: Connection, data: dict[str, Any]) -> None:
        """Go on with a session where its client lost it, or declare it invalid."""
        self.authenticator.check_token(data)
        self._forget_old()
        session = next((session for session in self.sessions if session.id == data.get("session_id")), None)
        seq = data.get("seq")
        if session is None:
            connection.send_op(Op.INVALID_SESSION, False)
            return
        if not isinstance(seq, int) or not 0 <= seq <= session.seq:
            raise Closing(CloseCode.INVALID_SEQ)
        if not session.can_replay_from(seq):
            self._end_session(session)
            connection.send_op(Op.INVALID_SESSION, False)
            return
        for other in self.connections:
            if other.session is session:  # the server has not noticed yet that the old connection is dead
                other.session = None
                other.drop()
        connection.session = session
        session.resume(connection, seq)
        self.note()

    def request_members(self, session: Session, data: dict[str, Any]) -> None:
        """Send the members that a session asks for, to that session alone."""
        for event, told in self._members.answers(session, data):
            session.dispatch(event, told)

    def request_sounds(self, session: Session, data: dict[str, Any]) -> None:
        """Send the sounds of the guilds that a session names, to that session alone: no guild here has any."""
        for guild_id in sounds_asked_for(data):
            guild = self._world.guilds.get(guild_id)
            if guild is not None and self._world.bot.id in guild.members and session.hears_of(guild_id):
                session.dispatch("SOUNDBOARD_SOUNDS", {"guild_id": str(guild_id), "soundboard_sounds": []})

    def update_voice(self, session: Session, data: dict[str, Any]) -> None:
        """Have the bot join a voice channel, move, mute itself or leave, as a session asks for."""
        voice.update_voice(self._world, session, data)

    def _begin(self, session: Session, *, version: int, sharded: bool) -> None:
        guilds = [guild for guild in self._world.bot_guilds() if session.hears_of(guild.id)]
        ready: Payload = {
            "v": version,
            "user_settings": {},
            "user": self._world.own_user(),
            "session_type": "normal",
            "session_id": session.id,
            "resume_gateway_url": self._world.gateway_url,
            "relationships": [],
            "private_channels": [],
            "presences": [],
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "guild_join_requests": [],
            "application": self._world.application(),
            "_trace": ["sandbox"],
        }
        if sharded:
            ready["shard"] = [session.shard, session.shards]
        session.dispatch("READY", ready)
        for guild in guilds:
            everybody = bool(session.intents & intents.GUILD_PRESENCES)
            self._tell(session, "GUILD_CREATE", self._world.guild_create(guild, everybody=everybody), guild.id)
        self.sessions.append(session)

    def _publish(self, event: str, data: Payload, guild_id: int | None) -> None:
        self._forget_old()
        for session in self.sessions:
            if session.hears_of(guild_id) and voice.is_for(self._world, session, event, data):
                self._tell(session, event, data, guild_id)

    def _tell(self, session: Session, event: str, data: Payload, guild_id: int | None) -> None:
        own = intents.is_own(event, data, str(self._world.bot.id), session.intents)
        if own or intents.is_wanted(event, session.intents, in_guild=guild_id is not None):
            session.dispatch(event, visible_data(self._world, event, data, session.intents))

    def _left(self, connection: Connection) -> None:
        session = connection.session
        if session is None:
            return
        session.leave(self._world.clock.now())
        if connection.is_closed_by_client:  # "your session will be invalidated"
            self._end_session(session)
        elif voice.is_in_voice(self._world, session):
            task = asyncio.create_task(self._expire())
            self._beside.add(task)
            task.add_done_callback(self._beside.discard)

    def _end_session(self, session: Session) -> None:
        session.transport = None
        if session in self.sessions:
            self.sessions.remove(session)
        voice.end_of_session(self._world, session)

    async def _expire(self) -> None:
        """Let a session end once nobody can resume it any more: who is in voice by it is seen to leave then."""
        await self._world.clock.sleep(RESUMABLE_FOR + 1.0)
        self._forget_old()

    def _forget_old(self) -> None:
        now = self._world.clock.now()
        for session in [session for session in self.sessions if session.has_timed_out(now)]:
            self._end_session(session)

    def note(self) -> None:
        """Let `until` look again."""
        for listener in self.listeners:
            listener()
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
