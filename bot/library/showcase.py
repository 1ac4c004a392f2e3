"""Use cases of a server's showcase: managers choose it, and what is shown there is written down before and after."""

from __future__ import annotations

from bot.context import Context
from bot.errors import PersonError, Problem
from bot.library.songs import Asker
from data.engine.transaction import Transaction
from data.guilds import admin_log
from data.ids import ClipId, MessageId
from data.library import showcase
from data.library.showcase import Showcase


async def choose(context: Context, asker: Asker, chosen: Showcase | None) -> None:
    """Let the guild have this showcase, or none; raises PersonError for whoever does not manage it."""
    if not asker.manages:
        raise PersonError(Problem.SHOWCASE_NOT_YOURS)

    async def work(tx: Transaction) -> None:
        await showcase.put(tx, asker.guild_id, chosen)
        facts = {} if chosen is None else {"channel": str(chosen.channel_id), "hearts": chosen.hearts}
        action = "showcase.off" if chosen is None else "showcase.set"
        who = asker.viewer.user_id
        await admin_log.record(tx, guild_id=asker.guild_id, user_id=who, action=action, facts=facts, now=context.now())

    await context.database.write_urgently(work)


async def mark_shown(context: Context, clip_id: ClipId, message_id: MessageId) -> None:
    """Remember that a clip was shown."""
    await context.database.write(showcase.mark_shown, clip_id, message_id, now=context.now())


async def give_up(context: Context, clip_id: ClipId) -> None:
    """Let the next favourite show a clip that Discord would not take."""
    await context.database.write(showcase.give_up, clip_id)
