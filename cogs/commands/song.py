"""`/song` and `/lyrics`: from words to a status card within Discord's three seconds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Literal

from discord import app_commands

from bot.gateway.client import Encore
from bot.musicapi.operations import NEW_SONG, SONG_WITH_PERSONA, Operation
from bot.orders.planning import check_credits
from cogs.cog import Cog
from cogs.commands.model import find_model, model_choices
from cogs.commands.persona import find_persona, persona_choices
from cogs.components.custom_id import SongForm
from cogs.components.replies import Interaction
from cogs.forms.form import sent_fields
from cogs.forms.song_form import song_form, song_texts
from cogs.orders import check_limits, order_from, place_order
from cogs.permissions import guild_of, user_of
from cogs.text.catalog import command_text
from data.brief import EMPTY_BRIEF, Brief, Details
from data.rows import Persona

GENDERS: dict[str, Literal["f", "m"]] = {"female": "f", "male": "m"}


class Song(Cog):
    """New songs."""

    @app_commands.command(name="song", description=command_text("command-song"))
    @app_commands.guild_only()
    @app_commands.describe(
        prompt=command_text("command-song.prompt"),
        title=command_text("command-song.title"),
        style=command_text("command-song.style"),
        lyrics=command_text("command-song.lyrics"),
        instrumental=command_text("command-song.instrumental"),
        model=command_text("command-song.model"),
        persona=command_text("command-song.persona"),
        voice=command_text("command-song.voice"),
        avoid=command_text("command-song.avoid"),
    )
    @app_commands.choices(
        voice=[
            app_commands.Choice(name=command_text("asked-female"), value="female"),
            app_commands.Choice(name=command_text("asked-male"), value="male"),
        ]
    )
    async def song(
        self,
        interaction: Interaction,
        prompt: app_commands.Range[str, 1, 400],
        title: app_commands.Range[str, 1, 80] | None = None,
        style: app_commands.Range[str, 1, 1000] | None = None,
        lyrics: app_commands.Range[str, 1, 5000] | None = None,
        instrumental: bool = False,
        model: app_commands.Range[str, 1, 100] | None = None,
        persona: app_commands.Range[str, 1, 100] | None = None,
        voice: str | None = None,
        avoid: app_commands.Range[str, 1, 200] | None = None,
    ) -> None:
        """Order a song from its words."""
        singer = await find_persona(self._bot, persona, guild_of(interaction)) if persona else None
        brief = Brief(
            prompt=prompt,
            title=title or "",
            style=style or "",
            lyrics=lyrics or "",
            instrumental=instrumental,
            details=song_details(singer, voice or "", avoid or ""),
        )
        wanted = find_model(self._bot, model) or (singer.family if singer else "")
        order = order_from(interaction, brief, operation=song_operation(singer), model=wanted)
        await place_order(self._bot, interaction, order)

    @app_commands.command(name="lyrics", description=command_text("command-lyrics"))
    @app_commands.guild_only()
    @app_commands.describe(model=command_text("command-lyrics.model"))
    async def lyrics(self, interaction: Interaction, model: app_commands.Range[str, 1, 100] | None = None) -> None:
        """Open the form for title, style and lyrics."""
        guild_id, wanted = guild_of(interaction), find_model(self._bot, model)
        song = await self._bot.services.queries.new_song(guild_id, user_of(interaction), model=wanted)
        check_credits(self._bot.services.context, song.account, song.candidates[0])
        price = song.candidates[0].offer.price
        check_limits(self._bot, interaction, song.standing, NEW_SONG, price=price, account=song.account)
        await interaction.response.send_modal(song_form(partial(SongForm, model=wanted), song, {}, from_lyrics=True))

    @song.autocomplete("model")
    @lyrics.autocomplete("model")
    async def models(self, _interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The models that can make new songs now, by what they are good for."""
        return await model_choices(self._bot, typed)

    @song.autocomplete("persona")
    async def personas(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The personas and voices of this server."""
        return await persona_choices(self._bot, interaction, typed)


def song_operation(singer: Persona | None) -> Operation:
    """What makes a song, sung by a persona or not."""
    return SONG_WITH_PERSONA if singer else NEW_SONG


def song_details(singer: Persona | None, voice: str, avoid: str) -> Details:
    """What `/song` says beside the texts; `voice` is one of its choices, or empty."""
    persona_id = singer.vendor_id if singer else ""
    return Details(persona_id=persona_id, gender=GENDERS.get(voice, ""), avoid=" ".join(avoid.split()))


async def submit(bot: Encore, interaction: Interaction, form: SongForm) -> None:
    """Order what a form of a new song says."""
    order = order_from(interaction, replace(EMPTY_BRIEF, **song_texts(sent_fields(interaction))), model=form.model)
    await place_order(bot, interaction, order, agreed_price=form.price, repeatable=False)
