"""Pure: what people call each operation, in menus, in forms, on cards and in sentences: `en/operations.ftl` says it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from bot.musicapi.operations import Operation
from cogs.text.catalog import is_said, say

# Says what an operation's own message does not, and stands for those that only a later version knows.
ANY: Final = "operation-any"


@dataclass(frozen=True, slots=True)
class OperationWords:
    """One operation in plain words; each of them is an attribute of its message, but the name, which is the message."""

    name: str  # in menus and titles of forms
    hint: str  # below it: what comes of it
    verb: str  # after a family's “cannot” or “needs … to”
    waiting: str  # headings of its card, from here
    sending: str
    making: str
    posting: str
    ready: str
    failed: str  # to here
    lineage: str  # before the clip that it is made from
    kind: str  # what its clip is to the one that it was made of
    this: str  # what a sentence about a failure calls it
    subject: str  # the same, where it begins the sentence
    style_label: str
    style_hint: str
    lyrics_label: str
    lyrics_hint: str


def words_for(operation: str) -> OperationWords:
    """The words for an operation; those for a song, where only a later version knows the operation."""
    message = message_of(operation) if operation in set(Operation) else ANY
    return OperationWords(**{field.name: _word(message, field.name) for field in fields(OperationWords)})


def message_of(operation: str) -> str:
    """The name of the catalog's message about an operation."""
    return f"operation-{operation.replace('_', '-')}"


def _word(message: str, field: str) -> str:
    if field == "name":
        return say(message)
    attribute = field.replace("_", "-")
    own, common = f"{message}.{attribute}", f"{ANY}.{attribute}"
    return say(own) if is_said(own) else say(common)
