"""`/credits`: what the server may spend, what is used, held and left, and what it went on."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.client import Encore
from cogs.cards.credits import credits_panel
from cogs.cog import Cog
from cogs.components.custom_id import CreditsPage
from cogs.components.replies import Interaction
from cogs.permissions import guild_of, viewer_of
from cogs.text.catalog import command_text


class Credits(Cog):
    """The server's month."""

    @app_commands.command(name="credits", description=command_text("command-credits"))
    @app_commands.guild_only()
    async def credits(self, interaction: Interaction) -> None:
        """Show the account to the person alone."""
        await interaction.response.send_message(view=await _load_panel(self._bot, interaction, 0), ephemeral=True)


async def turn(bot: Encore, interaction: Interaction, button: CreditsPage) -> None:
    """Turn to another page, in the same private message."""
    await interaction.response.edit_message(view=await _load_panel(bot, interaction, button.page))


async def _load_panel(bot: Encore, interaction: Interaction, page: int) -> discord.ui.LayoutView:
    guild_id = guild_of(interaction)
    statement = await bot.services.queries.statement(guild_id, viewer_of(interaction), page=page)
    return credits_panel(statement, guild_id)
