"""Producer's words for a request: the body of `POST /api/v1/producer/create`.

Field names are those of docs.musicapi.ai (producer-api-overview, api-450367154) and docs.aimusicapi.ai (doc-2058752);
of the cover page (api-460957729) the vendor's blog of 2026-05-22 tells the fields. Extend and cover take no `mv`: every
model name is an alias of the one model behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.musicapi.offers import Host, Operation, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.musicapi.requests import Body, SongRequest

TEXTS: Mapping[str, Text] = {"sound": "style", "instruction": "prompt", "lyrics": "lyrics", "title": "title"}

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
    if request.operation is Operation.EXTEND:
        return _extend(request)
    if request.operation is Operation.COVER:
        return _cover(request)
    sent: Body = {"task_type": request.operation.task_type, "mv": request.model}
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
        sent["length"] = CREATE_LENGTH  # the twin does not list it
    return sent


def _extend(request: SongRequest) -> Body:
    start = request.extend_from or 0.0
    if request.source_duration is not None:
        start = min(start, max(0.0, request.source_duration - OVERLAP))
    sent: Body = {
        "task_type": request.operation.task_type,
        "clip_id": request.source_clip_id or "",
        "starts_at": round(start, 2),
        "length": EXTEND_LENGTH,
    }
    instruction = _sounding(request.description, request)
    if instruction:
        sent["instruction"] = instruction
    return {**sent, "lyrics": request.words} if request.words else sent


def _cover(request: SongRequest) -> Body:
    sent: Body = {
        "task_type": request.operation.task_type,
        "clip_id": request.source_clip_id or "",
        "instruction": _sounding(request.description, request),
        "strength": COVER_STRENGTH,
    }
    return {**sent, "title": request.name} if request.name else sent


def _sounding(said: str, request: SongRequest) -> str:
    if not request.instrumental:
        return said
    return f"{said}, {NO_VOCALS}" if said else NO_VOCALS
