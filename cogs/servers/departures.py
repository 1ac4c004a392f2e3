"""Hears in which servers the bot is, and asks Discord about one that it seems to have left."""

from __future__ import annotations

import logging

import discord
from discord.ext import commands

from bot.gateway.client import Encore
from bot.privacy.departures import note_left, note_shard, note_there
from cogs.cog import Cog
from cogs.components.replies import NOT_TAKEN
from data.engine.database import DATABASE_TROUBLE
from data.ids import GuildId

log = logging.getLogger(__name__)


class Departures(Cog):
    """Notes where the bot was removed, and where it is back."""

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that the bot was removed just now."""
        try:
            await note_left(self._bot.services.context, GuildId(guild.id))
        except DATABASE_TROUBLE as error:
            log.warning("departure_not_noted guild=%s error=%s", guild.id, type(error).__name__)  # the next start does

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note that the bot is back, where it was before."""
        try:
            await note_there(self._bot.services.context, [GuildId(guild.id)])
        except DATABASE_TROUBLE as error:
            log.warning("return_not_noted guild=%s error=%s", guild.id, type(error).__name__)

    @commands.Cog.listener()
    async def on_shard_ready(self, shard_id: int) -> None:
        """Note what became of servers while nobody heard them: Discord names all of a shard when it connects."""
        count = self._bot.shard_count or 1
        there = {GuildId(guild.id) for guild in self._bot.guilds if (guild.id >> 22) % count == shard_id}
        try:
            await note_shard(self._bot.services.context, shard_id, count, there)
        except DATABASE_TROUBLE as error:
            log.warning("shard_not_noted shard=%s error=%s", shard_id, type(error).__name__)


async def find_guild(bot: Encore, guild_id: GuildId) -> bool | None:
    """Whether the bot is in a server, as Discord says; None: it does not say so now."""
    try:
        await bot.http.get_guild(guild_id, with_counts=False)
    except (discord.NotFound, discord.Forbidden):
        return False
    except NOT_TAKEN:
        return None
    return True
