"""Orders that are kept until their member confirms them: as JSON, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.errors import AlreadyAsked, PersonError, Problem
from bot.musicapi.operations import Operation
from data import drafts
from data.brief import Brief

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.context import Context
    from bot.orders.order import Order
    from data.engine.database import Transaction
    from data.rows import Draft


async def keep_order(context: Context, order: Order, price: int) -> Draft:
    """Keep an order until its member agrees to `price`; raises AlreadyAsked if another process kept it."""
    async with context.database.transaction(urgent=True) as tx:
        kept = await drafts.add(
            tx,
            interaction_id=order.interaction_id,
            guild_id=order.guild_id,
            user_id=order.user_id,
            words=order_words(order),
            price=price,
            now=context.now(),
        )
    if kept is None:
        raise AlreadyAsked(Problem.ALREADY_ASKED)
    return kept


async def use_draft(tx: Transaction, draft: Draft) -> None:
    """Remove a draft in the transaction that makes an order of it; raises PersonError if that was done before."""
    if not await drafts.remove(tx, draft.id):
        raise PersonError(Problem.DRAFT_GONE)


def order_words(order: Order) -> dict[str, Any]:
    """What an order asks for, as JSON: all of it but who asks and where."""
    return {"operation": order.operation.value, "model": order.model, "brief": order.brief.as_json()}


def order_from_words(words: Mapping[str, Any], asked: Order) -> Order:
    """The order that was kept, now placed by whoever `asked` for it."""
    return replace(
        asked,
        operation=Operation(words["operation"]),
        model=str(words["model"]),
        brief=Brief.from_json(words["brief"]),
    )
