"""`/credits`: what the server may spend, what it went on, what is mine, a picture of the month, and who used what."""

from __future__ import annotations

import asyncio
import io
import logging
import re
from typing import Any

import discord
from discord import app_commands

from bot.drawing.month import ChartWords, MonthChart
from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from bot.status.ledger_csv import write_ledger
from bot.status.statements import read_daily_use, read_members, read_my_month, read_statement
from cogs.cards.credits import credits_panel
from cogs.cards.spending import (
    IMAGE,
    chart_alt,
    chart_of,
    chart_panel,
    chart_words,
    ledger_line,
    members_panel,
    mine_panel,
)
from cogs.cog import Cog
from cogs.components.credits_ids import CreditsPart, CreditsTab, LedgerMenu, MembersPage
from cogs.components.custom_id import CreditsPage
from cogs.components.panel import chosen_value
from cogs.components.replies import Interaction
from cogs.permissions import can_manage, guild_of, roles_of, user_of, viewer_of
from cogs.text.catalog import command_text, say
from cogs.thinking import show_thinking

log = logging.getLogger(__name__)


class Credits(Cog):
    """The server's month."""

    @app_commands.command(name="credits", description=command_text("command-credits"))
    @app_commands.guild_only()
    async def credits(self, interaction: Interaction) -> None:
        """Show the account to the person alone."""
        await interaction.response.send_message(view=await _server_panel(self._bot, interaction, 0), ephemeral=True)


async def turn(bot: Encore, interaction: Interaction, button: CreditsPage) -> None:
    """Turn to another page of what the credits went on, in the same private message."""
    await _show(interaction, await _server_panel(bot, interaction, button.page))


async def turn_to(bot: Encore, interaction: Interaction, tab: CreditsTab) -> None:
    """Turn to another part, in the same private message."""
    if tab.section not in set(CreditsPart):
        raise PersonError(Problem.BUTTON_UNKNOWN)
    match CreditsPart(tab.section):
        case CreditsPart.MINE:
            context, asked = bot.services.context, (guild_of(interaction), user_of(interaction))
            mine = await read_my_month(context, *asked, roles_of(interaction))
            await _show(interaction, mine_panel(mine, manages=can_manage(interaction)))
        case CreditsPart.SERVER:
            await _show(interaction, await _server_panel(bot, interaction, 0))
        case CreditsPart.CHART:
            await _show_chart(bot, interaction)
        case CreditsPart.MEMBERS:
            await turn_members(bot, interaction, MembersPage(0))


async def turn_members(bot: Encore, interaction: Interaction, button: MembersPage) -> None:
    """Turn to a page of who used the credits, for who may manage the server."""
    _require_manager(interaction)
    table = await read_members(bot.services.context, guild_of(interaction), page=button.page)
    await _show(interaction, members_panel(table))


async def send_ledger(bot: Encore, interaction: Interaction, _menu: LedgerMenu) -> None:
    """Send the ledger of the chosen month to the person alone, a message for each part, if they manage the server."""
    _require_manager(interaction)
    guild_id, month = guild_of(interaction), chosen_value(interaction)
    if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", month) is None:
        raise PersonError(Problem.BUTTON_UNKNOWN)
    await show_thinking(bot, interaction, ephemeral=True)
    found = await write_ledger(bot.services.context, guild_id, month, part_limit=interaction.filesize_limit)
    if found is None:
        raise PersonError(Problem.BUTTON_UNKNOWN)
    parts = len(found.parts)
    for number, part in enumerate(found, 1):
        name = f"ledger-{month}.csv" if parts == 1 else f"ledger-{month}-part-{number}.csv"
        file, said = discord.File(io.BytesIO(part), name), ledger_line(month, found.rows, number, parts)
        if number == 1:
            await interaction.edit_original_response(content=said, attachments=[file])
        else:
            await interaction.followup.send(said, file=file, ephemeral=True)
    log.info("ledger_sent guild=%s user=%s month=%s rows=%s", guild_id, user_of(interaction), month, found.rows)


async def _server_panel(bot: Encore, interaction: Interaction, page: int) -> discord.ui.LayoutView:
    guild_id = guild_of(interaction)
    statement = await read_statement(bot.services.context, guild_id, viewer_of(interaction), page=page)
    return credits_panel(statement, guild_id, manages=can_manage(interaction))


async def _show(interaction: Interaction, view: discord.ui.LayoutView) -> None:
    # Whatever picture was there goes.
    await interaction.response.edit_message(view=view, attachments=[])


async def _show_chart(bot: Encore, interaction: Interaction) -> None:
    await interaction.response.defer()  # a picture takes its time, and the panel stays as it is meanwhile
    use = await read_daily_use(bot.services.context, guild_of(interaction))
    # In a thread: drawing would keep the gateway's heartbeats waiting.
    picture = await asyncio.to_thread(_draw, chart_of(use), chart_words(use))
    file = discord.File(io.BytesIO(picture), IMAGE, description=chart_alt(use))
    view: Any = chart_panel(use, manages=can_manage(interaction))
    await interaction.edit_original_response(view=view, attachments=[file])


def _draw(chart: MonthChart, words: ChartWords) -> bytes:
    # Only with the first picture, and in its thread: Pillow takes memory and a moment to load.
    from bot.drawing.month_chart import draw

    return draw(chart, words)


def _require_manager(interaction: Interaction) -> None:
    if not can_manage(interaction):
        raise PersonError(say("credits-managers-only"))
