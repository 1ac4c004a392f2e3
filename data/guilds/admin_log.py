"""What admins and operators changed: who did what when, written down in the transaction that changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from data import tables
from data.engine.transaction import Transaction
from data.ids import GuildId, UserId

_log = tables.admin_log.c


@dataclass(frozen=True, slots=True)
class AdminAction:
    """One change: `action` is a short name such as `quota.set`, `facts` what it was about; `guild_id` None: all."""

    id: int
    guild_id: GuildId | None
    user_id: UserId
    at: datetime
    action: str
    facts: Mapping[str, Any]


async def record(
    tx: Transaction, *, guild_id: GuildId | None, user_id: UserId, action: str, facts: Mapping[str, Any], now: datetime
) -> None:
    """Write down what `user_id` changed, for good if the change of the same transaction is for good.

    `guild_id` is the guild that it was about, None: every guild, or none. `facts` is what JSON can say: ids as strings,
    since a number of JSON does not hold a snowflake everywhere; neither anybody's words nor a secret.
    """
    values = {"guild_id": guild_id, "user_id": user_id, "at": now, "action": action, "facts": dict(facts)}
    await tx.execute(insert(tables.admin_log).inline().values(values))


async def of_guild(
    tx: Transaction, guild_id: GuildId | None, *, limit: int, before: int | None = None
) -> list[AdminAction]:
    """Return what was changed for a guild, newest first, at most `limit`; None: what was about no single guild.

    `before` is the id of a row: only what was written down before it.
    """
    about = _log.guild_id.is_(None) if guild_id is None else _log.guild_id == guild_id
    statement = select(tables.admin_log).where(about).order_by(_log.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(_log.id < before)
    return [AdminAction(*row) for row in await tx.execute(statement)]
