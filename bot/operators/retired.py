"""What MusicAPI no longer offers, and that it is asked for it again by an operator's word."""

from __future__ import annotations

import logging

from bot.context import Context
from data import retirements
from data.engine.transaction import Transaction
from data.guilds import admin_log
from data.ids import UserId
from data.retirements import Retirement

log = logging.getLogger(__name__)


async def read_retired(context: Context) -> list[Retirement]:
    """What the host that is asked refused, by family."""
    return [each for each in await context.database.read(retirements.every) if each.host == context.musicapi_host]


async def lift(context: Context, family: str, operation: str, by: UserId) -> bool:
    """Offer an operation to everybody again; False: it is not known to be refused.

    Should MusicAPI refuse it still, it is taken away as before, and whoever asked for it gets the credits back.
    """

    async def work(tx: Transaction) -> bool:
        is_lifted = await retirements.lift(tx, host=context.musicapi_host, family=family, operation=operation)
        if is_lifted:
            facts = {"family": family, "operation": operation}
            await admin_log.record(
                tx, guild_id=None, user_id=by, action="operation.lift", facts=facts, now=context.now()
            )
        return is_lifted

    is_lifted = await context.database.write_urgently(work)
    if is_lifted:
        log.warning("operation_lifted family=%s operation=%s by=%s", family, operation, by)
    return is_lifted
