"""For how long a server keeps the words of its songs, and that they are forgotten then."""

from __future__ import annotations

import logging

from bot.context import Context
from data.engine.transaction import Transaction
from data.guilds import admin_log, retention
from data.ids import GuildId, UserId
from data.privacy import old_words

log = logging.getLogger(__name__)


async def read_days(context: Context, guild_id: GuildId) -> int | None:
    """After how many days a server wants words forgotten; None: never."""
    return await context.database.read(retention.get, guild_id)


async def change_days(context: Context, guild_id: GuildId, user_id: UserId, days: int | None) -> None:
    """Let a server's words be forgotten after so many days, None: never; written down with who wanted it."""
    now = context.now()

    async def work(tx: Transaction) -> None:
        await retention.put(tx, guild_id, days)
        facts = {"days": days}
        await admin_log.record(tx, guild_id=guild_id, user_id=user_id, action="words.kept", facts=facts, now=now)

    await context.database.write_urgently(work)
    log.info("words_kept guild=%s days=%s", guild_id, days or "-")


async def forget_old_words(context: Context) -> int:
    """Forget what is too old in every server that wants so, some songs at a time; returns of how many songs."""
    forgotten = 0
    for each in await context.database.read(old_words.every):
        while count := await context.database.write(old_words.forget, each.guild_id, now=context.now()):
            forgotten += count
            log.info("words_forgotten guild=%s songs=%s", each.guild_id, count)
    return forgotten
