"""A voice by its formants: vowels as waves in tables, glides and vibrato between notes, consonants as noise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sandbox.musicapi.sound.melody import Sung
from sandbox.musicapi.sound.signal import Signal, decay, envelope, frequency, hiss, looped, noise, table, times

# Formants in hertz with their loudness in decibels: alto and tenor of the tables in the Csound manual.
FORMANTS: dict[str, dict[str, tuple[tuple[float, float], ...]]] = {
    "female": {
        "a": ((800, 0), (1150, -4), (2800, -20), (3500, -30)),
        "e": ((450, 0), (1700, -14), (2700, -22), (3400, -28)),
        "i": ((350, 0), (1900, -18), (2700, -22), (3700, -30)),
        "o": ((450, 0), (800, -9), (2830, -18), (3500, -28)),
        "u": ((370, 0), (700, -12), (2530, -26), (3500, -34)),
        "m": ((280, 0), (1000, -26), (2200, -30), (3300, -40)),
    },
    "male": {
        "a": ((650, 0), (1080, -6), (2650, -11), (2900, -13)),
        "e": ((400, 0), (1700, -12), (2600, -14), (3200, -18)),
        "i": ((290, 0), (1870, -15), (2800, -18), (3250, -20)),
        "o": ((400, 0), (800, -10), (2600, -14), (2800, -16)),
        "u": ((350, 0), (600, -14), (2700, -19), (2900, -20)),
        "m": ((250, 0), (950, -24), (2100, -28), (3000, -36)),
    },
}
PRESENCE = 7  # decibels more of the upper formants: a voice must be understood above a band
WIDTH = 95.0  # hertz of a formant, more for higher ones
VOICED = frozenset("mnlrwyvzbdgj")  # consonants that the voice goes on through
# Consonants that hiss or burst: loudness, seconds, and the frequencies of the noise.
NOISES: dict[str, tuple[float, float, float, float]] = {
    "s": (0.3, 0.09, 4500, 9500),
    "z": (0.16, 0.07, 4500, 9500),
    "c": (0.2, 0.04, 1500, 6000),
    "sh": (0.3, 0.09, 2200, 6500),
    "f": (0.12, 0.07, 1500, 9000),
    "h": (0.12, 0.07, 700, 4000),
    "t": (0.28, 0.035, 3000, 8500),
    "k": (0.26, 0.04, 1300, 4500),
    "q": (0.24, 0.04, 1300, 4500),
    "p": (0.22, 0.03, 500, 3500),
    "x": (0.2, 0.05, 3000, 8000),
}
GLIDE = 0.045  # seconds from one note to the next
GAP = 0.12  # seconds; a longer rest ends the breath
VIBRATO = (5.4, 0.0075)  # hertz, share of the pitch
CONSONANT = 0.055  # seconds of one that is voiced
TAIL = 0.09


def breaths(notes: Sequence[Sung]) -> Iterator[list[Sung]]:
    """The notes in groups that one breath carries."""
    group: list[Sung] = []
    for note in notes:
        if group and note.at - (group[-1].at + group[-1].seconds) > GAP:
            yield group
            group = []
        group.append(note)
    if group:
        yield group


def sung(notes: list[Sung], singer: str, rate: int) -> Signal:
    """One breath from the first note's beginning on, shape (count,)."""
    begin = notes[0].at
    count = int((notes[-1].at + notes[-1].seconds - begin + TAIL) * rate)
    phase = _phase(notes, count, rate)
    voice = np.zeros(count, dtype=np.float32)
    edges = [int((note.at - begin) * rate) for note in notes] + [count]
    for place, note in enumerate(notes):
        first, end = edges[place], min(count, edges[place + 1] + int(GLIDE * rate))
        if end - first > 8:
            voice[first:end] += _note(note, phase[first:end], singer, rate, tied=place > 0 and note.joined)
    air = hiss("air", count, rate, 2500, 8000)
    voice += air * np.float32(0.012) * np.minimum(np.abs(voice) * 4, np.float32(1))
    for note, first in zip(notes, edges, strict=False):
        _add_consonant(voice, note.onset, first, rate)
        if note.coda in NOISES and note.coda not in ("h", "f"):
            _add_consonant(voice, note.coda, first + int(note.seconds * rate * 0.97), rate)
    return voice * envelope(count, rate, 0.02, TAIL)


