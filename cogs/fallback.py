"""Interactions that nobody remembers: forms from before a restart, buttons that never were ours, old commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord
from discord import app_commands
from discord.ext import commands

from cogs.components import clip_button, operation_menu, sing_button, style_button
from cogs.components.replies import reply_privately, reply_with_error
from cogs.forms.modals import as_text, is_open
from cogs.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.client import Encore
    from cogs.components.replies import Interaction


# What works for years, by the beginning of its name.
LASTING = {
    clip_button.PREFIX: clip_button.ClipButton,
    operation_menu.PREFIX: operation_menu.OperationMenu,
    sing_button.PREFIX: sing_button.SingButton,
    style_button.PREFIX: style_button.StyleButton,
}


class Fallback(commands.Cog):
    """Answers what discord.py would drop in silence."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Say one sentence to whoever sent an unknown form or pressed an unknown button."""
        data = cast("dict[str, Any]", interaction.data or {})
        custom_id = str(data.get("custom_id", ""))
        if interaction.type is discord.InteractionType.modal_submit and not is_open(custom_id):
            await reply_privately(interaction, sentences.OLD_FORM, words=as_text(dict(_typed(data))))
        if interaction.type is not discord.InteractionType.component:
            return
        lasting = next((of for prefix, of in LASTING.items() if custom_id.startswith(prefix)), None)
        if lasting is None:
            await reply_privately(interaction, sentences.OLD_BUTTON)
        elif custom_id not in set(_parts(interaction)):
            # discord.py calls a dynamic item only where the message holds it.
            await lasting(custom_id).callback(interaction)


def _parts(interaction: Interaction) -> Iterator[str]:
    """The names of the buttons and menus that the pressed message holds."""
    for row in interaction.message.components if interaction.message else ():
        if isinstance(row, discord.ActionRow):
            for child in row.children:
                if isinstance(child, discord.Button | discord.SelectMenu) and child.custom_id:
                    yield child.custom_id


def _typed(component: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text of a sent form, by the name of its field."""
    if isinstance(component.get("value"), str):
        yield str(component.get("custom_id", "text")), component["value"]
    inner = component.get("component")
    for child in [*component.get("components", []), *([inner] if inner else [])]:
        yield from _typed(child)


async def explain_command(interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
    """Answer every error of every command in private, also of those that this version does not have."""
    await reply_with_error(interaction, error)


async def setup(bot: Encore) -> None:
    """Listen."""
    bot.tree.error(explain_command)
    await bot.add_cog(Fallback())
