"""A song as it is asked for, before any family's words for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.musicapi import text

if TYPE_CHECKING:
    from bot.musicapi.offers import Operation

Body: TypeAlias = "dict[str, str | int | float | bool]"  # a JSON object as MusicAPI takes it

WORDLESS = "[Instrumental]"  # a section label: what stands in brackets is not sung


@dataclass(frozen=True, slots=True)
class SongRequest:
    """One create, extend or cover; the texts are as the person typed them, times are seconds into the source clip."""

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

    @property
    def words(self) -> str:
        """The lyrics as they are sent, empty where there is nothing to sing."""
        return "" if text.blank(self.lyrics) else text.lines(self.lyrics)

    @property
    def sung(self) -> str:
        """The lyrics of an edit, which requires some: a label where nothing new is to be sung."""
        return self.words or WORDLESS

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
