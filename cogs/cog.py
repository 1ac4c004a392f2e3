"""What every command stands on."""

from __future__ import annotations

from typing import Final

from discord import app_commands
from discord.ext import commands

from bot.gateway.client import Encore

# For groups and menus: what `guild_only` says of them is a field that Discord has given up.
IN_SERVERS: Final = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)


class Cog(commands.Cog):
    """Commands of one kind, and the bot that answers them."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot
