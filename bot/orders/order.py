"""Pure: one thing that a person asked for, checked and tidied."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.errors import PersonError, Problem
from bot.musicapi.operations import NEW_SONG, Operation
from bot.orders.user_text import TITLE_LIMIT, many_lines, one_line
from data.brief import EMPTY_BRIEF, Brief

if TYPE_CHECKING:
    from datetime import datetime

    from data.ids import ChannelId, GuildId, InteractionId, UserId


@dataclass(frozen=True, slots=True)
class Order:
    """A press of Enter: who asked for what, where.

    `model` is `family/model`, a family, or empty for the member's default or else the first that can; what has a source
    clip is made by that clip's family. `brief.details.length` of an upload is how long the recording is.
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
    brief: Brief = EMPTY_BRIEF


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
