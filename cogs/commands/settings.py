"""`/settings`: one private panel of what a member chooses for themselves, and managers for their server."""

from __future__ import annotations

from discord import app_commands

from cogs.cog import Cog
from cogs.components.replies import Interaction
from cogs.settings.panel import show_panel
from cogs.text.catalog import command_text


class Settings(Cog):
    """What members and managers choose."""

    @app_commands.command(name="settings", description=command_text("command-settings"))
    @app_commands.guild_only()
    async def settings(self, interaction: Interaction) -> None:
        """Show the panel to the person alone."""
        await show_panel(self._bot, interaction)
