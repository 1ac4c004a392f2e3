"""What operations give that make no songs: files to fetch and things to read, from every shape they may have; pure.

Of stems, downloads, videos and voices the elements are on no page that was reached, so a file is wherever an address
stands under a name that is known for one, and a voice wherever there is an id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from bot.musicapi.offers import Operation
from bot.musicapi.responses.elements import (
    LONGEST_ID,
    LONGEST_LYRICS,
    LONGEST_TITLE,
    SUCCEEDED,
    line,
    listed,
    lyrics,
    streams,
    url,
    word,
)
from bot.musicapi.responses.reply import mapping, number
from bot.musicapi.responses.reports import ReportedFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# Under which names the address of a file stands, the surest first.
SOUND: Final = ("file_url", "wav_url", "audio_url", "mp3_url", "m4a_url", "stem_url", "download_url", "url")
ADDRESSES: Final[Mapping[Operation, tuple[str, ...]]] = {
    Operation.STEMS_BASIC: ("audio_url", *SOUND),
    Operation.STEMS_FULL: ("audio_url", *SOUND),
    Operation.WAV: SOUND,
    Operation.DOWNLOAD: ("file_url", "audio_url", *SOUND),
    Operation.MIDI: ("midi_url", "file_url", "url"),
    Operation.VIDEO: ("video_url", "file_url", "url"),
}
# What a file is called for people where nothing else tells it from the others.
NAMES: Final[Mapping[Operation, str]] = {
    Operation.STEMS_BASIC: "Stem",
    Operation.STEMS_FULL: "Stem",
    Operation.WAV: "Song",
    Operation.DOWNLOAD: "Song",
    Operation.MIDI: "MIDI",
    Operation.VIDEO: "Video",
}
PARTS: Final = ("stem_name", "stem", "stem_type", "instrument", "part", "track", "label", "name", "title", "type")
GROUPS: Final = ("stems", "files", "tracks", "data")
MOST_FILES: Final = 50
VOICES: Final = ("voice_id", "persona_id", "vox_audio_id", "id", "clip_id")
LONGEST_NAME: Final = 60
MOST_WORDS: Final = 5_000


class File:
    """An element that is or will be a file."""

    def __init__(self, found: Mapping[str, Any], operation: Operation) -> None:
        self.name = next((said for said in (line(found.get(key), LONGEST_NAME) for key in PARTS) if said), "")
        addresses = (url(found.get(key)) for key in ADDRESSES[operation])
        self.url = next((address for address in addresses if address and not streams(address)), "")
        said = word(found.get("state")) or word(found.get("status"))
        self.failed = said == "failed"
        self.ready = not self.failed and bool(self.url) and (not said or said in SUCCEEDED)


def elements_of_files(operation: Operation, answer: Any) -> list[File]:
    """Every file that an answer names, ready or not, each once."""
    found = [File(element, operation) for element in _flat(listed(answer), operation)]
    once = {file.url or str(place): file for place, file in enumerate(found)}
    return list(once.values())[:MOST_FILES]


def named(operation: Operation, files: Iterable[File]) -> tuple[ReportedFile, ...]:
    """The files that are ready, under names that tell them apart."""
    ready = [file for file in files if file.ready]
    fallback = NAMES[operation]
    plain = [file.name if fallback == "Stem" and file.name else fallback for file in ready]
    numbered: list[ReportedFile] = []
    for place, (file, name) in enumerate(zip(ready, plain, strict=True)):
        same = plain.count(name) > 1
        numbered.append(ReportedFile(f"{name} {plain[: place + 1].count(name)}" if same else name, file.url))
    return tuple(numbered)


def _flat(elements: Iterable[Mapping[str, Any]], operation: Operation, depth: int = 3) -> list[Mapping[str, Any]]:
    """The elements that hold a file each: some answers group them, some name each address by the part that it is."""
    flat: list[Mapping[str, Any]] = []
    for element in elements:
        group = next((element[name] for name in GROUPS if isinstance(element.get(name), list | dict)), None)
        if isinstance(group, list):
            flat += map(mapping, cast("list[Any]", group))
        elif group is not None:
            flat += _flat([mapping(group)], operation, depth - 1) if depth else []
        elif any(key in element for key in (*ADDRESSES[operation], "state", "clip_id")):
            flat.append(element)
        else:
            flat += [{"name": _part(key), "url": value} for key, value in element.items() if url(value)]
    return flat


def _part(key: str) -> str:
    return key.removesuffix("_url").replace("_", " ").capitalize()


def answer_of(operation: Operation, found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What the answer to `operation` says, cleaned and fit to be stored; None where it does not say it."""
    reader = _READERS.get(operation)
    return reader(found) if reader else None


