"""Whether a server's admins let a member make an order: where, what, how much of the credits, and how fast.

What a limit is, what is left of it and when it opens again is in the facts of what is raised.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.context import Context, day_began, next_day, next_month
from bot.errors import PersonError, Problem
from bot.musicapi.operations import Operation
from bot.orders.order import Order
from data import clips
from data.engine.transaction import Transaction
from data.guilds.limits import GuildLimits
from data.ids import GuildId, JobId, UserId
from data.jobs import member_use, queries
from data.rows import Account, Pressers, RuleKind, SharePeriod, ShareUnit


@dataclass(frozen=True, slots=True)
class MemberUse:
    """What one member has and took, as far as the server's limits look at it; else nothing.

    `unfinished` jobs, the `last` order within the pause between two, and `taken` credits of the share's period.
    """

    unfinished: int = 0
    last: datetime | None = None
    taken: int = 0


NO_USE: Final = MemberUse()


def check_rules(limits: GuildLimits, order: Order, operation: Operation | None) -> None:
    """Raise PersonError where the server's rules keep this operation from this member, in this channel.

    None: it is not known yet what they will ask for.
    """
    roles, places = _as_subjects(order.role_ids), _as_subjects({*order.place_ids, order.channel_id})
    if limits.subjects(RuleKind.ROLE_NEVER) & roles:
        raise PersonError(Problem.ROLE_CLOSED)
    if (wanted := limits.subjects(RuleKind.ROLE_ONLY)) and not wanted & roles:
        raise PersonError(Problem.ROLE_NEEDED, roles=_in_order(wanted))
    if limits.subjects(RuleKind.CHANNEL_NEVER) & places:
        raise PersonError(Problem.CHANNEL_CLOSED)
    if (wanted := limits.subjects(RuleKind.CHANNEL_ONLY)) and not wanted & places:
        raise PersonError(Problem.CHANNEL_NOT_OPEN, channels=_in_order(wanted))
    if operation is not None and operation in limits.subjects(RuleKind.OPERATION_NEVER):
        raise PersonError(Problem.OPERATION_NOT_HERE, operation=operation)


async def check_press(tx: Transaction, limits: GuildLimits, order: Order) -> None:
    """Raise PersonError where the order comes of a button under somebody else's song, which this member may not use."""
    if limits.pressers is Pressers.ANYONE:
        return
    maker = order.pressed_under if order.brief.source is None else await _maker_of_source(tx, order)
    check_presser(limits, maker, order.user_id, order.role_ids)


def check_presser(limits: GuildLimits, maker: UserId | None, user_id: UserId, role_ids: Collection[int]) -> None:
    """Raise PersonError where somebody may not use a button under this `maker`'s song; None: it is nobody's."""
    if limits.pressers is Pressers.ANYONE or maker is None or maker == user_id:
        return
    if limits.pressers is Pressers.MAKER:
        raise PersonError(Problem.BUTTON_NOT_YOURS)
    wanted = limits.subjects(RuleKind.PRESSER)
    if not wanted & _as_subjects(role_ids):
        raise PersonError(Problem.BUTTON_OF_ROLES, roles=_in_order(wanted))


async def check_use(
    tx: Transaction,
    context: Context,
    limits: GuildLimits,
    order: Order,
    price: int,
    account: Account,
    *,
    besides: JobId = member_use.NO_JOB,
) -> None:
    """Raise PersonError where the member has no room for what costs `price`, all that they have `besides` it counted.

    Exact where it is asked after the hold: orders of one server stand in a line there, so each sees those before it.
    """
    use = await read_use(tx, context, limits, order.guild_id, order.user_id, account.month, besides=besides)
    check_room(context, limits, order, price, account, use)


async def read_use(
    tx: Transaction,
    context: Context,
    limits: GuildLimits,
    guild_id: GuildId,
    user_id: UserId,
    month: str,
    *,
    besides: JobId = member_use.NO_JOB,
) -> MemberUse:
    """Return what the server's limits look at of one member, all that they have `besides` one job; and no more."""
    asked, now = (guild_id, user_id), context.now()
    unfinished, last, taken = 0, None, 0
    if limits.songs_at_once is not None:
        unfinished = await member_use.count_unfinished(tx, *asked, besides=besides)
    if limits.cooldown_seconds:
        cooldown = timedelta(seconds=limits.cooldown_seconds)
        last = await member_use.last_asked(tx, *asked, after=now - cooldown, besides=besides)
    if has_shares(limits):
        if limits.share_period is SharePeriod.DAY:
            taken = await member_use.credits_since(tx, *asked, day_began(now, limits.time_zone), besides=besides)
        else:
            taken = await member_use.credits_in(tx, *asked, month, besides=besides)
    return MemberUse(unfinished, last, taken)


def check_room(
    context: Context, limits: GuildLimits, order: Order, price: int, account: Account, use: MemberUse
) -> None:
    """Raise PersonError where the member has no room for what costs `price`, with what they took already."""
    now = context.now()
    if (most := limits.songs_at_once) is not None and use.unfinished >= most:
        raise PersonError(Problem.SONGS_AT_ONCE, limit=most)
    if limits.cooldown_seconds and use.last is not None:
        opens = int((use.last + timedelta(seconds=limits.cooldown_seconds)).timestamp())
        raise PersonError(Problem.COOLING_DOWN, cooldown=limits.cooldown_seconds, opens=opens)
    if (share := share_of(limits, order.role_ids, account.allowance)) is None:
        return
    if price > share:
        raise PersonError(Problem.ABOVE_MEMBER_SHARE, price=price, share=share, period=limits.share_period.value)
    if use.taken + price > share:
        is_daily, zone = limits.share_period is SharePeriod.DAY, limits.time_zone
        opens = next_day(now, zone) if is_daily else next_month(now, zone)
        raise PersonError(
            Problem.MEMBER_SHARE,
            price=price,
            share=share,
            left=max(0, share - use.taken),
            period=limits.share_period.value,
            opens=int(opens.timestamp()),
        )


def has_shares(limits: GuildLimits) -> bool:
    """Whether anybody there may use no more than a share of the credits."""
    return limits.share is not None or any(amount is not None for amount in limits.role_shares.values())


def share_of(limits: GuildLimits, role_ids: Collection[int], allowance: int) -> int | None:
    """How many credits a member with these roles may use in each period; None: as many as the server has.

    What their roles have counts instead of everybody's share, and of several the highest.
    """
    roles = _as_subjects(role_ids)
    own = [amount for role, amount in limits.role_shares.items() if role in roles]
    amounts = own or [limits.share]
    amount = None if None in amounts else max(each for each in amounts if each is not None)
    if amount is None or limits.share_unit is ShareUnit.CREDITS:
        return amount
    return allowance * amount // 100


async def _maker_of_source(tx: Transaction, order: Order) -> UserId | None:
    """Who made the clip that the order is made of; a clip that is not there is told of elsewhere."""
    if order.brief.source is None:
        return None
    clip = await clips.get(tx, order.brief.source, guild_id=order.guild_id, viewer=order.viewer)
    job = None if clip is None else await queries.get(tx, clip.job_id)
    return None if job is None else job.user_id


def _as_subjects(ids: Collection[int]) -> frozenset[str]:
    return frozenset(map(str, ids))


def _in_order(subjects: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(subjects, key=lambda each: (len(each), each)))
