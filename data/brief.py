"""What a person asked for, in one value that an order, a job and a request to MusicAPI all carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, Self

from data.ids import ClipId


@dataclass(frozen=True, slots=True)
class Details:
    """What only some operations take; times are seconds into the source clip, weights go from 0 to 1."""

    starts_at: float | None = None  # the section that is replaced, sampled or listened to
    ends_at: float | None = None
    other_clip: ClipId | None = None  # clips.id of the second clip of a mashup
    other_clip_id: str = ""  # MusicAPI's id of it
    persona_id: str = ""  # MusicAPI's id of the persona that sings
    vox_id: str = ""  # MusicAPI's id of the voice that a persona is made of
    url: str = ""  # where a person's own audio can be fetched
    variation: Literal["", "subtle", "normal", "high"] = ""  # how far a remaster may go
    format: Literal["", "mp3", "m4a", "wav"] = ""  # of a download
    avoid: str = ""  # styles that the song is not to have
    gender: Literal["", "f", "m"] = ""  # of the voice
    style_weight: float | None = None
    weirdness: float | None = None
    audio_weight: float | None = None  # how close a cover stays to its source
    length: float | None = None  # wanted seconds of music; of an upload, how long it is

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The details of a stored job; names that this version does not know are skipped."""
        return cls(**{name: value for name, value in stored.items() if name in DETAIL_NAMES})

    def as_json(self) -> dict[str, Any]:
        """What differs from the default, to be stored."""
        pairs = ((field, getattr(self, field.name)) for field in fields(self))
        return {field.name: value for field, value in pairs if value != field.default}


DETAIL_NAMES = frozenset(field.name for field in fields(Details))
NO_DETAILS = Details()


@dataclass(frozen=True, slots=True)
class Brief:
    """The words of a request and what it is made of; `continue_at` is seconds into the source clip."""

    prompt: str = ""
    title: str = ""
    style: str = ""
    lyrics: str = ""
    instrumental: bool = False
    source: ClipId | None = None  # clips.id of the clip that it is made of
    continue_at: float | None = None  # of an extension; None: from the clip's end
    details: Details = NO_DETAILS

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The brief of a stored draft; names that this version does not know are skipped."""
        known = {name: value for name, value in stored.items() if name in BRIEF_NAMES and name != "details"}
        return replace(cls(**known), details=Details.from_json(stored.get("details") or {}))

    def as_json(self) -> dict[str, Any]:
        """What differs from the default, to be stored."""
        pairs = ((field, getattr(self, field.name)) for field in fields(self) if field.name != "details")
        plain = {field.name: value for field, value in pairs if value != field.default}
        return {**plain, "details": self.details.as_json()}


EMPTY_BRIEF = Brief()
BRIEF_NAMES = tuple(field.name for field in fields(Brief))
