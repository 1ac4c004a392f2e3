"""What a clip is to sound like: everything that the music follows from, in a few values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """One stretch of a tune; the same score is the same music, sample for sample."""

    tune: str  # the seed of key, chords and melody
    words: str  # steer tempo and mode
    dress: str  # steer instruments and beat; other words than `words` make a cover
    take: int = 1  # two takes of a tune differ in their melody
    touch: int = 1  # two covers of a take differ in who plays the melody
    start: float = 0.0  # seconds into the tune: an extension goes on where its source was left
    lead: bool = True  # whether there is a voice
