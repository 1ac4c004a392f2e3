"""What small operations found out for one person: posted for everybody, shown once more for free, or sung with."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial

import discord

from bot.client import Encore
from bot.musicapi.operations import SONG_WITH_PERSONA
from bot.orders.order import Order
from bot.status.job_status import JobStatus
from bot.status.small_results import persona_song, small_result, unreached_result
from cogs.cards.message import small_message
from cogs.components.custom_id import PersonaSongForm, PostButton, SingerButton
from cogs.components.replies import NOT_TAKEN, Interaction
from cogs.components.small_buttons import is_of_menu
from cogs.forms.form import sent_fields
from cogs.forms.song_form import song_form, song_texts
from cogs.orders import order_from, place_order
from cogs.permissions import guild_of, viewer_of
from cogs.text.catalog import say
from data import unreached
from data.brief import EMPTY_BRIEF, Details
from data.engine.database import DATABASE_TROUBLE
from data.ids import ChannelId, MessageId
from data.rows import Job

log = logging.getLogger(__name__)


async def post_result(bot: Encore, interaction: Interaction, button: PostButton) -> None:
    """Post for everybody what one person was told, and say so where they read it."""
    status = await small_result(bot.services.queries, button.job_id, guild_of(interaction), viewer_of(interaction))
    status = replace(status, job=replace(status.job, channel_id=ChannelId(interaction.channel_id or 0)))
    await interaction.response.defer()
    who = say("small-posted-by", who=interaction.user.mention)
    posted = await interaction.followup.send(**small_message(status, who, can_post=False).send(), wait=True)
    log.info("small_posted job=%s user=%s", status.job.id, interaction.user.id)
    await _remember(bot, status.job, posted)
    message = small_message(status, say("small-posted", where=posted.jump_url), can_post=False)
    try:
        await interaction.edit_original_response(**message.edit(whole=True))
    except NOT_TAKEN as error:  # it is posted, and the button still works
        log.info("small_posted_unsaid job=%s error=%s", status.job.id, type(error).__name__)


async def _remember(bot: Encore, job: Job, posted: discord.Message) -> None:
    """Remember where a result was posted: from now on it is for everybody there, and so are its buttons."""
    try:
        await bot.services.lifecycle.record_message(job, ChannelId(posted.channel.id), MessageId(posted.id))
    except DATABASE_TROUBLE as error:  # it is posted, and its person can use it
        log.warning("small_posted_unknown job=%s error=%s", job.id, type(error).__name__)


async def show_result(interaction: Interaction, status: JobStatus) -> int | None:
    """Show the person alone, for free, what was found out before; returns the id of the message, if it is known."""
    here = replace(status.job, channel_id=ChannelId(interaction.channel_id or 0))
    message = small_message(replace(status, job=here), is_known=True)
    if is_of_menu(interaction) and interaction.message is not None:
        await interaction.response.edit_message(**message.edit(whole=True))
        return interaction.message.id
    return (await interaction.response.send_message(**message.send(), ephemeral=True)).message_id


async def place_small_order(
    bot: Encore, interaction: Interaction, order: Order, *, agreed_price: int | None = None, repeatable: bool = True
) -> int | None:
    """Place the order of a small operation, unless its result waits for this person already."""
    kept = await unreached_result(bot.services.queries, order)
    if kept is None:
        return await place_order(bot, interaction, order, agreed_price=agreed_price, repeatable=repeatable)
    message_id = await show_result(interaction, kept)
    context = bot.services.context
    await context.database.write(unreached.mark_shown, kept.job, order.interaction_id, now=context.now())
    return message_id


async def open_persona_form(bot: Encore, interaction: Interaction, button: SingerButton) -> None:
    """Open the form of a new song in the voice of a persona."""
    _, song = await persona_song(bot.services.queries, button.job_id, guild_of(interaction))
    await interaction.response.send_modal(song_form(partial(PersonaSongForm, button.job_id), song, {}))


async def submit_persona_song(bot: Encore, interaction: Interaction, form: PersonaSongForm) -> None:
    """Order a song in the voice of a persona."""
    persona, _ = await persona_song(bot.services.queries, form.job_id, guild_of(interaction))
    texts = song_texts(sent_fields(interaction))
    brief = replace(EMPTY_BRIEF, **texts, details=Details(persona_id=persona.vendor_id))
    order = order_from(interaction, brief, operation=SONG_WITH_PERSONA, model=persona.family)
    await place_order(bot, interaction, order, agreed_price=form.price, repeatable=False)