def _phase(notes: list[Sung], count: int, rate: int) -> NDArray[np.float64]:
    """Periods since the beginning; the pitch glides from note to note and sways on long ones."""
    begin, at, hertz = notes[0].at, list[float](), list[float]()
    for note in notes:
        here = frequency(note.pitch)
        scoop = 0.985 if not at else 1.0  # the first note is reached from below
        at += [note.at - begin + (GLIDE if at else 0.0), note.at - begin + max(GLIDE * 1.01, note.seconds - 0.005)]
        hertz += [here * scoop, here]
    steps = np.arange(0, count, 64)
    moment = steps / rate
    curve = np.interp(moment, at, hertz)
    speed, depth = VIBRATO
    onset: NDArray[np.float64] = np.zeros_like(moment)
    for note in notes:
        since = moment - (note.at - begin)
        onset = np.where((since >= 0) & (since < note.seconds), np.clip((since - 0.22) / 0.35, 0, 1), onset)
    curve *= 1 + depth * onset * np.sin(2 * np.pi * speed * moment)
    inside: NDArray[np.float64] = np.cumsum(curve * (64 / rate)) - curve[0] * (64 / rate)
    phase: NDArray[np.float64] = np.interp(np.arange(count), steps, inside)
    return phase


def _note(note: Sung, phase: NDArray[np.float64], singer: str, rate: int, *, tied: bool) -> Signal:
    vowel = looped(_vowel(singer, note.vowel, note.pitch, rate), phase)
    fresh = not tied and note.onset[:1] in VOICED and note.onset != ""
    if fresh:
        closed = looped(_vowel(singer, "m", note.pitch, rate), phase) * np.float32(0.6)
        way = np.clip(np.arange(len(phase), dtype=np.float32) / np.float32(CONSONANT * rate) - 0.3, 0, 1)
        vowel = closed + (vowel - closed) * way
    attack = 0.012 if tied else 0.03 if fresh else 0.022
    return vowel * envelope(len(phase), rate, attack, GLIDE) * np.float32(note.loudness)


@lru_cache(maxsize=512)
def _vowel(singer: str, vowel: str, pitch: int, rate: int) -> Signal:
    hertz = frequency(pitch)
    count = max(1, min(120, int(0.4 * rate / hertz)))
    k = np.arange(1, count + 1, dtype=np.float64)
    amplitudes = np.zeros_like(k)
    for place, (centre, decibels) in enumerate(FORMANTS[singer][vowel]):
        width = WIDTH * (1 + 0.35 * place) + 0.25 * hertz  # high notes jump over narrow ones
        amplitudes += 10 ** ((decibels + PRESENCE * (place > 1)) / 20) / (1 + ((k * hertz - centre) / width) ** 2)
    amplitudes += 0.05 / k  # a little of the throat itself
    return table(amplitudes / k**0.15) * np.float32(0.5)


def _add_consonant(voice: Signal, consonant: str, at: int, rate: int) -> None:
    if consonant not in NOISES:
        return
    loudness, seconds, low, high = NOISES[consonant]
    burst = noise(consonant, int(seconds * rate), rate, low, min(high, 0.42 * rate))
    if consonant in "tkpqc":  # the mouth is shut before it bursts
        shut, begin = int(0.02 * rate), max(0, at - int(0.02 * rate))
        voice[begin : begin + shut] *= np.float32(0.25)
        burst = burst * decay(times(seconds, rate)[: len(burst)], seconds / 3)
    begin = max(0, at - len(burst) // 3)
    room = voice[begin : begin + len(burst)]
    room += (burst * envelope(len(burst), rate, seconds / 6, seconds / 3) * np.float32(loudness * 0.35))[: len(room)]
