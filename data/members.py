"""What a member prefers, in every guild."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from data import tables
from data.engine.dialects import insert_into

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from data.ids import GuildId, UserId


_own = select(tables.members.c.model).where(tables.members.c.user_id == bindparam("member"))
_of_guild = select(tables.guilds.c.model).where(tables.guilds.c.guild_id == bindparam("guild"))
_defaults = select(_own.scalar_subquery(), _of_guild.scalar_subquery())  # built once: every song asks


async def model_of(tx: AsyncConnection, user_id: UserId) -> str | None:
    """Return the member's own default model, such as `sonic/sonic-v5`; None: they named none."""
    return (await tx.execute(_own, {"member": user_id})).scalar_one_or_none()


async def set_model(tx: AsyncConnection, user_id: UserId, model: str | None) -> None:
    """Let `model` be the member's default; None: the server's again."""
    statement = insert_into(tx, tables.members).values(user_id=user_id, model=model)
    await tx.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_={"model": model}))


async def defaults(tx: AsyncConnection, *, guild_id: GuildId, user_id: UserId) -> tuple[str, str]:
    """Return the member's own default model and the guild's, empty where none was named: one look for every song."""
    member, guild = (await tx.execute(_defaults, {"member": user_id, "guild": guild_id})).one()
    return member or "", guild or ""
