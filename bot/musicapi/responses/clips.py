"""The clips of an answer, as each family describes them; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.musicapi import values
from bot.musicapi.offers import Family
from data.rows import ClipState, ReportedClip

LONGEST_SOUND: Final = 24 * 60 * 60  # seconds; what claims to be longer is of unknown length
LONGEST_MODEL: Final = 100  # characters of a model's name


def clips_in(answer: Any, family: Family | None) -> list[Mapping[str, Any]]:
    """The elements of an answer that are clips, each once."""
    own: Sequence[Mapping[str, Any]] | None = family.read_songs(answer) if family and family.read_songs else None
    found = values.elements(answer) if own is None else own
    named = ((values.line(element.get("clip_id"), values.LONGEST_ID), element) for element in found)
    return list({clip_id: element for clip_id, element in named if clip_id}.values())


def read_clip(found: Mapping[str, Any]) -> ReportedClip:
    """A clip as it is kept."""
    audio_url = values.url(found.get("audio_url"))
    state = _state(found, audio_url)
    timestamps = found.get("timestamp")
    return ReportedClip(
        clip_id=values.line(found.get("clip_id"), values.LONGEST_ID),
        state=state,
        model=values.line(found.get("mv"), LONGEST_MODEL),
        title=values.line(found.get("title"), values.LONGEST_TITLE),
        style=values.line(found.get("tags")) or values.line(found.get("sound")),
        lyrics=values.lyrics(found.get("lyrics")),
        duration=_seconds(found.get("duration")),
        audio_url=audio_url if state is ClipState.SUCCEEDED else "",
        image_url=values.url(found.get("image_url")),
        timeline=values.harmless(timestamps) if isinstance(timestamps, dict) else None,
    )


def read_upload(found: Mapping[str, Any]) -> ReportedClip:
    """The clip of a recording: an id is enough, unless it says that it runs; no page tells what else there is."""
    clip = read_clip(found)
    said_nothing = clip.state is ClipState.RUNNING and values.word(found.get("state")) in ("", *values.SUCCEEDED)
    state = ClipState.SUCCEEDED if said_nothing else clip.state
    audio_url = values.url(found.get("audio_url")) if state is ClipState.SUCCEEDED else ""
    return replace(clip, state=state, audio_url=audio_url, uploaded=True)


def _state(found: Mapping[str, Any], audio_url: str) -> ClipState:
    """Final only by a known word, and succeeded only with a file that is final too."""
    said = values.word(found.get("state"))
    if said == "failed":
        return ClipState.FAILED
    return (
        ClipState.SUCCEEDED
        if said in values.SUCCEEDED and audio_url and not values.is_stream(audio_url)
        else ClipState.RUNNING
    )


def _seconds(value: Any) -> float | None:
    """How long a clip is; None where nobody said it, as while it runs, which some say as 0."""
    seconds = values.number(value) or None
    return seconds if seconds is None or seconds <= LONGEST_SOUND else None
