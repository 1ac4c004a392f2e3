"""What becomes of a server that the bot left: it is forgotten after 30 days, unless the bot is back by then."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta
from typing import Final

from bot.context import Context
from data.engine.transaction import Transaction
from data.guilds import departures
from data.ids import GuildId
from data.privacy import erasures

log = logging.getLogger(__name__)

KEPT: Final = timedelta(days=30)  # what is known of a server that the bot left
ASKED_AT_ONCE: Final = 50  # servers that Discord is asked about in one sweep


async def note_left(context: Context, guild_id: GuildId) -> None:
    """Note that the bot is in a server no more."""
    if await context.database.write(departures.mark_left, guild_id, now=context.now()):
        log.info("guild_left guild=%s", guild_id)


async def note_there(context: Context, guild_ids: Collection[GuildId]) -> None:
    """Note that the bot is in these servers: what was to be forgotten of them is kept."""
    some = sorted(guild_ids)

    async def work(tx: Transaction) -> list[GuildId]:
        back = await departures.mark_back(tx, some)
        await erasures.call_off(tx, back)
        return back

    for guild_id in await context.database.write(work) if some else ():
        log.info("guild_back guild=%s", guild_id)


async def note_shard(context: Context, shard_id: int, shard_count: int, guild_ids: Collection[GuildId]) -> None:
    """Note in which servers of a shard the bot is, as Discord says when it connects, and which it left meanwhile."""
    await note_there(context, guild_ids)
    known = await context.database.read(departures.known_of_shard, shard_id, shard_count)
    for guild_id in sorted(known.difference(guild_ids)):
        await note_left(context, guild_id)


async def purge_left(context: Context, find_guild: Callable[[GuildId], Awaitable[bool | None]]) -> None:
    """Begin to forget servers that were left long ago, each after Discord was asked once more."""
    before = context.now() - KEPT
    for guild_id in await context.database.read(departures.left_before, before, limit=ASKED_AT_ONCE):
        match await find_guild(guild_id):
            case True:
                await note_there(context, [guild_id])
            case False:

                async def work(tx: Transaction, guild_id: GuildId = guild_id) -> bool:
                    if not await departures.still_left(tx, [guild_id], before):
                        return False
                    await erasures.ask_for_guild(tx, guild_id, now=context.now())
                    return True

                if await context.database.write(work):
                    log.info("guild_purge_begun guild=%s", guild_id)
            case None:
                log.warning("guild_not_found_out guild=%s", guild_id)
