"""From an order to its card: the credits are held first, and given back where nobody could be shown the card."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot.errors import CardGone, NotHere
from bot.musicapi.offers import Operation
from bot.orders.order import Order
from cogs.cards.message import job_message
from cogs.components.replies import NOT_TAKEN
from cogs.text import sentences
from data.brief import Brief
from data.ids import ChannelId, GuildId, InteractionId, MessageId, UserId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.client import Encore
    from cogs.cards.message import Message
    from cogs.components.replies import Interaction
    from data.rows import Job

log = logging.getLogger(__name__)

# How long an interaction's token lives: docs.discord.com, "Receiving and Responding", followup messages.
TOKEN_LIFETIME = timedelta(minutes=15)


def order_from(
    interaction: Interaction, brief: Brief, *, operation: Operation = Operation.CREATE, model: str = ""
) -> Order:
    """An order with everything that the interaction says about who asked where."""
    return Order(
        interaction_id=InteractionId(interaction.id),
        guild_id=guild_of(interaction),
        channel_id=ChannelId(interaction.channel_id or 0),
        user_id=UserId(interaction.user.id),
        token=interaction.token,
        token_expires_at=interaction.created_at + TOKEN_LIFETIME,
        file_limit=interaction.filesize_limit,
        operation=operation,
        model=model,
        brief=brief,
    )


def brief_from(typed: Mapping[str, str]) -> Brief:
    """What the form of a new song asks for."""
    return Brief(
        prompt=typed.get("prompt", ""),
        title=typed.get("title", ""),
        style=typed.get("style", ""),
        lyrics=typed.get("lyrics", ""),
    )


async def begin(bot: Encore, interaction: Interaction, order: Order) -> None:
    """Hold the credits, then show the card; a card that nobody could be shown gives the credits back.

    An interaction that was deferred, because something had to be looked at first, has its “thinking…” become the card.
    """
    services = bot.services
    deferred = interaction.response.is_done()
    placed = await services.lifecycle.place(order)
    job, view = placed.job, await services.queries.first_status(placed.job, placed.account)
    try:
        message_id = await _show(interaction, job_message(view, ()), job, deferred=deferred)
    except discord.NotFound:
        # Our answer never came, or came after Discord's three seconds: the person saw that nothing happened.
        await services.lifecycle.cancel(job, "")
        if deferred:
            raise CardGone(sentences.CARD_GONE) from None
        raise
    if message_id is not None and interaction.channel_id is not None:
        await services.lifecycle.record_message(job, ChannelId(interaction.channel_id), MessageId(message_id))
        services.courier.remember_card(view)


async def _show(interaction: Interaction, message: Message, job: Job, *, deferred: bool) -> int | None:
    """Answer with the card; None where nobody knows whether it is there; raises NotFound where it is not."""
    try:
        if deferred:
            return (await interaction.edit_original_response(**message.edit())).id
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


def guild_of(interaction: Interaction) -> GuildId:
    """The server in which somebody asked; raises NotHere outside of servers."""
    if interaction.guild_id is None:
        raise NotHere(sentences.NOT_HERE)
    return GuildId(interaction.guild_id)
