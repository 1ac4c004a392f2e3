"""What an operation finds out in place of a song, and how that is stored.

`to_json` and `from_json` are one published format: the rows of finished jobs hold it, those of years ago included.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeAlias

from bot.musicapi.values import array, mapping, number


@dataclass(frozen=True, slots=True)
class Tempo:
    """Beats a minute: on average, at the slowest and at the fastest."""

    average: float
    slowest: float
    fastest: float


@dataclass(frozen=True, slots=True)
class PickedVoice:
    """The voice of a section of a clip, for a persona; seconds into the clip, where they were told."""

    vox_id: str
    starts_at: float | None
    ends_at: float | None


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word with the seconds at which it is sung."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class LyricsTimeline:
    """When each word of a clip is sung."""

    words: tuple[TimedWord, ...]


@dataclass(frozen=True, slots=True)
class NewPersona:
    """A persona made of a clip."""

    persona_id: str


@dataclass(frozen=True, slots=True)
class NewVoice:
    """A voice made of a recording; MusicAPI may leave its id out, and then it cannot be used."""

    voice_id: str


@dataclass(frozen=True, slots=True)
class LyricsDraft:
    """One version of written lyrics."""

    title: str
    lyrics: str


@dataclass(frozen=True, slots=True)
class WrittenLyrics:
    """Lyrics about a topic, in versions to choose from."""

    drafts: tuple[LyricsDraft, ...]


@dataclass(frozen=True, slots=True)
class EnrichedStyle:
    """A whole style made of a few words."""

    style: str


@dataclass(frozen=True, slots=True)
class MidiInstruments:
    """Who plays in a MIDI file."""

    names: tuple[str, ...]


Answer: TypeAlias = (
    Tempo | PickedVoice | LyricsTimeline | NewPersona | NewVoice | WrittenLyrics | EnrichedStyle | MidiInstruments
)


# Of the names of fields, those that are stored otherwise.
_STORED: Final = {"average": "avg", "slowest": "min", "fastest": "max", "drafts": "versions", "names": "instruments"}
_LISTS: Final = frozenset({"words", "versions", "instruments"})


def to_json(answer: Answer) -> dict[str, Any]:
    """The answer as it is stored; the keys tell which one it is."""
    found: dict[str, Any] = {_STORED.get(name, name): value for name, value in asdict(answer).items()}
    return {name: list(value) if name in _LISTS else value for name, value in found.items()}


def from_json(stored: Mapping[str, Any]) -> Answer | None:
    """The answer that was stored; None where this version can read none."""
    return next((load(stored) for key, load in _LOADERS.items() if key in stored), None)


def _tempo(stored: Mapping[str, Any]) -> Tempo | None:
    average, slowest, fastest = (number(stored.get(name)) for name in ("avg", "min", "max"))
    if average is None:
        return None
    return Tempo(average, average if slowest is None else slowest, average if fastest is None else fastest)


def _picked_voice(stored: Mapping[str, Any]) -> PickedVoice:
    return PickedVoice(_text(stored, "vox_id"), number(stored.get("starts_at")), number(stored.get("ends_at")))


def _timeline(stored: Mapping[str, Any]) -> LyricsTimeline:
    words: list[TimedWord] = []
    for word in map(mapping, array(stored.get("words"))):
        start, end = number(word.get("start")), number(word.get("end"))
        if start is not None and end is not None:
            words.append(TimedWord(_text(word, "text"), start, end))
    return LyricsTimeline(tuple(words))


def _written_lyrics(stored: Mapping[str, Any]) -> WrittenLyrics:
    drafts = map(mapping, array(stored.get("versions")))
    return WrittenLyrics(tuple(LyricsDraft(_text(draft, "title"), _text(draft, "lyrics")) for draft in drafts if draft))


def _text(stored: Mapping[str, Any], name: str) -> str:
    return str(stored.get(name) or "")


_LOADERS: Final[Mapping[str, Callable[[Mapping[str, Any]], Answer | None]]] = {
    "avg": _tempo,
    "vox_id": _picked_voice,
    "words": _timeline,
    "persona_id": lambda stored: NewPersona(_text(stored, "persona_id")),
    "voice_id": lambda stored: NewVoice(_text(stored, "voice_id")),
    "versions": _written_lyrics,
    "style": lambda stored: EnrichedStyle(_text(stored, "style")),
    "instruments": lambda stored: MidiInstruments(tuple(map(str, array(stored.get("instruments"))))),
}
