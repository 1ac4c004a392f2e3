"""Studio: two songs from words. The vendor lists it as unavailable, so only the operator's naming it has it asked.

Field names are those of the vendor's SDK. Its songs stand deep inside an answer: `data.data.songs`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.musicapi import text
from bot.musicapi.families.shared import NEEDS_STYLE, offers_of
from bot.musicapi.offers import Family, Limits, Model, Offer
from bot.musicapi.operations import Operation
from bot.musicapi.requests import Body, SongRequest
from bot.musicapi.values import array, line, mapping


def _create(request: SongRequest) -> Body:
    sent: Body = {
        "prompt": request.sound if request.words else request.description,
        "lyrics_type": "user" if request.words else "instrumental" if request.brief.instrumental else "generate",
        # All four go from 0 to 1 and are required; no default is published, so none favours either end.
        "prompt_strength": 0.5,
        "clarity_strength": 0.5,
        "lyrics_strength": 0.5,
        "generation_quality": 0.75,
        "model_type": request.model,
        "config": {"mode": "regular"},
    }
    if request.words:
        sent["lyrics"] = request.words
    avoided = text.line(request.details.avoid)
    return {**sent, "negative_prompt": avoided} if avoided else sent


def _read_songs(answer: Any) -> list[Mapping[str, Any]] | None:
    songs = mapping(mapping(mapping(answer).get("data")).get("data")).get("songs")
    return [_read_song(mapping(song)) for song in array(songs)] if isinstance(songs, list) else None


def _read_song(song: Mapping[str, Any]) -> Mapping[str, Any]:
    tags = [line(tag, 100) for tag in array(song.get("tags"))]
    return {
        **song,
        "clip_id": song.get("id"),
        "state": "succeeded" if song.get("finished") is True else "running",
        "tags": ", ".join(tag for tag in tags if tag),
        "audio_url": song.get("song_path"),
        "image_url": song.get("image_path"),
    }


# 15 credits and two songs by the guide of 2025-06-19. "Unavailable" since; what it answers now is not known.
STUDIO: Final = Family(
    "studio",
    "Studio",
    (
        Model("studio130-v1.5", "130 v1.5", (60.0, 120.0, 240.0), good_for="longer-pieces"),
        Model("studio32-v1.5", "32 v1.5", (30.0, 60.0, 120.0), good_for="short-pieces"),
    ),
    offers_of(
        Offer(
            operation=Operation.CREATE,
            price=15,
            clips=2,
            limits=Limits(prompt=400, style=400, lyrics=1000, title=80),
            fields=_create,
            needs=NEEDS_STYLE,
            takes=frozenset({"avoid"}),
        )
    ),
    "mp3",
    {"prompt": "prompt", "lyrics": "lyrics"},
    _read_songs,
)
