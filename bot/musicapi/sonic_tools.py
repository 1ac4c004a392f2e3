"""Sonic's words for what makes no song: a clip measured, taken apart or put into another format, words, voices.

Paths and field names are those of the vendor's SDK; of download (second host only) those that a client uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.musicapi import text
from bot.musicapi.offers import Operation, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.musicapi.requests import Body, SongRequest
    from data.brief import Details

TEXTS: Final[Mapping[str, Text]] = {
    "infill_lyrics": "lyrics",
    "name": "title",
    "describe": "prompt",
    "styles": "style",
    "description": "prompt",
}


def span(details: Details, first: str, last: str) -> Body:
    """The section in seconds, under the names that an endpoint has for it; what was not named is left out."""
    named = {first: details.starts_at, last: details.ends_at}
    return {field: round(moment, 2) for field, moment in named.items() if moment is not None}


def _of_clip(request: SongRequest) -> Body:
    return {"clip_id": request.source_clip_id or ""}


def _vox(request: SongRequest) -> Body:
    return {**_of_clip(request), **span(request.details, "vocal_start_s", "vocal_end_s")}


def _download(request: SongRequest) -> Body:
    return {**_of_clip(request), "formats": [request.details.format or "mp3"]}


def _persona(request: SongRequest) -> Body:
    details = request.details
    said = {
        "describe": text.line(request.brief.prompt),
        "styles": text.line(request.brief.style),
        "vox_audio_id": details.vox_id,
    }
    return {
        "name": request.name,
        **_of_clip(request),
        **{field: value for field, value in said.items() if value},
        **span(details, "vocal_start_s", "vocal_end_s"),
    }


def _upload(request: SongRequest) -> Body:
    return {"url": request.details.url}


def _voice(request: SongRequest) -> Body:
    return {"audio_url": request.details.url}


def _lyrics(request: SongRequest) -> Body:
    return {"description": request.description}


def _tags(request: SongRequest) -> Body:
    return {"tags": request.sound}


BODIES: Final[Mapping[Operation, Callable[[SongRequest], Body]]] = {
    Operation.STEMS_BASIC: _of_clip,
    Operation.STEMS_FULL: _of_clip,
    Operation.WAV: _of_clip,
    Operation.MIDI: _of_clip,
    Operation.BPM: _of_clip,
    Operation.LYRICS_TIMELINE: _of_clip,
    Operation.VOX: _vox,
    Operation.DOWNLOAD: _download,
    Operation.PERSONA: _persona,
    Operation.UPLOAD: _upload,
    Operation.VOICE: _voice,
    Operation.WRITE_LYRICS: _lyrics,
    Operation.ENRICH_STYLE: _tags,
}
