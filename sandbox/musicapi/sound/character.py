"""A tune's character: tempo, key, chords, beat and voices, by the words that asked for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.musicapi.dice import dice

if TYPE_CHECKING:
    from sandbox.musicapi.sound.score import Score

MAJOR = (0, 2, 4, 5, 7, 9, 11)
MINOR = (0, 2, 3, 5, 7, 8, 10)
DORIAN = (0, 2, 3, 5, 7, 9, 10)
SAD = frozenset(("sad", "dark", "melancholic", "lonely", "minor", "heartbreak", "sorrow", "rain", "night", "moody"))
GLAD = frozenset(("happy", "upbeat", "bright", "joyful", "summer", "sunny", "party", "fun", "uplifting", "major"))
SLOW = frozenset(("slow", "ballad", "calm", "sleepy", "gentle", "soft"))
FAST = frozenset(("fast", "energetic", "driving", "hyper", "racing"))

# Chords as degrees of the scale: verse, then chorus.
MAJOR_TURNS = (((0, 4, 5, 3), (3, 4, 0, 5)), ((0, 5, 3, 4), (0, 4, 5, 3)), ((0, 2, 3, 4), (5, 3, 0, 4)))
MINOR_TURNS = (((0, 5, 2, 6), (3, 5, 0, 6)), ((0, 3, 5, 4), (5, 6, 0, 0)), ((0, 6, 5, 6), (5, 2, 6, 0)))


@dataclass(frozen=True, slots=True)
class Genre:
    """What a genre settles; tempo in beats per minute."""

    tempo: tuple[int, int]
    modes: tuple[tuple[int, ...], ...]
    beat: str
    chords: str
    lead: str
    bass: str
    swing: float = 0.0


GENRES: tuple[tuple[frozenset[str], Genre], ...] = (
    (
        frozenset(("lofi", "lo-fi", "chill", "study", "chillhop")),
        Genre((70, 84), (DORIAN, MINOR), "lazy", "keys", "bell", "round", 0.14),
    ),
    (
        frozenset(("r&b", "rnb", "soul", "neo-soul", "funk")),
        Genre((78, 94), (DORIAN, MINOR), "backbeat", "keys", "voice", "busy", 0.08),
    ),
    (
        frozenset(("hip", "hip-hop", "trap", "rap", "drill", "phonk")),
        Genre((70, 80), (MINOR,), "trap", "pluck", "bell", "long"),
    ),
    (
        frozenset(("house", "techno", "edm", "dance", "disco", "electronic", "trance", "club")),
        Genre((120, 128), (MINOR, DORIAN), "four", "pad", "square", "offbeat"),
    ),
    (frozenset(("synthwave", "retro", "80s", "wave")), Genre((98, 112), (MINOR,), "four", "pad", "square", "eighths")),
    (
        frozenset(("rock", "punk", "metal", "grunge", "alternative")),
        Genre((122, 146), (MINOR, MAJOR), "rock", "organ", "voice", "eighths"),
    ),
    (
        frozenset(("jazz", "swing", "blues", "bebop")),
        Genre((100, 126), (DORIAN, MAJOR), "brushes", "keys", "bell", "walking", 0.3),
    ),
    (
        frozenset(("folk", "acoustic", "country", "guitar", "indie", "singer-songwriter")),
        Genre((92, 110), (MAJOR, MINOR), "soft", "pluck", "voice", "round"),
    ),
    (
        frozenset(("ambient", "cinematic", "dream", "dreamy", "drone", "sleep", "meditation")),
        Genre((60, 70), (MAJOR, DORIAN), "none", "pad", "bell", "long"),
    ),
    (
        frozenset(("reggae", "ska", "bossa", "latin", "samba", "salsa")),
        Genre((84, 104), (MAJOR, DORIAN), "latin", "pluck", "voice", "busy"),
    ),
    (
        frozenset(("piano", "classical", "orchestral", "waltz")),
        Genre((76, 96), (MAJOR, MINOR), "none", "keys", "keys", "round"),
    ),
    (
        frozenset(("pop", "kpop", "k-pop", "anthem")),
        Genre((100, 116), (MAJOR,), "backbeat", "keys", "voice", "eighths"),
    ),
)


# Who plays the melody where the touch is even.
OTHER_LEADS = {"bell": "keys", "voice": "square", "square": "bell", "keys": "pluck"}


@dataclass(frozen=True, slots=True)
class Character:
    """All that is fixed for a whole tune; `root` is a MIDI pitch."""

    tempo: int
    root: int
    scale: tuple[int, ...]
    verse: tuple[int, ...]
    chorus: tuple[int, ...]
    beat: str
    chords: str
    lead: str
    bass: str
    swing: float

    @property
    def bar(self) -> float:
        """Seconds of one bar of four beats."""
        return 240.0 / self.tempo


def character_of(score: Score) -> Character:
    """The tune's words settle tempo, mode and chords; the dress settles beat and voices."""
    rng = dice("character", score.tune)
    words = _words(score.words)
    genre = _genre(words, score.tune)
    dress = _genre(_words(score.dress), score.tune)
    tempo = rng.randint(*genre.tempo) + 8 * len(words & FAST) - 8 * len(words & SLOW)
    scale = rng.choice(genre.modes)
    if words & GLAD:
        scale = MAJOR
    elif words & SAD:
        scale = MINOR if scale == MAJOR else scale
    verse, chorus = rng.choice(MAJOR_TURNS if scale == MAJOR else MINOR_TURNS)
    return Character(
        tempo=max(56, min(150, tempo)),
        root=rng.randint(45, 55),
        scale=scale,
        verse=verse,
        chorus=chorus,
        beat=dress.beat,
        chords=dress.chords,
        lead=dress.lead if score.touch % 2 else OTHER_LEADS[dress.lead],
        bass=dress.bass,
        swing=dress.swing,
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9&-]+", text.lower()))


def _genre(words: frozenset[str], tune: str) -> Genre:
    named = [genre for names, genre in GENRES if names & words]
    return named[0] if named else dice("genre", tune).choice(GENRES)[1]
