"""The limit: a discord.py client that answers `/song` with a card, and does nothing else."""

from __future__ import annotations

import os
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route


class OnlyAnswers(discord.AutoShardedClient):
    """Answers `/song`."""

    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        super().__init__(intents=intents, max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(app_commands.Command(name="song", description="Make a song", callback=self.song))

    async def setup_hook(self) -> None:
        """Connect to the gateway that the API names, and register the command."""
        self.shard_count, address, _ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)
        await self.tree.sync()

    async def song(self, interaction: discord.Interaction[Any], prompt: str) -> None:
        """Make a song."""
        await interaction.response.send_message(embed=discord.Embed(title="Composing your song", description=prompt))


def main() -> None:
    """Run until told to stop."""
    Route.BASE = os.environ["DISCORD_API_URL"]
    OnlyAnswers().run(os.environ["DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
