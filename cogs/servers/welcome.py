"""The first message in a server that the bot was just added to: once, whichever process hears of it."""

from __future__ import annotations

import logging
from asyncio import sleep
from datetime import datetime, timedelta

import discord
from discord.ext import commands

from bot.status.snapshots import NewSong
from cogs.cog import Cog
from cogs.components.buttons import stopped_view
from cogs.components.replies import NOT_TAKEN
from cogs.examples import example_buttons, find_maker, price_of
from cogs.languages import language_in
from cogs.text.catalog import say, speaking
from data.engine.transaction import Transaction
from data.guilds import greetings
from data.ids import GuildId

log = logging.getLogger(__name__)

NEW = timedelta(days=3)  # a server that was joined while the bot was away for longer needs no greeting any more
COLOUR = 0x5865F2
NEEDED = discord.Permissions(view_channel=True, send_messages=True, embed_links=True)


class Welcome(Cog):
    """Greets new servers."""

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Greet a server that the bot was added to just now."""
        await self._greet(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Greet a server that the bot was added to while nobody heard it; every other one is known by its date."""
        await self._greet(guild)

    async def _greet(self, guild: discord.Guild) -> None:
        try:
            joined_at = guild.me.joined_at
            if joined_at is None or self._bot.services.context.now() - joined_at > NEW:
                return
            if (channel := find_channel(guild)) is None:
                return
            wait = await self._greet_once(guild, channel, joined_at)
            while wait is not None:
                await sleep(wait)  # whoever has claimed it may be a process that was killed
                wait = await self._greet_once(guild, channel, joined_at)
        except Exception as error:
            # A greeting is not worth the process.
            log.error("greeting_broken guild=%s", guild.id, exc_info=error)

    async def _greet_once(
        self, guild: discord.Guild, channel: discord.TextChannel, joined_at: datetime
    ) -> float | None:
        """Greet a guild, unless it was; seconds until somebody else's claim on it ends, or None where there is none."""
        context, guild_id = self._bot.services.context, GuildId(guild.id)

        async def work(tx: Transaction) -> tuple[datetime | None, datetime | None, str]:
            ours = await greetings.claim(tx, guild_id, joined_at=joined_at, now=context.now())
            language = await language_in(tx, guild_id, guild.preferred_locale)
            return ours, None if ours else await greetings.claimed_until(tx, guild_id, joined_at=joined_at), language

        claimed_at, others_until, language = await context.database.write(work)
        if claimed_at is None:
            return None if others_until is None else max(0.0, (others_until - context.now()).total_seconds())
        maker = await find_maker(self._bot, guild_id)
        with speaking(language):
            card, view = greeting(maker)
        try:
            # The nonce keeps discord.py's own repeats of a POST from greeting twice.
            await channel.send(embed=card, view=view, nonce=f"hello {guild.id}"[:25])
        except NOT_TAKEN as error:
            await context.database.write(greetings.give_back, guild_id, claimed_at)
            log.warning("greeting_not_sent guild=%s error=%s", guild.id, type(error).__name__)
        else:
            await context.database.write(greetings.confirm, guild_id, claimed_at)
            log.info("guild_greeted guild=%s", guild.id)
        return None


def greeting(maker: NewSong | None) -> tuple[discord.Embed, discord.ui.View]:
    """What Encore does and costs in a server, and the examples of whoever makes them, if anybody can."""
    parts = [say("welcome-text")]
    if maker is not None:
        parts.append(say("welcome-price", count=price_of(maker), allowance=maker.account.allowance))
    parts += [say("welcome-privacy"), say("welcome-limits")]
    if maker is not None:
        parts.append(say("welcome-try"))
    parts.append(say("welcome-more"))
    card = discord.Embed(title=say("welcome-title"), description="\n\n".join(parts), colour=COLOUR)
    return card, stopped_view(example_buttons(maker) if maker is not None else ())


def find_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """Where a server is greeted: its system channel, else the first one where the bot may write and embed."""
    known = [guild.system_channel, *sorted(guild.text_channels, key=lambda channel: (channel.position, channel.id))]
    return next((each for each in known if each is not None and _may_write(each, guild.me)), None)


def _may_write(channel: discord.TextChannel, me: discord.Member) -> bool:
    return channel.permissions_for(me).is_superset(NEEDED)
