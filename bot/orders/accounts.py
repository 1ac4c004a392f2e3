"""The month that pays for a guild now: by the clock of its own time zone."""

from __future__ import annotations

from bot.context import Context, month_of
from data import ledger
from data.engine.transaction import Transaction
from data.ids import GuildId
from data.rows import Account


async def current_account(tx: Transaction, context: Context, guild_id: GuildId) -> Account:
    """Return the account that pays for the guild at this moment.

    One statement reads it by UTC, and says where the guild counts otherwise: only for a few hours at the edge of a
    month is there another one to read.
    """
    now, default = context.now(), context.default_allowance
    account = await ledger.account(tx, guild_id, month_of(now), default_allowance=default)
    if (month := month_of(now, account.time_zone)) != account.month:
        return await ledger.account(tx, guild_id, month, default_allowance=default)
    return account
