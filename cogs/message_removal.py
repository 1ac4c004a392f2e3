"""Takes a message with a song out of its channel, when its person wants everything deleted."""

from __future__ import annotations

import logging
from http import HTTPStatus

import aiohttp
import discord

from bot.gateway.client import Encore
from bot.privacy.eraser import NotNow
from cogs.refusals import Meaning, meaning_of
from data.privacy.erasures import Posted

log = logging.getLogger(__name__)


async def remove_message(bot: Encore, posted: Posted) -> None:
    """Remove a message, if it is there and can be reached; raises NotNow where that may be otherwise later."""
    if bot.refusals.seconds_left() > 0:
        raise NotNow("Discord has refused too much lately")
    channel = bot.get_partial_messageable(posted.channel_id, guild_id=posted.guild_id)
    try:
        await channel.get_partial_message(posted.message_id).delete()
    except discord.HTTPException as error:
        # Of a 401, or a 403 without a known code, nobody said that the message is gone or out of reach for good.
        if error.status != HTTPStatus.NOT_FOUND and meaning_of(error, by_token=False) is not Meaning.CLOSED:
            raise NotNow(f"{error.status} {error.code}") from error
        log.info("message_not_there job=%s status=%s code=%s", posted.job_id, error.status, error.code)
    except (discord.RateLimited, aiohttp.ClientError, OSError) as error:
        raise NotNow(type(error).__name__) from error
