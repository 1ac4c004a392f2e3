"""The button that makes what a form asked for, although its price rose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

import discord

from cogs.components.custom_id import ROW_ID, CustomId
from cogs.text.sentences import credits_of
from data.ids import DraftId

if TYPE_CHECKING:
    from data.rows import Draft


@dataclass(frozen=True, slots=True)
class ConfirmButton(CustomId):
    """`confirm:v1:<drafts.id>`: orders what was kept, once, for the member who typed it."""

    draft_id: DraftId

    pattern: ClassVar[re.Pattern[str]] = re.compile(rf"confirm:v1:(?P<draft>{ROW_ID})")

    @property
    def custom_id(self) -> str:
        """The published name."""
        return f"confirm:v1:{self.draft_id}"

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        """What a name says."""
        return cls(DraftId(int(match["draft"])))


def confirm_button(draft: Draft) -> discord.ui.View:
    """The button with its price; stopped, as all buttons are."""
    view = discord.ui.View(timeout=None)
    view.add_item(
        discord.ui.Button(
            style=discord.ButtonStyle.primary,
            label=f"Make it for {credits_of(draft.price)}",
            custom_id=ConfirmButton(draft.id).custom_id,
        )
    )
    view.stop()
    return view
