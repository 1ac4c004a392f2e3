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
    if (problem := member_problem(standing)) is not None:
        raise PersonError(problem)
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


def member_problem(standing: Standing) -> Problem | None:
    """Why a member makes, posts and changes nothing that others see: who runs the bot blocked them, or the server."""
    if standing.is_member_blocked:
        return Problem.MEMBER_BLOCKED
    return Problem.BLOCKED_HERE if standing.is_blocked_here else None


async def check_member(tx: Transaction, guild_id: GuildId, user_id: UserId) -> None:
    """Raise PersonError for a blocked member, before anything that others see; what is their own they may always do.

    That is to read, to choose for themselves, to take along, and to delete.
    """
    problem = member_problem(await intake.standing(tx, guild_id=guild_id, user_id=user_id))
    if problem is not None:
        raise PersonError(problem)


async def is_blocked(context: Context, guild_id: GuildId, user_id: UserId) -> bool:
    """Whether a member may show others nothing."""
    standing = await context.database.read(intake.standing, guild_id=guild_id, user_id=user_id)
    return member_problem(standing) is not None
