"""`/credits`: what the server may spend, has spent, holds and has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from cogs.cards.status import credits_card
from cogs.permissions import guild_of

if TYPE_CHECKING:
    from bot.client import Encore
    from cogs.components.replies import Interaction


class Credits(commands.Cog):
    """The server's month."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot

    @app_commands.command(name="credits", description="Show this server's credits: allowance, spent, held and left")
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    async def credits(self, interaction: Interaction) -> None:
        """Show the account to the person alone."""
        statement = await self._bot.services.queries.statement(guild_of(interaction))
        await interaction.response.send_message(embed=credits_card(statement), ephemeral=True)


async def setup(bot: Encore) -> None:
    """Add the command."""
    await bot.add_cog(Credits(bot))
