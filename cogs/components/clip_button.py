"""The buttons under every clip; their `custom_id` is a published format that must work for years.

`clip:v1:<action>:<clip row id>`: this class writes the format and is the only one that reads it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord

from bot.errors import ClipGone
from bot.musicapi.offers import Operation, Source
from cogs.components.replies import reply_with_error
from cogs.text import sentences
from data.ids import ClipId

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from bot.musicapi.offers import Offer
    from cogs.components.replies import Interaction
    from data.rows import Clip

PREFIX = "clip:"
_FORMAT = re.compile(r"clip:v1:(?P<action>[a-z]{1,20}):(?P<clip>[1-9][0-9]{0,17})")


class Action(StrEnum):
    """What a button asks for."""

    EXTEND = "extend"
    COVER = "cover"
    MORE = "more"  # a menu of everything else
    FULL_SONG = "full"  # joins an extension to what it extends


# What a button says, with the clip's number in its message; Discord takes 80 characters.
_LABELS = {
    Action.EXTEND: "Extend clip {}",
    Action.COVER: "Cover clip {}",
    Action.MORE: "More clip {}…",
    Action.FULL_SONG: "Full song of clip {}",
}
OPERATIONS = {Action.EXTEND: Operation.EXTEND, Action.COVER: Operation.COVER}  # operations with a button of their own


class ClipButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=re.compile(rf"{PREFIX}(?P<rest>.*)", re.DOTALL),  # all versions, so that an unknown one is answered
):
    """A button of one clip; pressing it calls what `openings` has for it, and every error is answered in private."""

    openings: ClassVar[dict[Action, Callable[[Interaction, Action, ClipId], Awaitable[None]]]] = {}

    def __init__(self, custom_id: str, label: str = "…", row: int | None = None) -> None:
        super().__init__(
            discord.ui.Button(style=discord.ButtonStyle.secondary, label=label, custom_id=custom_id, row=row)
        )

    @classmethod
    def of(cls, action: Action, clip: Clip, row: int) -> Self:
        """The button that does `action` with `clip`, as it is put under a message."""
        return cls(custom_id(action, clip.id), _LABELS[action].format(clip.position), row)

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed, known by its `custom_id` alone."""
        return cls(match.string)

    async def callback(self, interaction: Interaction) -> None:
        """Open the form; discord.py would swallow an error here, so none leaves."""
        try:
            action, clip_id = read_custom_id(self.custom_id)
            await type(self).openings[action](interaction, action, clip_id)
        except Exception as error:  # noqa: BLE001  the person gets a sentence and the operator a log line
            await reply_with_error(interaction, error)


def custom_id(action: Action, clip_id: ClipId) -> str:
    """The published name of a button."""
    return f"{PREFIX}v1:{action}:{clip_id}"


def read_custom_id(name: str) -> tuple[Action, ClipId]:
    """What a button's name says; raises ClipGone for one that this version does not know."""
    match = _FORMAT.fullmatch(name)
    if match is None or match["action"] not in set(Action):
        raise ClipGone(sentences.OLD_BUTTON)
    return Action(match["action"]), ClipId(int(match["clip"]))


def buttons_for(clips: Iterable[Clip], offers: Mapping[Operation, Offer]) -> discord.ui.View:
    """A row of buttons for each clip: Extend, Cover and More…, as far as its family's `offers` go.

    The view is stopped before it is sent: discord.py then keeps nothing of it, and the press is found by its name.
    """
    more = any(offer.source is not Source.NONE for name, offer in offers.items() if name not in OPERATIONS.values())
    view = discord.ui.View(timeout=None)
    for row, clip in enumerate(clips):
        for action, operation in OPERATIONS.items():
            if operation in offers:
                view.add_item(ClipButton.of(action, clip, row))
        if more:
            view.add_item(ClipButton.of(Action.MORE, clip, row))
    view.stop()
    return view
