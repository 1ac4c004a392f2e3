"""“Thinking…”, for what takes longer than Discord waits: nobody reads it for ever because the bot was killed meanwhile.

Who is told so before anything is ordered is written down first, and the next start answers them, or another process
that takes over.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Collection
from datetime import timedelta
from typing import cast

import discord
from discord.ext import commands

from bot.errors import Problem
from bot.gateway.client import Encore
from cogs.cog import Cog
from cogs.components.replies import NOT_TAKEN, Interaction
from cogs.text.catalog import speaking, spoken
from cogs.text.errors import sentence_of
from cogs.text.languages import known
from data.engine.transaction import Transaction
from data.ids import InteractionId
from data.messages import deferrals
from data.messages.deferrals import Deferral

log = logging.getLogger(__name__)

LONGEST_WORK = timedelta(minutes=3)  # more than any look at a recording may take, and an order after it
# Discord takes this word in place of the id of the message that answered an interaction.
_ORIGINAL = cast("int", "@original")


async def show_thinking(bot: Encore, interaction: Interaction, *, ephemeral: bool = False) -> None:
    """Say “thinking…”, to the person alone where `ephemeral`, after it was written down that somebody is told so."""
    context = bot.services.context
    deferral = Deferral(InteractionId(interaction.id), interaction.token, context.worker_id, context.now(), spoken())
    await context.database.write_urgently(deferrals.add, deferral)
    await interaction.response.defer(thinking=True, ephemeral=ephemeral)


class Interruptions(Cog):
    """Answers those whom a process that ended left with “thinking…”."""

    _answering: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Answer them, while the bot starts."""
        own = self._bot.services.context.worker_id
        self._answering = asyncio.create_task(self._answer_everybody([own]))

    @commands.Cog.listener()
    async def on_processes_gone(self, worker_ids: Collection[str]) -> None:
        """Answer whom processes left that are not heard of any more."""
        await self._answer_everybody(worker_ids)

    async def cog_unload(self) -> None:
        """Leave the rest to the next start."""
        if self._answering is not None:
            self._answering.cancel()
            await asyncio.wait([self._answering])

    async def _answer_everybody(self, owners: Collection[str]) -> None:
        try:
            for waiting in await self._find_interrupted(owners):
                try:
                    await self._answer(waiting)
                except NOT_TAKEN as error:
                    who, why = waiting.interaction_id, type(error).__name__
                    log.warning("interruption_not_told interaction=%s error=%s", who, why)
        except Exception as error:
            # A sentence that is missing is not worth the process.
            log.error("interruptions_unanswered", exc_info=error)

    async def _find_interrupted(self, owners: Collection[str]) -> list[Deferral]:
        context, now = self._bot.services.context, self._bot.services.context.now()

        async def work(tx: Transaction) -> list[Deferral]:
            await deferrals.forget_old(tx, now=now)
            return await deferrals.find_interrupted(tx, owners=owners, older_than=now - LONGEST_WORK)

        return await context.database.write(work)

    async def _answer(self, waiting: Deferral) -> None:
        webhook = discord.Webhook.partial(self._bot.application_id or 0, waiting.token, client=self._bot)
        # Not found: it never came to “thinking…”, or that was taken away by another answer.
        with contextlib.suppress(discord.NotFound):
            if (await webhook.fetch_message(_ORIGINAL)).flags.loading:
                with speaking(known(waiting.language)):
                    told = sentence_of(Problem.INTERRUPTED)
                nobody = discord.AllowedMentions.none()
                await webhook.edit_message(_ORIGINAL, content=told, allowed_mentions=nobody)
                log.warning("interruption_told interaction=%s", waiting.interaction_id)
        await self._bot.services.context.database.write(deferrals.remove, waiting)
