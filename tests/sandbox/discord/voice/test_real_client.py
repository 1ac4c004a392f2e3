"""discord.py joins voice channels here as it joins Discord's: with TLS, UDP and DAVE, by its own voice client.

It trusts the voice server's certificate by a connector of its own; `SSL_CERT_FILE` with the file does the same.
"""

from __future__ import annotations

import asyncio
import ssl
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import davey
import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from sandbox.discord.entities import ChannelType
from sandbox.discord.people import Person
from sandbox.discord.server import DiscordServer
from sandbox.discord.voice import states
from sandbox.discord.voice.opcodes import VoiceOp
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import RunningClock
from tests.sandbox.discord.voice.client import DaveClient, VoiceClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

WAIT = 10.0  # seconds for what must come
SILENCE = b"\xf8\xff\xfe"


class Place:
    def __init__(self) -> None:
        clock = RunningClock()
        self.world = DiscordWorld(clock)
        self.server = DiscordServer(self.world, clock, identify_interval=0.0)
        self.mia = self.world.add_user("mia")
        self.guild = self.world.add_guild("Studio", self.mia)
        self.booth = self.world.add_channel(self.guild, "Booth", kind=ChannelType.GUILD_VOICE)
        self.lounge = self.world.add_channel(self.guild, "Lounge", kind=ChannelType.GUILD_VOICE)

    @property
    def voice(self) -> Any:
        return self.server.voice.gateway

    @property
    def sessions(self) -> list[Any]:
        """The bot's on the voice server."""
        return [one for one in self.voice.sessions if one.user_id == self.world.bot.id]

    async def until(self, condition: Callable[[], bool]) -> None:
        await asyncio.wait_for(self.voice.until(condition), WAIT)

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[discord.Client]:
        intents = discord.Intents(guilds=True, voice_states=True)
        trusting = aiohttp.TCPConnector(limit=0, ssl=self.server.voice.certificate.client_context())
        async with discord.Client(intents=intents, connector=trusting, max_messages=None) as bot:
            await bot.login(self.world.token)
            connecting = asyncio.create_task(bot.connect())
            try:
                await asyncio.wait_for(bot.wait_until_ready(), WAIT)
                yield bot
            finally:
                await bot.close()
                with suppress(discord.ConnectionClosed):
                    await connecting

    def channel(self, bot: discord.Client, which: Any) -> discord.VoiceChannel:
        channel = bot.get_channel(which.id)
        assert isinstance(channel, discord.VoiceChannel)
        return channel

    @asynccontextmanager
    async def mia_talks(self, channel: Any) -> AsyncIterator[DaveClient]:
        state = Person(self.world, self.mia).join_voice(channel.id)
        endpoint = self.world.voice_endpoint
        async with (
            VoiceClient.connect(self.server.voice, endpoint, self.guild.id, state) as client,
            DaveClient.follow(client) as dave,
        ):
            yield dave


@pytest.fixture
async def place(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Place]:
    place = Place()
    async with place.server as server:
        monkeypatch.setattr(Route, "BASE", server.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(place.world.gateway_url))
        yield place


async def test_it_joins_sends_audio_moves_and_leaves(place: Place) -> None:
    async with place.bot() as bot:
        client = await place.channel(bot, place.booth).connect(timeout=WAIT)
        assert client.is_connected()
        assert client._connection.dave_protocol_version == 1
        (session,) = place.sessions
        assert session.mode == "aead_xchacha20_poly1305_rtpsize"
        assert session.address == (client._connection.ip, client._connection.port)
        await place.until(lambda: session.speaking is not None)
        for _ in range(3):
            client.send_audio_packet(SILENCE, encode=False)
        await place.until(lambda: session.audio.heard == 3)
        assert list(session.audio.frames) == [SILENCE] * 3  # alone, nobody has a key
        assert session.audio.refused == 0

        before = client._connection.socket
        await client.move_to(place.channel(bot, place.lounge), timeout=WAIT)
        before.close()  # discord.py forgets to
        await place.until(lambda: [one.channel_id for one in place.sessions] == [place.lounge.id])
        (moved,) = place.sessions
        await place.until(lambda: moved.speaking is not None)
        assert client.is_connected()
        assert client.channel.id == place.lounge.id
        assert moved.state.token != session.state.token
        client.send_audio_packet(SILENCE, encode=False)
        await place.until(lambda: moved.audio.heard == 1)

        await client.disconnect()
        assert place.world.bot.id not in place.guild.voice_states
        assert not place.voice.sessions


async def test_it_talks_with_a_person_whom_only_they_two_hear(place: Place) -> None:
    async with place.bot() as bot:
        client = await place.channel(bot, place.booth).connect(timeout=WAIT)
        (session,) = place.sessions
        async with place.mia_talks(place.booth) as mia:
            await mia.until(lambda: len(mia.transitions()) == 1)
            await place.until(lambda: place.voice.calls[place.booth.id].group.epoch == 1)
            assert client._connection.dave_session is not None
            assert client._connection.can_encrypt
            assert client.voice_privacy_code == mia.session.voice_privacy_code
            client.send_audio_packet(SILENCE * 4, encode=False)
            await place.until(lambda: session.audio.heard == 1)
            (frame,) = session.audio.frames
            assert frame.endswith(b"\xfa\xfa")  # end-to-end encrypted
            assert mia.session.decrypt(place.world.bot.id, davey.MediaType.audio, frame) == SILENCE * 4
        await place.until(lambda: not place.voice.calls[place.booth.id].group.is_established)
        await place.until(lambda: bool(place.voice.calls[place.booth.id].group.pending))  # begun anew, alone
        async with place.mia_talks(place.booth) as mia:
            await mia.until(lambda: len(mia.transitions()) == 1)
            assert client.voice_privacy_code == mia.session.voice_privacy_code


async def test_it_hears_that_it_was_thrown_out(place: Place) -> None:
    async with place.bot() as bot:
        client = await place.channel(bot, place.booth).connect(timeout=WAIT)
        gone = asyncio.Event()

        async def on_voice_state_update(_: Any, before: discord.VoiceState, after: discord.VoiceState) -> None:
            if before.channel is not None and after.channel is None:
                gone.set()

        bot.event(on_voice_state_update)
        states.leave(place.world, place.guild, place.world.bot)
        await asyncio.wait_for(gone.wait(), WAIT)
        await place.until(lambda: not place.voice.connections)
        assert not client.is_connected()


async def test_a_client_that_does_not_trust_the_certificate_does_not_join(place: Place) -> None:
    """There is no way to it without TLS, and none with a certificate that nobody vouches for."""
    async with aiohttp.ClientSession() as http:
        for scheme in ("ws", "wss"):
            with pytest.raises((aiohttp.ClientError, ssl.SSLError)):
                await http.ws_connect(f"{scheme}://{place.world.voice_endpoint}/?v=8")


async def test_the_file_in_the_environment_is_trust_enough(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(place.server.voice.certificate_file))
    context = ssl.create_default_context()
    async with aiohttp.ClientSession() as http:
        for name in ("127.0.0.1", "localhost"):
            address = str(place.world.voice_endpoint).replace("127.0.0.1", name)
            async with http.ws_connect(f"wss://{address}/?v=8", ssl=context) as socket:
                assert (await socket.receive_json())["op"] == VoiceOp.HELLO
