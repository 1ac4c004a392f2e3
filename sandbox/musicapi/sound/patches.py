"""Instruments that are synthesisers: a wave, a filter that closes, and an envelope."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sandbox.musicapi.sound.signal import Signal, decay, envelope, frequency, hiss, looped, noise, steady, table, times

HIGHEST = 0.42  # of the sampling rate: no harmonic above
DRAWBARS = {1: 0.6, 2: 0.9, 3: 0.55, 4: 0.6, 6: 0.3, 8: 0.3, 10: 0.1, 12: 0.12, 16: 0.12}


@dataclass(frozen=True, slots=True)
class Patch:
    """One sound; times in seconds, `open` and `shut` the filter's hertz at the beginning and later on."""

    wave: str
    open: float
    shut: float
    attack: float = 0.005
    fall: float = 0.0  # to 1/e; 0 = it holds
    release: float = 0.08
    sweep: float = 0.15
    detune: tuple[float, ...] = (0.0,)  # cents, one voice each
    wide: bool = False  # the voices are spread over both sides
    follow: float = 1.0  # how far the filter follows the pitch
    vibrato: float = 0.0  # cents
    breath: float = 0.0  # share of noise
    click: float = 0.0  # of the beginning
    drive: float = 0.0
    wobble: float = 0.0  # of the filter, in hertz of its own motion

    def play(self, pitch: int, seconds: float, rate: int, bright: float, channels: int) -> Signal:
        """One note, shape (2, count) where it is wide and there are two channels, else (count,)."""
        hertz = frequency(pitch)
        time = times(seconds + self.release, rate)
        count = len(time)
        lift = 2.0 ** (1.4 * (bright - 0.2)) * (hertz / 261.6) ** (0.5 * self.follow)
        lit = _table(self.wave, round(hertz, 3), round(self.open * lift), rate)
        dull = _table(self.wave, round(hertz, 3), round(self.shut * lift), rate)
        bend = self._bend(time)
        wide = self.wide and channels > 1
        sides = [np.zeros(count, dtype=np.float32) for _ in range(2 if wide else 1)]
        mix = decay(time, self.sweep) if not self.wobble else _wobble(time, self.wobble)
        # One channel is a sketch, and cheap.
        for place, cents in enumerate(self.detune if channels > 1 else (0.0,)):
            tuned, begin = hertz * 2 ** (cents / 1200), 0.37 * place
            if bend is None:
                dark, light = steady(dull, tuned, count, rate, begin), steady(lit, tuned, count, rate, begin)
            else:
                phase = time * np.float32(tuned) + bend * np.float32(hertz) + np.float32(begin)
                dark, light = looped(dull, phase), looped(lit, phase)
            sides[place % len(sides)] += dark + (light - dark) * mix
        shape = envelope(count, rate, self.attack, self.release)
        if self.fall:
            shape = shape * decay(time, self.fall * (261.6 / hertz) ** 0.4)
        if self.breath:
            air = hiss("breath", count, rate, 1500, 9000) * np.float32(self.breath)
            sides = [side + air for side in sides]
        if self.click:
            tick = noise("click", min(count, rate // 50), rate, 800, 6000)
            for side in sides:
                side[: len(tick)] += tick * decay(time[: len(tick)], 0.004) * np.float32(self.click)
        if self.drive:
            sides = [np.tanh(side * np.float32(1 + 3 * self.drive)) for side in sides]
        sides = [side * shape for side in sides]
        return np.stack(sides) if wide else sides[0]

    def _bend(self, time: Signal) -> Signal | None:
        """What the vibrato adds to the phase, in seconds; it comes in late, as players do it."""
        if not self.vibrato:
            return None
        speed, depth = 5.3, self.vibrato * 0.000578  # of a cent to a ratio
        swell = np.minimum(time / np.float32(0.5), np.float32(1))
        turn = np.sin(time * np.float32(2 * np.pi * speed))
        return turn * swell * np.float32(depth / (2 * np.pi * speed))


@lru_cache(maxsize=1024)
def _table(wave: str, hertz: float, cut: int, rate: int) -> Signal:
    count = max(1, min(240, int(HIGHEST * rate / hertz)))
    k = np.arange(1, count + 1, dtype=np.float64)
    amplitudes = _harmonics(wave, k, hertz) / np.sqrt(1 + (k * hertz / cut) ** 4)
    if wave == "power":
        return _power(amplitudes, hertz, rate)
    return table(amplitudes)


def _harmonics(wave: str, k: NDArray[np.float64], hertz: float) -> NDArray[np.float64]:
    odd = k % 2 == 1
    if wave == "square":
        return np.where(odd, 1 / k, 0.0)
    if wave == "pulse":
        return np.abs(np.sin(np.pi * k * 0.25)) / k
    if wave == "triangle":
        return np.where(odd, 1 / k**2, 0.02 / k)
    if wave == "sine":
        return np.where(k == 1, 1.0, 0.0)
    if wave == "organ":
        return np.array([DRAWBARS.get(int(each), 0.0) for each in k])
    if wave == "hammer":  # a piano's string: struck at an eighth
        return np.abs(np.sin(np.pi * k / 8)) / k**1.3
    if wave == "tine":
        return np.where(k == 1, 1.0, 0.0) + 0.35 * (k == 2) + 0.12 * (k == 3) + 0.18 * (k == 4) + 0.06 * (k == 6)
    if wave == "reed":  # strong where a saxophone's or a trumpet's body is
        return (1 / k**0.6) * (0.35 + np.exp(-(((k * hertz - 1100) / 900) ** 2)))
    if wave == "bow":
        body = 0.5 + np.exp(-(((k * hertz - 500) / 350) ** 2)) + 0.6 * np.exp(-(((k * hertz - 2600) / 900) ** 2))
        return body / k
    if wave == "choir":
        return (
            sum((gain / np.sqrt(1 + ((k * hertz - at) / width) ** 2) for at, width, gain in CHOIR), np.zeros_like(k))
            / k**0.3
        )
    if wave == "power":
        return np.where(k % 2 == 0, 2 / k, 0.0) + np.where(k % 3 == 0, 2.4 / k, 0.0)
    return 1 / k  # saw


CHOIR = ((620.0, 110.0, 1.0), (1080.0, 130.0, 0.5), (2700.0, 200.0, 0.12), (3400.0, 260.0, 0.06))


def _power(amplitudes: NDArray[np.float64], hertz: float, rate: int) -> Signal:
    """Root and fifth through one amplifier: a period of two of the root's, with what they make of each other."""
    clipped = np.tanh(2.6 * table(amplitudes[:48]).astype(np.float64))
    spectrum = np.fft.rfft(clipped)
    k = np.arange(len(spectrum), dtype=np.float64)
    at = k * hertz
    cabinet = 1 / np.sqrt(1 + (at / 3600) ** 6) / np.sqrt(1 + (90 / np.maximum(at, 1)) ** 4) * (at < HIGHEST * rate)
    wave = np.fft.irfft(spectrum * cabinet)
    return (wave / max(1e-9, float(np.sqrt((wave**2).mean())))).astype(np.float32)


def _wobble(time: Signal, speed: float) -> Signal:
    return np.float32(0.5) - np.float32(0.5) * np.cos(time * np.float32(2 * np.pi * speed))


PATCHES: dict[str, Patch] = {
    # Basses.
    "finger bass": Patch("saw", 900, 260, 0.006, 1.2, 0.07, 0.12, click=0.12),
    "picked bass": Patch("saw", 2200, 600, 0.004, 1.4, 0.06, 0.2, click=0.3, drive=0.1),
    "upright bass": Patch("saw", 700, 200, 0.01, 0.7, 0.1, 0.1, click=0.15),
    "synth bass": Patch("saw", 1600, 320, 0.004, 0.9, 0.05, 0.12, detune=(-4, 4)),
    "sub bass": Patch("triangle", 300, 140, 0.02, 0.0, 0.12, 0.2, follow=0.4),
    "808": Patch("triangle", 420, 120, 0.004, 1.4, 0.15, 0.08, click=0.25, drive=0.25, follow=0.3),
    "reese": Patch("saw", 900, 380, 0.01, 0.0, 0.08, 0.4, detune=(-14, 14), drive=0.15),
    "acid bass": Patch("saw", 3200, 300, 0.003, 0.5, 0.04, 0.09, drive=0.3),
    "dub bass": Patch("triangle", 420, 180, 0.01, 1.6, 0.1, 0.2),
    "celli": Patch("bow", 1400, 900, 0.06, 0.0, 0.2, 0.4, detune=(-7, 7), vibrato=9),
    "chip bass": Patch("triangle", 4000, 4000, 0.002, 0.0, 0.02),
    # Chords and pads.
    "piano": Patch("hammer", 5200, 1100, 0.003, 1.1, 0.16, 0.22, detune=(-1.5, 1.5), wide=True, click=0.12),
    "rhodes": Patch("tine", 4200, 900, 0.004, 1.3, 0.16, 0.18, detune=(-2, 3), wide=True, click=0.05),
    "organ": Patch("organ", 4200, 3600, 0.012, 0.0, 0.06, 0.5, detune=(-3, 4), wide=True, vibrato=7),
    "supersaw": Patch("saw", 5200, 2600, 0.02, 0.0, 0.12, 0.3, detune=(-13, 11, -5, 6), wide=True),
    "pluck": Patch("saw", 4200, 500, 0.003, 0.35, 0.12, 0.09, detune=(-6, 6), wide=True),
    "strings": Patch("bow", 3400, 2400, 0.16, 0.0, 0.35, 0.5, detune=(-8, 7), wide=True, vibrato=8),
    "strings short": Patch("bow", 4200, 2200, 0.02, 0.28, 0.12, 0.2, detune=(-7, 6), wide=True),
    "choir": Patch("choir", 6000, 4200, 0.2, 0.0, 0.4, 0.5, detune=(-9, 8), wide=True, vibrato=12, breath=0.03),
    "warm pad": Patch("saw", 1500, 800, 0.3, 0.0, 0.5, 0.8, detune=(-9, 8), wide=True),
    "glass pad": Patch("tine", 3800, 1500, 0.5, 0.0, 0.9, 1.0, detune=(-6, 6), wide=True, vibrato=6),
    "brass": Patch("reed", 3600, 1800, 0.04, 0.0, 0.1, 0.25, detune=(-6, 6), wide=True, vibrato=5),
    "chip": Patch("pulse", 6000, 5000, 0.002, 0.4, 0.02, 0.2),
    "chip pad": Patch("square", 2600, 2600, 0.01, 0.0, 0.05),
    "power guitar": Patch("power", 4200, 3200, 0.004, 2.2, 0.07, 0.2, detune=(-5, 6), wide=True, click=0.15),
    # Riffs.
    "square lead": Patch("square", 4200, 2200, 0.008, 0.0, 0.1, 0.2, detune=(-5, 5), wide=True, vibrato=10),
    "chip lead": Patch("square", 7000, 7000, 0.002, 0.0, 0.02, vibrato=12),
    "lead guitar": Patch("reed", 4200, 2800, 0.006, 1.6, 0.1, 0.3, vibrato=16, drive=0.8, click=0.1),
    "flute": Patch("triangle", 3200, 2400, 0.05, 0.0, 0.1, 0.3, vibrato=12, breath=0.1),
    "fiddle": Patch("bow", 4600, 3600, 0.05, 0.0, 0.12, 0.3, vibrato=16),
    "sax": Patch("reed", 3000, 2000, 0.03, 0.0, 0.1, 0.2, vibrato=13, breath=0.06),
    "trumpet": Patch("reed", 4200, 2600, 0.025, 0.0, 0.09, 0.15, vibrato=9),
    "horn": Patch("reed", 1700, 1100, 0.06, 0.0, 0.2, 0.2, detune=(-4, 4), wide=True, vibrato=5),
}
