"""Buttons, menus, forms and layouts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import discord
from discord import ui
from discord.app_commands import CommandTree

from tests.sandbox.strangers.programs.picture import PNG

Interaction = discord.Interaction


def add_to(tree: CommandTree) -> None:
    for name, content, view in (
        ("buttons", "press", Buttons),
        ("menus", "choose", Menus),
        ("buttonform", "open", Open),
    ):
        tree.command(name=name, description=name)(_showing(content, view))
    for name, form in (("form", Song), ("labels", Labels)):
        tree.command(name=name, description=name)(_opening(form))
    tree.command(description="layout")(layout)


def _showing(content: str, view: type[ui.View]) -> Any:
    async def show(interaction: Interaction) -> None:
        await interaction.response.send_message(content, view=view())

    return show


def _opening(form: type[ui.Modal]) -> Any:
    async def show(interaction: Interaction) -> None:
        await interaction.response.send_modal(form())

    return show


class Buttons(ui.View):
    def __init__(self) -> None:
        super().__init__()
        self.add_item(ui.Button(label="Off", disabled=True, custom_id="off"))
        self.add_item(ui.Button(label="Site", url="https://example.com"))

    @ui.button(label="Update")
    async def update(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.edit_message(content=f"updated by {interaction.user.name}")

    @ui.button(label="Later")
    async def later(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="later")

    @ui.button(label="Reply")
    async def reply(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.send_message("for you", ephemeral=True)


async def _chose(interaction: Interaction, menu: Any) -> None:
    chosen = " ".join(getattr(value, "name", value) for value in menu.values)
    await interaction.response.send_message(f"{menu.placeholder}: {chosen}", ephemeral=True)


class Menus(ui.View):
    @ui.select(placeholder="strings", max_values=2, options=[discord.SelectOption(label=letter) for letter in "abc"])
    async def strings(self, interaction: Interaction, menu: ui.Select[Any]) -> None:
        await _chose(interaction, menu)

    @ui.select(cls=ui.UserSelect, placeholder="users")
    async def users(self, interaction: Interaction, menu: ui.UserSelect[Any]) -> None:
        await _chose(interaction, menu)

    @ui.select(cls=ui.RoleSelect, placeholder="roles")
    async def roles(self, interaction: Interaction, menu: ui.RoleSelect[Any]) -> None:
        await _chose(interaction, menu)

    @ui.select(cls=ui.MentionableSelect, placeholder="mentionables", max_values=2)
    async def mentionables(self, interaction: Interaction, menu: ui.MentionableSelect[Any]) -> None:
        await _chose(interaction, menu)

    @ui.select(cls=ui.ChannelSelect, placeholder="channels")
    async def channels(self, interaction: Interaction, menu: ui.ChannelSelect[Any]) -> None:
        await _chose(interaction, menu)


class Song(ui.Modal, title="Song"):
    name = ui.TextInput[Any](label="Title", min_length=3, max_length=80)
    words = ui.TextInput[Any](label="Words", style=discord.TextStyle.paragraph, required=False)

    async def on_submit(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"form: {self.name.value} / {self.words.value or '-'}")


class Open(ui.View):
    @ui.button(label="Open")
    async def open(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Named())


class Named(ui.Modal, title="Name"):
    name = ui.TextInput[Any](label="Name")

    async def on_submit(self, interaction: Interaction) -> None:
        await interaction.response.edit_message(content=f"named {self.name.value}")


class Labels(ui.Modal, title="Labels"):
    def __init__(self) -> None:
        super().__init__()
        moods = [discord.SelectOption(label=mood) for mood in ("calm", "wild")]
        self.mood, self.singer, self.recording = (
            ui.Select[Any](options=moods),
            ui.UserSelect[Any](),
            ui.FileUpload[Any](),
        )
        for text, part in (("Mood", self.mood), ("Singer", self.singer), ("Recording", self.recording)):
            self.add_item(ui.Label(text=text, component=part))

    async def on_submit(self, interaction: Interaction) -> None:
        singer, recording = self.singer.values[0].name, self.recording.values[0].filename
        await interaction.response.send_message(f"labels: {self.mood.values[0]}, {singer}, {recording}")


async def layout(interaction: Interaction) -> None:
    pictures = [discord.File(BytesIO(PNG), "cover.png"), discord.File(BytesIO(b"notes"), "notes.txt")]
    await interaction.response.send_message(view=Layout(), files=pictures)


class Layout(ui.LayoutView):
    def __init__(self) -> None:
        super().__init__()
        gallery = ui.MediaGallery[Any](discord.MediaGalleryItem("attachment://cover.png"))
        section = ui.Section[Any]("a section", accessory=Redraw())
        text, line, file = ui.TextDisplay[Any]("# Layout"), ui.Separator[Any](), ui.File[Any]("attachment://notes.txt")
        self.add_item(ui.Container[Any](text, section, line, gallery, file))


class Redraw(ui.Button[Any]):
    def __init__(self) -> None:
        super().__init__(label="Redraw")

    async def callback(self, interaction: Interaction) -> None:
        view = ui.LayoutView()
        view.add_item(ui.Container[Any](ui.TextDisplay("redrawn")))
        await interaction.response.edit_message(view=view, attachments=[])
