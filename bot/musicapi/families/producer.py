"""Producer: one song from words, edited by instruction; uploads, downloads, and on the second host lyrics and videos.

Field names are those of docs.musicapi.ai (producer-api-overview, api-450367154, api-450367170), docs.aimusicapi.ai
(doc-2058752) and the vendor's SDK; of the cover page (api-460957729) the vendor's blog of 2026-05-22 tells the fields.
Extend, replace and cover take no `mv`: every model name is an alias of the one model behind them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from bot.musicapi.families import shared
from bot.musicapi.offers import Family, FileFields, Limits, Model, Offer, Text
from bot.musicapi.operations import Operation
from bot.musicapi.requests import Body, SongRequest

# The vendor publishes only the title's 80 for producer. The others are ours, as long as its other families take.
LIMITS: Final = Limits(prompt=1000, style=1000, lyrics=3000, title=80)
EXTEND_LIMITS: Final = Limits(prompt=1000, style=1000, lyrics=3000, title=0)
EDIT_LIMITS: Final = Limits(prompt=1000, style=1000, lyrics=0, title=80)  # an instruction, no lyrics

# Seconds of music in a new song. The default is about 30, one task makes at most 240 (docs.musicapi.ai/api-450367154).
CREATE_LENGTH: Final = 180
LENGTHS: Final = (1.0, 240.0)
# Seconds that an extension adds: the vendor's own default, said aloud.
EXTEND_LENGTH: Final = 60
# The vendor's blog takes 55 to 58 for a clip of 60 seconds: an extension needs some of the old music to begin with.
OVERLAP: Final = 2.0
# How much of the source a cover keeps: the vendor's own default.
COVER_STRENGTH: Final = 0.5
# `make_instrumental` is ignored on api.musicapi.ai since 2026-04; the vendor's advice is to say it in the sound.
NO_VOCALS: Final = "instrumental, no vocals"

# Since 2026-04 every FUZZ name is an alias of the one model on api.musicapi.ai, so one name is enough. Timing: "most
# tasks 30-60 s" in 2025, "1-3 min" on the product pages.
MODELS: Final = (
    Model("FUZZ-2.0", "Lyria 3 Pro", (30.0, 60.0, 150.0), good_for="one-song-edited-by-instruction", minutes=(0, 4)),
)
# docs.aimusicapi.ai/producer-api-overview, without the models that it says often fail.
TWIN_MODELS: Final = tuple(
    Model(name, name, typical, good_for=good_for, minutes=(0, 4))
    for name, typical, good_for in (
        ("FUZZ-2.0", (18.0, 24.0, 30.0), "one-song-fast"),
        ("FUZZ-2.0 Pro", (20.0, 25.0, 30.0), "one-song-more-polish"),
        ("FUZZ-2.0 Raw", (18.0, 24.0, 30.0), "one-song-less-polish"),
        ("FUZZ-1.1 Pro", (30.0, 40.0, 50.0), "the-older-sound"),
        ("FUZZ-1.0 Pro", (18.0, 24.0, 30.0), "the-oldest-sound-fast"),
    )
)

_TEXTS: Final[Mapping[str, Text]] = {
    "sound": "style",
    "instruction": "prompt",
    "prompt": "prompt",
    "lyrics": "lyrics",
    "title": "title",
}


def _create(request: SongRequest) -> Body:
    return {**_song(request), "length": round(request.details.length or CREATE_LENGTH)}


def _create_on_twin(request: SongRequest) -> Body:
    return {**_song(request), "make_instrumental": request.brief.instrumental}  # a length is not listed there


def _song(request: SongRequest) -> Body:
    wished = {
        "sound": _sounding(request.sound if request.words else request.description, request),
        "lyrics": request.words,
        "title": request.name,
    }
    return {"mv": request.model, **{field: said for field, said in wished.items() if said}}


def _extend(request: SongRequest) -> Body:
    start = request.extend_from or 0.0
    if request.source.duration is not None:
        start = min(start, max(0.0, request.source.duration - OVERLAP))
    length = round(request.details.length or EXTEND_LENGTH)
    sent: Body = {**_edit(request), "starts_at": round(start, 2), "length": length}
    return {**sent, "lyrics": request.words} if request.words else sent


def _replace(request: SongRequest) -> Body:
    return {**_edit(request), **shared.section(request, "starts_at", "ends_at")}


def _cover(request: SongRequest) -> Body:
    weight = request.details.audio_weight
    sent = {**_edit(request), "strength": COVER_STRENGTH if weight is None else weight}
    return {**sent, "title": request.name} if request.name else sent


def _edit(request: SongRequest) -> Body:
    """What every edit begins with; its instruction is recommended and may be missing."""
    instruction = _sounding(request.description, request)
    return {**shared.clip_alone(request), "instruction": instruction} if instruction else shared.clip_alone(request)


def _sounding(said: str, request: SongRequest) -> str:
    if not request.brief.instrumental:
        return said
    return f"{said}, {NO_VOCALS}" if said else NO_VOCALS


def _download(request: SongRequest) -> Body:
    return {**shared.clip_alone(request), "format": request.details.format or "mp3"}


_offer = partial(Offer, webhooks=True)

# docs.aimusicapi.ai/doc-2058751: 2 each. On api.musicapi.ai the last known price, of 2025-10, is the same.
_UPLOAD: Final = shared.recording_offer(
    operation=Operation.UPLOAD,
    price=2,
    fields=lambda request: {"audio_url": request.details.url},
    path="producer/upload",
    webhooks=True,
    typical=(5.0, 15.0, 40.0),
)
_DOWNLOAD: Final = shared.download_offer(
    operation=Operation.DOWNLOAD,
    fields=_download,
    path="producer/download",
    webhooks=True,
    formats=("mp3", "wav"),
    typical=(5.0, 10.0, 20.0),  # a client measured 5 to 15 s
)


def _producer(models: tuple[Model, ...], *made: Offer) -> Family:
    return Family("producer", "Producer", models, shared.offers_of(*made), "m4a", _TEXTS)


PRODUCER: Final = _producer(
    MODELS,
    _offer(
        operation=Operation.CREATE,
        price=12,
        limits=LIMITS,
        fields=_create,
        task_type="create_music",
        lengths=LENGTHS,
    ),
    _offer(
        operation=Operation.EXTEND,
        price=12,
        limits=EXTEND_LIMITS,
        fields=_extend,
        task_type="extend_music",
        lengths=LENGTHS,
    ),
    _offer(
        operation=Operation.COVER,
        price=12,
        limits=EDIT_LIMITS,
        fields=_cover,
        task_type="cover_music",
        needs=shared.NEEDS_STYLE,  # `instruction` is required on the page of cover
        takes=frozenset({"audio_weight"}),
    ),
    _offer(
        operation=Operation.REPLACE_SECTION,
        price=12,
        limits=EDIT_LIMITS,
        fields=_replace,
        task_type="replace_music",
        takes=shared.SECTION,
    ),
    _UPLOAD,
    _DOWNLOAD,
)
# Everything of `/producer/create` but create_music is answered with 410 here.
PRODUCER_TWIN: Final = _producer(
    TWIN_MODELS,
    _offer(
        operation=Operation.CREATE,
        price=10,
        limits=LIMITS,
        fields=_create_on_twin,
        task_type="create_music",
    ),
    _UPLOAD,
    _DOWNLOAD,
    # The fields of lyrics-create and video-clip are on no page that was reached: they are named as their siblings are.
    shared.lyrics_offer(
        operation=Operation.WRITE_LYRICS,
        price=1,
        limits=EDIT_LIMITS,
        fields=lambda request: {"prompt": request.description},
        path="producer/lyrics-create",
        typical=(5.0, 10.0, 30.0),
    ),
    Offer(
        operation=Operation.VIDEO,
        price=5,
        limits=shared.NO_TEXTS,
        fields=shared.clip_alone,
        path="producer/video-clip",
        files=FileFields(("video_url", "file_url", "url"), "Video"),
        typical=(20.0, 60.0, 150.0),
    ),
)
