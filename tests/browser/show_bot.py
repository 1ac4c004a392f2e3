"""A bot that shows everything that discord.py can: each kind of option, component, form, menu and answer."""

from __future__ import annotations

import asyncio
import io
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import discord
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from sandbox.world import Sandbox

Interaction = discord.Interaction[Any]

MARKDOWN = r"""# Heading
**bold** *italics* __under__ ~~struck~~ `code` ||hidden|| \*escaped\*
> quoted
- one
  - nested
1. first
-# small
[masked](https://example.org/page) <t:1700000000:D>
```py
print("block")
```
<b>no markup</b>"""


class Everything(ui.Modal, title="Everything at once"):
    """A form with the fields of `rows`, each of them a Label; Discord takes five."""

    def __init__(self, *rows: tuple[str, ui.Item[Any]]) -> None:
        super().__init__()
        self.add_item(ui.TextDisplay("Up to **five** parts."))
        self.rows = rows
        for text, item in rows:
            self.add_item(ui.Label(text=text, description=f"About {text.lower()}", component=item))

    async def on_submit(self, interaction: Interaction, /) -> None:
        await interaction.response.send_message("|".join([await read(item) for _, item in self.rows]))


async def read(item: Any) -> str:
    """What was filled in, as text: of files what is in them, of people and places their ids."""
    values = [item.value] if hasattr(item, "value") else item.values
    return ",".join([await as_text(value) for value in values])


async def as_text(value: Any) -> str:
    if isinstance(value, discord.Attachment):
        return (await value.read()).decode()
    return str(getattr(value, "id", value))


def texts() -> Everything:
    return Everything(
        ("Name", ui.TextInput[Any](min_length=2, max_length=20)),
        ("Story", ui.TextInput[Any](style=discord.TextStyle.long, required=False, default="Once")),
        ("Recording", ui.FileUpload[Any](max_values=2)),
        ("Loud", ui.Checkbox[Any](default=True)),
    )


def groups() -> Everything:
    moods = [discord.RadioGroupOption(label=n, value=n.lower(), description=f"Very {n}") for n in ("Calm", "Wild")]
    parts = [discord.CheckboxGroupOption(label=n, value=n.lower()) for n in ("Bass", "Drums", "Keys")]
    return Everything(
        ("Mood", ui.RadioGroup[Any](options=moods)),
        ("Parts", ui.CheckboxGroup[Any](options=parts, max_values=2)),
        ("Model", ui.Select[Any](options=[discord.SelectOption(label=n, value=n.lower()) for n in ("Fuzz", "Sonic")])),
    )


def pickers() -> Everything:
    return Everything(
        ("Singer", ui.UserSelect[Any](max_values=2)),
        ("Role", ui.RoleSelect[Any](required=False)),
        ("Place", ui.ChannelSelect[Any]()),
        ("Anyone", ui.MentionableSelect[Any](required=False)),
    )


class Buttons(ui.View):
    """Every style of button, and a menu for several choices."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        for style in (discord.ButtonStyle.success, discord.ButtonStyle.danger):
            self.add_item(ui.Button(label=style.name.capitalize(), style=style))
        self.add_item(ui.Button(label="Link", url="https://example.org/"))
        self.add_item(ui.Button(label="Disabled", disabled=True))

    @ui.button(label="Edit", style=discord.ButtonStyle.primary, emoji="🎵")
    async def edit(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.edit_message(content="Edited in place", view=None)

    @ui.button(label="Silence", row=1)
    async def silence(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        """Never answers."""

    @ui.select(
        placeholder="Pick two",
        min_values=2,
        max_values=2,
        row=2,
        options=[discord.SelectOption(label=n, description=f"The {n}") for n in ("Bass", "Drums", "Keys")],
    )
    async def pick(self, interaction: Interaction, menu: ui.Select[Any]) -> None:
        await interaction.response.send_message(f"Picked {', '.join(sorted(menu.values))}")


class Layout(ui.LayoutView):
    """The components that take the place of content and embeds."""

    box = ui.Container[Any](
        ui.Section(
            ui.TextDisplay("## In a box"), accessory=ui.Thumbnail("attachment://cover.png", description="Cover")
        ),
        ui.Separator(),
        ui.MediaGallery(discord.MediaGalleryItem("attachment://cover.png", description="A square")),
        ui.File("attachment://words.txt"),
        ui.TextDisplay("-# Small words below"),
        ui.ActionRow(ui.Button(label="Listen", url="https://example.org/")),
        accent_colour=0x336699,
    )


class Menu(ui.View):
    """One choice of several, each with a few words."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.select(
        placeholder="Choose what to do",
        options=[
            discord.SelectOption(
                label="Stems", value="stems", description="15 credits: voice and band apart", emoji="🎚"
            ),
            discord.SelectOption(label="Tempo", value="bpm", description="1 credit"),
        ],
    )
    async def choose(self, interaction: Interaction, menu: ui.Select[Any]) -> None:
        if menu.values == ["bpm"]:
            await interaction.response.edit_message(content="120 a minute", view=None)
        else:
            await interaction.response.send_modal(groups())


