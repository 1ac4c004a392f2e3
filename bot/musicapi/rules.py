"""Whether a request can be taken, seen on the very body that would be sent, before anything is spent."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.musicapi.offers import Source
from bot.musicapi.operations import SectionRule, StartsFrom
from bot.musicapi.text import utf16_length
from bot.musicapi.violations import (
    AvoidTooLong,
    DetailNotTaken,
    Flaw,
    FormatNotMade,
    LyricsMissing,
    LyricsNotTaken,
    LyricsTooShort,
    MusicLength,
    NoRecordings,
    NotOffered,
    NotWithThisModel,
    OutsideTheClip,
    RecordingLength,
    RecordingsAlone,
    SectionPastEnd,
    SectionReversed,
    SectionTooLong,
    TextMissing,
    TextTooLong,
    UnknownModel,
)
from data.brief import Details

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.musicapi.offers import Family, Host, Limits, Offer, Text
    from bot.musicapi.requests import SongRequest
    from bot.musicapi.violations import Violation

# Both hosts count in seconds and riffusion in whole ones; an extension from 0 would keep nothing of the song.
EARLIEST_EXTENSION: Final = 1.0
SHORTEST_SECTION: Final = 1.0  # seconds; less than that is a slip of the finger
# Clip lengths come rounded in places (sonic's two decimals): a point this much past the end is the end.
TOLERANCE: Final = 0.05
LONGEST_AVOID: Final = 200  # characters of `negative_tags`, by the vendor's SDK
LONGEST_URL: Final = 2048
TEXTS: Final[tuple[Text, ...]] = ("prompt", "style", "lyrics", "title")  # in the order in which they are missed


def find_violation(request: SongRequest, family: Family, host: Host) -> Violation | None:
    """The first reason why `family` would not take `request` on `host`; None where it would."""
    offer = family.offers.get(request.operation)
    if offer is None:
        return NotOffered(family.label, request.operation)
    model = family.model(request.model)
    if model is None:
        return UnknownModel(family.label, request.model)
    if offer.models is not None and request.model not in offer.models:
        taken = tuple(each.label for each in family.models if each.name in offer.models)
        return NotWithThisModel(family.label, request.operation, model.label, taken)
    return (
        _contradiction(request)
        or _source(request, family, offer)
        or _missing(request, family, offer)
        or _not_taken(request, family, offer, model.lacks)
        or _find_misplacement(request, family, offer)
        or _out_of_bounds(request, family, offer)
        or _too_long(request, family, family.limits(request.operation, request.model), host)
    )


def _contradiction(request: SongRequest) -> Violation | None:
    return Flaw.INSTRUMENTAL_WITH_LYRICS if request.instrumental and request.words else None


def _source(request: SongRequest, family: Family, offer: Offer) -> Violation | None:
    """What is wrong with the clip, the recording, the second clip or the persona that it is made of."""
    details, spec = request.details, request.operation.spec
    is_recording = spec.starts_from is StartsFrom.RECORDING or ("url" in offer.takes and bool(details.url))
    if is_recording and not _is_address(details.url):
        return Flaw.NO_RECORDING
    if offer.source is not Source.NONE and not request.source_clip_id and not is_recording:
        return Flaw.UNKNOWN_CLIP
    if offer.source is Source.UPLOADED and not request.source_uploaded:
        return RecordingsAlone(family.label, request.operation)
    if offer.source is Source.PLATFORM and request.source_uploaded:
        return NoRecordings(family.label, request.operation)
    if spec.needs_persona and not details.persona_id:
        return Flaw.NO_PERSONA
    if spec.needs_second_clip and not details.other_clip_id:
        return Flaw.NO_SECOND_CLIP
    if spec.needs_second_clip and details.other_clip_id == request.source_clip_id:
        return Flaw.SAME_CLIP_TWICE
    return None


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no IPv6 address
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= LONGEST_URL


def _missing(request: SongRequest, family: Family, offer: Offer) -> Violation | None:
    given: Mapping[Text, str] = {
        "prompt": request.description,
        "style": request.sound,
        "lyrics": request.words,
        "title": request.name,
    }
    if request.operation.spec.needs_words and not (request.words or request.description):
        return Flaw.NO_WORDS
    for text in TEXTS:
        if text in offer.needs and not given[text]:
            return TextMissing(family.label, request.operation, text)
    least = offer.shortest_lyrics
    if not least or request.instrumental:
        return None
    if not request.words:
        return LyricsMissing(family.label)
    return LyricsTooShort(family.label, least, len(request.words)) if len(request.words) < least else None


def _not_taken(request: SongRequest, family: Family, offer: Offer, lacking: frozenset[str]) -> Violation | None:
    taken = set(offer.takes - lacking)
    taken |= {"length"} if offer.lengths else set()
    taken |= {"format"} if offer.formats else set()
    for field in fields(Details):
        if getattr(request.details, field.name) != field.default and field.name not in taken:
            return DetailNotTaken(family.label, request.operation, field.name)
    return None


def _find_misplacement(request: SongRequest, family: Family, offer: Offer) -> Violation | None:
    """Which moment of the request lies outside its clip: where an extension begins, which section is meant."""
    if request.operation.spec.extends:
        return _extension(request)
    starts_at, ends_at = request.details.starts_at, request.details.ends_at
    if starts_at is None or ends_at is None:
        named = starts_at is not None or ends_at is not None
        return Flaw.HALF_A_SECTION if named or request.operation.spec.section is SectionRule.REQUIRED else None
    violation = _section(starts_at, ends_at, request.source_duration)
    if (
        violation is not None
        or offer.longest_section is None
        or ends_at - starts_at <= offer.longest_section + TOLERANCE
    ):
        return violation
    return SectionTooLong(family.label, offer.longest_section, ends_at - starts_at)


def _extension(request: SongRequest) -> Violation | None:
    start, end = request.extend_from, request.source_duration
    if request.operation.spec.starts_from is StartsFrom.RECORDING:
        if start is None:
            return None  # the vendor finds the end of a recording by itself
        end = request.details.length
    if start is None:
        return Flaw.UNKNOWN_LENGTH
    if math.isfinite(start) and start >= EARLIEST_EXTENSION and (end is None or start <= end + TOLERANCE):
        return None
    return Flaw.EXTENDS_NOTHING if end is None else OutsideTheClip(end)


def _section(starts_at: float, ends_at: float, duration: float | None) -> Violation | None:
    if not math.isfinite(starts_at) or not math.isfinite(ends_at) or starts_at < 0:
        return Flaw.SECTION_BEFORE_START
    if duration is not None and max(starts_at, ends_at) > duration + TOLERANCE:
        return SectionPastEnd(duration)
    if ends_at <= starts_at:
        return SectionReversed(starts_at, ends_at)
    return None if ends_at - starts_at >= SHORTEST_SECTION else Flaw.SECTION_TOO_SHORT


def _out_of_bounds(request: SongRequest, family: Family, offer: Offer) -> Violation | None:
    details = request.details
    weights = (details.style_weight, details.weirdness, details.audio_weight)
    if any(weight is not None and not 0 <= weight <= 1 for weight in weights):
        return Flaw.WEIGHT_OUT_OF_RANGE
    if details.format and details.format not in offer.formats:
        return FormatNotMade(family.label, offer.formats, details.format)
    if (avoided := utf16_length(details.avoid)) > LONGEST_AVOID:
        return AvoidTooLong(LONGEST_AVOID, avoided)
    if details.length is None or offer.lengths is None:
        return None
    least, most = offer.lengths
    if math.isfinite(details.length) and least - TOLERANCE <= details.length <= most + TOLERANCE:
        return None
    is_recording = request.operation.spec.starts_from is StartsFrom.RECORDING
    return (RecordingLength if is_recording else MusicLength)(family.label, least, most)


def _too_long(request: SongRequest, family: Family, limits: Limits, host: Host) -> Violation | None:
    if request.words and not limits.lyrics:
        return LyricsNotTaken(family.label, request.operation)
    body = family.body(request, host)
    for field, text in family.texts.items():
        sent, limit = body.get(field, ""), getattr(limits, text)
        if isinstance(sent, str) and (length := utf16_length(sent)) > limit:
            return TextTooLong(family.label, _typed_fields(text, sent, request), limit, length)
    return None


def _typed_fields(text: Text, sent: str, request: SongRequest) -> tuple[Text, ...]:
    """What the person typed into the field, which is not always what the field is for."""
    if text not in ("prompt", "style"):
        return (text,)
    if request.sound == request.description:
        return ("style",) if request.brief.style.strip() else ("prompt",)
    return ("prompt", "style") if request.description in sent else ("style",)
