"""What a person asked for, in one value that an order, a job and a request to MusicAPI all carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, Self

from data.ids import ClipId


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A model that would have come first, such as `sonic/sonic-v5`, and why it did not make this.

    `why` is a `bot.orders.passed_over.Reason`, of this version or a later one, `detail` the name of one of the details.
    """

    model: str
    why: str
    detail: str = ""
    limit: int = 0  # characters


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
    passed_over: tuple[PassedOver, ...] = ()  # whom planning passed over, in order; nobody orders it
    agreed_to: str = ""  # the words that whoever brought a recording agreed to
    agreed_version: int = 0  # of these words; 0: nothing was written down

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The details of a stored job; names that this version does not know are skipped."""
        known = {name: value for name, value in stored.items() if name in DETAIL_NAMES}
        if "passed_over" in known:
            known["passed_over"] = tuple(_passed_over(each) for each in known["passed_over"])
        return cls(**known)

    def as_json(self) -> dict[str, Any]:
        """What differs from the default, to be stored."""
        pairs = ((field, getattr(self, field.name)) for field in fields(self) if field.name != "passed_over")
        plain = {field.name: value for field, value in pairs if value != field.default}
        return {**plain, "passed_over": [asdict(each) for each in self.passed_over]} if self.passed_over else plain


def _passed_over(stored: Mapping[str, Any]) -> PassedOver:
    return PassedOver(**{name: value for name, value in stored.items() if name in _PASSED_OVER_NAMES})


_PASSED_OVER_NAMES = frozenset(field.name for field in fields(PassedOver))
DETAIL_NAMES = frozenset(field.name for field in fields(Details))
# What is kept with a job for its card, and no part of what was asked for.
NOTES = frozenset({"passed_over", "agreed_to", "agreed_version"})
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

    def without_notes(self) -> Self:
        """What was asked for alone, without what was found out while it was planned."""
        return self.with_passed_over(())

    def with_passed_over(self, passed_over: Iterable[PassedOver]) -> Self:
        """The same, with the models that were passed over for it, in order, and no others."""
        kept = tuple(passed_over)
        if kept == self.details.passed_over:
            return self
        return replace(self, details=replace(self.details, passed_over=kept))


EMPTY_BRIEF = Brief()
BRIEF_NAMES = tuple(field.name for field in fields(Brief))
