"""From words to music: the tune that they settle, and the dress that it wears."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sandbox.musicapi.rng import seeded
from sandbox.musicapi.sound.brief import Brief
from sandbox.musicapi.sound.genres import GENRES, Genre
from sandbox.musicapi.sound.moods import MOODS, PACES, Mood
from sandbox.musicapi.sound.theory import BLUES, JAZZ, TURNS, Chord, Key

SLOWEST, FASTEST = 50, 200  # beats per minute
NATURALS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
KEY_WORDS = re.compile(r"\b(?:in|key of)\s+([a-g])\s?(#|♯|sharp\b|b\b|♭|flat\b)?\s*(major|minor|maj|min)?\b")
BPM = re.compile(r"\b(\d{2,3})\s*bpm\b")
# Instruments by name, and whether they take the chords or the riff.
PLAYERS: dict[str, tuple[str, str]] = {
    "piano": ("chords", "piano"),
    "rhodes": ("chords", "rhodes"),
    "electric piano": ("chords", "rhodes"),
    "organ": ("chords", "organ"),
    "acoustic guitar": ("chords", "steel guitar"),
    "guitar": ("chords", "clean guitar"),
    "electric guitar": ("chords", "power guitar"),
    "ukulele": ("chords", "nylon guitar"),
    "harp": ("chords", "harp"),
    "strings": ("pad", "strings"),
    "choir": ("pad", "choir"),
    "violin": ("riff", "fiddle"),
    "fiddle": ("riff", "fiddle"),
    "flute": ("riff", "flute"),
    "sax": ("riff", "sax"),
    "saxophone": ("riff", "sax"),
    "trumpet": ("riff", "trumpet"),
    "brass": ("riff", "brass"),
    "horns": ("riff", "brass"),
    "bells": ("riff", "bell"),
    "music box": ("riff", "music box"),
    "marimba": ("riff", "marimba"),
    "synth": ("riff", "square lead"),
    "808": ("bass", "808"),
}
OTHER_RIFFS = ("bell", "flute", "fiddle", "marimba", "square lead", "clean guitar", "trumpet", "music box")


@dataclass(frozen=True, slots=True)
class Tune:
    """What a cover keeps: tempo in beats per minute, key and chords."""

    tempo: float
    key: Key
    verse: tuple[Chord, ...]
    chorus: tuple[Chord, ...]
    bridge: tuple[Chord, ...]

    @property
    def bar(self) -> float:
        """Seconds of a bar of four beats."""
        return 240.0 / self.tempo


@dataclass(frozen=True, slots=True)
class Dress:
    """Who plays and how: a genre with what moods and named instruments make of it."""

    genre: Genre
    bass: str
    chords: str
    pad: str
    riff: str
    singer: str  # "female" or "male"
    feel: float  # of the beat: 0.5 half as fast as the tempo, 2 twice
    drums: bool
    bright: float
    space: float
    energy: float


@lru_cache(maxsize=256)
def tune_of(brief: Brief) -> Tune:
    """The tune that the brief's words ask for."""
    text = plain(brief.words)
    rng = seeded("tune", brief.tune)
    genre, moods = genres_in(text, brief.tune)[0], moods_in(text)
    tempo = rng.uniform(*genre.tempo)
    for mood in moods[:2]:
        tempo *= mood.tempo
    tempo *= _pace(text)
    if asked := BPM.search(text):
        tempo = float(asked.group(1))
    key = _key(text, genre, moods, rng.randrange(12), rng.random())
    turns = BLUES if genre.turns == "blues" else JAZZ if genre.turns == "jazz" else TURNS[key.mode]
    verse, chorus = rng.choice(turns)
    bridge = rng.choice(turns)[1]
    tones = min(5, max([genre.tones, *(genre.tones + mood.tones for mood in moods)]))
    chords = [tuple(Chord(int(place) - 1, tones) for place in turn) for turn in (verse, chorus, bridge)]
    return Tune(min(FASTEST, max(SLOWEST, round(tempo, 1))), key, chords[0], chords[1], chords[2][::-1])


@lru_cache(maxsize=256)
def dress_of(brief: Brief) -> Dress:
    """The dress that the brief asks for."""
    text = plain(brief.dress)
    first, *others = genres_in(text, brief.tune)
    moods = moods_in(text)[:3]
    rng = seeded("dress", brief.tune, brief.touch)
    band: dict[str, str] = {"bass": first.bass, "chords": first.chords, "pad": first.pad, "riff": first.riff}
    if others:
        band["riff"] = others[0].riff
    if brief.touch % 2 == 0:
        band["riff"] = rng.choice([riff for riff in OTHER_RIFFS if riff != band["riff"]])
    for name, (part, voice) in PLAYERS.items():
        if _names((name,), text):
            band[part] = voice
    usual = sum(first.tempo) / 2
    ratio = tune_of(brief).tempo / usual
    return Dress(
        genre=first,
        **band,
        singer=_singer(text, rng.random()),
        feel=0.5 if ratio > 1.55 else 2.0 if ratio < 0.62 else 1.0,
        drums=not _names(("no drums", "without drums", "drumless", "a cappella", "acapella"), text),
        bright=_share(first.bright + sum(mood.bright for mood in moods)),
        space=_share(first.space + sum(mood.space for mood in moods)),
        energy=_share(0.7 + sum(mood.energy for mood in moods)),
    )


def plain(text: str) -> str:
    """The words in small letters, one space between any two."""
    return " ".join(text.lower().split())


def genres_in(text: str, tune: str) -> list[Genre]:
    """The genres in the order they are named; one by chance where none is."""
    named = [(at, genre) for genre in GENRES if (at := _names(genre.names, text))]
    return [genre for _, genre in sorted(named, key=lambda pair: pair[0])] or [seeded("genre", tune).choice(GENRES)]


def moods_in(text: str) -> list[Mood]:
    """The moods in the order they are named."""
    named = [(at, mood) for mood in MOODS if (at := _names(mood.names, text))]
    return [mood for _, mood in sorted(named, key=lambda pair: pair[0])]


def _names(names: Iterable[str], text: str) -> int:
    """Where the first of the names stands in the text, from 1; 0 if none does."""
    places = [found.start() + 1 for name in names if (found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))]
    return min(places, default=0)


def _pace(text: str) -> float:
    """The factor of the longest tempo word: `very slow` is not `slow`."""
    said = [(len(word), factor) for words, factor in PACES for word in words if _names((word,), text)]
    return max(said)[1] if said else 1.0


def _key(text: str, genre: Genre, moods: list[Mood], root: int, chance: float) -> Key:
    wanted = next((mood.modes for mood in moods if mood.modes), ())
    fitting = [mode for mode in wanted if mode in genre.modes] or list(wanted or genre.modes)
    mode = fitting[int(chance * len(fitting))]
    if asked := KEY_WORDS.search(text):
        note, sign, kind = asked.groups()
        if sign or kind:  # "in a" is no key
            root = (NATURALS[note] + (1 if sign in ("#", "♯", "sharp") else -1 if sign else 0)) % 12
        if kind:
            mode = "major" if kind.startswith("maj") else "minor"
    return Key(root, mode)


def _singer(text: str, chance: float) -> str:
    if _names(("female", "woman", "girl", "soprano", "diva"), text):
        return "female"
    if _names(("male", "man", "baritone", "tenor", "boy"), text):
        return "male"
    return "female" if chance < 0.6 else "male"


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))
