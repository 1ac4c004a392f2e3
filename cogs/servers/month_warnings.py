"""Tells a server, once for each, that it has used 50, 80 and 100 % of its month, and how long the rest lasts."""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections.abc import Collection, Iterator
from datetime import datetime

import discord
from discord.ext import commands

from bot.context import next_month
from bot.gateway.client import Encore
from bot.orders.accounts import current_account
from bot.orders.month_warnings import OVER, lasts_until
from cogs.cog import Cog
from cogs.components.replies import NOT_TAKEN
from cogs.languages import language_in
from cogs.refusals import Meaning, meaning_of
from cogs.text.catalog import say, speaking
from cogs.text.sentences import live_time
from data.engine.database import DATABASE_TROUBLE
from data.engine.transaction import Transaction
from data.guilds import limits, month_warnings
from data.guilds.month_warnings import MonthWarning
from data.ids import ChannelId, GuildId
from data.rows import Account

log = logging.getLogger(__name__)

TIMEOUT = 20.0  # seconds for all of it: nobody waits for it
LATER = (Meaning.LATER, Meaning.UNAUTHORIZED)  # refusals after which another moment may do
NEEDED = discord.Permissions(view_channel=True, send_messages=True)


class MonthWarnings(Cog):
    """Tells what a process that was killed left untold."""

    async def cog_load(self) -> None:
        """Look up what was left; it is told where the server is heard."""
        self._untold = await self._bot.services.context.database.read(month_warnings.untold)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Tell a server what it was not told."""
        if guild.id in self._untold:
            self._untold.discard(GuildId(guild.id))
            await tell_month(self._bot, GuildId(guild.id))

    @commands.Cog.listener()
    async def on_processes_gone(self, _worker_ids: Collection[str]) -> None:
        """Tell what processes left that are not heard of any more, as far as their servers are heard here."""
        try:
            self._untold |= await self._bot.services.context.database.read(month_warnings.untold)
        except DATABASE_TROUBLE as error:
            log.warning("month_warnings_unread error=%s", type(error).__name__)
        for guild_id in sorted(self._untold):
            if self._bot.get_guild(guild_id) is not None:
                self._untold.discard(guild_id)
                await tell_month(self._bot, guild_id)


async def tell_month(bot: Encore, guild_id: GuildId) -> None:
    """Tell a server what it was not told of its month; whatever is in the way is logged, and nothing is raised."""
    try:
        async with asyncio.timeout(TIMEOUT):
            await _tell(bot, guild_id)
    except (*NOT_TAKEN, *DATABASE_TROUBLE, TimeoutError) as error:
        log.warning("month_warning_not_sent guild=%s error=%s", guild_id, type(error).__name__)
    except Exception as error:
        # A warning is not worth the order that it comes with.
        log.error("month_warning_broken guild=%s", guild_id, exc_info=error)


async def _tell(bot: Encore, guild_id: GuildId) -> None:
    context = bot.services.context
    now = context.now()

    guild = bot.get_guild(guild_id)
    locale = guild.preferred_locale if guild is not None else None

    async def work(tx: Transaction) -> tuple[MonthWarning | None, Account, ChannelId | None, str]:
        claimed = await month_warnings.claim(tx, guild_id, now=now)
        log_channel_id = (await limits.read(tx, guild_id)).log_channel_id
        language = await language_in(tx, guild_id, locale)
        return claimed, await current_account(tx, context, guild_id), log_channel_id, language

    warning, account, log_channel_id, language = await context.database.write(work)
    if warning is None:
        return
    try:
        if warning.month == account.month:  # what is over interests nobody
            with speaking(language):  # whoever ordered may be spoken to in another one
                text = warning_text(warning.percent, account, now)
            await _send(bot, warning, text, [*_places(bot, warning, log_channel_id)])
    except BaseException:
        await asyncio.shield(context.database.write(month_warnings.give_back, guild_id, claimed_at=now))
        raise
    await context.database.write(month_warnings.confirm, guild_id, claimed_at=now)


async def _send(bot: Encore, warning: MonthWarning, text: str, places: list[int]) -> None:
    """Say it in the first of the places that takes it; raises what may pass."""
    nonce = str(zlib.crc32(f"{warning.guild_id} {warning.month} {warning.percent}".encode()))
    for channel_id in places:
        channel = bot.get_partial_messageable(channel_id, guild_id=warning.guild_id)
        try:
            # The nonce keeps discord.py's own repeats of a POST from saying it twice.
            await channel.send(text, nonce=nonce)
        except discord.HTTPException as refusal:
            if meaning_of(refusal, by_token=False) in LATER:
                raise
            log.warning("month_warning_refused guild=%s channel=%s code=%s", warning.guild_id, channel_id, refusal.code)
        else:
            log.info("month_warning guild=%s month=%s percent=%s", warning.guild_id, warning.month, warning.percent)
            return


def _places(bot: Encore, warning: MonthWarning, log_channel_id: ChannelId | None) -> Iterator[int]:
    """Where a server expects such news: where it wants them, where Discord tells its admins, where the song is made."""
    if log_channel_id is not None:
        yield log_channel_id
    guild = bot.get_guild(warning.guild_id)
    channel = guild.public_updates_channel if guild is not None else None
    if guild is not None and channel is not None and channel.permissions_for(guild.me).is_superset(NEEDED):
        yield channel.id
    yield warning.channel_id


def warning_text(percent: int, account: Account, now: datetime) -> str:
    """How much of the month is used, how long the rest lasts, and what can be done about it."""
    used, resets = account.held + account.spent, live_time(int(next_month(now, account.time_zone).timestamp()))
    ends = lasts_until(account, now)
    if percent >= OVER:
        lines = [say("month-used-up", used=used, total=account.allowance), say("month-resets", when=resets)]
    else:
        lines = [say("month-used", percent=percent, used=used, total=account.allowance)]
        when = None if ends is None else f"<t:{int(ends.timestamp())}:D>"
        lines.append(say("month-lasts", when=resets) if when is None else say("month-ends-early", when=when))
    return "\n".join([*lines, say("month-settings")])
