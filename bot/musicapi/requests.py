"""A song as it is asked for, before any family's words for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.musicapi import text
from bot.musicapi.operations import Operation
from data.brief import EMPTY_BRIEF, Brief, Details

Body: TypeAlias = "dict[str, Any]"  # a JSON object as MusicAPI takes it

WORDLESS = "[Instrumental]"  # a section label: what stands in brackets is not sung


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """Where MusicAPI is to call when a task ends, and the key that it signs the call with."""

    url: str = field(repr=False)  # names the job by a secret
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SourceClip:
    """The clip that something is made of, as MusicAPI knows it; without an id there is none."""

    clip_id: str = ""
    duration: float | None = None
    uploaded: bool = False  # a person's own recording
    lyrics: str = ""  # what is sung in it, for an operation that changes everything but the words


NO_SOURCE = SourceClip()


@dataclass(frozen=True, slots=True)
class SongRequest:
    """One thing asked of MusicAPI, with the words as the person typed them."""

    operation: Operation
    family: str
    model: str
    brief: Brief = EMPTY_BRIEF
    source: SourceClip = NO_SOURCE

    @property
    def words(self) -> str:
        """The lyrics as they are sent, empty where there is nothing to sing."""
        return "" if text.blank(self.brief.lyrics) else text.lines(self.brief.lyrics)

    @property
    def sung(self) -> str:
        """The lyrics of an edit, which requires some: a label where nothing new is to be sung."""
        return self.words or WORDLESS

    @property
    def kept(self) -> str:
        """The lyrics of an edit that keeps what is sung: new ones, or those of the source clip, or a label."""
        return self.words or text.lines(self.source.lyrics) or WORDLESS

    @property
    def name(self) -> str:
        """The title as it is sent."""
        return _said(self.brief.title)

    @property
    def sound(self) -> str:
        """How it is to sound when the words are given: the style, or the prompt where no style was given."""
        return _said(self.brief.style) or _said(self.brief.prompt)

    @property
    def description(self) -> str:
        """All that is said of the song when no words are given: prompt and style together."""
        return ", ".join(part for part in (_said(self.brief.prompt), _said(self.brief.style)) if part)

    @property
    def details(self) -> Details:
        """What only some operations take."""
        return self.brief.details

    @property
    def extend_from(self) -> float | None:
        """Where an extension begins; None where neither a point nor the clip's length is known."""
        return self.source.duration if self.brief.continue_at is None else self.brief.continue_at


def _said(typed: str) -> str:
    return "" if text.blank(typed) else text.line(typed)
