"""The models that members and guilds want tried first, such as `sonic/sonic-v5`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from data import tables
from data.engine.dialects import upsert
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.ids import GuildId, UserId

of_member = select(tables.members.c.model).where(tables.members.c.user_id == bindparam("member"))
of_guild = select(tables.guilds.c.model).where(tables.guilds.c.guild_id == bindparam("guild"))
_defaults = Prepared(select(of_member.scalar_subquery(), of_guild.scalar_subquery()))  # built once: every song asks


@dataclass(frozen=True, slots=True)
class DefaultModels:
    """The models to try first where an order names none; empty where none was chosen."""

    member: str
    server: str

    @property
    def in_order(self) -> tuple[str, ...]:
        """Those that were chosen, in the order in which they are tried."""
        return tuple(model for model in (self.member, self.server) if model)


async def get(tx: Transaction, *, guild_id: GuildId, user_id: UserId) -> DefaultModels:
    """Return the default models of the member and of the guild, in one statement: every song asks."""
    ((member, guild),) = await _defaults.fetch(tx, {"member": user_id, "guild": guild_id})
    return DefaultModels(member or "", guild or "")


async def set_for_member(tx: Transaction, user_id: UserId, model: str | None) -> None:
    """Let `model` be the member's default in every guild; None: the guild's again."""
    await upsert(tx, tables.members, user_id=user_id, model=model)


async def set_for_guild(tx: Transaction, guild_id: GuildId, model: str | None) -> None:
    """Let `model` be the guild's default; None: the first model that can, again."""
    await upsert(tx, tables.guilds, guild_id=guild_id, model=model)
