"""`/showcase`: managers choose a channel where well-liked songs are shown, each clip once."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.library import showcase
from cogs.cog import IN_SERVERS, Cog
from cogs.commands.songs import asker_of
from cogs.components.replies import Interaction
from cogs.text.catalog import command_text, say
from data.ids import ChannelId
from data.library.showcase import Showcase

MOST_HEARTS = 1_000


class Showcases(Cog):
    """A server's showcase."""

    showcase = app_commands.Group(
        name="showcase",
        description=command_text("command-showcase"),
        guild_only=True,
        allowed_contexts=IN_SERVERS,
    )

    @showcase.command(name="set", description=command_text("command-showcase-set"))
    @app_commands.describe(
        channel=command_text("command-showcase-set.channel"), favourites=command_text("command-showcase-set.favourites")
    )
    async def choose(
        self,
        interaction: Interaction,
        channel: discord.TextChannel,
        favourites: app_commands.Range[int, 1, MOST_HEARTS],
    ) -> None:
        """Show clips there from now on, once each has so many favourites."""
        chosen = Showcase(ChannelId(channel.id), favourites)
        await showcase.choose(self._bot.services.context, asker_of(interaction), chosen)
        said = say("showcase-set", channel=f"<#{channel.id}>", count=favourites)
        await interaction.response.send_message(said, ephemeral=True)

    @showcase.command(name="off", description=command_text("command-showcase-off"))
    async def turn_off(self, interaction: Interaction) -> None:
        """Show no more clips anywhere."""
        await showcase.choose(self._bot.services.context, asker_of(interaction), None)
        await interaction.response.send_message(say("showcase-off"), ephemeral=True)
