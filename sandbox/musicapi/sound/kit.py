"""The drums: each stroke is made once for a kit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sandbox.musicapi.sound.signal import Signal, decay, envelope, noise, single, times


@dataclass(frozen=True, slots=True)
class Kit:
    """How one kit sounds; frequencies in hertz, times in seconds to 1/e."""

    kick: float = 50
    punch: float = 3.0  # how far above it begins
    boom: float = 0.16
    snare: float = 190
    wires: float = 0.09
    snap: float = 0.8  # share of wires
    hat: float = 7000
    tick: float = 0.022
    bright: float = 11_000
    clap: bool = False  # the snare is one
    dirt: float = 0.0


KITS: dict[str, Kit] = {
    "studio": Kit(),
    "rock": Kit(kick=55, punch=3.5, boom=0.18, snare=200, wires=0.12, snap=0.9, hat=6000, tick=0.035, dirt=0.25),
    "electro": Kit(kick=48, punch=5.0, boom=0.2, snare=210, wires=0.1, hat=8000, tick=0.02, dirt=0.2),
    "808": Kit(kick=46, punch=3.0, boom=0.3, snare=175, wires=0.12, snap=0.7, hat=8500, tick=0.018),
    "dusty": Kit(kick=56, punch=2.2, boom=0.13, snare=180, wires=0.08, hat=4500, tick=0.024, bright=6500, dirt=0.3),
    "brush": Kit(kick=58, punch=1.6, boom=0.12, snare=170, wires=0.11, snap=1.0, hat=6500, tick=0.03, bright=9000),
    "taiko": Kit(kick=42, punch=2.0, boom=0.4, snare=120, wires=0.2, snap=0.5, hat=6000),
    "chip": Kit(kick=60, punch=4.0, boom=0.08, snare=240, wires=0.06, snap=1.2, hat=5000, tick=0.015),
}
TOMS = {"tom": 105.0, "low": 62.0, "conga": 240.0}
METAL = (1.0, 1.34, 1.53, 1.86, 2.27, 2.91)  # of a cymbal, as drum machines have them


@lru_cache(maxsize=96)
def stroke(drum: str, kit_name: str, rate: int) -> Signal:
    """One stroke at full loudness, shape (count,)."""
    kit = KITS[kit_name]
    if drum == "kick":
        sound = _kick(kit, rate)
    elif drum in ("snare", "clap"):
        sound = _clap(kit, rate) if drum == "clap" or kit.clap else _snare(kit, rate)
    elif drum in TOMS:
        sound = _tom(TOMS[drum], rate)
    elif drum == "rim":
        sound = _rim(rate)
    else:
        sound = _cymbal(drum, kit, rate)
    if kit.dirt:
        sound = np.tanh(sound * np.float32(1 + 3 * kit.dirt))
    peak = np.float32(max(1e-6, float(np.abs(sound).max())))
    return sound * envelope(len(sound), rate, 0.0008, 0.02) / peak


def _kick(kit: Kit, rate: int) -> Signal:
    time = times(kit.boom * 4, rate)
    dive = 0.022
    phase = np.float32(kit.kick) * (time + np.float32(kit.punch * dive) * (1 - decay(time, dive)))
    body = np.sin(np.float32(2 * np.pi) * phase) * decay(time, kit.boom)
    beater = noise("beater", len(time), rate, 1500, 5000) * decay(time, 0.004)
    return np.tanh(body * np.float32(1.4)) + beater * np.float32(0.18)


def _snare(kit: Kit, rate: int) -> Signal:
    time = times(kit.wires * 5, rate)
    skin = np.sin(time * np.float32(2 * np.pi * kit.snare)) + np.float32(0.6) * np.sin(
        time * np.float32(2 * np.pi * kit.snare * 1.58)
    )
    wires = noise("wires", len(time), rate, 1800, kit.bright) * decay(time, kit.wires)
    crack = noise("crack", len(time), rate, 900, 7000) * decay(time, 0.008)
    body = skin * decay(time, 0.045) * np.float32(0.55)
    return single(body + wires * np.float32(0.35 * kit.snap) + crack * np.float32(0.3))


def _clap(kit: Kit, rate: int) -> Signal:
    time = times(0.35, rate)
    hands = noise("hands", len(time), rate, 900, min(6500, kit.bright))
    shape = decay(time, 0.07) * np.float32(0.5)
    for late in (0.0, 0.011, 0.023):
        begin = int(late * rate)
        shape[begin:] += decay(time[: len(time) - begin], 0.006)
    return single(hands * shape)


def _tom(hertz: float, rate: int) -> Signal:
    time = times(0.6, rate)
    phase = np.float32(hertz) * (time + np.float32(0.018) * (1 - decay(time, 0.03)))
    skin = noise("skin", len(time), rate, 300, 3000) * decay(time, 0.012) * np.float32(0.12)
    return single(np.sin(phase * np.float32(2 * np.pi)) * decay(time, 0.13) + skin)


def _rim(rate: int) -> Signal:
    time = times(0.12, rate)
    ring = np.sin(time * np.float32(2 * np.pi * 1720)) + np.float32(0.6) * np.sin(time * np.float32(2 * np.pi * 480))
    stick = noise("stick", len(time), rate, 2000, 8000) * decay(time, 0.004)
    return single(ring * decay(time, 0.012) + stick * np.float32(0.3))


def _cymbal(drum: str, kit: Kit, rate: int) -> Signal:
    low, seconds, fall, metal = {
        "open": (kit.hat * 0.9, 0.5, 0.13, 0.35),
        "pedal": (kit.hat * 0.8, 0.12, 0.025, 0.3),
        "ride": (kit.hat * 0.7, 0.9, 0.25, 0.8),
        "crash": (kit.hat * 0.45, 2.2, 0.55, 0.25),
        "shaker": (kit.hat * 0.8, 0.12, 0.03, 0.0),
        "tambourine": (kit.hat * 1.05, 0.25, 0.06, 0.7),
    }.get(drum, (kit.hat, 0.12, kit.tick, 0.3))
    time = times(seconds, rate)
    hiss = noise(drum, len(time), rate, min(low, 0.35 * rate), kit.bright)
    sound = hiss * decay(time, fall)
    for place, multiple in enumerate(METAL if metal else ()):
        hertz = 520 * multiple * (6 if drum in ("tambourine", "ride") else 5)
        if hertz < 0.4 * rate:
            ring = np.sin(time * np.float32(2 * np.pi * hertz) + np.float32(place))
            sound += ring * decay(time, fall * 0.8) * np.float32(metal * 0.3)
    if drum == "shaker":
        sound *= np.minimum(time / np.float32(0.018), np.float32(1))
    return sound
