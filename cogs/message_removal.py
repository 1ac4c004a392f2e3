"""Takes a message with a song out of its channel, when its person wants everything deleted."""

from __future__ import annotations

import logging

import aiohttp
import discord

from bot.gateway.client import Encore
from bot.privacy.eraser import NotNow
from cogs.refusals import Meaning, meaning_of
from data.privacy.erasures import Posted

log = logging.getLogger(__name__)


async def remove_message(bot: Encore, posted: Posted) -> None:
    """Remove a message, if it is there and can be reached; raises NotNow where Discord takes nothing now."""
    if bot.refusals.seconds_left() > 0:
        raise NotNow("Discord has refused too much lately")
    channel = bot.get_partial_messageable(posted.channel_id, guild_id=posted.guild_id)
    try:
        await channel.get_partial_message(posted.message_id).delete()
    except discord.HTTPException as error:
        if meaning_of(error, by_token=False) is Meaning.LATER:
            raise NotNow(str(error.status)) from error
        log.info("message_not_there job=%s status=%s code=%s", posted.job_id, error.status, error.code)
    except (discord.RateLimited, aiohttp.ClientError, OSError) as error:
        raise NotNow(type(error).__name__) from error
