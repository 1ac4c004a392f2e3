"""Producer's words for a request: the bodies of `POST /api/v1/producer/…`.

Field names are those of docs.musicapi.ai (producer-api-overview, api-450367154, api-450367170), docs.aimusicapi.ai
(doc-2058752) and the vendor's SDK; of the cover page (api-460957729) the vendor's blog of 2026-05-22 tells the fields.
Extend, replace and cover take no `mv`: every model name is an alias of the one model behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.musicapi.offers import Host, Operation, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.musicapi.requests import Body, SongRequest

TEXTS: Mapping[str, Text] = {
    "sound": "style",
    "instruction": "prompt",
    "prompt": "prompt",
    "lyrics": "lyrics",
    "title": "title",
}

# Seconds of music in a new song. The default is about 30, one task makes at most 240.
CREATE_LENGTH = 180
# Seconds that an extension adds: the vendor's own default, said aloud.
EXTEND_LENGTH = 60
# The vendor's blog takes 55 to 58 for a clip of 60 seconds: an extension needs some of the old music to begin with.
OVERLAP = 2.0
# How much of the source a cover keeps: the vendor's own default.
COVER_STRENGTH = 0.5
# `make_instrumental` is ignored on api.musicapi.ai since 2026-04; the vendor's advice is to say it in the sound.
NO_VOCALS = "instrumental, no vocals"


def body(request: SongRequest, host: Host) -> Body:
    """What is sent for `request` to `host`."""
    builder = _BODIES.get(request.operation)
    return builder(request) if builder else _create(request, host)


def _create(request: SongRequest, host: Host) -> Body:
    sent: Body = {"task_type": "create_music", "mv": request.model}
    sound = _sounding(request.sound if request.words else request.description, request)
    if sound:
        sent["sound"] = sound
    if request.words:
        sent["lyrics"] = request.words
    if request.name:
        sent["title"] = request.name
    if host is Host.TWIN:
        sent["make_instrumental"] = request.instrumental
    else:
        sent["length"] = round(request.details.length or CREATE_LENGTH)  # the twin does not list it
    return sent


def _extend(request: SongRequest) -> Body:
    start = request.extend_from or 0.0
    if request.source_duration is not None:
        start = min(start, max(0.0, request.source_duration - OVERLAP))
    sent = _edit(request, "extend")
    sent |= {"starts_at": round(start, 2), "length": round(request.details.length or EXTEND_LENGTH)}
    return {**sent, "lyrics": request.words} if request.words else sent


def _replace(request: SongRequest) -> Body:
    starts_at, ends_at = request.details.starts_at or 0.0, request.details.ends_at or 0.0
    return {**_edit(request, "replace"), "starts_at": round(starts_at, 2), "ends_at": round(ends_at, 2)}


def _cover(request: SongRequest) -> Body:
    weight = request.details.audio_weight
    sent = {**_edit(request, "cover"), "strength": COVER_STRENGTH if weight is None else weight}
    return {**sent, "title": request.name} if request.name else sent


def _edit(request: SongRequest, verb: str) -> Body:
    """What every edit begins with; its instruction is recommended and may be missing."""
    sent: Body = {
        "task_type": f"{verb}_upload_music" if request.source_uploaded else f"{verb}_music",
        "clip_id": request.source_clip_id or "",
    }
    instruction = _sounding(request.description, request)
    return {**sent, "instruction": instruction} if instruction else sent


def _upload(request: SongRequest) -> Body:
    return {"audio_url": request.details.url}


def _download(request: SongRequest) -> Body:
    return {"clip_id": request.source_clip_id or "", "format": request.details.format or "mp3"}


def _video(request: SongRequest) -> Body:
    # The fields of lyrics-create and video-clip are on no page that was reached: they are named as their siblings are.
    return {"clip_id": request.source_clip_id or ""}


def _lyrics(request: SongRequest) -> Body:
    return {"prompt": request.description}


def _sounding(said: str, request: SongRequest) -> str:
    if not request.instrumental:
        return said
    return f"{said}, {NO_VOCALS}" if said else NO_VOCALS


_BODIES: Mapping[Operation, Callable[[SongRequest], Body]] = {
    Operation.EXTEND: _extend,
    Operation.REPLACE_SECTION: _replace,
    Operation.COVER: _cover,
    Operation.UPLOAD: _upload,
    Operation.DOWNLOAD: _download,
    Operation.VIDEO: _video,
    Operation.WRITE_LYRICS: _lyrics,
}
