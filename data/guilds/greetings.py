"""Which guilds were greeted, so that each is greeted once, whichever process hears of it and however often.

Whoever greets claims the guild first and confirms afterwards. A claim that was not confirmed is a process that ended
between the two: after `CLAIM_LASTS` somebody else may take it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, or_, select, update

from data import tables
from data.engine.dialects import upsert
from data.engine.transaction import Transaction
from data.ids import GuildId

CLAIM_LASTS: Final = timedelta(minutes=3)  # far longer than a message to Discord takes

_guilds = tables.guilds.c


async def claim(tx: Transaction, guild_id: GuildId, *, joined_at: datetime, now: datetime) -> datetime | None:
    """Claim the greeting of a guild, which the bot joined at `joined_at`, and return the moment of the claim.

    None: it was greeted, or made songs, since then, or somebody else is greeting it. Where the bot was thrown out and
    came back, the guild is greeted once more.
    """
    # Discord's clock says when the bot joined: where ours is behind, the greeting must not seem to be the older one.
    at = max(now, joined_at)
    claimed_at = _guilds.greeting_claimed_at
    fresh = and_(
        _is_due(joined_at),
        or_(claimed_at.is_(None), claimed_at < joined_at, claimed_at <= now - CLAIM_LASTS),
    )
    is_ours = await upsert(tx, tables.guilds, where=fresh, guild_id=guild_id, greeting_claimed_at=at)
    return at if is_ours else None


async def claimed_until(tx: Transaction, guild_id: GuildId, *, joined_at: datetime) -> datetime | None:
    """Return when the claim ends that somebody has on the greeting of a guild; None: nobody has one, or it is over.

    It is over where the guild was greeted, or made songs, since `joined_at`: a claim that a killed process left behind
    would otherwise be waited for without end.
    """
    claimed = select(_guilds.greeting_claimed_at).where(_guilds.guild_id == guild_id, _is_due(joined_at))
    at: datetime | None = (await tx.execute(claimed)).scalar_one_or_none()
    return None if at is None else at + CLAIM_LASTS


async def confirm(tx: Transaction, guild_id: GuildId, claimed_at: datetime) -> None:
    """Note that a guild was greeted by whoever claimed it at that moment."""
    await _end_claim(tx, guild_id, claimed_at, greeted_at=claimed_at)


async def give_back(tx: Transaction, guild_id: GuildId, claimed_at: datetime) -> None:
    """Give up a claim: the guild could not be greeted just now, and a later start may try again."""
    await _end_claim(tx, guild_id, claimed_at)


def _is_due(joined_at: datetime) -> ColumnElement[bool]:
    """Whether a guild was neither greeted nor made songs since the bot joined it."""
    return and_(
        or_(_guilds.greeted_at.is_(None), _guilds.greeted_at < joined_at),
        or_(_guilds.last_turn_at.is_(None), _guilds.last_turn_at < joined_at),
    )


async def _end_claim(tx: Transaction, guild_id: GuildId, claimed_at: datetime, **facts: datetime) -> None:
    ours = and_(_guilds.guild_id == guild_id, _guilds.greeting_claimed_at == claimed_at)
    await tx.execute(update(tables.guilds).where(ours).values(greeting_claimed_at=None, **facts))
