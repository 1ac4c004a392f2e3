"""Buttons, menus and forms."""

from __future__ import annotations

from typing import Any

import nextcord
from nextcord import ui

Interaction = nextcord.Interaction


def add_to(bot: nextcord.Client) -> None:
    for made in (buttons, menus, form, buttonform):
        bot.slash_command(name=made.__name__, description=made.__name__)(made)


async def buttons(interaction: Interaction) -> None:
    await interaction.response.send_message("press", view=Buttons())


async def menus(interaction: Interaction) -> None:
    await interaction.response.send_message("choose", view=Menus())


async def form(interaction: Interaction) -> None:
    await interaction.response.send_modal(Song())


async def buttonform(interaction: Interaction) -> None:
    await interaction.response.send_message("open", view=Open())


class Buttons(ui.View):
    def __init__(self) -> None:
        super().__init__()
        self.add_item(ui.Button(label="Off", disabled=True, custom_id="off"))
        self.add_item(ui.Button(label="Site", url="https://example.com"))

    @ui.button(label="Update")
    async def update(self, _: Any, interaction: Interaction) -> None:
        await interaction.response.edit_message(content=f"updated by {interaction.user.name}")

    @ui.button(label="Later")
    async def later(self, _: Any, interaction: Interaction) -> None:
        await interaction.response.defer()
        await interaction.edit_original_message(content="later")

    @ui.button(label="Reply")
    async def reply(self, _: Any, interaction: Interaction) -> None:
        await interaction.response.send_message("for you", ephemeral=True)


async def _chose(menu: Any, interaction: Interaction) -> None:
    chosen = " ".join(getattr(value, "name", value) for value in menu.values)
    await interaction.response.send_message(f"{menu.placeholder}: {chosen}", ephemeral=True)


class Menus(ui.View):
    @ui.string_select(placeholder="strings", max_values=2, options=[nextcord.SelectOption(label=it) for it in "abc"])
    async def strings(self, menu: Any, interaction: Interaction) -> None:
        await _chose(menu, interaction)

    @ui.user_select(placeholder="users")
    async def users(self, menu: Any, interaction: Interaction) -> None:
        await _chose(menu, interaction)

    @ui.role_select(placeholder="roles")
    async def roles(self, menu: Any, interaction: Interaction) -> None:
        await _chose(menu, interaction)

    @ui.mentionable_select(placeholder="mentionables", max_values=2)
    async def mentionables(self, menu: Any, interaction: Interaction) -> None:
        await _chose(menu, interaction)

    @ui.channel_select(placeholder="channels")
    async def channels(self, menu: Any, interaction: Interaction) -> None:
        await _chose(menu, interaction)


class Song(ui.Modal):
    def __init__(self) -> None:
        super().__init__("Song")
        self.name = ui.TextInput("Title", min_length=3, max_length=80)
        self.words = ui.TextInput("Words", style=nextcord.TextInputStyle.paragraph, required=False)
        self.add_item(self.name)
        self.add_item(self.words)

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"form: {self.name.value} / {self.words.value or '-'}")


class Open(ui.View):
    @ui.button(label="Open")
    async def open(self, _: Any, interaction: Interaction) -> None:
        await interaction.response.send_modal(Named())


class Named(ui.Modal):
    def __init__(self) -> None:
        super().__init__("Name")
        self.name = ui.TextInput("Name")
        self.add_item(self.name)

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.edit_message(content=f"named {self.name.value}")
