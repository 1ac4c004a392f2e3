"""`/credits`: what the server may spend, has spent, holds and has left."""

from __future__ import annotations

from discord import app_commands

from cogs.cards.status import credits_card
from cogs.cog import Cog
from cogs.components.replies import Interaction
from cogs.permissions import guild_of
from cogs.text.catalog import command_text


class Credits(Cog):
    """The server's month."""

    @app_commands.command(name="credits", description=command_text("command-credits"))
    @app_commands.guild_only()
    async def credits(self, interaction: Interaction) -> None:
        """Show the account to the person alone."""
        statement = await self._bot.services.queries.statement(guild_of(interaction))
        await interaction.response.send_message(embed=credits_card(statement), ephemeral=True)
