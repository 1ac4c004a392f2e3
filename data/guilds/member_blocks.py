"""Whom a guild's admins let ask for nothing in that guild; who blocked everywhere is the operators' (`intake`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update

from data import tables
from data.engine.dialects import insert_once
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.guilds.intake import fingerprint
from data.ids import GuildId, UserId

_blocks = tables.member_blocks.c
# Every button that makes something asks.
_known = Prepared(
    select(_blocks.subject_id).where(
        _blocks.guild_id == bindparam("guild"), _blocks.subject_id.in_([bindparam("member"), bindparam("erased")])
    )
)


@dataclass(frozen=True, slots=True)
class MemberBlock:
    """A member of a guild who gets nothing made there, by whose word and since when.

    Of one who had everything deleted, `user_id` is the fingerprint that stays.
    """

    user_id: UserId
    by_id: UserId
    at: datetime


async def block(tx: Transaction, guild_id: GuildId, user_id: UserId, *, by_id: UserId, now: datetime) -> bool:
    """Refuse whatever a member asks for in a guild; False: they were blocked already."""
    if await is_blocked(tx, guild_id, user_id):  # also under the number that stays when they had everything deleted
        return False
    row = {"guild_id": guild_id, "subject_id": user_id, "by_id": by_id, "at": now}
    return await insert_once(tx, tables.member_blocks, **row) is not None


async def unblock(tx: Transaction, guild_id: GuildId, user_id: UserId) -> bool:
    """Let a member ask again in a guild; False: they were not blocked."""
    theirs = _blocks.subject_id.in_([user_id, fingerprint(user_id)])
    this = delete(tables.member_blocks).where(_blocks.guild_id == guild_id, theirs)
    return (await tx.execute(this)).rowcount >= 1


async def is_blocked(tx: Transaction, guild_id: GuildId, user_id: UserId) -> bool:
    """Whether the guild's admins blocked a member."""
    given = {"guild": guild_id, "member": user_id, "erased": fingerprint(user_id)}
    return bool(await _known.fetch(tx, given))


async def erase_member(tx: Transaction, user_id: UserId, nobody: UserId) -> None:
    """Keep a member blocked wherever they are, without their id, and take them out as who blocked others."""
    theirs = _blocks.subject_id == user_id
    for row in (await tx.execute(select(_blocks.guild_id, _blocks.by_id, _blocks.at).where(theirs))).all():
        about = {"guild_id": row.guild_id, "subject_id": fingerprint(user_id), "by_id": row.by_id, "at": row.at}
        await insert_once(tx, tables.member_blocks, **about)
    await tx.execute(delete(tables.member_blocks).where(theirs))
    await tx.execute(update(tables.member_blocks).where(_blocks.by_id == user_id).values(by_id=nobody))


async def of_guild(tx: Transaction, guild_id: GuildId, *, limit: int) -> tuple[list[MemberBlock], int]:
    """Return whom a guild blocked last, and how many there are in all."""
    ours = _blocks.guild_id == guild_id
    count = (await tx.execute(select(func.count()).select_from(tables.member_blocks).where(ours))).scalar_one()
    newest = select(_blocks.subject_id, _blocks.by_id, _blocks.at).where(ours)
    rows = await tx.execute(newest.order_by(_blocks.at.desc(), _blocks.subject_id).limit(limit))
    return [MemberBlock(*row) for row in rows], int(count)
