"""A score played: notes become samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sandbox.musicapi.sound.arrangement import notes
from sandbox.musicapi.sound.character import character_of
from sandbox.musicapi.sound.voices import play

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sandbox.musicapi.sound.score import Score

ECHOES = ((0.75, 0.22), (1.5, 0.1))  # beats, loudness: each side answers the other
FADE_IN, FADE_OUT = 0.01, 2.0  # seconds


def render(score: Score, seconds: float, rate: int, channels: int) -> NDArray[np.int16]:
    """Samples of shape (channels, count), 1 or 2 channels; blocking."""
    character = character_of(score)
    count = round(seconds * rate)
    mix = np.zeros((channels, count), dtype=np.float32)
    made: dict[tuple[str, int, int], NDArray[np.float32]] = {}
    for note in notes(score, character, seconds):
        key = (note.voice, note.pitch, round(note.seconds * 50))
        if key not in made:
            made[key] = play(note.voice, note.pitch, note.seconds, rate)
        begin = int(note.at * rate)
        sound = made[key][: count - begin]
        for channel in range(channels):
            side = 1.0 if channels == 1 else 1.0 - max(0.0, note.pan if channel == 0 else -note.pan) * 0.7
            mix[channel, begin : begin + len(sound)] += sound * np.float32(note.loudness * side)
    _echo(mix, 60.0 / character.tempo, rate)
    return _master(mix, seconds, rate)


def _echo(mix: NDArray[np.float32], beat: float, rate: int) -> None:
    dry = mix.copy()
    for beats, loudness in ECHOES:
        delay = int(beats * beat * rate)
        if delay < mix.shape[1]:
            mix[:, delay:] += dry[::-1, : mix.shape[1] - delay] * np.float32(loudness)


def _master(mix: NDArray[np.float32], seconds: float, rate: int) -> NDArray[np.int16]:
    mix *= np.float32(0.9)
    np.tanh(mix, out=mix)
    for length, edge in ((FADE_IN, slice(None)), (min(FADE_OUT, seconds / 6), slice(None, None, -1))):
        samples = min(mix.shape[1], int(length * rate))
        mix[:, edge][:, :samples] *= np.linspace(0, 1, samples, dtype=np.float32)
    mix *= np.float32(30_000)
    return mix.astype(np.int16)
