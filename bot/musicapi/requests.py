"""A song as it is asked for, before any family's words for it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

from bot.musicapi import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.musicapi.operations import Operation

Body: TypeAlias = "dict[str, Any]"  # a JSON object as MusicAPI takes it

WORDLESS = "[Instrumental]"  # a section label: what stands in brackets is not sung


@dataclass(frozen=True, slots=True)
class Details:
    """What only some operations take; times are seconds into the source clip, weights go from 0 to 1."""

    starts_at: float | None = None  # the section that is replaced, sampled or listened to
    ends_at: float | None = None
    other_clip: int | None = None  # clips.id of the second clip of a mashup
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
    def from_json(cls, stored: Mapping[str, Any] | None) -> Self:
        """The details of a stored job; what this version does not know is passed over."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in (stored or {}).items() if name in known})

    def as_json(self) -> dict[str, Any]:
        """What differs from the default, to be stored."""
        pairs = ((field, getattr(self, field.name)) for field in fields(self))
        return {field.name: value for field, value in pairs if value != field.default}


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """Where MusicAPI is to call when a task ends, and the key that it signs the call with."""

    url: str = field(repr=False)  # names the job by a secret
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SongRequest:
    """One thing asked of MusicAPI; the texts are as the person typed them, times are seconds into the source clip."""

    operation: Operation
    family: str
    model: str
    prompt: str = ""
    title: str = ""
    style: str = ""
    lyrics: str = ""
    instrumental: bool = False
    source_clip_id: str | None = None  # MusicAPI's id of the clip that is extended or covered
    continue_at: float | None = None  # None: from the clip's end
    source_duration: float | None = None
    source_uploaded: bool = False  # the source clip is a person's own recording
    source_lyrics: str = ""  # what is sung in the source clip, for what changes all but the words
    details: Details = Details()

    @property
    def words(self) -> str:
        """The lyrics as they are sent, empty where there is nothing to sing."""
        return "" if text.blank(self.lyrics) else text.lines(self.lyrics)

    @property
    def sung(self) -> str:
        """The lyrics of an edit, which requires some: a label where nothing new is to be sung."""
        return self.words or WORDLESS

    @property
    def kept(self) -> str:
        """The lyrics of an edit that keeps what is sung: new ones, or those of the source clip, or a label."""
        return self.words or text.lines(self.source_lyrics) or WORDLESS

    @property
    def name(self) -> str:
        """The title as it is sent."""
        return _said(self.title)

    @property
    def sound(self) -> str:
        """How it is to sound when the words are given: the style, or the prompt where no style was given."""
        return _said(self.style) or _said(self.prompt)

    @property
    def description(self) -> str:
        """All that is said of the song when no words are given: prompt and style together."""
        return ", ".join(part for part in (_said(self.prompt), _said(self.style)) if part)

    @property
    def extend_from(self) -> float | None:
        """Where an extension begins; None where neither a point nor the clip's length is known."""
        return self.source_duration if self.continue_at is None else self.continue_at


def _said(typed: str) -> str:
    return "" if text.blank(typed) else text.line(typed)
