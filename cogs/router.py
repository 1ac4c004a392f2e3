"""Every press, every menu and every sent form: read by the formats, handed to whoever acts on it, always answered.

discord.py knows none of them: its views and modals live in one process and end with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord
from discord import app_commands
from discord.ext import commands

from cogs import clip_actions, orders, song, write
from cogs.components.custom_id import read_route
from cogs.components.replies import reply_privately, reply_with_error
from cogs.forms.form import typed_text
from cogs.text import sentences

if TYPE_CHECKING:
    from bot.client import Encore
    from cogs.components.replies import Interaction

COMPONENTS = (*clip_actions.COMPONENTS, *write.COMPONENTS, *orders.COMPONENTS)
FORMS = (*clip_actions.FORMS, *song.FORMS, *write.FORMS)


class Router(commands.Cog):
    """The one listener to everything that has a `custom_id`."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Act on a press, a choice or a sent form; what nobody knows gets one sentence."""
        match interaction.type:
            case discord.InteractionType.component:
                routes, unknown, typed = COMPONENTS, sentences.OLD_BUTTON, ""
            case discord.InteractionType.modal_submit:
                routes, unknown, typed = FORMS, sentences.OLD_FORM, typed_text(interaction)
            case _:  # commands and their suggestions are discord.py's
                return
        data = cast("dict[str, Any]", interaction.data or {})
        try:
            found = read_route(routes, str(data.get("custom_id", "")))
            if found is None:
                await reply_privately(interaction, unknown, words=typed)
                return
            route, about = found
            await route.handle(self._bot, interaction, about)
        except Exception as error:  # noqa: BLE001  the person gets a sentence and the operator a log line
            await reply_with_error(interaction, error, words=typed)


async def explain_command(interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
    """Answer every error of every command in private, also of those that this version does not have."""
    await reply_with_error(interaction, error)


async def setup(bot: Encore) -> None:
    """Listen."""
    bot.tree.error(explain_command)
    await bot.add_cog(Router(bot))
