"""What a guild may spend, what it has spent this month, and which model it prefers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Integer, bindparam, func, select

from data import tables
from data.engine.dialects import insert_into
from data.rows import Account

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.ext.asyncio import AsyncConnection

    from data.ids import GuildId


def _account_of() -> Select[int, int, int]:
    guild = bindparam("guild", type_=BigInteger)
    this_month = (tables.accounts.c.guild_id == guild, tables.accounts.c.month == bindparam("month"))
    own = select(tables.guilds.c.allowance).where(tables.guilds.c.guild_id == guild)
    held = select(tables.accounts.c.held).where(*this_month)
    spent = select(tables.accounts.c.spent).where(*this_month)
    return select(
        func.coalesce(own.scalar_subquery(), bindparam("default", type_=Integer)),
        func.coalesce(held.scalar_subquery(), 0),
        func.coalesce(spent.scalar_subquery(), 0),
    )


_account = _account_of()  # built once: every card asks


async def account(tx: AsyncConnection, guild_id: GuildId, month: str, *, default_allowance: int) -> Account:
    """Return the guild's month, such as `2026-11`; a guild that never asked for anything has a fresh one."""
    given = {"guild": guild_id, "month": month, "default": default_allowance}
    return Account(guild_id, month, *(await tx.execute(_account, given)).one())


async def set_model(tx: AsyncConnection, guild_id: GuildId, model: str | None) -> None:
    """Let `model` be the guild's default; None: the first model that can, again."""
    statement = insert_into(tx, tables.guilds).values(guild_id=guild_id, model=model)
    await tx.execute(statement.on_conflict_do_update(index_elements=["guild_id"], set_={"model": model}))
