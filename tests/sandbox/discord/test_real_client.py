from __future__ import annotations

import asyncio
import importlib.util
import io
import sys
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from sandbox.discord.entities import Overwrite
from sandbox.discord.gateway.opcodes import CloseCode
from sandbox.discord.obfuscation import HIDDEN_NAME
from sandbox.discord.people import Person
from sandbox.discord.permissions import Permission
from sandbox.discord.server import DiscordServer
from sandbox.discord.snowflake import shard_of
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import RunningClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sandbox.discord.entities import Guild

WAIT = 10.0  # seconds for what must come


class Bot(discord.AutoShardedClient):
    """The real discord.py, noting what it hears."""

    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        super().__init__(intents=intents, guild_ready_timeout=0.1, max_messages=None)
        self.heard: list[tuple[str, Any]] = []
        self.tree = app_commands.CommandTree(self)
        self._news = asyncio.Event()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait five seconds between shards: this gateway's interval is 0."""

    def hear(self, name: str, what: Any) -> None:
        self.heard.append((name, what))
        self._news.set()

    def count(self, name: str) -> int:
        return sum(1 for heard, _ in self.heard if heard == name)

    async def hears(self, name: str, times: int = 1) -> Any:
        """What came with the `times`-th event of this name."""
        async with asyncio.timeout(WAIT):
            while self.count(name) < times:
                self._news.clear()
                await self._news.wait()
        return [what for heard, what in self.heard if heard == name][times - 1]

    async def on_ready(self) -> None:
        self.hear("ready", None)

    async def on_shard_resumed(self, shard_id: int) -> None:
        self.hear("resumed", shard_id)

    async def on_guild_update(self, _: discord.Guild, after: discord.Guild) -> None:
        self.hear("guild_update", after.premium_tier)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.hear("guild_join", guild)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        self.hear("guild_available", guild)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        self.hear("interaction", interaction)


class Place:
    def __init__(self) -> None:
        clock = RunningClock()
        self.world = DiscordWorld(clock)
        self.server = DiscordServer(self.world, clock, identify_interval=0.0)
        self.mia = self.world.add_user("mia")
        self.guild = self.world.add_guild("Studio", self.mia)
        self.songs = self.world.add_channel(self.guild, "songs")

    @property
    def gateway(self) -> Any:
        return self.server.gateway

    async def until(self, condition: Callable[[], bool]) -> None:
        await asyncio.wait_for(self.gateway.until(condition), WAIT)

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Bot]:
        """A bot that is connected and ready."""
        async with Bot() as bot:
            await bot.login(self.world.token)
            connecting = asyncio.create_task(bot.connect())
            try:
                await bot.hears("ready")
                yield bot
            finally:
                await bot.close()
                with suppress(discord.ConnectionClosed):
                    await connecting


@pytest.fixture
async def place(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Place]:
    place = Place()
    async with place.server as server:
        monkeypatch.setattr(Route, "BASE", server.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(place.world.gateway_url))
        yield place


