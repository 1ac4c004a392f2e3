"""The buttons below every clip."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord

from bot.musicapi.offers import Source
from bot.musicapi.operations import SPECS, Entry
from cogs.components.custom_id import ROW_ID, CustomId
from data.ids import ClipId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.musicapi.offers import Offer
    from bot.musicapi.operations import Operation
    from data.rows import Clip


class Action(StrEnum):
    """What a button asks for."""

    EXTEND = "extend"
    COVER = "cover"
    MORE = "more"  # a menu of everything else
    FULL_SONG = "full"  # joins an extension to what it extends


# What a button says, with the clip's number in its message.
_LABELS = {
    Action.EXTEND: "Extend clip {}",
    Action.COVER: "Cover clip {}",
    Action.MORE: "More clip {}…",
    Action.FULL_SONG: "Full song of clip {}",
}
# Operations with a button of their own, which is named like them.
OPERATIONS = {Action(name): name for name, spec in SPECS.items() if spec.entry is Entry.BUTTON}


@dataclass(frozen=True, slots=True)
class ClipButton(CustomId):
    """`clip:v1:<action>:<clips.id>`."""

    action: Action
    clip_id: ClipId

    pattern: ClassVar[re.Pattern[str]] = re.compile(rf"clip:v1:(?P<action>{'|'.join(Action)}):(?P<clip>{ROW_ID})")

    @property
    def custom_id(self) -> str:
        """The published name."""
        return f"clip:v1:{self.action}:{self.clip_id}"

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        """What a name says."""
        return cls(Action(match["action"]), ClipId(int(match["clip"])))

    def button(self, label: str, row: int | None = None) -> discord.ui.Button[Any]:
        """The button as it is put under a message."""
        return discord.ui.Button(style=discord.ButtonStyle.secondary, label=label, custom_id=self.custom_id, row=row)


def clip_button(action: Action, clip: Clip, row: int) -> discord.ui.Button[Any]:
    """The button that does `action` with `clip`."""
    return ClipButton(action, clip.id).button(_LABELS[action].format(clip.position), row)


def clip_buttons(clips: Iterable[Clip], offers: Mapping[Operation, Offer]) -> discord.ui.View:
    """A row of buttons for each clip: Extend, Cover and More…, as far as its family's `offers` go.

    The view is stopped before it is sent: discord.py then keeps nothing of it, and the press is found by its name.
    """
    more = any(offer.source is not Source.NONE for name, offer in offers.items() if name not in OPERATIONS.values())
    view = discord.ui.View(timeout=None)
    for row, clip in enumerate(clips):
        for action, operation in OPERATIONS.items():
            if operation in offers:
                view.add_item(clip_button(action, clip, row))
        if more:
            view.add_item(clip_button(Action.MORE, clip, row))
    view.stop()
    return view
