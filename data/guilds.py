"""What a guild may spend, and what it has spent this month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from data import tables
from data.dialects import insert_into
from data.rows import Account

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


async def account(tx: AsyncConnection, guild_id: int, month: str, *, default_allowance: int) -> Account:
    """Return the guild's month, such as `2026-11`; a guild that never asked for anything has a fresh one."""
    this_month = (tables.accounts.c.guild_id == guild_id, tables.accounts.c.month == month)
    own = select(tables.guilds.c.allowance).where(tables.guilds.c.guild_id == guild_id)
    held = select(tables.accounts.c.held).where(*this_month)
    spent = select(tables.accounts.c.spent).where(*this_month)
    statement = select(
        func.coalesce(own.scalar_subquery(), default_allowance),
        func.coalesce(held.scalar_subquery(), 0),
        func.coalesce(spent.scalar_subquery(), 0),
    )
    return Account(guild_id, month, *(await tx.execute(statement)).one())


async def set_allowance(tx: AsyncConnection, guild_id: int, allowance: int | None) -> None:
    """Let the guild spend `allowance` credits a month; None: the operator's default."""
    statement = insert_into(tx, tables.guilds).values(guild_id=guild_id, allowance=allowance)
    await tx.execute(statement.on_conflict_do_update(index_elements=["guild_id"], set_={"allowance": allowance}))
