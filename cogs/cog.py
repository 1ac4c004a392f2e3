"""What every command stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

if TYPE_CHECKING:
    from bot.client import Encore


class Cog(commands.Cog):
    """Commands of one kind, and the bot that answers them."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot
