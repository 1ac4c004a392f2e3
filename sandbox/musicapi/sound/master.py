"""The finishing of a mix: as loud as records are, nowhere over the top, faded at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sandbox.musicapi.sound.signal import Signal, single

LOUDNESS = -14.0  # LUFS
CEILING = 0.89  # -1 dB: encoders overshoot
HIGHEST_GAIN = 8.0
TAPE = 0.22  # the loudness (RMS) that it is driven with
FADE_IN = 0.006
FADE_OUT, SHORT_FADE = 2.5, 1 / 6  # seconds, or a share of the clip
STEM = 0.5  # how much of the desk's level a stem has: its song is about that loud once it is mastered
WINDOW = 0.4  # seconds, as EBU R128 measures; at most
EVERY = 4  # windows measured
LIMIT_BLOCK = 64  # samples
LEAN_BLOCK = 1024
PIECE = 65_536  # samples worked on at once


def master(mix: Signal, rate: int, *, warmth: float, air: float) -> NDArray[np.int16]:
    """The finished samples, shape as given: (channels, count); changes `mix`. `warmth` is of tape, `air` of highs."""
    mix *= np.float32(TAPE * (0.5 + warmth) / max(1e-6, float(np.sqrt((mix[:, ::7] ** 2).mean()))))
    np.tanh(mix, out=mix)
    _centre(mix)
    for channel in mix:  # one at a time: a whole song is large
        for end in range(len(channel), 1, -PIECE):  # from the back: what is changed is not read again
            piece = channel[max(0, end - PIECE - 1) : end]
            piece[1:] += np.diff(piece) * np.float32(air * rate / 44_100)
    mix *= np.float32(min(HIGHEST_GAIN, 10 ** ((LOUDNESS - loudness(mix, rate)) / 20)))
    return _finished(mix, rate)


def level(mix: Signal, rate: int) -> NDArray[np.int16]:
    """A stem's samples: no louder for being alone, so that silence stays silent; changes `mix`."""
    mix *= np.float32(STEM)
    return _finished(mix, rate)


def loudness(mix: Signal, rate: int) -> float:
    """The mix's loudness in LUFS, nearly as ITU-R BS.1770 has it: weighted by ear, quiet windows left out."""
    size = min(mix.shape[1], 1 << int(WINDOW * rate).bit_length() - 1)  # a power of two is quick to transform
    whole = mix[:, : mix.shape[1] // size * size].reshape(mix.shape[0], -1, size)
    windows = whole[:, :: EVERY if whole.shape[1] > 4 * EVERY else 1]
    spectra = np.fft.rfft(windows)
    at = np.fft.rfftfreq(size, 1 / rate)
    high_pass = 1 / (1 + (38 / np.maximum(at, 1)) ** 4)
    shelf = (1 + 2.5 * (at / 1500) ** 4 / (1 + (at / 1500) ** 4)) * high_pass
    powers = ((spectra.real**2 + spectra.imag**2) @ shelf.astype(np.float32)).sum(axis=0) * (2 / size**2)
    if mix.shape[0] == 1:
        powers = powers * 2  # both ears hear it
    levels = -0.691 + 10 * np.log10(np.maximum(powers, 1e-12))
    loud = powers[levels > -70]
    if not len(loud):
        return LOUDNESS
    gate = -0.691 + 10 * np.log10(loud.mean()) - 10
    kept = powers[levels > max(-70, gate)]
    return float(-0.691 + 10 * np.log10(kept.mean()))


def _finished(mix: Signal, rate: int) -> NDArray[np.int16]:
    _limit(mix)
    seconds = mix.shape[1] / rate
    _fade(mix, min(FADE_OUT, seconds * SHORT_FADE), rate)
    np.clip(mix, -CEILING, CEILING, out=mix)
    mix *= np.float32(32_767)
    return mix.astype(np.int16)


def _limit(mix: Signal) -> None:
    """Turn down around every peak, early enough and smoothly."""
    count = mix.shape[1] // LIMIT_BLOCK * LIMIT_BLOCK
    shaped = mix[:, :count].reshape(mix.shape[0], -1, LIMIT_BLOCK)
    blocks = np.maximum(shaped.max(axis=2), -shaped.min(axis=2)).max(axis=0)
    need = np.minimum(1, CEILING / np.maximum(blocks, 1e-9))
    if need.min() >= 1:
        return
    reach = 16  # blocks: some 20 ms
    held = np.lib.stride_tricks.sliding_window_view(np.pad(need, reach, constant_values=1.0), 2 * reach + 1).min(axis=1)
    smooth = _smooth(held, reach)
    for begin, gain in _ramps(smooth, LIMIT_BLOCK):
        mix[:, begin : begin + len(gain)] *= gain
    mix[:, count:] *= smooth[-1]


def _centre(mix: Signal) -> None:
    """Take out what is below hearing: overdriven sounds lean to one side, which costs loudness."""
    for channel in mix:
        count = len(channel) // LEAN_BLOCK * LEAN_BLOCK
        if count:
            lean = _smooth(channel[:count].reshape(-1, LEAN_BLOCK).mean(axis=1), 5)
            for begin, line in _ramps(lean, LEAN_BLOCK):
                channel[begin : begin + len(line)] -= line
            channel[count:] -= lean[-1]


def _smooth(values: NDArray[np.floating[Any]], reach: int) -> Signal:
    """A weighted mean over `reach` neighbours on both sides."""
    window = np.hanning(2 * reach + 1)
    padded = np.pad(values, reach, mode="edge").astype(np.float64)
    each = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    return single(each @ (window / window.sum()))


def _ramps(values: Signal, block: int) -> Iterator[tuple[int, Signal]]:
    """One value a block, drawn out to straight lines: piece by piece with where it begins."""
    edges = np.append(values, values[-1:])
    ramp = np.arange(block, dtype=np.float32) / np.float32(block)
    for first in range(0, len(values), PIECE // block):
        some = edges[first : first + PIECE // block + 1]
        yield first * block, single((some[:-1, None] + np.diff(some)[:, None] * ramp).reshape(-1))


def _fade(mix: Signal, seconds: float, rate: int) -> None:
    begin, end = max(1, int(FADE_IN * rate)), max(1, int(seconds * rate))
    mix[:, :begin] *= np.linspace(0, 1, begin, dtype=np.float32)
    mix[:, -end:] *= np.linspace(1, 0, end, dtype=np.float32) ** 2
