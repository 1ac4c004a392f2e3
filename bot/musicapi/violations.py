"""Why a request cannot be taken, as data; what people read is in `cogs/text/violations.py`.

`family` is a family's label; lengths are UTF-16 units, moments seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from bot.musicapi.offers import Text
    from bot.musicapi.operations import Operation


class Flaw(Enum):
    """What is wrong with a request whoever is asked; there is nothing more to say of it."""

    INSTRUMENTAL_WITH_LYRICS = "instrumental with lyrics"
    NO_RECORDING = "no recording"
    UNKNOWN_CLIP = "unknown clip"
    NO_PERSONA = "no persona"
    NO_SECOND_CLIP = "no second clip"
    SAME_CLIP_TWICE = "same clip twice"
    NO_WORDS = "no words"
    UNKNOWN_LENGTH = "extension of a clip of unknown length"
    EXTENDS_NOTHING = "extension from before the first second"
    HALF_A_SECTION = "section without beginning or end"
    SECTION_BEFORE_START = "section before the clip"
    SECTION_TOO_SHORT = "section too short"
    WEIGHT_OUT_OF_RANGE = "weight out of range"


@dataclass(frozen=True, slots=True)
class NoSuchFamily:
    """This host has no such family."""

    name: str


@dataclass(frozen=True, slots=True)
class UnknownModel:
    """The family has no such model."""

    family: str
    name: str


@dataclass(frozen=True, slots=True)
class NotOffered:
    """The family does not have the operation on this host."""

    family: str
    operation: Operation


@dataclass(frozen=True, slots=True)
class NotWithThisModel:
    """The family has the operation, but only with other models."""

    family: str
    operation: Operation
    model: str
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordingsAlone:
    """The family does this only to a clip that a person brought."""

    family: str
    operation: Operation


@dataclass(frozen=True, slots=True)
class NoRecordings:
    """The family does this only to a clip that MusicAPI made."""

    family: str
    operation: Operation


@dataclass(frozen=True, slots=True)
class TextMissing:
    """The family cannot do this without one of the texts."""

    family: str
    operation: Operation
    text: Text


@dataclass(frozen=True, slots=True)
class LyricsMissing:
    """The family writes no lyrics by itself."""

    family: str


@dataclass(frozen=True, slots=True)
class LyricsTooShort:
    """The family asks for more lyrics than these."""

    family: str
    least: int
    length: int


@dataclass(frozen=True, slots=True)
class LyricsNotTaken:
    """The family keeps the lyrics of the song."""

    family: str
    operation: Operation


@dataclass(frozen=True, slots=True)
class TextTooLong:
    """What the person typed into these texts is longer than the family takes."""

    family: str
    texts: tuple[Text, ...]
    limit: int
    length: int


@dataclass(frozen=True, slots=True)
class AvoidTooLong:
    """The styles to avoid are longer than anybody takes."""

    limit: int
    length: int


@dataclass(frozen=True, slots=True)
class DetailNotTaken:
    """The family does not take one of the details; `detail` is the name of its field."""

    family: str
    operation: Operation
    detail: str


@dataclass(frozen=True, slots=True)
class FormatNotMade:
    """The family makes files of other formats alone."""

    family: str
    made: tuple[str, ...]
    format: str


@dataclass(frozen=True, slots=True)
class OutsideTheClip:
    """An extension has to begin within its clip."""

    duration: float


@dataclass(frozen=True, slots=True)
class SectionPastEnd:
    """The section has to lie within its clip."""

    duration: float


@dataclass(frozen=True, slots=True)
class SectionReversed:
    """The section ends before it begins."""

    starts_at: float
    ends_at: float


@dataclass(frozen=True, slots=True)
class SectionTooLong:
    """The family takes shorter sections alone."""

    family: str
    limit: float
    length: float


@dataclass(frozen=True, slots=True)
class RecordingLength:
    """The family takes no recordings of this length."""

    family: str
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class MusicLength:
    """The family makes no music of this length."""

    family: str
    least: float
    most: float


Violation: TypeAlias = (
    Flaw
    | NoSuchFamily
    | UnknownModel
    | NotOffered
    | NotWithThisModel
    | RecordingsAlone
    | NoRecordings
    | TextMissing
    | LyricsMissing
    | LyricsTooShort
    | LyricsNotTaken
    | TextTooLong
    | AvoidTooLong
    | DetailNotTaken
    | FormatNotMade
    | OutsideTheClip
    | SectionPastEnd
    | SectionReversed
    | SectionTooLong
    | RecordingLength
    | MusicLength
)
