"""The buttons below what a small operation found out, and the menu that such a message may come from."""

from __future__ import annotations

from typing import Any

import discord

from bot.musicapi.operations import Operation
from cogs.components.buttons import button
from cogs.components.custom_id import OperationButton, OperationMenu, PostButton, SingerButton
from cogs.components.replies import Interaction
from cogs.text.catalog import say
from data.ids import ClipId, JobId


def post_button(job_id: JobId) -> discord.ui.Button[Any]:
    """The button that posts for everybody what was found out."""
    made = button(PostButton(job_id), say("post-here-button"))
    made.style = discord.ButtonStyle.secondary
    return made


def persona_button(operation: Operation, clip_id: ClipId) -> discord.ui.Button[Any]:
    """The button that makes a persona of a clip whose voice was picked."""
    return button(OperationButton(operation, clip_id), say("make-persona-button"))


def singer_button(job_id: JobId) -> discord.ui.Button[Any]:
    """The button that makes a song in the voice of the persona that a job made."""
    return button(SingerButton(job_id), say("sing-with-button"))


def is_of_menu(interaction: Interaction) -> bool:
    """Whether something was chosen in a menu below More…, or in a form that one opened."""
    rows = interaction.message.components if interaction.message is not None else []
    names = [str(getattr(part, "custom_id", None)) for row in rows for part in getattr(row, "children", [])]
    return any(OperationMenu.read(name) is not None for name in names)
