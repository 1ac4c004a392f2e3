"""The clips of an answer, as each family describes them; pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from bot.musicapi.values import (
    LONGEST_ID,
    LONGEST_TITLE,
    SUCCEEDED,
    elements,
    harmless,
    is_stream,
    line,
    lyrics,
    number,
    url,
    word,
)
from data.rows import ClipState, ReportedClip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.musicapi.offers import Family

LONGEST_SOUND: Final = 24 * 60 * 60  # seconds; what claims to be longer is of unknown length
LONGEST_MODEL: Final = 100  # characters of a model's name


def clips_in(answer: Any, family: Family | None) -> list[Mapping[str, Any]]:
    """The elements of an answer that are clips, each once."""
    own: Sequence[Mapping[str, Any]] | None = family.read_songs(answer) if family and family.read_songs else None
    found = elements(answer) if own is None else own
    named = ((line(element.get("clip_id"), LONGEST_ID), element) for element in found)
    return list({clip_id: element for clip_id, element in named if clip_id}.values())


def read_clip(found: Mapping[str, Any]) -> ReportedClip:
    """A clip as it is kept."""
    audio_url = url(found.get("audio_url"))
    state = _state(found, audio_url)
    timestamps = found.get("timestamp")
    return ReportedClip(
        clip_id=line(found.get("clip_id"), LONGEST_ID),
        state=state,
        model=line(found.get("mv"), LONGEST_MODEL),
        title=line(found.get("title"), LONGEST_TITLE),
        style=line(found.get("tags")) or line(found.get("sound")),
        lyrics=lyrics(found.get("lyrics")),
        duration=_seconds(found.get("duration")),
        audio_url=audio_url if state is ClipState.SUCCEEDED else "",
        image_url=url(found.get("image_url")),
        timeline=harmless(timestamps) if isinstance(timestamps, dict) else None,
    )


def read_upload(found: Mapping[str, Any]) -> ReportedClip:
    """The clip of a recording: an id is enough, unless it says that it runs; no page tells what else there is."""
    clip = read_clip(found)
    said_nothing = clip.state is ClipState.RUNNING and word(found.get("state")) in ("", *SUCCEEDED)
    state = ClipState.SUCCEEDED if said_nothing else clip.state
    audio_url = url(found.get("audio_url")) if state is ClipState.SUCCEEDED else ""
    return replace(clip, state=state, audio_url=audio_url, uploaded=True)


def _state(found: Mapping[str, Any], audio_url: str) -> ClipState:
    """Final only by a known word, and succeeded only with a file that is final too."""
    said = word(found.get("state"))
    if said == "failed":
        return ClipState.FAILED
    return ClipState.SUCCEEDED if said in SUCCEEDED and audio_url and not is_stream(audio_url) else ClipState.RUNNING


def _seconds(value: Any) -> float | None:
    """How long a clip is; None where nobody said it, as while it runs, which some say as 0."""
    seconds = number(value) or None
    return seconds if seconds is None or seconds <= LONGEST_SOUND else None
