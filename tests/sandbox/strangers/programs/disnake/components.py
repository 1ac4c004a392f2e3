"""Buttons, menus, forms and layouts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import disnake
from disnake import ui
from disnake.ext import commands

from tests.sandbox.strangers.programs.picture import PNG

Interaction = disnake.ApplicationCommandInteraction
Used = disnake.MessageInteraction


def add_to(bot: commands.InteractionBot) -> None:
    for made in (buttons, menus, form, buttonform, labels, layout):
        bot.slash_command(name=made.__name__, description=made.__name__)(made)
    bot.listen("on_button_click")(pressed)
    bot.listen("on_dropdown")(chosen)


async def buttons(interaction: Interaction) -> None:
    made = [ui.Button[Any](label=name, custom_id=name.lower()) for name in ("Update", "Later", "Reply")]
    made += [ui.Button(label="Off", custom_id="off", disabled=True), ui.Button(label="Site", url="https://example.com")]
    await interaction.response.send_message("press", components=made)


async def buttonform(interaction: Interaction) -> None:
    await interaction.response.send_message("open", components=ui.Button(label="Open", custom_id="open"))


async def pressed(used: Used) -> None:
    if used.component.custom_id == "update":
        await used.response.edit_message(f"updated by {used.author.name}")
    elif used.component.custom_id == "later":
        await used.response.defer()
        await used.edit_original_response("later")
    elif used.component.custom_id == "reply":
        await used.response.send_message("for you", ephemeral=True)
    elif used.component.custom_id == "open":
        await used.response.send_modal(Named())
    elif used.component.custom_id == "redraw":
        await used.response.edit_message(components=[ui.Container(ui.TextDisplay("redrawn"))], attachments=[])


async def menus(interaction: Interaction) -> None:
    made = [
        ui.StringSelect[Any](custom_id="strings", placeholder="strings", max_values=2, options=list("abc")),
        ui.UserSelect[Any](custom_id="users", placeholder="users"),
        ui.RoleSelect[Any](custom_id="roles", placeholder="roles"),
        ui.MentionableSelect[Any](custom_id="mentionables", placeholder="mentionables", max_values=2),
        ui.ChannelSelect[Any](custom_id="channels", placeholder="channels"),
    ]
    await interaction.response.send_message("choose", components=made)


async def chosen(used: Used) -> None:
    words = " ".join(getattr(value, "name", None) or str(value) for value in used.resolved_values or ())
    await used.response.send_message(f"{used.component.custom_id}: {words}", ephemeral=True)


async def form(interaction: Interaction) -> None:
    await interaction.response.send_modal(Song())


class Song(ui.Modal):
    def __init__(self) -> None:
        title = ui.TextInput(custom_id="title", min_length=3, max_length=80)
        words = ui.TextInput(custom_id="words", style=disnake.TextInputStyle.paragraph, required=False)
        super().__init__(title="Song", components=[ui.Label("Title", title), ui.Label("Words", words)])

    async def callback(self, interaction: disnake.ModalInteraction) -> None:
        values = interaction.text_values
        await interaction.response.send_message(f"form: {values['title']} / {values['words'] or '-'}")


class Named(ui.Modal):
    def __init__(self) -> None:
        super().__init__(title="Name", components=[ui.Label("Name", ui.TextInput(custom_id="name"))])

    async def callback(self, interaction: disnake.ModalInteraction) -> None:
        await interaction.response.edit_message(f"named {interaction.text_values['name']}")


async def labels(interaction: Interaction) -> None:
    await interaction.response.send_modal(Labels())


class Labels(ui.Modal):
    def __init__(self) -> None:
        mood = ui.StringSelect[Any](custom_id="mood", options=["calm", "wild"])
        singer, recording = ui.UserSelect[Any](custom_id="singer"), ui.FileUpload(custom_id="recording")
        made = [ui.Label("Mood", mood), ui.Label("Singer", singer), ui.Label("Recording", recording)]
        super().__init__(title="Labels", components=made)

    async def callback(self, interaction: disnake.ModalInteraction) -> None:
        values = interaction.resolved_values
        said = f"{values['mood'][0]}, {values['singer'][0].name}, {values['recording'][0].filename}"
        await interaction.response.send_message(f"labels: {said}")


async def layout(interaction: Interaction) -> None:
    redraw = ui.Button[Any](label="Redraw", custom_id="redraw")
    container = ui.Container(
        ui.TextDisplay("# Layout"),
        ui.Section("a section", accessory=redraw),
        ui.Separator(),
        ui.MediaGallery(disnake.MediaGalleryItem("attachment://cover.png")),
        ui.File("attachment://notes.txt"),
    )
    sent = [disnake.File(BytesIO(PNG), "cover.png"), disnake.File(BytesIO(b"notes"), "notes.txt")]
    await interaction.response.send_message(components=[container], files=sent)
