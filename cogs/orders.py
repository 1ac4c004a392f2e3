"""From an order to its card: the credits are held first, and given back where nobody could be shown the card."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from enum import Enum, auto
from functools import partial

import discord

from bot.errors import AlreadyAsked, ModelUnavailable, PersonError, PriceRose, Problem
from bot.gateway.client import Encore
from bot.musicapi.operations import NEW_SONG, Operation, spec_of
from bot.orders.month_warnings import reached_by
from bot.orders.order import Order, keep_order, order_from_words, use_draft
from bot.status.early_limits import Standing, check_early, check_standing
from bot.status.job_status import JobStatus
from bot.workers.submitter import CARD_TIMEOUT
from cogs.cards.message import Message, job_message
from cogs.components.buttons import confirm_button
from cogs.components.custom_id import ConfirmButton
from cogs.components.job_buttons import edit_draft_view
from cogs.components.replies import NOT_TAKEN, Interaction, reply_privately
from cogs.components.small_buttons import is_of_menu
from cogs.permissions import can_manage, guild_of, places_of, roles_of, user_of, viewer_of
from cogs.posting_rights import check_can_post
from cogs.servers.moderators import announce_case
from cogs.servers.month_warnings import tell_month
from cogs.text import sentences
from cogs.text.errors import sentence_for
from cogs.text.languages import language_of
from data.brief import EMPTY_BRIEF, Brief
from data.engine.database import DATABASE_TROUBLE
from data.engine.transaction import Transaction
from data.guilds.viewers import NOBODY
from data.ids import ChannelId, InteractionId, MessageId
from data.rows import Account, Draft, Job

log = logging.getLogger(__name__)

# How long an interaction's token lives: docs.discord.com, "Receiving and Responding", followup messages.
TOKEN_LIFETIME = timedelta(minutes=15)
# Where Discord has trouble, discord.py tries again and again. From the submitter's time on, somebody else shows the
# card, and a try that comes later would put it over the finished song.
ANSWER_TIMEOUT = 0.8 * CARD_TIMEOUT  # seconds


class _Place(Enum):
    """Where the card of an order is shown."""

    CHANNEL = auto()  # to everybody
    PRIVATE = auto()  # to the person alone
    MENU = auto()  # to the person alone, in place of the menu below More… in which it was chosen


def order_from(
    interaction: Interaction, brief: Brief = EMPTY_BRIEF, *, operation: Operation = NEW_SONG, model: str = ""
) -> Order:
    """An order with everything that the interaction says about who asked where."""
    return Order(
        interaction_id=InteractionId(interaction.id),
        guild_id=guild_of(interaction),
        channel_id=ChannelId(interaction.channel_id or 0),
        user_id=user_of(interaction),
        token=interaction.token,
        token_expires_at=interaction.created_at + TOKEN_LIFETIME,
        file_limit=interaction.filesize_limit,
        operation=operation,
        model=model,
        brief=brief,
        # Reading a large server's roles takes a moment, which a new song needs for nothing.
        viewer=NOBODY if brief.source is None else viewer_of(interaction),
        role_ids=roles_of(interaction),
        place_ids=places_of(interaction),
        server_language=language_of(interaction.guild_locale),
        member_language=language_of(interaction.locale),
        manages=can_manage(interaction),
    )


def check_limits(
    bot: Encore,
    interaction: Interaction,
    standing: Standing,
    operation: Operation | None = None,
    *,
    price: int = 0,
    account: Account | None = None,
) -> None:
    """Raise PersonError where this server keeps from the person what they are about to fill in a form for.

    How they stand was read with what they look at.
    """
    _check_place(interaction, operation)
    context, order = bot.services.context, order_from(interaction)
    check_standing(context, standing, order, operation, price=price, account=account)


async def look_at_limits(
    bot: Encore, interaction: Interaction, operation: Operation | None = None, *, price: int = 0
) -> None:
    """Like `check_limits`, where nothing else of the server was read before."""
    _check_place(interaction, operation)
    await check_early(bot.services.context, order_from(interaction), operation, price=price)


def _check_place(interaction: Interaction, operation: Operation | None) -> None:
    """Raise PersonError where what they fill in a form for could not be posted."""
    if operation is not None:
        check_can_post(interaction, operation.spec)


async def place_order(
    bot: Encore,
    interaction: Interaction,
    order: Order,
    *,
    agreed_price: int | None = None,
    repeatable: bool = True,
    draft: Draft | None = None,
) -> int | None:
    """Hold the credits, then show the card; a card that nobody could be shown gives the credits back.

    Returns the id of the card's message; None where nobody knows it yet, or the person was asked something instead.

    An interaction that was deferred, because something had to be looked at or many ask at once, has its “thinking…”
    become the card. That of a small operation is for the person alone, in place of the menu if it was chosen in one.
    Where the price is more than the `agreed_price`, the person is asked again. A `draft` is used up by its order.
    """
    check_can_post(interaction, order.operation.spec)
    place = partial(_place, bot, interaction, order, agreed_price, repeatable, draft)
    if interaction.response.is_done():
        return await place(answered=lambda: None)
    async with bot.answer_gate.admit(partial(_acknowledge, interaction, _place_of(interaction, order))) as answered:
        return await place(answered=answered)


def _place_of(interaction: Interaction, order: Order | Job) -> _Place:
    if not spec_of(order.operation).is_small:
        return _Place.CHANNEL
    return _Place.MENU if is_of_menu(interaction) else _Place.PRIVATE


async def _acknowledge(interaction: Interaction, place: _Place) -> None:
    """Say “thinking…”, or leave a menu as it is for now; raises NotFound where it is too late for any answer.

    Whatever else goes wrong, it may have been said, by another process perhaps: whoever writes the order down shows it.
    """
    try:
        await interaction.response.defer(thinking=place is not _Place.MENU, ephemeral=place is _Place.PRIVATE)
    except discord.NotFound:
        raise
    except NOT_TAKEN as error:
        log.warning("acknowledgement_uncertain interaction=%s error=%s", interaction.id, type(error).__name__)


async def _place(
    bot: Encore,
    interaction: Interaction,
    order: Order,
    agreed_price: int | None,
    repeatable: bool,
    draft: Draft | None,
    *,
    answered: Callable[[], None],
) -> int | None:
    services = bot.services

    async def status_in(tx: Transaction, job: Job, account: Account) -> JobStatus:
        if draft is not None:
            await use_draft(tx, draft)
        return await services.queries.status_in(tx, job, account)

    place = partial(services.lifecycle.place, order, status_in, agreed_price=agreed_price, repeatable=repeatable)
    try:
        status = await _place_surely(bot, order, place)
    except PriceRose as risen:
        kept = await keep_order(services.context, order, risen.price)
        question = sentences.price_rose(risen.price, agreed_price or 0)
        await reply_privately(interaction, question, view=confirm_button(kept))
        return None
    message_id = await _show_card(bot, interaction, status, answered)
    if status.job.awaits_approval:
        announce_case(bot)
    if reached_by(status.account, status.job.price, services.context.catalog):
        await tell_month(bot, status.job.guild_id)  # whoever ordered has been answered
    return message_id


async def _place_surely(bot: Encore, order: Order, place: Callable[[], Awaitable[JobStatus]]) -> JobStatus:
    """Write the order down, once more where the database had trouble; raises what the second try raises.

    A connection that breaks in the middle of a commit leaves open whether it was kept, and whoever were told to ask
    again would pay for two songs. The interaction has one job at most, however often it is written down.
    """
    try:
        return await place()
    except DATABASE_TROUBLE as error:
        log.warning("order_again interaction=%s error=%s", order.interaction_id, type(error).__name__)
    try:
        return await place()
    except AlreadyAsked:
        kept = await bot.services.queries.status_asked_by(order.interaction_id)
        if kept is None:
            raise
        return kept


async def confirm(bot: Encore, interaction: Interaction, button: ConfirmButton) -> None:
    """Order what was kept, at the price that its button says; where its model is gone, a form has all of it."""
    draft = await bot.services.queries.draft(
        button.draft_id, guild_of(interaction), user_of(interaction), InteractionId(interaction.id)
    )
    order = replace(order_from_words(draft.words, order_from(interaction)), viewer=viewer_of(interaction))
    try:
        await place_order(bot, interaction, order, agreed_price=draft.price, draft=draft)
    except ModelUnavailable as error:
        if order.operation is not NEW_SONG:  # nobody else makes it
            raise
        await reply_privately(interaction, sentence_for(error), view=edit_draft_view(draft))


async def _show_card(
    bot: Encore, interaction: Interaction, status: JobStatus, answered: Callable[[], None]
) -> int | None:
    services, job = bot.services, status.job
    deferred, place = interaction.response.is_done(), _place_of(interaction, status.job)
    seconds = ANSWER_TIMEOUT
    if deferred:  # else Discord's three seconds are the limit, and it says so
        seconds -= (services.context.now() - job.created_at).total_seconds()  # a commit may wait for its database
    message = job_message(status, ())
    try:
        message_id, shows_card = await _answer(interaction, message, job, place, seconds, deferred=deferred)
    except discord.NotFound:
        # Our answer never came, or came after Discord's three seconds: the person saw that nothing happened.
        await services.lifecycle.cancel(job, "")
        if deferred:
            raise PersonError(Problem.CARD_GONE) from None
        raise
    answered()
    if message_id is not None and interaction.channel_id is not None:
        if shows_card and services.courier is not None:
            services.courier.remember_card(status)  # first: or the news of its message would have it looked at again
        channel_id = ChannelId(interaction.channel_id) if place is _Place.CHANNEL else None
        await services.lifecycle.record_message(job, channel_id, MessageId(message_id))
    return message_id


async def _answer(
    interaction: Interaction, message: Message, job: Job, place: _Place, seconds: float, *, deferred: bool
) -> tuple[int | None, bool]:
    """Answer with the card; returns the id of its message, None where nobody knows it, and whether the card is there.

    What is not there in so many seconds is left to the courier. Raises NotFound where the message is not.
    """
    if seconds <= 0:
        log.warning("answer_left job=%s", job.id)
        return None, False
    try:
        async with asyncio.timeout(seconds):
            return await _answer_in_time(interaction, message, job, place, deferred=deferred)
    except TimeoutError:  # the courier finds the card, or posts anew
        log.warning("answer_uncertain job=%s error=TimeoutError", job.id)
        return None, False


async def _answer_in_time(
    interaction: Interaction, message: Message, job: Job, place: _Place, *, deferred: bool
) -> tuple[int | None, bool]:
    try:
        if deferred:
            # Whole: another process may have said below “thinking…” that this one was stopped.
            return (await interaction.edit_original_response(**message.edit(whole=True))).id, True
        if place is _Place.MENU and interaction.message is not None:
            await interaction.response.edit_message(**message.edit(whole=True))
            return interaction.message.id, True
        ephemeral = place is _Place.PRIVATE
        return (await interaction.response.send_message(**message.send(), ephemeral=ephemeral)).message_id, True
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
        return None, False
    # Another process may have answered, in private, or with the “thinking…” that the courier makes the card.
    is_ours = place is not _Place.CHANNEL or not shown.flags.ephemeral
    return shown.id if is_ours else None, not shown.flags.loading and not (deferred and place is _Place.MENU)
