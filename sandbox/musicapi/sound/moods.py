"""What a mood does to a song, whatever its genre; and the words for slow and fast."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.musicapi.sound.tables import rows


@dataclass(frozen=True, slots=True)
class Mood:
    """One mood: the modes it wants, a factor on the tempo, and what it adds to brightness, space and energy."""

    names: tuple[str, ...]
    modes: tuple[str, ...] = ()
    tempo: float = 1.0
    bright: float = 0.0
    space: float = 0.0
    energy: float = 0.0
    tones: int = 0  # more to a chord


MOODS: tuple[Mood, ...] = tuple(Mood(**row) for row in rows("mood"))
PACES: tuple[tuple[tuple[str, ...], float], ...] = (
    (("very slow", "largo", "grave", "glacial"), 0.7),
    (("slow", "adagio", "lento", "slow-motion", "downtempo", "ballad"), 0.82),
    (("moderate", "mid-tempo", "midtempo", "andante"), 0.95),
    (("fast", "quick", "uptempo", "up-tempo", "allegro", "racing"), 1.16),
    (("very fast", "presto", "hyper", "frantic", "breakneck"), 1.32),
)