def _bpm(found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    data = mapping(found.get("data"))
    least, most = number(data.get("min_bpm")), number(data.get("max_bpm"))
    between = (least + most) / 2 if least is not None and most is not None else None
    average = number(data.get("avg_bpm")) or between
    if not average:
        return None
    return {"avg": average, "min": average if least is None else least, "max": average if most is None else most}


def _vox(found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    data = mapping(found.get("data"))
    vox_id = line(data.get("vox_audio_id"), LONGEST_ID)
    if not vox_id or word(data.get("status")) == "failed":
        return None
    return {
        "vox_id": vox_id,
        "starts_at": number(data.get("vocal_start_s")),
        "ends_at": number(data.get("vocal_end_s")),
    }


def _timeline(found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The words in riffusion's shape; those that were not found in the singing have no moment and are left out."""
    alignment = mapping(found.get("data")).get("alignment")
    words: list[Mapping[str, Any]] = []
    for each in map(mapping, cast("list[Any]", alignment) if isinstance(alignment, list) else []):
        said, start, end = lyrics(each.get("word")), number(each.get("start_s")), number(each.get("end_s"))
        if said and start is not None and end is not None and each.get("success") is not False:
            words.append({"text": said, "start": start, "end": end})
    return {"words": words[:MOST_WORDS]} if words else None


def _persona(found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    persona_id = line(found.get("persona_id") or mapping(found.get("data")).get("persona_id"), LONGEST_ID)
    return {"persona_id": persona_id} if persona_id else None


def _voice(found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    places = [found, *listed(found)]
    ids = (line(place.get(key), LONGEST_ID) for place in places for key in VOICES)
    return {"voice_id": next((voice_id for voice_id in ids if voice_id), "")}


def _lyrics(found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    results = found.get("results")
    drafts = [mapping(each) for each in cast("list[Any]", results)] if isinstance(results, list) else listed(found)
    versions: list[Mapping[str, str]] = []
    for draft in drafts:
        words = lyrics(draft.get("lyrics")) or lyrics(draft.get("text"))
        if words:
            versions.append({"title": line(draft.get("title"), LONGEST_TITLE), "lyrics": words[:LONGEST_LYRICS]})
    return {"versions": versions} if versions else None


def _style(found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    style = line(mapping(found.get("data")).get("upsampled_tags"))
    return {"style": style} if style else None


def _midi(found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    instruments = mapping(found.get("data")).get("instruments")
    listed_ = cast("list[Any]", instruments) if isinstance(instruments, list) else []
    names = (line(mapping(each).get("name"), LONGEST_NAME) for each in listed_)
    return {"instruments": [name for name in names if name][:MOST_FILES]}


_READERS: Final[Mapping[Operation, Callable[[Mapping[str, Any]], Mapping[str, Any] | None]]] = {
    Operation.BPM: _bpm,
    Operation.VOX: _vox,
    Operation.LYRICS_TIMELINE: _timeline,
    Operation.PERSONA: _persona,
    Operation.VOICE: _voice,
    Operation.WRITE_LYRICS: _lyrics,
    Operation.ENRICH_STYLE: _style,
    Operation.MIDI: _midi,
}
