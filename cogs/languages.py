"""Who is spoken to in which language: a person alone in theirs, everybody in the server's.

A person's is what their client is set to, which every interaction says. The server's is what its managers chose in
`/settings`, or else what Discord says of it. Whoever posts a job's message may be another process, which sees no
interaction, and it may be a day later: so both languages are written down with the job, and nobody has to look them up.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

import discord

from bot.gateway.client import Encore
from cogs.components.replies import Interaction
from cogs.permissions import guild_of
from cogs.text.catalog import speaking
from cogs.text.languages import LANGUAGES, language_of
from data.engine.transaction import Transaction
from data.guilds import limits
from data.ids import GuildId


def speaking_to(event: Mapping[str, Any]) -> AbstractContextManager[None]:
    """Everything that is begun inside answers an interaction, as Discord sent it, in the language of its person."""
    return speaking(language_of(event.get("locale")))


async def language_here(bot: Encore, interaction: Interaction) -> str:
    """The language that everybody reads where somebody asked."""

    async def work(tx: Transaction) -> str:
        return await language_in(tx, guild_of(interaction), interaction.guild_locale)

    return await bot.services.context.database.read(work)


async def language_in(tx: Transaction, guild_id: GuildId, locale: discord.Locale | None) -> str:
    """The language that everybody in a server reads, of which Discord says this `locale`."""
    chosen = (await limits.read(tx, guild_id)).language
    return chosen if chosen in LANGUAGES else language_of(locale)
