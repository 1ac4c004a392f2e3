"""`/write`, `/style` and “Make a song of this”: words first, and then a form with them filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import discord
from discord import app_commands

from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from bot.musicapi.operations import NEW_SONG
from bot.musicapi.text import utf16_length
from bot.orders.again import edited_brief, texts_of
from bot.orders.message_draft import draft_from
from bot.orders.order import keep_order, order_from_words
from bot.orders.planning import check_credits
from bot.status.snapshots import NewSong
from cogs.cog import IN_SERVERS, Cog
from cogs.components.custom_id import (
    CustomId,
    DraftSongForm,
    EditDraftButton,
    SingButton,
    SongForm,
    StyleButton,
    WrittenSongForm,
)
from cogs.components.replies import Interaction
from cogs.components.typed_form import WordsForm
from cogs.forms.form import sent_fields
from cogs.forms.song_form import fitting_candidate, found_style, song_form, whole_song_texts, written_texts
from cogs.forms.words_form import STYLE, TOPIC_LIMIT, WORDS_LIMIT, WRITE, words_brief
from cogs.orders import check_limits, order_from, place_order
from cogs.permissions import guild_of, user_of, viewer_of
from cogs.small_results import place_small_order
from cogs.text import discord_limits
from cogs.text.catalog import command_text
from data.brief import EMPTY_BRIEF, Brief
from data.ids import DraftId, JobId

MENU = command_text("message-command-song")


class Write(Cog):
    """Lyrics and styles, and the songs that are made of them."""

    async def cog_load(self) -> None:
        """Put the message menu beside the commands."""
        menu = app_commands.ContextMenu(name=MENU, callback=self.make_a_song, allowed_contexts=IN_SERVERS)
        self._bot.tree.add_command(menu)

    @app_commands.command(name="write", description=command_text("command-write"))
    @app_commands.guild_only()
    @app_commands.describe(topic=command_text("command-write.topic"))
    async def write(self, interaction: Interaction, topic: app_commands.Range[str, 1, TOPIC_LIMIT]) -> None:
        """Order lyrics."""
        order = order_from(interaction, Brief(prompt=topic), operation=WRITE)
        await place_small_order(self._bot, interaction, order)

    @app_commands.command(name="style", description=command_text("command-style"))
    @app_commands.guild_only()
    @app_commands.describe(words=command_text("command-style.words"))
    async def style(self, interaction: Interaction, words: app_commands.Range[str, 1, WORDS_LIMIT]) -> None:
        """Order a style."""
        order = order_from(interaction, Brief(style=words), operation=STYLE)
        await place_small_order(self._bot, interaction, order)

    async def make_a_song(self, interaction: Interaction, message: discord.Message) -> None:
        """Open a form with the words of a message: as lyrics, or as a prompt where it is one line."""
        guild_id = guild_of(interaction)
        draft = draft_from(message.content)
        if not (draft.prompt or draft.lyrics):
            raise PersonError(Problem.NO_WORDS_IN_MESSAGE)
        known = {"prompt": draft.prompt, "lyrics": draft.lyrics}
        song = await self._bot.services.queries.new_song(guild_id, user_of(interaction))
        candidate = fitting_candidate(song, known)
        check_credits(self._bot.services.context, song.account, candidate)
        price = candidate.offer.price
        check_limits(self._bot, interaction, song.standing, NEW_SONG, price=price, account=song.account)
        about: Callable[[int], CustomId] = SongForm
        if utf16_length(draft.lyrics) > discord_limits.TEXT_INPUT:
            # What no field can show to its end is kept, so that it is sung to its end.
            order = order_from(interaction, Brief(lyrics=draft.lyrics))
            about = partial(DraftSongForm, (await keep_order(self._bot.services.context, order, price)).id)
        await interaction.response.send_modal(song_form(about, song, known))


async def sing(bot: Encore, interaction: Interaction, button: SingButton) -> None:
    """Open a form with one version of the lyrics that a job wrote."""
    song = await _find_written(bot, interaction, button.job_id)
    about, known = partial(WrittenSongForm, button.job_id, button.version), written_texts(song.job, button.version)
    candidate = fitting_candidate(song, known)
    check_credits(bot.services.context, song.account, candidate)
    price = candidate.offer.price
    check_limits(bot, interaction, song.standing, NEW_SONG, price=price, account=song.account)
    await interaction.response.send_modal(song_form(about, song, known))


async def use_style(bot: Encore, interaction: Interaction, button: StyleButton) -> None:
    """Open a form with the style that a job found."""
    song = await _find_written(bot, interaction, button.job_id)
    known = found_style(song.job)
    candidate = fitting_candidate(song, known)
    check_credits(bot.services.context, song.account, candidate)
    price = candidate.offer.price
    check_limits(bot, interaction, song.standing, NEW_SONG, price=price, account=song.account)
    await interaction.response.send_modal(song_form(SongForm, song, known))


async def submit_written(bot: Encore, interaction: Interaction, form: WrittenSongForm) -> None:
    """Order a song of written lyrics, sung to their end where they were left alone."""
    song = await _find_written(bot, interaction, form.job_id)
    await _submit(bot, interaction, song, written_texts(song.job, form.version), form.price)


async def edit_draft(bot: Encore, interaction: Interaction, button: EditDraftButton) -> None:
    """Open a form with everything of an order that was kept, for whoever can make it now."""
    song, brief = await _find_draft(bot, interaction, button.draft_id)
    about = partial(DraftSongForm, button.draft_id)
    await interaction.response.send_modal(song_form(about, song, texts_of(brief), from_lyrics=not brief.prompt))


async def submit_draft(bot: Encore, interaction: Interaction, form: DraftSongForm) -> None:
    """Order a song of what was kept, such as a message that no field could show to its end, as it was changed."""
    song, brief = await _find_draft(bot, interaction, form.draft_id)
    # What the form did not ask for is as it was.
    fields = {**texts_of(brief), **sent_fields(interaction)}
    await _submit(bot, interaction, song, texts_of(brief), form.price, fields=fields, kept=brief)


async def _find_draft(bot: Encore, interaction: Interaction, draft_id: DraftId) -> tuple[NewSong, Brief]:
    """Who can make a song that was kept, and what was typed for it; raises PersonError where it is gone, or no song."""
    song = await bot.services.queries.new_song(guild_of(interaction), user_of(interaction), draft_id=draft_id)
    kept = order_from_words(song.draft.words if song.draft else {}, order_from(interaction))
    if kept.operation is not NEW_SONG:
        raise PersonError(Problem.DRAFT_GONE)
    return song, kept.brief


async def submit_words(bot: Encore, interaction: Interaction, form: WordsForm) -> None:
    """Order lyrics or a style of the words of a form."""
    brief = words_brief(form.operation, sent_fields(interaction))
    order = order_from(interaction, brief, operation=form.operation)
    await place_small_order(bot, interaction, order, agreed_price=form.price, repeatable=False)


async def _find_written(bot: Encore, interaction: Interaction, job_id: JobId) -> NewSong:
    asked = guild_of(interaction), user_of(interaction)
    return await bot.services.queries.new_song(*asked, job_id=job_id, viewer=viewer_of(interaction))


async def _submit(
    bot: Encore,
    interaction: Interaction,
    song: NewSong,
    known: Mapping[str, str],
    price: int,
    *,
    fields: Mapping[str, str] | None = None,
    kept: Brief = EMPTY_BRIEF,
) -> None:
    limits = fitting_candidate(song, known).limits
    texts = whole_song_texts(sent_fields(interaction) if fields is None else fields, known, limits)
    maker = song.job.user_id if song.job is not None else None
    order = replace(order_from(interaction, edited_brief(kept, texts)), pressed_under=maker)
    await place_order(bot, interaction, order, agreed_price=price, repeatable=False)
