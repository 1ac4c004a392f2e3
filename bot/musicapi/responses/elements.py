"""The elements of an answer: clips as each family describes them, and their texts and addresses made harmless; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from bot.musicapi import text
from bot.musicapi.responses.reply import harmless, mapping, number
from data.rows import ClipState, ReportedClip

if TYPE_CHECKING:
    from collections.abc import Mapping

SUCCEEDED = frozenset({"succeeded", "success", "complete", "completed"})
LONGEST_URL = 2048
LONGEST_LYRICS = 20_000
LONGEST_LINE = 1_000
LONGEST_TITLE = 200
LONGEST_ID = 200
LONGEST_SOUND = 24 * 60 * 60  # seconds; what claims to be longer is of unknown length
# What `auto_concat`, which is never sent, would put around a clip: the new part, and the whole song beside it.
JOINED = ("extended", "replaced", "full")


def listed(answer: Any) -> list[Mapping[str, Any]]:
    """What an answer holds, in its order; `data` was seen as an array, an object, null and not at all."""
    if isinstance(answer, list):
        return _unjoined(cast("list[Any]", answer))
    found = mapping(answer)
    data = found.get("data")
    if "data" not in found and "audio_url" in found:  # nuro describes its one song at the root
        return [_of_nuro(found)]
    songs = mapping(mapping(data).get("data")).get("songs")
    if isinstance(songs, list):
        return [_of_studio(mapping(song)) for song in cast("list[Any]", songs)]
    return _unjoined(cast("list[Any]", data) if isinstance(data, list) else [data])


def clips(answer: Any) -> list[Mapping[str, Any]]:
    """The clips of an answer, each once."""
    named = ((line(element.get("clip_id"), LONGEST_ID), element) for element in listed(answer))
    return list({clip_id: element for clip_id, element in named if clip_id}.values())


def clip(found: Mapping[str, Any]) -> ReportedClip:
    """A clip as it is kept."""
    audio_url = url(found.get("audio_url"))
    state = state_of(found, audio_url)
    timestamps = found.get("timestamp")
    return ReportedClip(
        clip_id=line(found.get("clip_id"), LONGEST_ID),
        state=state,
        model=line(found.get("mv"), 100),
        title=line(found.get("title"), LONGEST_TITLE),
        style=line(found.get("tags")) or line(found.get("sound")),
        lyrics=lyrics(found.get("lyrics")),
        duration=_seconds(found.get("duration")),
        audio_url=audio_url if state is ClipState.SUCCEEDED else "",
        image_url=url(found.get("image_url")),
        timeline=harmless(timestamps) if isinstance(timestamps, dict) else None,
    )


def state_of(found: Mapping[str, Any], file_url: str) -> ClipState:
    """Final only by a known word, and succeeded only with a file that is final too."""
    said = word(found.get("state"))
    if said == "failed":
        return ClipState.FAILED
    return ClipState.SUCCEEDED if said in SUCCEEDED and file_url and not streams(file_url) else ClipState.RUNNING


def word(value: Any) -> str:
    """A word of a state in lower case, empty where it is none."""
    return value.lower() if isinstance(value, str) else ""


def url(value: Any) -> str:
    """An http or https address, empty where it is none."""
    if not isinstance(value, str) or len(value) > LONGEST_URL:
        return ""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets that hold no IPv6 address
        return ""
    return text.line(value) if usable else ""


def streams(address: str) -> bool:
    """Whether the address is of a stream (`audiopipe.suno.ai`), which a running clip can have and is no final file."""
    return (urlsplit(address).hostname or "").startswith("audiopipe")


def line(value: Any, longest: int = LONGEST_LINE) -> str:
    """A text on one line, empty where it is none."""
    return text.shortened(text.line(value), longest) if isinstance(value, str) else ""


def lyrics(value: Any) -> str:
    """A text of many lines, empty where it is none."""
    return text.shortened(text.lines(value), LONGEST_LYRICS) if isinstance(value, str) else ""


def _seconds(value: Any) -> float | None:
    """How long a clip is; None where nobody said it, as while it runs, which some say as 0."""
    seconds = number(value) or None
    return seconds if seconds is None or seconds <= LONGEST_SOUND else None


def _unjoined(elements: list[Any]) -> list[Mapping[str, Any]]:
    flat: list[Mapping[str, Any]] = []
    for element in map(mapping, elements):
        inner = [mapping(element[name]) for name in JOINED if mapping(element.get(name))]
        flat += [element] if "clip_id" in element or not inner else inner
    return flat


def _of_nuro(found: Mapping[str, Any]) -> Mapping[str, Any]:
    style = ", ".join(said for said in (line(found.get("genre"), 100), line(found.get("mood"), 100)) if said)
    return {**found, "clip_id": found.get("task_id"), "state": found.get("status"), "tags": style}


def _of_studio(song: Mapping[str, Any]) -> Mapping[str, Any]:
    tags = song.get("tags")
    words = [line(tag, 100) for tag in cast("list[Any]", tags)] if isinstance(tags, list) else []
    return {
        **song,
        "clip_id": song.get("id"),
        "state": "succeeded" if song.get("finished") is True else "running",
        "tags": ", ".join(tag for tag in words if tag),
        "audio_url": song.get("song_path"),
        "image_url": song.get("image_path"),
    }
