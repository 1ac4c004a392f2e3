"""A server's showcase: the channel where a clip is shown once, when enough members have it among their favourites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from data import tables
from data.engine.dialects import insert_once, upsert
from data.engine.transaction import Transaction
from data.ids import ChannelId, ClipId, GuildId, MessageId

_guilds, _shown = tables.guilds.c, tables.showcased.c


@dataclass(frozen=True, slots=True)
class Showcase:
    """Where clips are shown, and how many favourites that takes."""

    channel_id: ChannelId
    hearts: int


async def put(tx: Transaction, guild_id: GuildId, showcase: Showcase | None) -> None:
    """Let a guild have this showcase, or none."""
    channel_id, hearts = (None, None) if showcase is None else (showcase.channel_id, showcase.hearts)
    await upsert(tx, tables.guilds, guild_id=guild_id, showcase_channel_id=channel_id, showcase_hearts=hearts)


async def get(tx: Transaction, guild_id: GuildId) -> Showcase | None:
    """Return a guild's showcase; None: it has none."""
    statement = select(_guilds.showcase_channel_id, _guilds.showcase_hearts).where(_guilds.guild_id == guild_id)
    row = (await tx.execute(statement)).one_or_none()
    return None if row is None or None in tuple(row) else Showcase(*row)


async def claim(tx: Transaction, clip_id: ClipId, *, guild_id: GuildId, hearts: int, now: datetime) -> ChannelId | None:
    """Return where the caller is to show a clip that has so many favourites; None: nowhere, or it was shown already.

    Only one caller is ever told so.
    """
    showcase = await get(tx, guild_id)
    if showcase is None or hearts < showcase.hearts:
        return None
    row = {"clip_id": clip_id, "guild_id": guild_id, "channel_id": showcase.channel_id, "claimed_at": now}
    return showcase.channel_id if await insert_once(tx, tables.showcased, **row) is not None else None


async def mark_shown(tx: Transaction, clip_id: ClipId, message_id: MessageId, *, now: datetime) -> None:
    """Remember that a clip was shown, and in which message."""
    statement = update(tables.showcased).where(_shown.clip_id == clip_id)
    await tx.execute(statement.values(message_id=message_id, posted_at=now))


async def give_up(tx: Transaction, clip_id: ClipId) -> None:
    """Let a clip that Discord would not take be shown by the next favourite, if it was not shown after all."""
    await tx.execute(delete(tables.showcased).where(_shown.clip_id == clip_id, _shown.posted_at.is_(None)))
