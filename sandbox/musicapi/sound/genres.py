"""What a genre settles: its tempo and modes, its beat, its band and how they play."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.musicapi.sound.tables import rows


@dataclass(frozen=True, slots=True)
class Genre:
    """One genre; tempo in beats per minute; what is not named or counted is from 0 to 1."""

    names: tuple[str, ...]  # as people write it; the first is its own
    tempo: tuple[int, int]
    modes: tuple[str, ...]
    beat: str
    kit: str
    bassline: str
    comp: str  # how the chords are struck
    bass: str
    chords: str
    pad: str
    riff: str
    arp: str = ""  # who plays broken chords in fuller sections
    swing: float = 0.0  # straight to triplets
    tones: int = 3  # of a chord
    turns: str = ""  # chords of its own: `jazz` or `blues`
    space: float = 0.3  # of reverberation
    bright: float = 0.5
    pump: float = 0.0  # how far the kick ducks the band
    warmth: float = 0.2  # of tape


GENRES: tuple[Genre, ...] = tuple(Genre(**row) for row in rows("genre"))
