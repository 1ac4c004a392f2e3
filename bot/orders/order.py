"""Pure: one thing that a person asked for, checked and tidied."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.errors import BadWords
from bot.musicapi.operations import Operation
from bot.musicapi.requests import Details
from bot.orders.user_text import TITLE_LIMIT, many_lines, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from data.rows import Clip

NO_DETAILS = Details()


@dataclass(frozen=True, slots=True)
class Order:
    """A press of Enter: who asked for what, where.

    `model` is `family/model`, a family, or empty for the member's default or the first that can; an order with a
    `parent` is made by the parent's family. `details.length` of an upload is how long the recording is.
    """

    interaction_id: int
    guild_id: int
    channel_id: int
    user_id: int
    token: str = field(repr=False)
    token_expires_at: datetime
    file_limit: int
    operation: Operation = Operation.CREATE
    prompt: str = ""
    title: str = ""
    style: str = ""
    lyrics: str = ""
    instrumental: bool = False
    model: str = ""
    parent: Clip | None = None
    continue_at: float | None = None  # seconds, of an extension; None: from the clip's end
    details: Details = NO_DETAILS


def tidy(order: Order) -> Order:
    """The order with its words checked and tidied; raises BadWords."""
    tidied = replace(
        order,
        prompt=one_line(order.prompt, "prompt"),
        title=one_line(order.title, "title"),
        style=one_line(order.style, "style"),
        lyrics=many_lines(order.lyrics, "lyrics"),
    )
    if len(tidied.title) > TITLE_LIMIT:
        raise BadWords(
            f"A title may have {TITLE_LIMIT} characters, this one has {len(tidied.title)}; nothing was charged."
        )
    if tidied.operation.spec.is_new_song and not (tidied.prompt or tidied.lyrics):
        raise BadWords("Please say what the song should be like, such as “r&b pop”; nothing was charged.")
    if tidied.instrumental and tidied.lyrics:
        raise BadWords(
            "An instrumental has no words, so leave out either the lyrics or the instrumental; nothing was charged."
        )
    return tidied
