"""The default models that members and servers choose."""

from __future__ import annotations

import logging

from bot.context import Context
from bot.musicapi.operations import NEW_SONG
from bot.orders.candidates import Market
from data.engine.transaction import Transaction
from data.guilds import admin_log, default_models
from data.ids import GuildId, UserId

log = logging.getLogger(__name__)


async def set_member_model(context: Context, user_id: UserId, model: str) -> None:
    """Make `model`, such as `sonic/sonic-v5`, the member's own default; empty: use the server's again.

    Raises ModelUnavailable if it cannot make new songs now.
    """
    async with context.database.transaction() as tx:
        await default_models.set_for_member(tx, user_id, await _check_model(tx, context, model))
    log.info("member_model user=%s model=%r", user_id, model)


async def set_server_model(context: Context, guild_id: GuildId, by: UserId, model: str) -> None:
    """Make `model` the default of everybody in the server who has none of their own; empty: no default.

    It is written down with who wanted it. Raises ModelUnavailable if it cannot make new songs now.
    """
    async with context.database.transaction() as tx:
        checked = await _check_model(tx, context, model)
        await default_models.set_for_guild(tx, guild_id, checked)
        facts = {"model": checked}
        await admin_log.record(tx, guild_id=guild_id, user_id=by, action="model.set", facts=facts, now=context.now())
    log.info("server_model guild=%s by=%s model=%r", guild_id, by, model)


async def _check_model(tx: Transaction, context: Context, model: str) -> str | None:
    if not model:
        return None
    chosen = (await Market.load(tx, context)).for_operation(NEW_SONG, model)[0]
    return f"{chosen.family.name}/{chosen.model.name}"
