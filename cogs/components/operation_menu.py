"""The menu below More…; its `custom_id` is a published format that must work for years.

`pick:v1:<clip row id>`: this class writes the format and is the only one that reads it. What was chosen is the name of
an operation, which is as old as the rows of the jobs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self, cast

import discord

from bot.errors import ClipGone
from bot.musicapi.offers import Operation
from cogs.components.replies import reply_with_error
from cogs.text import sentences
from cogs.text.escape import short
from cogs.text.operation_words import words_for
from cogs.text.sentences import credits_of
from data.ids import ClipId

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from bot.orders.candidates import Candidate
    from cogs.components.replies import Interaction
    from data.rows import Clip

PREFIX = "pick:"
OPTION_LIMIT = 100  # Discord's, for an option's label and for the line below it
MOST_OPTIONS = 25  # Discord's, for one menu
_FORMAT = re.compile(r"pick:v1:(?P<clip>[1-9][0-9]{0,17})")


async def _no_longer_known(_interaction: Interaction, _operation: Operation, _clip_id: ClipId) -> None:
    raise ClipGone(sentences.OLD_BUTTON)


class OperationMenu(
    discord.ui.DynamicItem[discord.ui.Select[Any]],
    template=re.compile(rf"{PREFIX}(?P<rest>.*)", re.DOTALL),  # all versions, so that an unknown one is answered
):
    """What can be done with one clip; choosing calls `opening`, and every error is answered in private."""

    opening: Callable[[Interaction, Operation, ClipId], Awaitable[None]] = staticmethod(_no_longer_known)

    def __init__(self, custom_id: str, options: Iterable[discord.SelectOption] = ()) -> None:
        super().__init__(
            discord.ui.Select(custom_id=custom_id, placeholder="What shall be made of it?", options=list(options))
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The menu that was used, known by its `custom_id` alone."""
        return cls(match.string)

    async def callback(self, interaction: Interaction) -> None:
        """Begin what was chosen; discord.py would swallow an error here, so none leaves."""
        try:
            clip_id = read_custom_id(self.custom_id)
            await type(self).opening(interaction, _chosen(interaction), clip_id)
        except Exception as error:  # noqa: BLE001  the person gets a sentence and the operator a log line
            await reply_with_error(interaction, error)


def custom_id(clip_id: ClipId) -> str:
    """The published name of a clip's menu."""
    return f"{PREFIX}v1:{clip_id}"


def read_custom_id(name: str) -> ClipId:
    """The clip that a menu's name says; raises ClipGone for a name that this version does not know."""
    match = _FORMAT.fullmatch(name)
    if match is None:
        raise ClipGone(sentences.OLD_BUTTON)
    return ClipId(int(match["clip"]))


def menu_for(clip: Clip, choices: Iterable[Candidate]) -> discord.ui.View:
    """A menu of everything that can be made of a clip, each with its price; stopped, as buttons are."""
    view = discord.ui.View(timeout=None)
    view.add_item(OperationMenu(custom_id(clip.id), [_option(choice) for choice in choices][:MOST_OPTIONS]))
    view.stop()
    return view


def _option(choice: Candidate) -> discord.SelectOption:
    phrases = words_for(choice.offer.operation)
    return discord.SelectOption(
        label=short(f"{phrases.name} · {credits_of(choice.offer.price)}", OPTION_LIMIT),
        value=choice.offer.operation.value,
        description=short(phrases.hint, OPTION_LIMIT),
    )


def _chosen(interaction: Interaction) -> Operation:
    """What was chosen; raises ClipGone for a name that this version does not know."""
    data = cast("dict[str, Any]", interaction.data or {})
    values = cast("list[Any]", data.get("values") or [""])
    if values[0] not in set(Operation):
        raise ClipGone(sentences.OLD_BUTTON)
    return Operation(values[0])
