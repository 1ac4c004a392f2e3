"""The published `custom_id`s of `/privacy`; whom they are about is whoever presses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from cogs.components.custom_id import CustomId


class Messages(StrEnum):
    """What becomes of the messages in Discord that hold somebody's songs."""

    STAY = "stay"
    GO = "go"


class Step(StrEnum):
    """How sure somebody is that everything is to be deleted."""

    ASK = "ask"  # asked once: the next question follows
    SURE = "sure"


_PATTERNS: Final = {"messages": f"(?P<messages>{'|'.join(Messages)})", "step": f"(?P<step>{'|'.join(Step)})"}


@dataclass(frozen=True, slots=True)
class ExportButton(CustomId):
    """Hands out what is stored of whoever presses."""

    template = "privacy:v1:export"


@dataclass(frozen=True, slots=True)
class DeleteButton(CustomId):
    """Asks whoever presses what is to be deleted."""

    template = "privacy:v1:delete"


@dataclass(frozen=True, slots=True)
class KeepButton(CustomId):
    """Deletes nothing after all."""

    template = "privacy:v1:keep"


@dataclass(frozen=True, slots=True)
class EraseButton(CustomId):
    """Asks once more, or deletes what is stored of whoever presses."""

    template = "privacy:v1:erase:{messages}:{step}"
    messages: Messages
    step: Step

    @classmethod
    def read(cls, custom_id: str) -> Self | None:
        """What a name says; None for another format, another version, or a forged one."""
        found = re.fullmatch(cls.template.format_map(_PATTERNS), custom_id)
        return cls(Messages(found["messages"]), Step(found["step"])) if found else None


@dataclass(frozen=True, slots=True)
class RetentionMenu(CustomId):
    """Chooses for how many days a server keeps its songs' words; what is chosen is a number, 0 for ever."""

    template = "privacy:v1:words"