@pytest.fixture(params=["zstd-stream", "zlib-stream"])
def compression(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """discord.py takes zlib only where zstandard cannot be imported: so it is loaded again without."""
    if request.param == "zlib-stream":
        with monkeypatch.context() as without:
            without.setitem(sys.modules, "zstandard", None)
            spec = importlib.util.spec_from_file_location("discord.utils_without_zstandard", discord.utils.__file__)
            assert spec is not None
            assert spec.loader is not None
            utils = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(utils)
        monkeypatch.setattr(discord.utils, "_ActiveDecompressionContext", utils._ActiveDecompressionContext)
    assert request.param == discord.utils._ActiveDecompressionContext.COMPRESSION_TYPE
    return request.param


async def test_logs_in_and_sees_its_guild(place: Place, compression: str) -> None:
    hide = Overwrite(place.guild.id, 0, deny=Permission.VIEW_CHANNEL)
    place.world.add_channel(place.guild, "secret", [hide])
    async with place.bot() as bot:
        assert bot.user is not None
        assert bot.user.id == bot.application_id == place.world.bot.id
        (guild,) = bot.guilds
        assert guild.name == "Studio"
        assert guild.me.id == bot.user.id
        assert [channel.name for channel in guild.channels] == ["songs", HIDDEN_NAME]
        assert place.world.session_starts.remaining == place.world.session_starts.total - 1
    await place.until(lambda: not place.gateway.sessions)


async def test_a_dropped_socket_is_resumed_and_nothing_is_missed(place: Place, compression: str) -> None:
    async with place.bot() as bot:
        place.world.set_premium_tier(place.guild, 1)
        await bot.hears("guild_update")
        for round_ in (1, 2):
            place.gateway.drop_all()
            await place.until(lambda: not place.gateway.sessions[0].is_connected)
            place.world.set_premium_tier(place.guild, 1 + round_)
            assert await bot.hears("guild_update", 1 + round_) == 1 + round_
            await bot.hears("resumed", round_)
        assert bot.count("guild_update") == 3
        assert len(place.gateway.sessions) == 1
        assert bot.count("ready") == 1


async def test_op_7_reconnects_and_resumes(place: Place) -> None:
    async with place.bot() as bot:
        place.gateway.ask_reconnect()
        assert await bot.hears("resumed") == 0
        assert place.gateway.sessions[0].resumes == 1


async def test_op_9_identifies_again(place: Place) -> None:
    async with place.bot() as bot:
        (before,) = place.gateway.sessions
        place.gateway.invalidate_all()
        await place.until(lambda: bool(place.gateway.sessions) and place.gateway.sessions[0] is not before)
        await bot.hears("ready", 2)
        assert len(place.gateway.sessions) == 1


async def test_a_resumable_op_9_is_resumed(place: Place) -> None:
    async with place.bot() as bot:
        place.gateway.invalidate_all(resumable=True)
        await bot.hears("resumed")


async def test_a_session_that_cannot_be_resumed_is_begun_anew(place: Place) -> None:
    async with place.bot() as bot:
        (before,) = place.gateway.sessions
        place.gateway.sessions.clear()
        place.gateway.drop_all()
        await bot.hears("ready", 2)
        assert before not in place.gateway.sessions


async def test_a_close_code_that_allows_it_is_followed_by_a_resume(place: Place) -> None:
    async with place.bot() as bot:
        place.gateway.close_all(CloseCode.UNKNOWN_ERROR)
        await bot.hears("resumed")


async def test_a_wrong_token_is_no_login(place: Place) -> None:
    async with Bot() as bot:
        with pytest.raises(discord.LoginFailure):
            await bot.login("wrong")


async def test_a_token_that_was_reset_ends_the_connection_for_good(place: Place) -> None:
    async with Bot() as bot:
        await bot.login(place.world.token)
        connecting = asyncio.create_task(bot.connect())
        await bot.hears("ready")
        place.world.token = "another"
        place.gateway.drop_all()
        with pytest.raises(discord.ConnectionClosed) as closed:
            await asyncio.wait_for(connecting, WAIT)
        assert closed.value.code == CloseCode.AUTHENTICATION_FAILED


async def test_a_privileged_intent_is_refused_by_name(place: Place) -> None:
    intents = discord.Intents.none()
    intents.message_content = True
    async with discord.AutoShardedClient(intents=intents) as bot:
        await bot.login(place.world.token)
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await asyncio.wait_for(bot.connect(), WAIT)


async def test_heartbeats_keep_a_connection_alive(place: Place) -> None:
    place.gateway.heartbeat_interval = 0.5  # a beat may be a quarter late: of less, a busy machine takes more
    async with place.bot() as bot:
        await place.until(lambda: bool(place.gateway.connections))
        connection = place.gateway.connections[0]
        beats = connection.beats
        await place.until(lambda: connection.beats >= beats + 4)
        assert bot.count("resumed") == 0
        assert bot.latency < 1


def guild_on(place: Place, shard: int, shards: int) -> Guild:
    guild_id = place.world.ids.next()
    while shard_of(guild_id, shards) != shard:
        guild_id += 1 << 22
    return place.world.add_guild(f"On {shard}", place.mia, guild_id=guild_id)


async def test_two_shards_hear_of_their_own_guilds(place: Place) -> None:
    place.world.shards = 2
    place.world.session_starts.max_concurrency = 2
    guilds = [guild_on(place, shard, 2) for shard in (0, 1)]
    async with place.bot() as bot:
        assert bot.shard_count == 2
        assert {session.shard for session in place.gateway.sessions} == {0, 1}
        for shard, guild in enumerate(guilds):
            seen = bot.get_guild(guild.id)
            assert seen is not None
            assert seen.shard_id == shard
            place.world.set_premium_tier(guild, 1 + shard)
            assert await bot.hears("guild_update", 1 + shard) == 1 + shard
        place.gateway.drop_all()
        await bot.hears("resumed", 2)
        assert {shard for name, shard in bot.heard if name == "resumed"} == {0, 1}


async def test_a_server_that_adds_the_bot_is_told_from_one_that_was_there_or_comes_back(place: Place) -> None:
    new = place.world.add_guild("New", place.mia, with_bot=False)
    new.system_channel_id = place.world.add_channel(new, "hello").id
    async with place.bot() as bot:
        known = await bot.hears("guild_available")
        assert known.id == place.guild.id
        place.world.invite_bot(new)
        joined = await bot.hears("guild_join")
        assert (joined.id, joined.system_channel.name) == (new.id, "hello")
        assert joined.me.joined_at - known.me.joined_at > timedelta(days=30)
        place.gateway.invalidate_all()
        assert {(await bot.hears("guild_available", times)).id for times in (2, 3)} == {place.guild.id, new.id}
        assert bot.count("guild_join") == 1


async def test_members_can_be_asked_for(place: Place) -> None:
    async with place.bot() as bot:
        (member,) = await bot.guilds[0].query_members("mi", limit=5)
        assert member.id == place.mia.id


async def test_an_outage_is_outlived(place: Place) -> None:
    async with place.bot() as bot:
        place.server.go_down()
        await place.until(lambda: not place.gateway.connections)
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await bot.fetch_channel(place.songs.id)
        place.server.come_back()
        await asyncio.wait_for(place.gateway.until(lambda: bool(place.gateway.connections)), 60)


class Words(discord.ui.Modal, title="Your words"):
    lyrics = discord.ui.TextInput[Any](label="Lyrics", max_length=100)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        await interaction.response.send_message(f"sung: {self.lyrics.value}", ephemeral=True)


class Buttons(discord.ui.View):
    @discord.ui.button(label="Write", custom_id="write")
    async def write(self, interaction: discord.Interaction[Any], _: discord.ui.Button[Any]) -> None:
        await interaction.response.send_modal(Words())


async def song(interaction: discord.Interaction[Any], prompt: app_commands.Range[str, 1, 200]) -> None:
    await interaction.response.send_message(f"composing {prompt}", view=Buttons(timeout=None))
    file = discord.File(io.BytesIO(b"RIFF"), "song.wav")
    await interaction.edit_original_response(content=f"done {prompt}", attachments=[file])


async def silent(_: discord.Interaction[Any]) -> None:
    """Leave the person waiting."""


def with_commands(bot: Bot) -> None:
    bot.tree.command(name="song", description="Make a song")(song)
    bot.tree.command(name="silent", description="Say nothing")(silent)


async def test_a_command_a_button_and_a_form_come_and_go(place: Place, compression: str) -> None:
    mia = Person(place.world, place.mia)
    async with place.bot() as bot:
        with_commands(bot)
        await bot.tree.sync()
        asked = mia.type_command(place.songs.id, "song", {"prompt": "r&b pop"})
        answer = await asked.answered()
        assert answer.message is not None
        message = await asyncio.wait_for(asked.until(lambda message: bool(message.attachments)), WAIT)
        assert message is answer.message
        assert message.content == "done r&b pop"
        assert message.attachments[0].data == b"RIFF"
        pressed = mia.press(message, "Write")
        assert (await pressed.answered()).modal is not None
        sent = await mia.submit(pressed, {"Lyrics": "la la"}).answered()
        assert sent.message is not None
        assert (sent.message.content, sent.message.private_to) == ("sung: la la", place.mia.id)


async def test_an_interaction_that_came_while_the_socket_was_down_is_answered(place: Place) -> None:
    mia = Person(place.world, place.mia)
    async with place.bot() as bot:
        with_commands(bot)
        await bot.tree.sync()
        place.gateway.drop_all()
        await place.until(lambda: not place.gateway.sessions[0].is_connected)
        answer = await mia.type_command(place.songs.id, "song", {"prompt": "while away"}).answered()
        assert answer.message is not None
        assert bot.count("resumed") == 1


async def test_a_command_without_an_answer_fails_for_the_person(place: Place) -> None:
    place.world.answer_deadline = 0.2
    async with place.bot() as bot:
        with_commands(bot)
        await bot.tree.sync()
        assert (await Person(place.world, place.mia).type_command(place.songs.id, "silent").answered()).failed


async def test_the_server_knows_when_a_bot_is_ready_and_gone(place: Place) -> None:
    async with place.bot() as bot:
        ready = asyncio.create_task(place.server.ready())
        with_commands(bot)
        assert not ready.done()
        await bot.tree.sync()
        await asyncio.wait_for(ready, WAIT)
    await asyncio.wait_for(place.server.gone(), WAIT)
