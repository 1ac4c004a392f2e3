"""The instruments: each makes one note as a mono signal between about -1 and 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Signal = NDArray[np.float32]

TAU = np.float32(2 * np.pi)
RELEASE = 0.09  # seconds that a note takes to end after its length


def play(voice: str, pitch: int, seconds: float, rate: int) -> Signal:
    """One note of `voice` with its release; `rate` in samples per second."""
    count = int((seconds + RELEASE) * rate)
    time = np.arange(count, dtype=np.float32) / np.float32(rate)
    frequency = np.float32(440.0 * 2.0 ** ((pitch - 69) / 12))
    signal = VOICES[voice](time, frequency)
    fade = min(count, int(RELEASE * rate))
    signal[count - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
    return signal


def _attack(time: Signal, seconds: float) -> Signal:
    return np.minimum(time / np.float32(seconds), np.float32(1))


def _sum(time: Signal, frequency: np.float32, parts: tuple[tuple[float, float, float], ...]) -> Signal:
    """Partials as (multiple, loudness, decay per second); those above 9 kHz are left out."""
    signal = np.zeros_like(time)
    for multiple, loudness, decay in parts:
        if frequency * multiple < 9000:
            partial = np.sin(TAU * np.float32(frequency * multiple) * time)
            partial *= np.float32(loudness) * np.exp(np.float32(-decay) * time) if decay else np.float32(loudness)
            signal += partial
    return signal


def _keys(time: Signal, frequency: np.float32) -> Signal:
    parts = ((1.0, 0.75, 2.2), (2.0, 0.28, 3.5), (3.0, 0.12, 5.0), (7.0, 0.06, 18.0))
    return _sum(time, frequency, parts) * _attack(time, 0.004)


def _bell(time: Signal, frequency: np.float32) -> Signal:
    parts = ((1.0, 0.7, 2.8), (2.0, 0.2, 4.0), (2.76, 0.16, 6.0), (5.4, 0.08, 11.0))
    return _sum(time, frequency, parts) * _attack(time, 0.003)


def _pluck(time: Signal, frequency: np.float32) -> Signal:
    parts = tuple((float(k), 0.75 / k, 2.0 + 2.2 * k) for k in range(1, 7))
    return _sum(time, frequency, parts) * _attack(time, 0.003)


def _pad(time: Signal, frequency: np.float32) -> Signal:
    parts = tuple((k * detune, 0.3 / k, 0.0) for k in (1, 2, 3) for detune in (0.996, 1.004))
    return _sum(time, frequency, parts) * _attack(time, 0.25)


def _organ(time: Signal, frequency: np.float32) -> Signal:
    parts = ((0.5, 0.25, 0.0), (1.0, 0.45, 0.0), (2.0, 0.3, 0.0), (3.0, 0.2, 0.0), (4.0, 0.12, 0.0))
    return np.tanh(1.6 * _sum(time, frequency, parts)) * _attack(time, 0.012)


def _bass(time: Signal, frequency: np.float32) -> Signal:
    parts = ((1.0, 0.9, 1.0), (2.0, 0.3, 2.5), (3.0, 0.1, 5.0))
    return _sum(time, frequency, parts) * _attack(time, 0.006)


def _voice(time: Signal, frequency: np.float32) -> Signal:
    sway = np.float32(0.006) * np.sin(TAU * np.float32(5.2) * time) * _attack(time, 0.3)
    phase = TAU * frequency * (time + sway / np.float32(5.2))
    signal = 0.62 * np.sin(phase) + 0.26 * np.sin(2 * phase) + 0.14 * np.sin(3 * phase) + 0.06 * np.sin(5 * phase)
    return signal.astype(np.float32) * _attack(time, 0.045)


def _square(time: Signal, frequency: np.float32) -> Signal:
    parts = tuple((float(k), 0.6 / k, 0.4 * k) for k in (1, 3, 5, 7))
    return _sum(time, frequency, parts) * _attack(time, 0.008)


def _kick(time: Signal, frequency: np.float32) -> Signal:
    del frequency
    fall = 48 * time + (95 / 28) * (1 - np.exp(-28 * time))  # from 143 Hz down to 48
    return (np.sin(TAU * fall) * np.exp(-9 * time)).astype(np.float32)


def _snare(time: Signal, frequency: np.float32) -> Signal:
    del frequency
    body = 0.45 * np.sin(TAU * np.float32(186) * time) * np.exp(-22 * time)
    return (body + 0.5 * _noise(len(time)) * np.exp(-17 * time)).astype(np.float32)


def _hat(time: Signal, frequency: np.float32) -> Signal:
    del frequency
    noise = _noise(len(time))
    noise[1:] -= noise[:-1].copy()  # only what is bright
    return (noise * np.exp(-48 * time)).astype(np.float32)


def _noise(count: int) -> Signal:
    return np.random.default_rng(7).uniform(-1, 1, count).astype(np.float32)


VOICES: dict[str, Callable[[Signal, np.float32], Signal]] = {
    "keys": _keys,
    "bell": _bell,
    "pluck": _pluck,
    "pad": _pad,
    "organ": _organ,
    "bass": _bass,
    "voice": _voice,
    "square": _square,
    "kick": _kick,
    "snare": _snare,
    "hat": _hat,
}
