"""The server's limits, asked before anybody fills in a form in vain: the hold asks them again, and decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.context import Context
from bot.musicapi.operations import Operation
from bot.orders import limits
from bot.orders.accounts import current_account
from bot.orders.intake import check_blocks
from bot.orders.limits import NO_USE, MemberUse
from bot.orders.order import Order
from data.engine.transaction import Transaction
from data.guilds import intake
from data.guilds import limits as guild_limits
from data.guilds.limits import NO_LIMITS, GuildLimits
from data.ids import GuildId, UserId
from data.rows import Account


@dataclass(frozen=True, slots=True)
class Standing:
    """What a server decided, and what one member has and took of it, at one moment.

    `maker` made the song that a button stands under; None: it stands under none, or under nobody's.
    """

    limits: GuildLimits = NO_LIMITS
    maker: UserId | None = None
    use: MemberUse = NO_USE
    blocks: intake.Standing | None = None  # of a member whom the server or whoever runs the bot blocked


NO_STANDING: Final = Standing()  # where nothing was decided


async def read_standing(
    tx: Transaction, context: Context, guild_id: GuildId, user_id: UserId, month: str, *, maker: UserId | None = None
) -> Standing:
    """Return how the member stands with the server's limits: one statement where it has none."""
    decided = await guild_limits.read(tx, guild_id)
    blocks = await intake.standing(tx, guild_id=guild_id, user_id=user_id)
    if blocks.is_silenced:
        return Standing(blocks=blocks)
    if decided == NO_LIMITS:
        return NO_STANDING
    return Standing(decided, maker, await limits.read_use(tx, context, decided, guild_id, user_id, month))


def check_standing(
    context: Context,
    standing: Standing,
    order: Order,
    operation: Operation | None = None,
    *,
    price: int = 0,
    account: Account | None = None,
) -> None:
    """Raise PersonError where the server keeps from whoever makes the `order` what a button or a command begins.

    That is this `operation` at this `price` of this `account`, as far as they are known.
    """
    decided = standing.limits
    if standing.blocks is not None:
        check_blocks(standing.blocks)
    if decided == NO_LIMITS:
        return
    limits.check_rules(decided, order, operation)
    limits.check_presser(decided, standing.maker, order.user_id, order.role_ids)
    if price and account is not None:
        limits.check_room(context, decided, order, price, account, standing.use)


async def check_early(context: Context, order: Order, operation: Operation | None = None, *, price: int = 0) -> None:
    """Like `check_standing`, in a read of its own: for what looks at nothing else of the server before."""

    async def work(tx: Transaction) -> tuple[Standing, Account]:
        account = await current_account(tx, context, order.guild_id)
        return await read_standing(tx, context, order.guild_id, order.user_id, account.month), account

    standing, account = await context.database.read(work)
    check_standing(context, standing, order, operation, price=price, account=account)
