"""Who gets no new songs: everybody or one guild for a while, and guilds and members that an operator blocked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, bindparam, delete, exists, func, select

from data import tables
from data.engine.dialects import insert_once
from data.engine.prepared import Prepared
from data.engine.transaction import Transaction
from data.ids import GuildId, UserId

EVERY_GUILD: Final = 0  # in the row of a pause; no snowflake

_pauses, _blocks, _members = tables.pauses.c, tables.blocks.c, tables.member_blocks.c


class BlockKind(StrEnum):
    """Who is blocked."""

    GUILD = "guild"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Block:
    """A guild or a member that gets nothing made, since when and by whose word."""

    kind: BlockKind
    subject_id: int
    user_id: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """New songs are refused; `guild_id` None: in every guild."""

    guild_id: GuildId | None
    user_id: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What keeps a member of a guild from asking for anything."""

    is_paused: bool  # everywhere
    is_guild_paused: bool
    is_guild_blocked: bool
    is_member_blocked: bool
    is_blocked_here: bool  # by the guild's own admins

    @property
    def is_silenced(self) -> bool:
        """Whether the member is blocked, by whoever it is."""
        return self.is_member_blocked or self.is_blocked_here


# As they are known, and as they are once they are erased.
_member: Final[tuple[BindParameter[Any], ...]] = (bindparam("member"), bindparam("erased"))
# Built once: every song asks.
_standing = Prepared(
    select(
        exists().where(_pauses.guild_id == EVERY_GUILD),
        exists().where(_pauses.guild_id == bindparam("guild")),
        exists().where(_blocks.kind == BlockKind.GUILD, _blocks.subject_id == bindparam("guild")),
        exists().where(_blocks.kind == BlockKind.MEMBER, _blocks.subject_id.in_(_member)),
        exists().where(_members.guild_id == bindparam("guild"), _members.subject_id.in_(_member)),
    )
)


async def standing(tx: Transaction, *, guild_id: GuildId, user_id: UserId) -> Standing:
    """Return what keeps this member of this guild from asking for anything, in one statement."""
    (row,) = await _standing.fetch(tx, {"guild": guild_id, "member": user_id, "erased": fingerprint(user_id)})
    return Standing(*map(bool, row))


async def pause(tx: Transaction, guild_id: GuildId | None, *, user_id: UserId, now: datetime) -> bool:
    """Refuse new songs in a guild, None: in all of them, until they are resumed; False: they were paused already."""
    row = {"guild_id": EVERY_GUILD if guild_id is None else guild_id, "user_id": user_id, "at": now}
    return await insert_once(tx, tables.pauses, **row) is not None


async def resume(tx: Transaction, guild_id: GuildId | None) -> bool:
    """Take new songs again in a guild, None: wherever it was not paused by itself; False: it was not paused."""
    this = delete(tables.pauses).where(_pauses.guild_id == (EVERY_GUILD if guild_id is None else guild_id))
    return (await tx.execute(this)).rowcount == 1


async def pauses(tx: Transaction, *, limit: int) -> list[Pause]:
    """Return the pauses, that of every guild first."""
    rows = await tx.execute(select(tables.pauses).order_by(_pauses.guild_id).limit(limit))
    return [Pause(GuildId(guild_id) if guild_id else None, user_id, at) for guild_id, user_id, at in rows]


async def block(tx: Transaction, kind: BlockKind, subject_id: int, *, user_id: UserId, now: datetime) -> bool:
    """Refuse whatever a guild or a member asks for; False: they were blocked already."""
    if (await tx.execute(select(_blocks.at).where(*_is_about(kind, subject_id)))).first() is not None:
        return False
    row = {"kind": kind, "subject_id": subject_id, "user_id": user_id, "at": now}
    return await insert_once(tx, tables.blocks, **row) is not None


async def unblock(tx: Transaction, kind: BlockKind, subject_id: int) -> bool:
    """Let a guild or a member ask again; False: they were not blocked."""
    return (await tx.execute(delete(tables.blocks).where(*_is_about(kind, subject_id)))).rowcount >= 1


async def erase_blocked(tx: Transaction, user_id: UserId) -> None:
    """Keep a member blocked who had everything deleted, without their id: else a deletion would be the way around."""
    by_id = (_blocks.kind == BlockKind.MEMBER, _blocks.subject_id == user_id)
    for row in (await tx.execute(select(_blocks.user_id, _blocks.at).where(*by_id))).all():
        about = {"kind": BlockKind.MEMBER, "subject_id": fingerprint(user_id), "user_id": row.user_id, "at": row.at}
        await insert_once(tx, tables.blocks, **about)
        await tx.execute(delete(tables.blocks).where(*by_id))


def fingerprint(user_id: UserId) -> int:
    """A number below zero, which no snowflake is, that stands for a blocked member of whom nothing else is stored.

    No id can be read out of it; whoever has an id can find out whether it is this one.
    """
    digest = hashlib.sha256(f"blocked member {user_id}".encode()).digest()
    return -1 - (int.from_bytes(digest[:8]) >> 1)


async def blocks(tx: Transaction, *, limit: int) -> tuple[list[Block], int]:
    """Return the newest blocks, and how many there are in all."""
    count = (await tx.execute(select(func.count()).select_from(tables.blocks))).scalar_one()
    rows = await tx.execute(select(tables.blocks).order_by(_blocks.at.desc(), _blocks.subject_id).limit(limit))
    return [Block(BlockKind(kind), subject_id, user_id, at) for kind, subject_id, user_id, at in rows], int(count)


def _is_about(kind: BlockKind, subject_id: int) -> tuple[ColumnElement[bool], ...]:
    """What is true of the rows that block them, under whichever number they stand."""
    numbers = [subject_id, fingerprint(UserId(subject_id))] if kind is BlockKind.MEMBER else [subject_id]
    return (_blocks.kind == kind, _blocks.subject_id.in_(numbers))
