"""What acts on a clip: its buttons, the menu below More…, and the forms that they open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

import discord

from bot.errors import ClipUnfit, Problem
from bot.gateway.client import Encore
from bot.musicapi.operations import Operation
from bot.orders.order import Order
from bot.orders.planning import check_credits
from bot.orders.titles import derived_title
from bot.orders.user_text import TITLE_LIMIT
from bot.status.snapshots import ClipMenu, ClipOperation, KnownAnswer
from cogs.actions.menus import remember_menu, say_form_open, say_on_its_way
from cogs.commands.lyrics import add_lyrics_option, lyrics_answer
from cogs.components.buttons import OPERATIONS, chosen_operation, chosen_value, operation_menu
from cogs.components.custom_id import LYRICS, Action, ClipButton, ClipForm, OperationButton, OperationMenu
from cogs.components.library_buttons import heart_button, library_button
from cogs.components.replies import Interaction
from cogs.forms.clip_forms import form_for, needs_no_form, words_of
from cogs.forms.form import sent_fields
from cogs.orders import check_limits, order_from, place_order
from cogs.permissions import guild_of, viewer_of
from cogs.small_results import place_small_order, show_result
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown, shorten
from data.brief import Brief
from data.ids import ClipId

TITLE_SHOWN = 100


async def press(bot: Encore, interaction: Interaction, button: ClipButton) -> None:
    """Do what a button below a clip says."""
    match button.action:
        case Action.MORE:
            await show_menu(bot, interaction, button.clip_id)
        case Action.FULL_SONG:
            await begin(bot, interaction, Operation.FULL_SONG, button.clip_id)
        case Action.EXTEND | Action.COVER:
            await begin(bot, interaction, OPERATIONS[button.action], button.clip_id)
        case _:
            assert_never(button.action)


async def show_menu(bot: Encore, interaction: Interaction, clip_id: ClipId) -> None:
    """Show the person alone what is sung in the clip and what can be made of it, with prices."""
    menu = await bot.services.queries.clip_menu(clip_id, guild_of(interaction), viewer_of(interaction))
    check_limits(bot, interaction, menu.standing)
    shown = await interaction.response.send_message(_menu_line(menu), view=menu_view(menu), ephemeral=True)
    await remember_menu(bot, interaction, shown.message_id)


async def choose(bot: Encore, interaction: Interaction, menu: OperationMenu) -> None:
    """Begin what was chosen below More…."""
    if chosen_value(interaction) == LYRICS:
        await show_lyrics(bot, interaction, menu.clip_id)
    else:
        await begin(bot, interaction, chosen_operation(interaction), menu.clip_id)


async def make(bot: Encore, interaction: Interaction, button: OperationButton) -> None:
    """Begin what a button below a result says."""
    await begin(bot, interaction, button.operation, button.clip_id)


async def show_lyrics(bot: Encore, interaction: Interaction, clip_id: ClipId) -> None:
    """Show the person alone what is sung in the clip, above the menu in which they chose it."""
    menu = await bot.services.queries.clip_menu(clip_id, guild_of(interaction), viewer_of(interaction))
    text, files = lyrics_answer(menu)
    nobody = discord.AllowedMentions.none()
    await interaction.response.edit_message(
        content=text, attachments=files, view=menu_view(menu), allowed_mentions=nobody
    )


async def begin(bot: Encore, interaction: Interaction, operation: Operation, clip_id: ClipId) -> None:
    """Begin at once what takes nothing and costs little; open a form, with the price, for everything else.

    What was found out of this clip before is shown once more, for free.
    """
    guild_id, viewer = guild_of(interaction), viewer_of(interaction)
    asked = await bot.services.queries.known_or_operation(clip_id, guild_id, viewer, operation)
    if isinstance(asked, KnownAnswer):
        check_limits(bot, interaction, asked.standing)
        await show_result(interaction, asked.status)
        return
    check_credits(bot.services.context, asked.account, asked.candidate)
    price = asked.candidate.offer.price
    check_limits(bot, interaction, asked.standing, operation, price=price, account=asked.account)
    if needs_no_form(asked.candidate):
        message_id = await place_order(bot, interaction, _order(interaction, asked, {}), repeatable=False)
        if not operation.spec.is_small:  # that became the menu itself
            await say_on_its_way(bot, interaction, asked, message_id)
        return
    if operation.spec.needs_second_clip and not asked.others:
        raise ClipUnfit(Problem.NO_OTHER_CLIP)
    await interaction.response.send_modal(form_for(asked))
    await say_form_open(bot, interaction, asked)


async def submit(bot: Encore, interaction: Interaction, form: ClipForm) -> None:
    """Order what a form asks for; the clip is looked up again, since it may have been deleted or hidden meanwhile."""
    guild_id, viewer = guild_of(interaction), viewer_of(interaction)
    asked = await bot.services.queries.clip_operation(form.clip_id, guild_id, viewer, form.operation)
    order = _order(interaction, asked, sent_fields(interaction))
    place = place_small_order if form.operation.spec.is_small else place_order
    message_id = await place(bot, interaction, order, agreed_price=form.price, repeatable=False)
    if not form.operation.spec.is_small:  # that became the menu itself
        await say_on_its_way(bot, interaction, asked, message_id)


def _menu_line(menu: ClipMenu) -> str:
    title = escape_markdown(menu.title, TITLE_SHOWN) or say("untitled")
    return say("menu-line", position=str(menu.clip.position), title=title, count=menu.account.left)


def menu_view(menu: ClipMenu) -> discord.ui.View:
    """What can be made of a clip, and below it what can be done with the clip itself."""
    view = add_lyrics_option(operation_menu(menu.clip, menu.candidates, menu.account.left, menu.known))
    for made in (heart_button(menu.clip.id, is_favourite=menu.is_favourite), library_button(menu.clip.id)):
        view.add_item(made)
    view.stop()
    return view


def _order(interaction: Interaction, asked: ClipOperation, fields: Mapping[str, str]) -> Order:
    operation, title = asked.candidate.offer.operation, shorten(asked.title, TITLE_LIMIT)
    brief = replace(Brief(title=title, source=asked.clip.id), **words_of(asked, fields))
    if brief.title == title:  # nobody calls it otherwise
        brief = replace(brief, title=derived_title(operation, title, brief.style))
    return order_from(interaction, brief, operation=operation)
