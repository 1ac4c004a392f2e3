"""discord.py's own commands, views and forms against the simulator: what it sends is taken, what it gets it reads."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, Any

import discord
import pytest
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

from sandbox.discord.entities import MessageFlag
from sandbox.discord.invocations import until
from sandbox.discord.people import Person
from sandbox.discord.server import DiscordServer
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import RunningClock
from tests.openapi import check_traffic

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.discord.entities import Channel, Message
    from sandbox.discord.invocations import Invocation

WAIT = 10.0  # seconds for what must come
OPTIONS = [discord.SelectOption(label="Fuzz", value="fuzz"), discord.SelectOption(label="Sonic", value="sonic")]

Interaction = discord.Interaction[Any]


class Lyrics(ui.Modal, title="Song from lyrics"):
    hint = ui.TextDisplay[Any]("Up to **3,000** characters.")
    lyrics = ui.Label[Any](text="Lyrics", component=ui.TextInput(style=discord.TextStyle.long, min_length=2))
    model = ui.Label[Any](text="Model", component=ui.Select(options=OPTIONS))
    voice = ui.Label[Any](text="Voice", component=ui.FileUpload(required=False))
    singer = ui.Label[Any](text="Singer", component=ui.UserSelect(required=False))

    async def on_submit(self, interaction: Interaction, /) -> None:
        fields: list[Any] = [self.lyrics.component, self.model.component, self.voice.component, self.singer.component]
        lyrics, model, voice, singer = fields
        recording = await voice.values[0].read()
        text = f"{lyrics.value}|{model.values[0]}|{recording.decode()}|{singer.values[0].name}"
        await interaction.response.send_message(text)


class Moods(ui.Modal, title="Moods"):
    mood = ui.Label[Any](
        text="Mood",
        component=ui.RadioGroup(options=[discord.RadioGroupOption(label=n, value=n) for n in ("calm", "wild")]),
    )
    parts = ui.Label[Any](
        text="Parts",
        component=ui.CheckboxGroup(options=[discord.CheckboxGroupOption(label=n, value=n) for n in ("bass", "drums")]),
    )
    loud = ui.Label[Any](text="Loud", component=ui.Checkbox())

    async def on_submit(self, interaction: Interaction, /) -> None:
        fields: list[Any] = [self.mood.component, self.parts.component, self.loud.component]
        mood, parts, loud = fields
        await interaction.response.send_message(f"{mood.value}|{','.join(parts.values)}|{loud.value}", ephemeral=True)


class Card(ui.View):
    @ui.button(label="Lyrics", custom_id="lyrics")
    async def lyrics(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Lyrics())

    @ui.button(label="Moods", custom_id="moods", emoji="🎵")
    async def moods(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Moods())

    @ui.select(placeholder="Model", custom_id="model", options=OPTIONS)
    async def model(self, interaction: Interaction, menu: ui.Select[Any]) -> None:
        await interaction.response.edit_message(content=f"Model {menu.values[0]}", view=None)


class Wide(ui.LayoutView):
    box = ui.Container[Any](
        ui.Section(ui.TextDisplay("# Song"), accessory=ui.Thumbnail("attachment://cover.png")),
        ui.Separator(),
        ui.File("attachment://one.m4a"),
        ui.ActionRow(ui.Button(label="Listen", url="https://example.org")),
        accent_colour=0x336699,
    )


class Bot(discord.Client):
    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)
        for add in (_card, _wide, _slow, _song):
            self.tree.add_command(add())

    async def setup_hook(self) -> None:
        await self.tree.sync()


def _card() -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="card", description="A card")
    async def card(interaction: Interaction) -> None:
        embed = discord.Embed(title="Song", colour=0x336699, timestamp=discord.utils.utcnow()).add_field(
            name="Stage", value="queued"
        )
        await interaction.response.send_message(embed=embed, view=Card())

    return card


def _wide() -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="wide", description="A card of components")
    async def wide(interaction: Interaction) -> None:
        files = [discord.File(io.BytesIO(b"a"), "one.m4a"), discord.File(io.BytesIO(b"c"), "cover.png")]
        await interaction.response.send_message(view=Wide(), files=files)

    return wide


def _slow() -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="slow", description="Takes its time")
    async def slow(interaction: Interaction) -> None:
        await interaction.response.defer(thinking=True)
        first = await interaction.followup.send("Done", file=discord.File(io.BytesIO(b"abc"), "one.m4a"), wait=True)
        second = await interaction.followup.send("And more", wait=True)
        await second.delete()
        original = await interaction.original_response()
        assert original.id == first.id
        kept = [*original.attachments, discord.File(io.BytesIO(b"def"), "two.m4a")]
        await original.edit(content="Both", attachments=kept)
        channel = interaction.channel
        assert isinstance(channel, discord.TextChannel)
        by_channel = channel.get_partial_message(original.id)
        await by_channel.edit(content="Really both")
        await channel.send("Posted", reference=by_channel, nonce=7)

    return slow


def _song() -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="song", description="A song")
    @app_commands.guild_only()
    async def song(
        interaction: Interaction, prompt: app_commands.Range[str, 1, 200], voice: discord.Attachment | None = None
    ) -> None:
        heard = "" if voice is None else (await voice.read()).decode()
        await interaction.response.send_message(f"{prompt}|{heard}")

    @song.autocomplete("prompt")
    async def prompts(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current} rain", value=f"{current} rain")]

    return song


class Place:
    def __init__(self) -> None:
        clock = RunningClock()
        self.world = DiscordWorld(clock)
        self.server = DiscordServer(self.world, clock, identify_interval=0.0)
        self.mia = Person(self.world, self.world.add_user("mia"))
        self.noah = Person(self.world, self.world.add_user("noah"))
        guild = self.world.add_guild("Studio", self.mia.user, [self.noah.user])
        self.songs: Channel = self.world.add_channel(guild, "songs")

    async def types(self, name: str, **given: Any) -> Message:
        return await self.message_of(self.mia.type_command(self.songs.id, name, given))

    async def message_of(self, asked: Invocation) -> Message:
        answer = await asked.answered()
        assert answer.message is not None, answer
        return answer.message


@pytest.fixture
async def place(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Place]:
    """A bot that is ready; at the end all that it said and was told is held against Discord's document."""
    place = Place()
    async with place.server as server:
        monkeypatch.setattr(Route, "BASE", server.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(place.world.gateway_url))
        async with Bot() as bot:
            running = asyncio.create_task(bot.start(place.world.token))
            async with asyncio.timeout(WAIT):
                await server.ready()
                yield place
            await bot.close()
            await running
        check_traffic(server.traffic)
        assert [e.answer.status for e in server.traffic if e.answer.status >= 400] == []


