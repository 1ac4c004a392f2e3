"""One thing that a person asked for: checked, tidied, and kept as JSON until its member confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.context import Context
from bot.errors import AlreadyAsked, PersonError, Problem
from bot.musicapi.operations import NEW_SONG, Operation
from bot.orders.user_text import TITLE_LIMIT, many_lines, one_line
from data import drafts
from data.brief import EMPTY_BRIEF, Brief
from data.engine.transaction import Transaction
from data.guilds.viewers import NOBODY, Viewer
from data.ids import ChannelId, GuildId, InteractionId, UserId
from data.rows import Draft


@dataclass(frozen=True, slots=True)
class Order:
    """A press of Enter: who asked for what, where.

    `model` is `family/model`, a family, or empty for the member's default or else the first that can; what has a source
    clip is made by that clip's family. `prefers` is asked first where no model is named, and counts as no choice.
    `server_language` is what Discord says of the server, unless that chose another; `member_language`, of who asked.
    `brief.details.length` of an upload is how long the recording is.
    What is made of clips needs a `viewer` who may see them at this moment.
    """

    interaction_id: InteractionId
    guild_id: GuildId
    channel_id: ChannelId
    user_id: UserId
    token: str = field(repr=False)
    token_expires_at: datetime
    file_limit: int
    operation: Operation = NEW_SONG
    model: str = ""
    prefers: str = ""
    brief: Brief = EMPTY_BRIEF
    viewer: Viewer = NOBODY
    role_ids: frozenset[int] = frozenset()  # of the member, @everyone's among them
    place_ids: frozenset[int] = frozenset()  # the channel, and what it lies in: a thread's channel, a category
    server_language: str = ""  # such as `de`
    member_language: str = ""
    manages: bool = False  # whether the member manages the guild: nobody has to approve what they order
    pressed_under: UserId | None = None  # whose song the button stood under; of a clip, its maker is looked up


def tidy(order: Order) -> Order:
    """Return the order with its words checked and tidied; raises PersonError."""
    typed = order.brief
    tidied = replace(
        typed,
        prompt=one_line(typed.prompt, "prompt"),
        title=one_line(typed.title, "title"),
        style=one_line(typed.style, "style"),
        lyrics=many_lines(typed.lyrics, "lyrics"),
    )
    if len(tidied.title) > TITLE_LIMIT:
        raise PersonError(Problem.TITLE_TOO_LONG, limit=TITLE_LIMIT, characters=len(tidied.title))
    if order.operation.spec.is_new_song and not (tidied.prompt or tidied.lyrics):
        raise PersonError(Problem.NO_PROMPT)
    if tidied.instrumental and tidied.lyrics:
        raise PersonError(Problem.INSTRUMENTAL_WITH_LYRICS)
    return replace(order, brief=tidied)


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
    words: dict[str, Any] = {"operation": order.operation.value, "model": order.model, "brief": order.brief.as_json()}
    if order.prefers:
        words["prefers"] = order.prefers
    if order.pressed_under is not None:
        words["pressed_under"] = order.pressed_under
    return words


def order_from_words(words: Mapping[str, Any], asked: Order) -> Order:
    """The order that was kept, now placed by whoever `asked` for it; raises PersonError where none was."""
    if "operation" not in words:  # what was typed into a form is kept beside the orders
        raise PersonError(Problem.DRAFT_GONE)
    pressed_under = words.get("pressed_under")
    return replace(
        asked,
        pressed_under=None if pressed_under is None else UserId(pressed_under),
        operation=Operation(words["operation"]),
        model=str(words["model"]),
        prefers=str(words.get("prefers", "")),
        brief=Brief.from_json(words["brief"]),
    )
