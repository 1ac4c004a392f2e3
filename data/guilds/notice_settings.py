"""Who wants to be told by a mention that what they asked for has ended: everybody who did not turn it off."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from data import tables
from data.engine.dialects import upsert
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.ids import GuildId, UserId

_of_member = select(tables.members.c.notices).where(tables.members.c.user_id == bindparam("member"))
_of_guild = select(tables.guilds.c.notices).where(tables.guilds.c.guild_id == bindparam("guild"))
_both = Prepared(select(_of_member.scalar_subquery(), _of_guild.scalar_subquery()))


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """Whether notices are on for a member, in every guild, and for a guild, whoever asks."""

    member: bool
    server: bool

    @property
    def are_on(self) -> bool:
        """Whether this member is told in this guild: either of the two can turn it off."""
        return self.member and self.server


async def get(tx: Transaction, *, guild_id: GuildId, user_id: UserId) -> NoticeSettings:
    """Return what the member and the guild chose, in one statement; on where nobody chose."""
    ((member, server),) = await _both.fetch(tx, {"member": user_id, "guild": guild_id})
    return NoticeSettings(member is not False, server is not False)


async def set_for_member(tx: Transaction, user_id: UserId, *, on: bool) -> None:
    """Let the member be told from now on, or no more, in every guild."""
    await upsert(tx, tables.members, user_id=user_id, notices=on)


async def set_for_guild(tx: Transaction, guild_id: GuildId, *, on: bool) -> None:
    """Let the members of the guild be told there from now on, or no more."""
    await upsert(tx, tables.guilds, guild_id=guild_id, notices=on)
