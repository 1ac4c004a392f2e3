"""What a member prefers, in every guild."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class DefaultModels:
    """The models to try first where an order names none, such as `sonic/sonic-v5`; empty where none was chosen."""

    member: str
    server: str

    @property
    def in_order(self) -> tuple[str, ...]:
        """Those that were chosen, in the order in which they are tried."""
        return tuple(model for model in (self.member, self.server) if model)


async def set_model(tx: AsyncConnection, user_id: UserId, model: str | None) -> None:
    """Set the member's default model; None: the server's again."""
    statement = insert_into(tx, tables.members).values(user_id=user_id, model=model)
    await tx.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_={"model": model}))


async def defaults(tx: AsyncConnection, *, guild_id: GuildId, user_id: UserId) -> DefaultModels:
    """Return the default models of the member and of the guild, in one statement: every song asks."""
    member, guild = (await tx.execute(_defaults, {"member": user_id, "guild": guild_id})).one()
    return DefaultModels(member or "", guild or "")
