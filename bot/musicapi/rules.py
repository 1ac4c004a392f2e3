"""Whether a request can be taken, seen on the very body that would be sent, before anything is spent."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.musicapi import spans
from bot.musicapi.offers import Operation, Source
from data.brief import Details

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.musicapi.offers import Family, Host, Limits, Offer, Text
    from bot.musicapi.requests import SongRequest

VERBS: Final[Mapping[Operation, str]] = {
    Operation.CREATE: "make new songs",
    Operation.PERSONA_SONG: "sing with a persona",
    Operation.EXTEND: "extend a song",
    Operation.COVER: "cover a song",
    Operation.REPLACE_SECTION: "replace a section",
    Operation.SWAP_SOUND: "swap the sound of a song",
    Operation.SWAP_VOCALS: "swap the voice of a song",
    Operation.FULL_SONG: "join an extension to its song",
    Operation.REMASTER: "remaster a song",
    Operation.ADD_VOCALS: "add a voice",
    Operation.ADD_INSTRUMENTAL: "add instruments",
    Operation.SAMPLE: "sample a song",
    Operation.MASHUP: "mash up two songs",
    Operation.UPLOAD: "take a recording",
    Operation.UPLOAD_EXTEND: "extend a recording",
    Operation.UPLOAD_COVER: "cover a recording",
    Operation.STEMS_BASIC: "part the voice from the music",
    Operation.STEMS_FULL: "part a song into its instruments",
    Operation.WAV: "make a WAV file",
    Operation.MIDI: "make a MIDI file",
    Operation.DOWNLOAD: "convert a song",
    Operation.VIDEO: "make a video",
    Operation.BPM: "measure a tempo",
    Operation.VOX: "take the voice out of a song",
    Operation.LYRICS_TIMELINE: "time the words of a song",
    Operation.PERSONA: "make a persona",
    Operation.VOICE: "make a voice",
    Operation.WRITE_LYRICS: "write lyrics",
    Operation.ENRICH_STYLE: "enrich a style",
}

NEEDED: Final[Mapping[Text, str]] = {"prompt": "a few words", "style": "a style", "lyrics": "lyrics", "title": "a name"}
# What a person would call what not every offer takes.
DETAILS: Final[Mapping[str, str]] = {
    "starts_at": "section",
    "ends_at": "section",
    "other_clip": "second clip",
    "other_clip_id": "second clip",
    "persona_id": "persona",
    "vox_id": "voice",
    "url": "recording",
    "variation": "variation",
    "format": "choice of format",
    "avoid": "styles to avoid",
    "gender": "choice of voice",
    "style_weight": "weight of the style",
    "weirdness": "degree of weirdness",
    "audio_weight": "closeness to the source",
    "length": "choice of length",
}
LONGEST_AVOID: Final = 200  # characters of `negative_tags`, by the vendor's SDK
LONGEST_URL: Final = 2048
RECORDINGS: Final = frozenset(
    {Operation.UPLOAD, Operation.UPLOAD_EXTEND, Operation.UPLOAD_COVER, Operation.VOICE},
)
# What cannot do with no words at all.
TOLD: Final = frozenset({Operation.CREATE, Operation.PERSONA_SONG, Operation.SAMPLE, Operation.MASHUP})


def why_not(request: SongRequest, family: Family, host: Host) -> str | None:
    """None, or one sentence that says why `family` would not take `request` on `host`."""
    offer = family.offers.get(request.operation)
    if offer is None:
        return f"{family.label} cannot {VERBS[request.operation]} here."
    model = family.model(request.model)
    if model is None:
        return f"{family.label} has no model called “{request.model}”."
    if offer.models is not None and request.model not in offer.models:
        taken = ", ".join(each.label for each in family.models if each.name in offer.models)
        return f"{family.label} cannot {VERBS[request.operation]} with {model.label}, only with {taken}."
    limits = family.limits(request.operation, request.model)
    return (
        _contradiction(request)
        or _source(request, family, offer)
        or _missing(request, family, offer)
        or _not_taken(request, family, offer, model.lacks)
        or spans.misplaced(request, family)
        or _out_of_bounds(request, family, offer)
        or _too_long(request, family, limits, host)
    )


def _contradiction(request: SongRequest) -> str | None:
    if request.instrumental and request.words:
        return "An instrumental has no lyrics: leave one of the two out."
    return None


def _source(request: SongRequest, family: Family, offer: Offer) -> str | None:
    """What is wrong with the clip, the recording, the second clip or the persona that it is made of."""
    details, verb = request.details, VERBS[request.operation]
    from_address = request.operation in RECORDINGS or (request.operation is Operation.SAMPLE and bool(details.url))
    if from_address and not _is_address(details.url):
        return "There is no recording to take: give a file, or an https address of one."
    if offer.source is not Source.NONE and not request.source_clip_id and not from_address:
        return "That clip is not known to MusicAPI."
    if offer.source is Source.UPLOADED and not request.source_uploaded:
        return f"{family.label} can {verb} only to a recording that was uploaded."
    if offer.source is Source.PLATFORM and request.source_uploaded:
        return f"{family.label} cannot {verb} that was uploaded."
    if request.operation is Operation.PERSONA_SONG and not details.persona_id:
        return "Choose the persona that is to sing."
    if request.operation is Operation.MASHUP:
        if not details.other_clip_id:
            return "Choose the second clip of the mashup."
        if details.other_clip_id == request.source_clip_id:
            return "A mashup takes two different clips: choose another one."
    return None


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no IPv6 address
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= LONGEST_URL


def _missing(request: SongRequest, family: Family, offer: Offer) -> str | None:
    given: Mapping[Text, str] = {
        "prompt": request.description,
        "style": request.sound,
        "lyrics": request.words,
        "title": request.name,
    }
    if request.operation in TOLD and not (request.words or request.description):
        return "Say what the song is to be: a prompt, a style or lyrics."
    for text, needed in NEEDED.items():
        if text in offer.needs and not given[text]:
            return f"{family.label} needs {needed} to {VERBS[request.operation]}."
    least = offer.shortest_lyrics
    if not least or request.instrumental:
        return None
    if not request.words:
        return f"{family.label} sings only lyrics that it is given: write some, or ask for an instrumental."
    if len(request.words) < least:
        return f"{family.label} needs at least {least:,} characters of lyrics: here are {len(request.words):,}."
    return None


def _not_taken(request: SongRequest, family: Family, offer: Offer, lacking: frozenset[str]) -> str | None:
    taken = set(offer.takes - lacking)
    taken |= {"length"} if offer.lengths else set()
    taken |= {"format"} if offer.formats else set()
    for field in fields(Details):
        if getattr(request.details, field.name) != field.default and field.name not in taken:
            return f"{family.label} takes no {DETAILS[field.name]} to {VERBS[request.operation]}: leave that out."
    return None


def _out_of_bounds(request: SongRequest, family: Family, offer: Offer) -> str | None:
    details = request.details
    weights = (details.style_weight, details.weirdness, details.audio_weight)
    if any(weight is not None and not 0 <= weight <= 1 for weight in weights):
        return "A weight goes from 0 to 1."
    if details.format and details.format not in offer.formats:
        return f"{family.label} makes {' or '.join(offer.formats)} files, no {details.format}."
    if units(details.avoid) > LONGEST_AVOID:
        return f"Styles to avoid take at most {LONGEST_AVOID} characters: here are {units(details.avoid)}."
    if details.length is None or offer.lengths is None:
        return None
    least, most = offer.lengths
    if math.isfinite(details.length) and least - spans.TOLERANCE <= details.length <= most + spans.TOLERANCE:
        return None
    between = f"{spans.clock(least)} to {spans.clock(most)}"
    if request.operation in RECORDINGS:
        return f"{family.label} takes recordings of {between}."
    return f"{family.label} makes {between} of music at a time: choose a length within that."


def _too_long(request: SongRequest, family: Family, limits: Limits, host: Host) -> str | None:
    if request.words and not limits.lyrics:
        return f"{family.label} takes no lyrics to {VERBS[request.operation]}: it keeps those of the song."
    body = family.body(request, host)
    for field, text in family.texts.items():
        sent, limit = body.get(field, ""), getattr(limits, text)
        if isinstance(sent, str) and (length := units(sent)) > limit:
            named = _named(text, sent, request)
            return f"{family.label} takes at most {limit:,} characters of {named}: here are {length:,}."
    return None


def units(sent: str) -> int:
    """The length in UTF-16 units: how the vendor counts is unknown, and no way of counting gives more."""
    return len(sent.encode("utf-16-le", "surrogatepass")) // 2


def _named(text: Text, sent: str, request: SongRequest) -> str:
    """What the person typed into the field, which is not always what the field is for."""
    if text not in ("prompt", "style"):
        return text
    if request.sound == request.description:
        return "style" if request.brief.style.strip() else "prompt"
    return "prompt and style together" if request.description in sent else "style"
