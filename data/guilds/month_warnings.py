"""Which guilds have used how much of their month, so that each is told once, whichever process does it.

Whoever tells claims the warning first and confirms afterwards, as with greetings: a claim that was not confirmed is a
process that ended between the two, and after `CLAIM_LASTS` somebody else may take it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import or_, select, update

from data import tables
from data.engine.dialects import insert_once
from data.engine.transaction import Transaction
from data.ids import ChannelId, GuildId

CLAIM_LASTS: Final = timedelta(minutes=3)  # far longer than a message to Discord takes
MOST: Final = 1_000  # guilds that a start looks at: those whose last process was killed in that very moment

_warnings = tables.month_warnings.c


@dataclass(frozen=True, slots=True)
class MonthWarning:
    """That a guild has used so much of a month, by an order in this channel."""

    guild_id: GuildId
    month: str
    percent: int
    channel_id: ChannelId


async def add(tx: Transaction, warning: MonthWarning, *, now: datetime) -> None:
    """Note that a guild has come so far, unless that was noted before."""
    values = {"guild_id": warning.guild_id, "month": warning.month, "percent": warning.percent}
    await insert_once(tx, tables.month_warnings, **values, channel_id=warning.channel_id, reached_at=now)


async def claim(tx: Transaction, guild_id: GuildId, *, now: datetime) -> MonthWarning | None:
    """Claim what a guild was not told yet, and return the highest of it; None: nothing, or somebody else is telling."""
    free = or_(_warnings.claimed_at.is_(None), _warnings.claimed_at <= now - CLAIM_LASTS)
    ours = (_warnings.guild_id == guild_id, _warnings.told_at.is_(None), free)
    statement = update(tables.month_warnings).where(*ours).values(claimed_at=now)
    statement = statement.returning(_warnings.month, _warnings.percent, _warnings.channel_id)
    rows = sorted((await tx.execute(statement)).all())
    return MonthWarning(guild_id, *rows[-1]) if rows else None


async def confirm(tx: Transaction, guild_id: GuildId, *, claimed_at: datetime) -> None:
    """Note that a guild was told what was claimed at that moment."""
    await _end_claim(tx, guild_id, claimed_at, told_at=claimed_at)


async def give_back(tx: Transaction, guild_id: GuildId, *, claimed_at: datetime) -> None:
    """Give up a claim: the guild could not be told just now, and a later start may try again."""
    await _end_claim(tx, guild_id, claimed_at, claimed_at=None)


async def untold(tx: Transaction) -> set[GuildId]:
    """Return the guilds that were not told something yet."""
    statement = select(_warnings.guild_id).where(_warnings.told_at.is_(None)).distinct().limit(MOST)
    return {GuildId(guild_id) for guild_id in (await tx.execute(statement)).scalars()}


async def _end_claim(tx: Transaction, guild_id: GuildId, moment: datetime, **facts: datetime | None) -> None:
    ours = (_warnings.guild_id == guild_id, _warnings.told_at.is_(None), _warnings.claimed_at == moment)
    await tx.execute(update(tables.month_warnings).where(*ours).values(**facts))