def files() -> Iterator[discord.File]:
    """What songs come as besides audio: their names and what they begin with."""
    for name, data in (
        ("Vocals.wav", b"RIFF\0\0\0\0WAVE"),
        ("song.mid", b"MThd\0\0\0\x06"),
        ("stems-1.zip", b"PK\x03\x04"),
        ("song.mp4", b"\0\0\0\x18ftypisom"),
    ):
        yield discord.File(io.BytesIO(data), name, description=f"About {name}")


def cover() -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (64, 64), (51, 102, 153)).save(made, "PNG")
    made.seek(0)
    return made


def rich() -> discord.Embed:
    """An embed with everything."""
    embed = discord.Embed(
        title="A *title*",
        url="https://example.org/",
        description=MARKDOWN,
        colour=0x993366,
        timestamp=discord.utils.utcnow(),
    )
    embed.set_author(name="An author", icon_url="attachment://cover.png")
    embed.set_footer(text="A footer", icon_url="attachment://cover.png")
    embed.set_thumbnail(url="attachment://cover.png").set_image(url="attachment://cover.png")
    for index in range(4):
        embed.add_field(name=f"Field {index}", value=f"**{index}**")
    return embed.add_field(name="Alone", value="<t:4102444800:R>", inline=False)


class ShowBot(discord.Client):
    """See the module."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.go_on = asyncio.Event()  # lets /slow answer
        for command in (form, show, mention, notify, options, slow, who, quote):
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        await self.tree.sync()


@app_commands.command(description="Opens a form")
@app_commands.choices(kind=[app_commands.Choice(name=n.capitalize(), value=n) for n in ("texts", "groups", "pickers")])
async def form(interaction: Interaction, kind: str) -> None:
    await interaction.response.send_modal({"texts": texts, "groups": groups, "pickers": pickers}[kind]())


@app_commands.command(description="Shows an embed, buttons, a layout, files or a menu")
@app_commands.choices(
    what=[app_commands.Choice(name=n, value=n) for n in ("embed", "buttons", "layout", "files", "menu")]
)
async def show(interaction: Interaction, what: str) -> None:
    picture = discord.File(cover(), "cover.png", description="A square")
    if what == "embed":
        extra = discord.File(cover(), "square.png", description="A blue square")
        await interaction.response.send_message(MARKDOWN, embed=rich(), files=[picture, extra])
    elif what == "buttons":
        await interaction.response.send_message("Press", view=Buttons())
    elif what == "files":
        await interaction.response.send_message(files=[*files()])
    elif what == "menu":
        await interaction.response.send_message("What **next**?", view=Menu(), ephemeral=True)
    else:
        words, unseen = (discord.File(io.BytesIO(b"words"), name) for name in ("words.txt", "unseen.txt"))
        await interaction.response.send_message(view=Layout(), files=[picture, words, unseen])


@app_commands.command(description="Mentions somebody and this place")
async def mention(interaction: Interaction, user: discord.Member) -> None:
    await interaction.response.send_message(f"{user.mention} <#{interaction.channel_id}> <@&{interaction.guild_id}>")


@app_commands.command(description="Answers, and calls whoever asked in a reply to that")
async def notify(interaction: Interaction) -> None:
    await interaction.response.send_message("The first words")
    answer = await interaction.original_response()
    await answer.reply(f"{interaction.user.mention} it is done\n-# Small words")


@app_commands.command(description="Takes every kind of value")
async def options(
    interaction: Interaction,
    whole: app_commands.Range[int, 1, 9],
    number: app_commands.Range[float, 0.5, 2.0] | None = None,
    yes: bool | None = None,
    file: discord.Attachment | None = None,
) -> None:
    read = "" if file is None else (await file.read()).decode()
    await interaction.response.send_message(f"{whole}|{number}|{yes}|{read}", ephemeral=True)


@app_commands.command(description="Thinks first")
async def slow(interaction: Interaction) -> None:
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.client.go_on.wait()
    await interaction.followup.send("Thought of it")


@app_commands.context_menu(name="Who is this")
async def who(interaction: Interaction, user: discord.Member) -> None:
    await interaction.response.send_message(f"This is {user.name}", ephemeral=True)


@app_commands.context_menu(name="Quote")
async def quote(interaction: Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"> {message.content or 'nothing'}")


@asynccontextmanager
async def show_bot(sandbox: Sandbox) -> AsyncGenerator[ShowBot]:
    """The bot, connected and with its commands registered."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = sandbox.discord.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.world.gateway_url)
    try:
        async with ShowBot() as bot:
            running = asyncio.create_task(bot.start(sandbox.world.token))
            async with asyncio.timeout(30):
                await sandbox.discord.ready()
            yield bot
            await bot.close()
            await running
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway
