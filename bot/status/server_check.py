"""What the rows tell of whether songs can be made for a server now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.context import Context
from bot.orders.accounts import current_account
from data.engine.transaction import Transaction
from data.guilds import intake, limits
from data.guilds.intake import Standing
from data.guilds.limits import GuildLimits
from data.ids import ChannelId, GuildId, UserId
from data.library import showcase
from data.processes import vendor_stops
from data.rows import Account


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """What a server has set and has left, and what keeps its members from asking for songs."""

    limits: GuildLimits
    account: Account
    standing: Standing
    stopped_until: datetime | None  # until when MusicAPI is left alone; None: it takes orders
    showcase_id: ChannelId | None


async def read_server_facts(context: Context, guild_id: GuildId, user_id: UserId) -> ServerFacts:
    """Return all of it as it stands at one moment."""

    async def work(tx: Transaction) -> ServerFacts:
        shown = await showcase.get(tx, guild_id)
        return ServerFacts(
            await limits.read(tx, guild_id),
            await current_account(tx, context, guild_id),
            await intake.standing(tx, guild_id=guild_id, user_id=user_id),
            await vendor_stops.stopped_until(tx, context.musicapi_host),
            None if shown is None else shown.channel_id,
        )

    return await context.database.read(work)
