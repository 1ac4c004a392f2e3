"""What small operations found out for one person: posted for everybody, shown once more for free, or sung with."""

from __future__ import annotations

import logging
from asyncio import sleep
from dataclasses import replace
from functools import partial

import discord

from bot.gateway.client import Encore
from bot.jobs.approvals import check_posting
from bot.musicapi.operations import SONG_WITH_PERSONA
from bot.orders.intake import check_member
from bot.orders.order import Order
from bot.status.job_status import JobStatus
from bot.status.small_results import persona_song, small_result, unreached_result
from cogs.cards.message import small_message
from cogs.cards.status import link_to
from cogs.components.custom_id import PersonaSongForm, PostButton, SingerButton
from cogs.components.replies import NOT_TAKEN, Interaction
from cogs.components.small_buttons import is_of_menu
from cogs.forms.form import sent_fields
from cogs.forms.song_form import song_form, song_texts
from cogs.languages import language_here
from cogs.orders import check_limits, order_from, place_order
from cogs.permissions import can_manage, guild_of, user_of, viewer_of
from cogs.posting_rights import check_can_post
from cogs.text.catalog import say, speaking
from data.brief import EMPTY_BRIEF, Details
from data.engine.database import DATABASE_TROUBLE
from data.ids import ChannelId, InteractionId, MessageId
from data.messages import postings, unreached
from data.rows import Job

log = logging.getLogger(__name__)

LOOK_AGAIN = 0.5  # seconds between looks whether another press has posted it


async def post_result(bot: Encore, interaction: Interaction, button: PostButton) -> None:
    """Post for everybody what one person was told, unless it stands there, and say so where they read it."""
    status = await _result(bot, interaction, button)
    check_can_post(interaction)
    context, channel_id = bot.services.context, ChannelId(interaction.channel_id or 0)
    await context.database.read(check_member, guild_of(interaction), user_of(interaction))
    await context.database.read(check_posting, status.job, manages=can_manage(interaction))
    await interaction.response.defer()
    claimed = (button.job_id, channel_id, InteractionId(interaction.id))
    note = ""
    while not note:
        is_ours = await context.database.write(postings.claim, *claimed, now=context.now())
        try:
            status = await _result(bot, interaction, button)  # read after the claim: the last press noted it before
            if (where := await _where_posted(bot, status.job, channel_id)) is not None:
                note = say("small-posted-before", where=where)
            elif is_ours:
                note = say("small-posted", where=await _post(bot, interaction, status))
        finally:
            if is_ours:
                await context.database.write(postings.end_claim, *claimed)
        if not note:
            await sleep(LOOK_AGAIN)
    message = small_message(_as_if_in(channel_id, status), note, can_post=False)
    try:
        await interaction.edit_original_response(**message.edit(whole=True))
    except NOT_TAKEN as error:  # it is posted, and the button still works
        log.info("small_posted_unsaid job=%s error=%s", status.job.id, type(error).__name__)


async def _result(bot: Encore, interaction: Interaction, button: PostButton) -> JobStatus:
    return await small_result(bot.services.queries, button.job_id, guild_of(interaction), viewer_of(interaction))


async def _where_posted(bot: Encore, job: Job, channel_id: ChannelId) -> str | None:
    """The address of the message in this channel that shows it to everybody; None: there is none, or no longer."""
    if job.message_channel_id != channel_id or job.message_id is None:
        return None
    channel = bot.get_partial_messageable(channel_id, guild_id=job.guild_id)
    try:
        await channel.get_partial_message(job.message_id).fetch()
    except discord.NotFound:
        return None
    except NOT_TAKEN as error:  # such as where the bot may not read the past
        log.info("small_posted_unseen job=%s error=%s", job.id, type(error).__name__)
    return link_to(job, job.guild_id)


async def _post(bot: Encore, interaction: Interaction, status: JobStatus) -> str:
    """Post it, and return the address of the message."""
    here = _as_if_in(ChannelId(interaction.channel_id or 0), status)
    with speaking(await language_here(bot, interaction)):
        message = small_message(here, say("small-posted-by", who=interaction.user.mention), can_post=False)
    posted = await interaction.followup.send(**message.send(), wait=True)
    log.info("small_posted job=%s user=%s", status.job.id, interaction.user.id)
    await _remember(bot, here.job, posted)
    return posted.jump_url


def _as_if_in(channel_id: ChannelId, status: JobStatus) -> JobStatus:
    """The same result as if it had been asked for in this channel, which decides what its card may name."""
    return replace(status, job=replace(status.job, channel_id=channel_id))


async def _remember(bot: Encore, job: Job, posted: discord.Message) -> None:
    """Remember where a result was posted: from now on it is for everybody there, and so are its buttons."""
    try:
        await bot.services.lifecycle.record_message(job, ChannelId(posted.channel.id), MessageId(posted.id))
    except DATABASE_TROUBLE as error:  # it is posted, and its person can use it
        log.warning("small_posted_unknown job=%s error=%s", job.id, type(error).__name__)


async def show_result(interaction: Interaction, status: JobStatus) -> int | None:
    """Show the person alone, for free, what was found out before; returns the id of the message, if it is known."""
    message = small_message(_as_if_in(ChannelId(interaction.channel_id or 0), status), is_known=True)
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
    _, song = await persona_song(bot.services.queries, button.job_id, guild_of(interaction), user_of(interaction))
    price = song.candidates[0].offer.price
    check_limits(bot, interaction, song.standing, SONG_WITH_PERSONA, price=price, account=song.account)
    await interaction.response.send_modal(song_form(partial(PersonaSongForm, button.job_id), song, {}))


async def submit_persona_song(bot: Encore, interaction: Interaction, form: PersonaSongForm) -> None:
    """Order a song in the voice of a persona."""
    persona, _ = await persona_song(bot.services.queries, form.job_id, guild_of(interaction), user_of(interaction))
    texts = song_texts(sent_fields(interaction))
    brief = replace(EMPTY_BRIEF, **texts, details=Details(persona_id=persona.vendor_id))
    order = order_from(interaction, brief, operation=SONG_WITH_PERSONA, model=persona.family)
    order = replace(order, pressed_under=persona.user_id)
    await place_order(bot, interaction, order, agreed_price=form.price, repeatable=False)
