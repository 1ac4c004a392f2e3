"""Whether anything may be ordered now: where new songs are paused, or somebody is blocked, nothing is put aside."""

from __future__ import annotations

from bot.context import Context
from bot.errors import PersonError, Problem
from bot.orders.order import Order
from data.engine.transaction import Transaction
from data.guilds import intake
from data.processes import vendor_stops


async def check_intake(tx: Transaction, context: Context, order: Order) -> None:
    """Raise PersonError where whoever orders gets nothing made now, or MusicAPI takes nothing from anybody."""
    standing = await intake.standing(tx, guild_id=order.guild_id, user_id=order.user_id)
    if standing.is_member_blocked:
        raise PersonError(Problem.MEMBER_BLOCKED)
    if standing.is_guild_blocked:
        raise PersonError(Problem.SERVER_BLOCKED)
    if standing.is_blocked_here:
        raise PersonError(Problem.BLOCKED_HERE)
    if standing.is_paused:
        raise PersonError(Problem.PAUSED)
    if standing.is_guild_paused:
        raise PersonError(Problem.SERVER_PAUSED)
    until = await vendor_stops.stopped_until(tx, context.musicapi_host)
    # What is ordered afterwards finds out whether it does again.
    if until is not None and until > context.now():
        raise PersonError(Problem.VENDOR_STOPPED, resets=int(until.timestamp()))
