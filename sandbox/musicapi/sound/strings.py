"""Instruments that ring by themselves: plucked strings, bells and bars."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sandbox.musicapi.sound.signal import Signal, decay, envelope, frequency, noise, single, times


@dataclass(frozen=True, slots=True)
class Plucked:
    """A string as Karplus and Strong (1983) let it ring: a burst of noise that goes round and grows dull."""

    bright: float  # hertz of the burst
    ring: float  # seconds to 1/e at middle C
    body: float = 0.0  # share of a wooden box
    release: float = 0.09

    def play(self, pitch: int, seconds: float, rate: int, bright: float, channels: int) -> Signal:
        """One note, shape (count,) for any number of channels."""
        del channels
        hertz = frequency(pitch)
        period = max(4, int(rate / hertz))
        count = max(1, int((seconds + self.release) * rate))
        ratio = (period + 0.5) * hertz / rate  # the averaging takes half a sample
        rounds = int(count * ratio / period) + 3
        turns = np.empty((rounds, period), dtype=np.float32)
        burst = noise("pluck", period, rate, 60, self.bright * 2 ** (bright - 0.5))
        turn = np.asarray(burst - burst.mean(), dtype=np.float32)
        keep = np.float32(0.5 * np.exp(-1 / (hertz * self.ring * (261.6 / hertz) ** 0.35)))
        for place in range(rounds):
            turns[place] = turn
            before = np.empty_like(turn)
            before[1:], before[0] = turn[:-1], turns[place - 1, -1] if place else turn[-1]
            turn = (turn + before) * keep
        line = turns.reshape(-1)
        at = np.arange(count, dtype=np.float64) * ratio
        low = at.astype(np.int64)
        part = (at - low).astype(np.float32)
        sound = line[low] + (line[low + 1] - line[low]) * part
        if self.body:
            box = noise("box", min(count, rate // 12), rate, 90, 400)
            sound[: len(box)] += box * decay(times(len(box) / rate, rate)[: len(box)], 0.02) * np.float32(self.body)
        return single(sound * envelope(count, rate, 0.001, self.release))


@dataclass(frozen=True, slots=True)
class Struck:
    """A bar or a bell: partials as (multiple, loudness, seconds to 1/e)."""

    partials: tuple[tuple[float, float, float], ...]
    release: float = 0.3
    click: float = 0.1

    def play(self, pitch: int, seconds: float, rate: int, bright: float, channels: int) -> Signal:
        """One note, shape (count,) for any number of channels."""
        del channels
        hertz = frequency(pitch)
        time = times(min(2.5, seconds + 0.6), rate)
        sound = np.zeros_like(time)
        for multiple, loudness, fall in self.partials:
            if hertz * multiple < 0.4 * rate:
                level = loudness * (multiple ** (0.6 * (bright - 0.5)))
                sound += np.sin(time * np.float32(2 * np.pi * hertz * multiple)) * decay(time, fall) * np.float32(level)
        tick = noise("mallet", min(len(time), rate // 60), rate, 500, 5000)
        sound[: len(tick)] += tick * decay(time[: len(tick)], 0.003) * np.float32(self.click)
        return sound * envelope(len(time), rate, 0.0015, self.release)


RINGING: dict[str, Plucked | Struck] = {
    "nylon guitar": Plucked(2400, 0.9, 0.25),
    "steel guitar": Plucked(6500, 1.3, 0.15),
    "clean guitar": Plucked(4800, 1.5, 0.0),
    "harp": Plucked(3600, 1.8, 0.1, release=0.4),
    "bell": Struck(((1.0, 0.8, 0.9), (2.0, 0.25, 0.6), (2.76, 0.2, 0.3), (5.4, 0.1, 0.12))),
    "music box": Struck(((1.0, 0.7, 0.7), (2.0, 0.12, 0.4), (4.1, 0.14, 0.15), (6.9, 0.06, 0.07)), click=0.2),
    "marimba": Struck(((1.0, 0.9, 0.35), (3.95, 0.22, 0.09), (9.2, 0.06, 0.03)), click=0.25),
}
