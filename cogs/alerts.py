"""Carries what the operator must know to the operator's direct messages."""

from __future__ import annotations

import logging
import zlib
from typing import TYPE_CHECKING

from cogs.components.replies import NOT_TAKEN
from cogs.text import discord_limits
from cogs.text.escape import truncate

if TYPE_CHECKING:
    from bot.client import Encore

log = logging.getLogger(__name__)


class AlertMessages:
    """Writes to everybody in OPERATOR_IDS, or to the application's owner or team."""

    def __init__(self, bot: Encore) -> None:
        self._bot = bot

    async def carry(self, text: str) -> None:
        """Send `text` to each operator; one who takes no messages is left to the log."""
        for user_id in await self._alerts():
            try:
                person = await self._bot.fetch_user(user_id)
                # The nonce keeps discord.py's own repeats of a POST from writing twice.
                await person.send(truncate(text, discord_limits.MESSAGE), nonce=str(zlib.crc32(text.encode())))
            except NOT_TAKEN as error:
                log.warning("operator_not_reached user=%s error=%s", user_id, type(error).__name__)

    async def _alerts(self) -> tuple[int, ...]:
        if self._bot.services.operator_ids:
            return self._bot.services.operator_ids
        try:
            application = await self._bot.application_info()
        except NOT_TAKEN as error:
            log.warning("operators_unknown error=%s", type(error).__name__)
            return ()
        if application.team is not None:
            return tuple(member.id for member in application.team.members)
        return (application.owner.id,)


async def setup(bot: Encore) -> None:
    """Let messages to the operator be carried."""
    bot.services.alerts.transport = AlertMessages(bot).carry
