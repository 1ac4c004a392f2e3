"""Orders kept until their member says a word: as JSON, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.errors import AlreadyAsked, ClipGone
from bot.musicapi.offers import Operation
from bot.musicapi.requests import Details
from data import drafts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.context import Context
    from bot.orders.order import Order
    from data.engine.database import Transaction
    from data.rows import Clip, Draft

TEXTS = ("prompt", "title", "style", "lyrics", "model")
TOO_OLD = (
    "This was made already, or was asked more than a day ago; nothing was charged, please start again from the "
    "beginning."
)


async def keep_order(context: Context, order: Order, price: int) -> Draft:
    """Keep an order until its member agrees to `price`; raises AlreadyAsked where another process kept it."""
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
        raise AlreadyAsked("This was asked once; nothing was charged.")
    return kept


async def use_draft(tx: Transaction, draft: Draft) -> None:
    """Take a draft away in the transaction that makes an order of it; raises ClipGone where that was done before."""
    if not await drafts.remove(tx, draft.id):
        raise ClipGone(TOO_OLD)


def order_words(order: Order) -> dict[str, Any]:
    """What an order asks for, as JSON: all of it but who asks and where."""
    return {
        "operation": order.operation.value,
        "instrumental": order.instrumental,
        "parent_id": order.parent.id if order.parent else None,
        "continue_at": order.continue_at,
        "details": order.details.as_json(),
        **{name: getattr(order, name) for name in TEXTS},
    }


def order_from_words(words: Mapping[str, Any], asked: Order, parent: Clip | None) -> Order:
    """The order that was kept, asked for by whoever `asked` it now; `parent` is the clip that its words name."""
    return replace(
        asked,
        operation=Operation(words["operation"]),
        instrumental=bool(words["instrumental"]),
        parent=parent,
        continue_at=words["continue_at"],
        details=Details.from_json(words["details"]),
        **{name: str(words[name]) for name in TEXTS},
    )
