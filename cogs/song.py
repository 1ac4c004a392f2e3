"""`/song` and `/lyrics`: from words to a status card within Discord's three seconds."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import NotHere
from bot.musicapi.catalog import Operation
from bot.orders import Order
from cogs.ui import explain
from cogs.ui.answers import NOT_TAKEN
from cogs.ui.message import message_of
from cogs.ui.modals import lyrics_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.client import Encore
    from cogs.ui.answers import Press
    from cogs.ui.message import Message
    from data.rows import Job

log = logging.getLogger(__name__)

# How long an interaction's token lives: docs.discord.com, "Receiving and Responding", followup messages.
TOKEN_LIFETIME = timedelta(minutes=15)
CHOICES = 25  # Discord's limit of suggestions


class Song(commands.Cog):
    """New songs."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot

    @app_commands.command(name="song", description="Make a song: two clips from a few words or from your lyrics")
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(
        prompt="What the song should be like, such as: r&b pop",
        title="The song's title",
        style="Genre, voice, tempo, mood",
        lyrics="What is sung; /lyrics has more room",
        instrumental="Without any voice",
        model="Who composes; the first that can if you leave it out",
    )
    async def song(
        self,
        interaction: Press,
        prompt: app_commands.Range[str, 1, 400],
        title: app_commands.Range[str, 1, 80] | None = None,
        style: app_commands.Range[str, 1, 1000] | None = None,
        lyrics: app_commands.Range[str, 1, 5000] | None = None,
        instrumental: bool = False,
        model: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        """Order a song from its words."""
        await begin(
            self._bot,
            interaction,
            order_in(
                interaction,
                prompt=prompt,
                title=title or "",
                style=style or "",
                lyrics=lyrics or "",
                instrumental=instrumental,
                model=model or "",
            ),
        )

    @app_commands.command(name="lyrics", description="Make a song from lyrics, with room to write them")
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(model="Who composes; the first that can if you leave it out")
    async def lyrics(self, interaction: Press, model: app_commands.Range[str, 1, 100] | None = None) -> None:
        """Open the form for title, style and lyrics."""
        services = self._bot.services
        family, chosen = await services.views.model_named(model or "")
        quote = await services.views.quote(_guild(interaction), family.offers[Operation.CREATE].price)
        limits = family.limits(Operation.CREATE, chosen.name)

        async def sent(submit: Press, words: Mapping[str, str]) -> None:
            await begin(self._bot, submit, order_in(submit, model=model or "", **words))

        await interaction.response.send_modal(lyrics_form(sent, limits, quote, "Make a song from lyrics"))

    @song.autocomplete("model")
    @lyrics.autocomplete("model")
    async def models(self, _interaction: Press, typed: str) -> list[app_commands.Choice[str]]:
        """The models that can make new songs now, by name and price."""
        offered = await self._bot.services.views.models_offered()
        named = [
            (f"{family.label} {model.label} · {price} credits", f"{family.name}/{model.name}")
            for family, model, price in offered
        ]
        wanted = typed.casefold().split()
        fitting = [(name, value) for name, value in named if all(word in name.casefold() for word in wanted)]
        return [app_commands.Choice(name=name[:100], value=value) for name, value in fitting[:CHOICES]]


def order_in(interaction: Press, **words: object) -> Order:
    """An order with everything that the interaction says about who asked where."""
    return Order(
        interaction_id=interaction.id,
        guild_id=_guild(interaction),
        channel_id=interaction.channel_id or 0,
        user_id=interaction.user.id,
        token=interaction.token,
        token_expires_at=interaction.created_at + TOKEN_LIFETIME,
        file_limit=interaction.filesize_limit,
        **words,  # pyright: ignore[reportArgumentType]
    )


async def begin(bot: Encore, interaction: Press, order: Order) -> None:
    """Hold the credits, then show the card; a card that nobody could be shown gives the credits back."""
    services = bot.services
    job, account = await services.songs.place(order)
    view = await services.views.first(job, account)
    try:
        message_id = await _show(interaction, message_of(view, ()), job)
    except discord.NotFound:
        # Our answer never came, or came after Discord's three seconds: the person saw that nothing happened.
        await services.songs.withdraw(job, "")
        raise
    if message_id is not None and interaction.channel_id is not None:
        await services.songs.shown(job, interaction.channel_id, message_id)
        services.courier.answered(view)


async def _show(interaction: Press, message: Message, job: Job) -> int | None:
    """Answer with the card; None where nobody knows whether it is there; raises NotFound where it is not."""
    try:
        return (await interaction.response.send_message(**message.send())).message_id
    except discord.NotFound:
        raise
    except NOT_TAKEN as error:
        log.warning("answer_uncertain job=%s error=%s", job.id, type(error).__name__)
    try:
        shown = await interaction.original_response()
    except discord.NotFound:
        raise
    except (*NOT_TAKEN, discord.ClientException) as error:  # the courier finds the card, or posts anew
        log.warning("answer_not_found job=%s error=%s", job.id, type(error).__name__)
        return None
    return None if shown.flags.ephemeral else shown.id  # another process may have answered, in private


def _guild(interaction: Press) -> int:
    if interaction.guild_id is None:
        raise NotHere(explain.NOT_HERE)
    return interaction.guild_id


async def setup(bot: Encore) -> None:
    """Add the commands."""
    await bot.add_cog(Song(bot))
