"""What a form is about that begins with what was typed elsewhere: published formats, as in `custom_id.py`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.musicapi.operations import Operation
from cogs.components.custom_id import CustomId
from data.ids import DraftId


@dataclass(frozen=True, slots=True)
class TypedSongForm(CustomId):
    """A new song that begins with everything that was typed into a command that was refused."""

    template = "form:v1:typed-song:{draft_id}:{price}"
    draft_id: DraftId
    price: int


@dataclass(frozen=True, slots=True)
class WordsForm(CustomId):
    """What an operation makes of a few words, without a song: lyrics about a topic, or a style."""

    template = "form:v1:words:{operation}:{price}"
    operation: Operation
    price: int


@dataclass(frozen=True, slots=True)
class TypedUploadForm(CustomId):
    """A recording that was refused with its command; `prices` are those of an `UploadForm`."""

    template = "form:v1:typed-upload:{draft_id}:{prices}"
    draft_id: DraftId
    prices: str


@dataclass(frozen=True, slots=True)
class TypedVoiceForm(CustomId):
    """A voice that was refused with its command."""

    template = "form:v1:typed-voice:{draft_id}:{price}"
    draft_id: DraftId
    price: int
