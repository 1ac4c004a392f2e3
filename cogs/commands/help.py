"""`/help`: what Encore does in a few lines, with examples to press; more for those who manage the server."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.status.snapshots import NewSong
from cogs.cog import Cog
from cogs.components.panels import buttons, line, panel, text, with_title
from cogs.components.replies import Interaction
from cogs.examples import example_buttons, find_maker, price_of
from cogs.permissions import can_manage, guild_of, user_of
from cogs.text.catalog import command_text, say


class Help(Cog):
    """The first thing that people try."""

    @app_commands.command(name="help", description=command_text("command-help"))
    @app_commands.guild_only()
    async def help(self, interaction: Interaction) -> None:
        """Show it to the person alone."""
        maker = await find_maker(self._bot, guild_of(interaction), user_of(interaction))
        await interaction.response.send_message(view=help_panel(maker, manages=can_manage(interaction)), ephemeral=True)


def help_panel(maker: NewSong | None, *, manages: bool) -> discord.ui.LayoutView:
    """What Encore does, the examples of whoever makes them, and more for those who manage the server."""
    rows: list[discord.ui.Item[Any]] = [text(say("help-commands"))]
    if maker is None:
        rows.append(text(say("help-nobody-can")))
    else:
        rows += [
            text(say("help-price", count=price_of(maker), left=maker.account.left)),
            text(say("help-examples")),
            buttons(example_buttons(maker)),
        ]
    rows.append(text(say("help-more")))
    if manages:
        rows += [line(), with_title(say("help-managers.title"), say("help-managers"))]
    return panel(say("help-title"), rows)
