"""What a server may spend, as an operator sets it: each month, and besides in this one."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bot.context import Context
from bot.errors import PersonError, Problem
from bot.orders.accounts import current_account
from data.engine.transaction import Transaction
from data.guilds import admin_log, allowances
from data.guilds.allowances import MOST_CREDITS, MOST_GRANTED, TooMuchGranted
from data.ids import GuildId, InteractionId, UserId
from data.rows import Account

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GuildAllowance:
    """What a server may spend: `own` each month, None for the default; `granted` besides in this one."""

    own: int | None
    default: int
    granted: int
    account: Account


async def is_known(context: Context, guild_id: GuildId) -> bool:
    """Whether anything was ever asked for on the server."""
    return await context.database.read(allowances.is_known, guild_id)


async def read_allowance(context: Context, guild_id: GuildId) -> GuildAllowance:
    """What the server may spend now."""
    return await context.database.read(_allowance, context, guild_id)


async def set_allowance(context: Context, guild_id: GuildId, credits: int | None, by: UserId) -> GuildAllowance:
    """Let the server spend so many credits of each month, None: the default; raises PersonError for no such number."""
    if credits is not None and not 0 <= credits <= MOST_CREDITS:
        raise PersonError(Problem.QUOTA_OUT_OF_RANGE, limit=MOST_CREDITS)

    async def work(tx: Transaction) -> GuildAllowance:
        facts = {"credits": credits, "before": await allowances.own_allowance(tx, guild_id)}
        await allowances.set_allowance(tx, guild_id, credits)
        await admin_log.record(tx, guild_id=guild_id, user_id=by, action="quota.set", facts=facts, now=context.now())
        return await _allowance(tx, context, guild_id)

    allowance = await context.database.write_urgently(work)
    log.warning("allowance_set guild=%s credits=%s by=%s", guild_id, "default" if credits is None else credits, by)
    return allowance


async def grant(
    context: Context, guild_id: GuildId, credits: int, by: UserId, interaction_id: InteractionId
) -> GuildAllowance:
    """Let the server spend so many credits more in this month; raises PersonError where that is no such number.

    An interaction that is heard twice grants once.
    """

    async def work(tx: Transaction) -> tuple[bool, GuildAllowance]:
        now, month = context.now(), (await current_account(tx, context, guild_id)).month
        is_new = await allowances.grant(
            tx, guild_id, month, credits, user_id=by, interaction_id=interaction_id, now=now
        )
        if is_new:
            facts = {"credits": credits, "month": month}
            await admin_log.record(tx, guild_id=guild_id, user_id=by, action="grant", facts=facts, now=now)
        return is_new, await _allowance(tx, context, guild_id)

    try:
        is_new, allowance = await context.database.write_urgently(work)
    except TooMuchGranted:
        raise PersonError(Problem.GRANT_OUT_OF_RANGE, limit=MOST_GRANTED, total=MOST_CREDITS) from None
    log.warning("credits_granted guild=%s credits=%s by=%s new=%s", guild_id, credits, by, is_new)
    return allowance


async def _allowance(tx: Transaction, context: Context, guild_id: GuildId) -> GuildAllowance:
    account = await current_account(tx, context, guild_id)
    return GuildAllowance(
        own=await allowances.own_allowance(tx, guild_id),
        default=context.default_allowance,
        granted=await allowances.granted_in(tx, guild_id, account.month),
        account=account,
    )
