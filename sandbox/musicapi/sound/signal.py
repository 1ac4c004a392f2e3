"""What all sounds are made of: waves in tables, envelopes and shaped noise."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.float32]

TABLE = 4096  # samples of one period
PIECE = 65_536  # samples of noise that are kept
MIDDLE_A = 440.0


def single(sound: NDArray[np.floating[Any]]) -> Signal:
    """The sound in single precision, as all sounds are kept."""
    return sound.astype(np.float32, copy=False)


def frequency(pitch: float) -> float:
    """Hertz of a MIDI pitch."""
    return MIDDLE_A * 2.0 ** ((pitch - 69) / 12)


def times(seconds: float, rate: int) -> Signal:
    """The moments of each sample, in seconds."""
    return np.arange(max(1, int(seconds * rate)), dtype=np.float32) / np.float32(rate)


def table(amplitudes: NDArray[np.float64]) -> Signal:
    """One period of a wave by the amplitudes of its harmonics, the fundamental first; its loudness (RMS) is 1."""
    spectrum = np.zeros(TABLE // 2 + 1, dtype=np.complex128)
    count = min(len(amplitudes), TABLE // 2)
    # Phases like these keep the peaks low (Schroeder 1970).
    k = np.arange(1, count + 1)
    spectrum[1 : count + 1] = amplitudes[:count] * np.exp(-1j * np.pi * k * (k - 1) / max(1, count))
    wave = np.fft.irfft(spectrum)
    return (wave / max(1e-9, float(np.sqrt((wave**2).mean())))).astype(np.float32)


def looped(wave: Signal, phase: NDArray[np.float64] | Signal) -> Signal:
    """The wave read at `phase`, in periods."""
    return wave[(phase * TABLE).astype(np.int32) & (TABLE - 1)]


def steady(wave: Signal, hertz: float, count: int, rate: int, begin: float = 0.0) -> Signal:
    """`count` samples of the wave at one pitch."""
    return looped(wave, np.arange(count, dtype=np.float64) * (hertz / rate) + begin)


def envelope(count: int, rate: int, attack: float, release: float) -> Signal:
    """Up within `attack` seconds and down within the last `release`, both without a corner that clicks."""
    shape = np.ones(count, dtype=np.float32)
    up, down = min(count // 2, max(2, int(attack * rate))), min(count // 2, max(2, int(release * rate)))
    shape[:up] = _ramp(up)
    shape[count - down :] *= _ramp(down)[::-1]
    return shape


def decay(time: Signal, seconds: float) -> Signal:
    """A fall to 1/e within `seconds`."""
    return np.exp(time * np.float32(-1.0 / seconds))


@lru_cache(maxsize=256)
def noise(name: str, count: int, rate: int, low: float, high: float) -> Signal:
    """Noise between two frequencies in hertz, its loudness (RMS) 1; the same for the same name."""
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    size = 1 << max(16, count - 1).bit_length()  # quick to transform
    spectrum = np.fft.rfft(rng.standard_normal(size, dtype=np.float32))
    at = np.fft.rfftfreq(size, 1 / rate).astype(np.float32)
    spectrum *= 1 / np.sqrt(1 + (low / np.maximum(at, 1.0)) ** 6) / np.sqrt(1 + (at / high) ** 6)
    sound = np.fft.irfft(spectrum, size)[:count]
    return (sound / max(1e-9, float(np.sqrt((sound**2).mean())))).astype(np.float32)


def hiss(name: str, count: int, rate: int, low: float, high: float) -> Signal:
    """Noise of any length, out of one piece that comes back."""
    return np.resize(noise(name, PIECE, rate, low, high), count)


@lru_cache(maxsize=64)
def _ramp(count: int) -> Signal:
    return (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, count))).astype(np.float32)
