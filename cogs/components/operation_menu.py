"""The menu below More…: what can be made of a clip."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

import discord

from bot.errors import ClipGone
from bot.musicapi.operations import Operation
from cogs.components.custom_id import ROW_ID, CustomId
from cogs.text import discord_limits, sentences
from cogs.text.escape import shorten
from cogs.text.operation_words import words_for
from cogs.text.sentences import credits_of
from data.ids import ClipId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.orders.candidates import Candidate
    from cogs.components.replies import Interaction
    from data.rows import Clip


@dataclass(frozen=True, slots=True)
class OperationMenu(CustomId):
    """`pick:v1:<clips.id>`; what is chosen is the name of an operation, which is as old as the rows of the jobs."""

    clip_id: ClipId

    pattern: ClassVar[re.Pattern[str]] = re.compile(rf"pick:v1:(?P<clip>{ROW_ID})")

    @property
    def custom_id(self) -> str:
        """The published name."""
        return f"pick:v1:{self.clip_id}"

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        """What a name says."""
        return cls(ClipId(int(match["clip"])))


def operation_menu(clip: Clip, candidates: Iterable[Candidate]) -> discord.ui.View:
    """A menu of everything that can be made of a clip, each with its price; stopped, as buttons are."""
    options = [_option(candidate) for candidate in candidates][: discord_limits.OPTIONS]
    view = discord.ui.View(timeout=None)
    view.add_item(
        discord.ui.Select(
            custom_id=OperationMenu(clip.id).custom_id, placeholder="What shall be made of it?", options=options
        )
    )
    view.stop()
    return view


def chosen_operation(interaction: Interaction) -> Operation:
    """What was chosen in a menu; raises ClipGone for a name that this version does not know."""
    data = cast("dict[str, Any]", interaction.data or {})
    values = cast("list[Any]", data.get("values") or [""])
    if values[0] not in set(Operation):
        raise ClipGone(sentences.OLD_BUTTON)
    return Operation(values[0])


def _option(candidate: Candidate) -> discord.SelectOption:
    words = words_for(candidate.offer.operation)
    return discord.SelectOption(
        label=shorten(f"{words.name} · {credits_of(candidate.offer.price)}", discord_limits.OPTION),
        value=candidate.offer.operation.value,
        description=shorten(words.hint, discord_limits.OPTION),
    )
