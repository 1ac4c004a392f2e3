"""`/privacy`: what is stored of whoever asks, a copy of it, and its deletion, which is asked for twice."""

from __future__ import annotations

import asyncio
import io
import logging
from contextlib import suppress

import discord
from discord import app_commands

from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from bot.privacy.exporting import export
from bot.privacy.retention import change_days, read_days
from cogs.cards.privacy import CHOICES, privacy_panel, question_panel, sure_panel, told_panel
from cogs.cog import Cog
from cogs.components.panel import chosen_value
from cogs.components.privacy_ids import (
    DeleteButton,
    EraseButton,
    ExportButton,
    KeepButton,
    Messages,
    RetentionMenu,
    Step,
)
from cogs.components.replies import Interaction, reply_privately
from cogs.permissions import can_manage, guild_of, user_of
from cogs.text.catalog import command_text, say

log = logging.getLogger(__name__)

MOST_BYTES = 8 * 1024 * 1024  # of one file: as much as Discord takes anywhere
SHOWN_WITHIN = 10.0  # seconds in which somebody is told that it is done, if it is by then
# A file of everything is in memory until it is sent; whoever comes third waits.
EXPORTS_AT_ONCE = asyncio.Semaphore(2)


class Privacy(Cog):
    """What is stored of people, and what they can do about it."""

    @app_commands.command(name="privacy", description=command_text("command-privacy"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def privacy(self, interaction: Interaction) -> None:
        """Show it to the person alone."""
        await interaction.response.send_message(view=await _panel(self._bot, interaction), ephemeral=True)


async def send_export(bot: Encore, interaction: Interaction, _: ExportButton) -> None:
    """Send whoever presses everything that is stored of them, in private, file by file."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    most, number = min(MOST_BYTES, interaction.filesize_limit), 0
    async with EXPORTS_AT_ONCE:
        async for part in export(bot.services.context, user_of(interaction), most_bytes=most):
            number += 1
            said = say("export-first") if number == 1 else say("export-next", part=number)
            file = discord.File(io.BytesIO(part), f"encore-data-{number}.json", description=say("export-alt"))
            await interaction.followup.send(said, file=file, ephemeral=True)
    log.info("data_exported interaction=%s parts=%s", interaction.id, number)


async def ask_what(_bot: Encore, interaction: Interaction, _: DeleteButton) -> None:
    """Ask for the first time, and what is to become of messages."""
    await interaction.response.send_message(view=question_panel(), ephemeral=True)


async def keep(_bot: Encore, interaction: Interaction, _: KeepButton) -> None:
    """Delete nothing."""
    await _show(interaction, told_panel(say("delete-kept")))


async def erase(bot: Encore, interaction: Interaction, button: EraseButton) -> None:
    """Ask for the second time, or delete everything of whoever presses."""
    if button.step is Step.ASK:
        await _show(interaction, sure_panel(button.messages))
        return
    is_forged = not _is_on_panel(interaction)
    await interaction.response.defer(ephemeral=is_forged, thinking=is_forged)
    eraser = bot.services.eraser
    asked = await eraser.ask(user_of(interaction), with_messages=button.messages is Messages.GO)
    is_done = False
    with suppress(TimeoutError):
        async with asyncio.timeout(SHOWN_WITHIN):
            is_done = await eraser.hasten(asked)
    said = say("delete-done") if is_done else say("delete-begun")
    await interaction.edit_original_response(view=told_panel(said, say("delete-backups")))


async def choose_retention(bot: Encore, interaction: Interaction, _: RetentionMenu) -> None:
    """Keep the words of a server's songs for as long as was chosen, and show it."""
    if not can_manage(interaction):
        await reply_privately(interaction, f"{say('settings-managers-only')}\n{say('nothing-changed')}")
        return
    days = {str(each): each for each in CHOICES}.get(chosen_value(interaction))
    if days is None:
        raise PersonError(Problem.NOT_IN_THE_MENU)
    await change_days(bot.services.context, guild_of(interaction), user_of(interaction), days or None)
    await _show(interaction, await _panel(bot, interaction))


async def _show(interaction: Interaction, view: discord.ui.LayoutView) -> None:
    """Show something in place of the panel where somebody pressed, in private."""
    if _is_on_panel(interaction):
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


def _is_on_panel(interaction: Interaction) -> bool:
    """Whether it was pressed on an answer for that person alone; else it is forged, and that message stays as it is."""
    return interaction.message is not None and interaction.message.flags.ephemeral


async def _panel(bot: Encore, interaction: Interaction) -> discord.ui.LayoutView:
    services, manages = bot.services, interaction.guild_id is not None and can_manage(interaction)
    kept_days = await read_days(services.context, guild_of(interaction)) if manages else None
    return privacy_panel(policy=services.privacy_url, terms=services.terms_url, kept_days=kept_days, manages=manages)
