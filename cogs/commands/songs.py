"""`/songs`: the songs of a server, one's own and one's favourites, found again by what they say."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.gateway.client import Encore
from bot.library import songs
from bot.library.songs import Asker
from cogs.cards.songs import songs_panel
from cogs.cog import Cog
from cogs.components.library_ids import LONGEST_TYPED, SongsPage
from cogs.components.replies import Interaction
from cogs.permissions import can_manage, guild_of, viewer_of
from cogs.text import discord_limits
from cogs.text.catalog import command_text
from cogs.text.escape import shorten
from data.library.search import Shelf


class Songs(Cog):
    """Where songs are found again."""

    @app_commands.command(name="songs", description=command_text("command-songs"))
    @app_commands.guild_only()
    @app_commands.describe(search=command_text("command-songs.search"), show=command_text("command-songs.show"))
    @app_commands.choices(
        show=[
            app_commands.Choice(name=command_text("songs-mine"), value=Shelf.MINE.value),
            app_commands.Choice(name=command_text("songs-server"), value=Shelf.SERVER.value),
            app_commands.Choice(name=command_text("songs-favourites"), value=Shelf.FAVOURITES.value),
        ]
    )
    async def songs(
        self,
        interaction: Interaction,
        search: app_commands.Range[str, 1, LONGEST_TYPED] | None = None,
        show: str | None = None,
    ) -> None:
        """Show a page of them to the person alone; a search goes through the whole server's."""
        typed = " ".join((search or "").split())[:LONGEST_TYPED]
        default = Shelf.SERVER if typed else Shelf.MINE
        shelf = Shelf(show) if show in set(Shelf) else default
        view = await _load(self._bot, interaction, SongsPage(shelf, 0, typed))
        await interaction.response.send_message(view=view, ephemeral=True)

    @songs.autocomplete("search")
    async def titles(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Titles of songs that say what was typed so far."""
        if interaction.guild_id is None:
            return []
        found = await songs.suggest(
            self._bot.services.context, asker_of(interaction), typed, limit=discord_limits.CHOICES
        )
        titles = dict.fromkeys(shorten(song.title, LONGEST_TYPED) for song in found)
        return [app_commands.Choice(name=title, value=title) for title in titles if title]


async def turn(bot: Encore, interaction: Interaction, page: SongsPage) -> None:
    """Turn to another page or shelf, in the same private message."""
    await interaction.response.edit_message(view=await _load(bot, interaction, page))


def asker_of(interaction: Interaction) -> Asker:
    """Who asks, and what they may see and change here now."""
    return Asker(guild_of(interaction), viewer_of(interaction), can_manage(interaction))


async def _load(bot: Encore, interaction: Interaction, asked: SongsPage) -> discord.ui.LayoutView:
    asker = asker_of(interaction)
    found = await songs.load_page(bot.services.context, asker, asked.shelf, asked.typed, asked.page)
    return songs_panel(found, asker.guild_id)
