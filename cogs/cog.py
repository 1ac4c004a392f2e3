"""What every command stands on."""

from __future__ import annotations

from discord.ext import commands

from bot.client import Encore


class Cog(commands.Cog):
    """Commands of one kind, and the bot that answers them."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot
