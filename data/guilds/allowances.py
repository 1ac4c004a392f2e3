"""What a guild may spend: an allowance of every month, and what an operator grants besides for one month."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from data import tables
from data.engine.dialects import insert_once, upsert
from data.engine.transaction import Transaction
from data.ids import GuildId, InteractionId, UserId

MOST_CREDITS: Final = 10_000_000  # of an allowance, and of all grants of one month; as GUILD_MONTHLY_CREDITS
MOST_GRANTED: Final = 1_000_000  # at once; the schema refuses more

_guilds, _grants = tables.guilds.c, tables.grants.c


class TooMuchGranted(ValueError):
    """A month would have more than MOST_CREDITS of grants, or a grant is not from 1 to MOST_GRANTED."""


async def is_known(tx: Transaction, guild_id: GuildId) -> bool:
    """Whether anything was ever written down of the guild."""
    known = select(_guilds.guild_id).where(_guilds.guild_id == guild_id)
    return (await tx.execute(known)).first() is not None


async def own_allowance(tx: Transaction, guild_id: GuildId) -> int | None:
    """Return the allowance that was set for the guild; None: it has the default."""
    return (await tx.execute(select(_guilds.allowance).where(_guilds.guild_id == guild_id))).scalar_one_or_none()


async def set_allowance(tx: Transaction, guild_id: GuildId, credits: int | None) -> None:
    """Let the guild spend `credits` of each month from now on; None: the default again.

    Raises ValueError for less than nothing and for more than MOST_CREDITS. What is held stays held, also where the
    month has less than that by now: then nothing new begins.
    """
    if credits is not None and not 0 <= credits <= MOST_CREDITS:
        raise ValueError(f"no allowance: {credits}")
    await upsert(tx, tables.guilds, guild_id=guild_id, allowance=credits)


async def grant(
    tx: Transaction,
    guild_id: GuildId,
    month: str,
    credits: int,
    *,
    user_id: UserId,
    interaction_id: InteractionId,
    now: datetime,
) -> bool:
    """Let the guild spend so many credits more in one month, such as `2026-11`; False: this interaction did before.

    A grant is a row of its own and never changes. Raises TooMuchGranted.
    """
    if not 1 <= credits <= MOST_GRANTED:
        raise TooMuchGranted
    await insert_once(tx, tables.guilds, guild_id=guild_id)
    # Locked, so that two operators at once are counted one after the other.
    await tx.execute(select(_guilds.guild_id).where(_guilds.guild_id == guild_id).with_for_update())
    row = await insert_once(
        tx,
        tables.grants,
        interaction_id=interaction_id,
        guild_id=guild_id,
        month=month,
        credits=credits,
        user_id=user_id,
        at=now,
    )
    if row is not None and await granted_in(tx, guild_id, month) > MOST_CREDITS:
        raise TooMuchGranted
    return row is not None


async def granted_in(tx: Transaction, guild_id: GuildId, month: str) -> int:
    """Return how many credits were granted to the guild for a month, such as `2026-11`."""
    total = select(func.coalesce(func.sum(_grants.credits), 0))
    return int((await tx.execute(total.where(_grants.guild_id == guild_id, _grants.month == month))).scalar_one())
