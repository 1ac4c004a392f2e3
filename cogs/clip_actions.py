"""What acts on a clip: its buttons, the menu below More…, and the forms that they open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from bot.client import Encore
from bot.errors import ClipUnfit
from bot.musicapi.operations import Operation
from bot.orders.order import Order
from bot.orders.planning import check_credits
from bot.orders.titles import derived_title
from bot.orders.user_text import TITLE_LIMIT
from bot.status.snapshots import ClipOperation
from cogs.components.buttons import OPERATIONS, chosen_operation, operation_menu
from cogs.components.custom_id import Action, ClipButton, ClipForm, OperationMenu
from cogs.components.replies import Interaction
from cogs.forms.clip_forms import form_for, needs_no_form, words_of
from cogs.forms.form import sent_fields
from cogs.orders import order_from, place_order
from cogs.permissions import guild_of, viewer_of
from cogs.text import sentences
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
    """Show the person alone what can be made of the clip, with prices."""
    menu = await bot.services.queries.clip_menu(clip_id, guild_of(interaction), viewer_of(interaction))
    if not menu.candidates:
        raise ClipUnfit(sentences.NOTHING_MORE)
    title = escape_markdown(menu.title, TITLE_SHOWN) or "Untitled"
    await interaction.response.send_message(
        sentences.menu_line(menu.clip.position, title, menu.account.left),
        view=operation_menu(menu.clip, menu.candidates, menu.account.left),
        ephemeral=True,
    )


async def choose(bot: Encore, interaction: Interaction, menu: OperationMenu) -> None:
    """Begin what was chosen below More…."""
    await begin(bot, interaction, chosen_operation(interaction), menu.clip_id)


async def begin(bot: Encore, interaction: Interaction, operation: Operation, clip_id: ClipId) -> None:
    """Begin at once what takes nothing and costs little; open a form, with the price, for everything else."""
    asked = await _find_operation(bot, interaction, clip_id, operation)
    check_credits(bot.services.context, asked.account, asked.candidate)
    if needs_no_form(asked.candidate):
        await place_order(bot, interaction, _order(interaction, asked, {}), repeatable=False)
        return
    if operation.spec.needs_second_clip and not asked.others:
        raise ClipUnfit(sentences.NO_OTHER_CLIP)
    await interaction.response.send_modal(form_for(asked))


async def submit(bot: Encore, interaction: Interaction, form: ClipForm) -> None:
    """Order what a form asks for; the clip is looked up again, since it may have been deleted or hidden meanwhile."""
    asked = await _find_operation(bot, interaction, form.clip_id, form.operation)
    order = _order(interaction, asked, sent_fields(interaction))
    await place_order(bot, interaction, order, agreed_price=form.price, repeatable=False)


async def _find_operation(
    bot: Encore, interaction: Interaction, clip_id: ClipId, operation: Operation
) -> ClipOperation:
    guild_id, viewer = guild_of(interaction), viewer_of(interaction)
    return await bot.services.queries.clip_operation(clip_id, guild_id, viewer, operation)


def _order(interaction: Interaction, asked: ClipOperation, fields: Mapping[str, str]) -> Order:
    operation, title = asked.candidate.offer.operation, shorten(asked.title, TITLE_LIMIT)
    brief = replace(Brief(title=title, source=asked.clip.id), **words_of(asked, fields))
    if brief.title == title:  # nobody calls it otherwise
        brief = replace(brief, title=derived_title(operation, title, brief.style))
    return order_from(interaction, brief, operation=operation)
