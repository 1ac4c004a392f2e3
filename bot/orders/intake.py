"""Whether anything may be ordered now: where new songs are paused, or somebody is blocked, nothing is put aside."""

from __future__ import annotations

from bot.context import Context
from bot.errors import PersonError, Problem
from bot.orders.order import Order
from data.engine.transaction import Transaction
from data.guilds import intake
from data.guilds.intake import Standing
from data.ids import GuildId, UserId
from data.processes import vendor_stops


async def check_intake(tx: Transaction, context: Context, order: Order) -> None:
    """Raise PersonError where whoever orders gets nothing made now, or MusicAPI takes nothing from anybody."""
    standing = await intake.standing(tx, guild_id=order.guild_id, user_id=order.user_id)
    check_blocks(standing)
    if standing.is_guild_blocked:
        raise PersonError(Problem.SERVER_BLOCKED)
    if standing.is_paused:
        raise PersonError(Problem.PAUSED)
    if standing.is_guild_paused:
        raise PersonError(Problem.SERVER_PAUSED)
    until = await vendor_stops.stopped_until(tx, context.musicapi_host)
    # What is ordered afterwards finds out whether it does again.
    if until is not None and until > context.now():
        raise PersonError(Problem.VENDOR_STOPPED, resets=int(until.timestamp()))


async def check_member(tx: Transaction, guild_id: GuildId, user_id: UserId) -> None:
    """Raise PersonError for a blocked member, before anything that others see; what is their own they may always do.

    That is to read, to choose for themselves, to take along, and to delete.
    """
    check_blocks(await intake.standing(tx, guild_id=guild_id, user_id=user_id))


def check_blocks(standing: Standing) -> None:
    """Raise PersonError where whoever runs the bot blocked a member, or their server did."""
    if standing.is_member_blocked:
        raise PersonError(Problem.MEMBER_BLOCKED)
    if standing.is_blocked_here:
        raise PersonError(Problem.BLOCKED_HERE)


async def is_blocked(context: Context, guild_id: GuildId, user_id: UserId) -> bool:
    """Whether a member may show others nothing."""
    return (await context.database.read(intake.standing, guild_id=guild_id, user_id=user_id)).is_silenced
