"""Whether a request can be taken, seen on the very body that would be sent, before anything is spent."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Final

from bot.errors import Problem, RequestRefused
from bot.musicapi.offers import Family, Host, Limits, Offer, Source, Text
from bot.musicapi.operations import SectionRule, StartsFrom
from bot.musicapi.requests import SongRequest
from bot.musicapi.text import utf16_length
from bot.musicapi.values import url
from data.brief import NOTES, Details

# Both hosts count in seconds and riffusion in whole ones; an extension from 0 would keep nothing of the song.
EARLIEST_EXTENSION: Final = 1.0
SHORTEST_SECTION: Final = 1.0  # seconds; less than that is a slip of the finger
# Clip lengths come rounded in places (sonic's two decimals): a point this much past the end is the end.
TOLERANCE: Final = 0.05
LONGEST_AVOID: Final = 200  # characters of `negative_tags`, by the vendor's SDK


def check_request(request: SongRequest, family: Family, host: Host) -> None:
    """Raise RequestRefused with the first reason why `family` would not take `request` on `host`."""
    offer, model = family.offers.get(request.operation), family.model(request.model)
    if offer is None:
        raise RequestRefused(Problem.NOT_OFFERED, family=family.label, operation=request.operation)
    if model is None:
        raise RequestRefused(Problem.NO_SUCH_MODEL, family=family.label, model=request.model)
    if offer.models is not None and request.model not in offer.models:
        able = [each.label for each in family.models if each.name in offer.models]
        raise RequestRefused(
            Problem.NOT_WITH_THIS_MODEL,
            family=family.label,
            operation=request.operation,
            model=model.label,
            models=able,
        )
    if request.brief.instrumental and request.words:
        raise RequestRefused(Problem.INSTRUMENTAL_WITH_LYRICS)
    _check_source(request, family, offer)
    _check_texts(request, family, offer)
    _check_details(request, family, offer, model.lacks)
    if request.operation.spec.extends:
        _check_extension(request)
    else:
        _check_section(request, family, offer)
    _check_bounds(request, family, offer)
    _check_lengths(request, family, family.limits(request.operation, request.model), host)


def _check_source(request: SongRequest, family: Family, offer: Offer) -> None:
    """The clip, the recording, the second clip and the persona that it is made of."""
    details, spec = request.details, request.operation.spec
    is_recording = spec.starts_from is StartsFrom.RECORDING or ("url" in offer.takes and bool(details.url))
    if is_recording and not url(details.url):
        raise RequestRefused(Problem.NO_RECORDING)
    if offer.source is not Source.NONE and not request.source.clip_id and not is_recording:
        raise RequestRefused(Problem.SOURCE_UNKNOWN)
    if offer.source is Source.UPLOADED and not request.source.uploaded:
        raise RequestRefused(Problem.ONLY_RECORDINGS, family=family.label)
    if offer.source is Source.PLATFORM and request.source.uploaded:
        raise RequestRefused(Problem.ONLY_OWN_SONGS, family=family.label)
    if spec.needs_persona and not details.persona_id:
        raise RequestRefused(Problem.NO_PERSONA)
    if spec.needs_second_clip and not details.other_clip_id:
        raise RequestRefused(Problem.NO_SECOND_CLIP)
    if spec.needs_second_clip and details.other_clip_id == request.source.clip_id:
        raise RequestRefused(Problem.SAME_CLIP_TWICE)


def _check_texts(request: SongRequest, family: Family, offer: Offer) -> None:
    """The texts that it cannot do without."""
    given: Mapping[Text, str] = {
        "prompt": request.description,
        "style": request.sound,
        "lyrics": request.words,
        "title": request.name,
    }
    if request.operation.spec.needs_words and not (request.words or request.description):
        raise RequestRefused(Problem.NO_WORDS)
    for text, said in given.items():
        if text in offer.needs and not said:
            raise RequestRefused(Problem.TEXT_MISSING, family=family.label, operation=request.operation, text=text)
    fewest, characters = offer.shortest_lyrics, len(request.words)
    if request.brief.instrumental or characters >= fewest:
        return
    if not characters:
        raise RequestRefused(Problem.LYRICS_MISSING, family=family.label)
    raise RequestRefused(Problem.LYRICS_TOO_SHORT, family=family.label, fewest=fewest, characters=characters)


def _check_details(request: SongRequest, family: Family, offer: Offer, lacking: frozenset[str]) -> None:
    taken = set(offer.takes - lacking) | NOTES
    taken |= {"length"} if offer.lengths else set()
    taken |= {"format"} if offer.formats else set()
    for field in fields(Details):
        if getattr(request.details, field.name) != field.default and field.name not in taken:
            raise RequestRefused(
                Problem.DETAIL_NOT_TAKEN, family=family.label, operation=request.operation, detail=field.name
            )


def _check_extension(request: SongRequest) -> None:
    start, end = request.extend_from, request.source.duration
    if request.operation.spec.starts_from is StartsFrom.RECORDING:
        if start is None:
            return  # the vendor finds the end of a recording by itself
        end = request.details.length
    if start is None:
        raise RequestRefused(Problem.LENGTH_UNKNOWN)
    if math.isfinite(start) and start >= EARLIEST_EXTENSION and (end is None or start <= end + TOLERANCE):
        return
    if end is None:
        raise RequestRefused(Problem.EXTENDS_NOTHING)
    raise RequestRefused(Problem.OUTSIDE_THE_CLIP, seconds=end, last=math.floor(end))


def _check_section(request: SongRequest, family: Family, offer: Offer) -> None:
    starts_at, ends_at, duration = request.details.starts_at, request.details.ends_at, request.source.duration
    if starts_at is None and ends_at is None and request.operation.spec.section is not SectionRule.REQUIRED:
        return
    if starts_at is None or ends_at is None:
        raise RequestRefused(Problem.HALF_A_SECTION)
    length, longest = ends_at - starts_at, offer.longest_section
    if not math.isfinite(length) or starts_at < 0:
        raise RequestRefused(Problem.SECTION_BEFORE_START)
    if duration is not None and max(starts_at, ends_at) > duration + TOLERANCE:
        raise RequestRefused(Problem.SECTION_PAST_END, length=duration)
    if ends_at <= starts_at:
        raise RequestRefused(Problem.SECTION_REVERSED, starts_at=starts_at, ends_at=ends_at)
    if length < SHORTEST_SECTION:
        raise RequestRefused(Problem.SECTION_TOO_SHORT)
    if longest is not None and length > longest + TOLERANCE:
        raise RequestRefused(Problem.SECTION_TOO_LONG, family=family.label, length=length, longest=longest)


def _check_bounds(request: SongRequest, family: Family, offer: Offer) -> None:
    details = request.details
    weights = (details.style_weight, details.weirdness, details.audio_weight)
    if any(weight is not None and not 0 <= weight <= 1 for weight in weights):
        raise RequestRefused(Problem.WEIGHT_OUT_OF_RANGE)
    if details.format and details.format not in offer.formats:
        raise RequestRefused(Problem.FORMAT_NOT_MADE, family=family.label, format=details.format, formats=offer.formats)
    if (avoided := utf16_length(details.avoid)) > LONGEST_AVOID:
        raise RequestRefused(Problem.AVOID_TOO_LONG, limit=LONGEST_AVOID, characters=avoided)
    if details.length is None or offer.lengths is None:
        return
    least, most = offer.lengths
    if not least - TOLERANCE <= details.length <= most + TOLERANCE:
        is_recording = request.operation.spec.starts_from is StartsFrom.RECORDING
        problem = Problem.LENGTH_OF_RECORDING if is_recording else Problem.LENGTH_OF_MUSIC
        raise RequestRefused(problem, family=family.label, least=least, most=most)


def _check_lengths(request: SongRequest, family: Family, limits: Limits, host: Host) -> None:
    if request.words and not limits.lyrics:
        raise RequestRefused(Problem.LYRICS_NOT_TAKEN, family=family.label, operation=request.operation)
    body = family.body(request, host)
    for field, text in family.texts.items():
        sent, limit = body.get(field, ""), getattr(limits, text)
        if isinstance(sent, str) and (characters := utf16_length(sent)) > limit:
            typed = _typed_fields(text, sent, request)
            raise RequestRefused(
                Problem.TEXT_TOO_LONG, family=family.label, texts=typed, limit=limit, characters=characters
            )


def _typed_fields(text: Text, sent: str, request: SongRequest) -> tuple[Text, ...]:
    """What the person typed into the field, which is not always what the field is for."""
    if text not in ("prompt", "style"):
        return (text,)
    if request.sound == request.description:
        return ("style",) if request.brief.style.strip() else ("prompt",)
    return ("prompt", "style") if request.description in sent else ("style",)
