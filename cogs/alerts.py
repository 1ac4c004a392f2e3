"""Carries what the operator must know to the operator's direct messages."""

from __future__ import annotations

import logging
import zlib

from bot.gateway.client import Encore
from cogs.components.replies import NOT_TAKEN
from cogs.operators import operator_ids
from cogs.text import discord_limits
from cogs.text.escape import truncate

log = logging.getLogger(__name__)


async def write_to_operators(bot: Encore, text: str) -> None:
    """Send `text` to everybody in OPERATOR_IDS, or to the application's owner or team.

    One who takes no messages is left to the log.
    """
    for user_id in await operator_ids(bot):
        try:
            person = await bot.fetch_user(user_id)
            # The nonce keeps discord.py's own repeats of a POST from writing twice.
            await person.send(truncate(text, discord_limits.MESSAGE), nonce=str(zlib.crc32(text.encode())))
        except NOT_TAKEN as error:
            log.warning("operator_not_reached user=%s error=%s", user_id, type(error).__name__)