async def test_a_view_is_shown_and_edits_its_message(place: Place) -> None:
    card = await place.types("card")
    assert card.embeds[0]["fields"] == [{"inline": True, "name": "Stage", "value": "queued"}]
    await place.message_of(place.noah.select(card, "Model", "Sonic"))
    assert (card.content, card.components) == ("Model sonic", [])


async def test_a_form_reads_text_choice_file_and_person(place: Place) -> None:
    card = await place.types("card")
    asked = place.noah.press(card, "Lyrics")
    answer = await asked.answered()
    assert answer.modal is not None
    assert answer.modal["title"] == "Song from lyrics"
    values = {"Lyrics": "la la", "Model": "Fuzz", "Voice": ("hum.ogg", b"hm"), "Singer": place.mia.user}
    said = await place.message_of(place.noah.submit(asked, values))
    assert said.content == "la la|fuzz|hm|mia"


async def test_a_form_reads_radio_groups_and_checkboxes(place: Place) -> None:
    card = await place.types("card")
    asked = place.noah.press(card, "Moods")
    await asked.answered()
    said = await place.message_of(place.noah.submit(asked, {"Mood": "wild", "Parts": ["bass", "drums"], "Loud": True}))
    assert (said.content, said.private_to) == ("wild|bass,drums|True", place.noah.user.id)


async def test_components_v2_are_shown(place: Place) -> None:
    said = await place.types("wide")
    assert said.flags & MessageFlag.COMPONENTS_V2
    assert [attachment.filename for attachment in said.attachments] == ["one.m4a", "cover.png"]


async def test_a_deferral_followups_and_edits(place: Place) -> None:
    said = await place.types("slow")
    async with asyncio.timeout(WAIT):
        posted = await until(place.world, lambda: _posted(place))
    assert (said.content, posted.reply_to) == ("Really both", said.id)
    assert [(a.filename, a.data) for a in said.attachments] == [("one.m4a", b"abc"), ("two.m4a", b"def")]


def _posted(place: Place) -> Message | None:
    return next((m for m in place.mia.messages(place.songs.id) if m.content == "Posted"), None)


async def test_options_and_autocomplete(place: Place) -> None:
    said = await place.types("song", prompt="r&b pop", voice=("hum.ogg", b"hm"))
    assert said.content == "r&b pop|hm"
    choices = await place.mia.autocomplete(place.songs.id, "song", {"prompt": "lofi"}, "prompt")
    assert choices == [{"name": "lofi rain", "value": "lofi rain"}]
    (song,) = [command for command in place.mia.commands(place.songs.id) if command["name"] == "song"]
    assert song["contexts"] == [0]
