"""The mixing desk: every part at its place, then the room, then the finish."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sandbox.musicapi.rng import seeded
from sandbox.musicapi.sound.brief import Brief
from sandbox.musicapi.sound.kit import stroke
from sandbox.musicapi.sound.master import level, master
from sandbox.musicapi.sound.patches import PATCHES
from sandbox.musicapi.sound.score import Note, Score, write
from sandbox.musicapi.sound.signal import Signal
from sandbox.musicapi.sound.singer import breaths, sung
from sandbox.musicapi.sound.space import echo, reverberate
from sandbox.musicapi.sound.stems import instrument
from sandbox.musicapi.sound.strings import RINGING


@dataclass(frozen=True, slots=True)
class Channel:
    """One part on the desk: loudness, place from -1 (left) to 1, shares that go to the room and to the echo."""

    level: float
    pan: float = 0.0
    room: float = 0.2
    echo: float = 0.0
    ducks: bool = True  # under the kick, where the style wants it


CHANNELS: dict[str, Channel] = {
    "bass": Channel(1.0, room=0.02),
    "chords": Channel(0.72, -0.2, 0.25),
    "pad": Channel(0.3, 0.0, 0.45),
    "arp": Channel(0.4, 0.4, 0.35, 0.35),
    "riff": Channel(0.55, 0.22, 0.3, 0.3),
    "lead": Channel(0.37, 0.0, 0.22, 0.14, ducks=False),
    "harmony": Channel(0.5, 0.0, 0.35, ducks=False),
}
DRUMS: dict[str, Channel] = {
    "kick": Channel(0.52, 0.0, 0.02, ducks=False),
    "snare": Channel(0.42, 0.04, 0.18, ducks=False),
    "clap": Channel(0.3, -0.05, 0.22, ducks=False),
    "rim": Channel(0.45, -0.2, 0.2, ducks=False),
    "tom": Channel(0.4, 0.25, 0.2, ducks=False),
    "low": Channel(0.45, -0.15, 0.25, ducks=False),
    "conga": Channel(0.4, -0.3, 0.15, ducks=False),
    "hat": Channel(0.17, 0.28, 0.05, ducks=False),
    "pedal": Channel(0.24, 0.28, 0.05, ducks=False),
    "open": Channel(0.14, 0.28, 0.08, ducks=False),
    "ride": Channel(0.3, -0.3, 0.12, ducks=False),
    "crash": Channel(0.2, -0.25, 0.2, ducks=False),
    "shaker": Channel(0.26, -0.35, 0.06, ducks=False),
    "tambourine": Channel(0.18, 0.35, 0.1, ducks=False),
}
SIT = 0.16  # the loudness (RMS) that every instrument is brought to before its channel
AIR = 0.5  # how much of the highest is added
PUMP = 0.28  # seconds until the band is back after the kick


class Desk:
    """Two groups and two sends for one clip."""

    def __init__(self, score: Score, seconds: float, rate: int, channels: int) -> None:
        self.rate, self.channels, self.count = rate, channels, round(seconds * rate)
        self.score = score
        self.band = np.zeros((channels, self.count), dtype=np.float32)
        self.front = np.zeros_like(self.band) if score.dress.genre.pump else self.band
        self.room, self.echo = (np.zeros(self.count, dtype=np.float32) for _ in range(2))
        self.made: dict[tuple[str, int, int], Signal] = {}

    def add(self, sound: Signal, at: float, channel: Channel, loudness: float, pan: float) -> None:
        """Put a sound, shape (count,) or (2, count), at its moment; what is outside the clip is left out."""
        begin = round(at * self.rate)
        if begin < 0:
            sound, begin = sound[..., -begin:].copy(), 0
            edge = min(sound.shape[-1], self.rate // 100)
            sound[..., :edge] *= np.linspace(0, 1, edge, dtype=np.float32)
        sound = sound[..., : max(0, self.count - begin)]
        end = begin + sound.shape[-1]
        if not sound.size:
            return
        group = self.band if channel.ducks else self.front
        level = loudness * channel.level
        middle = sound if sound.ndim == 1 else None
        if self.channels == 1:
            group[0, begin:end] += (sound if middle is not None else sound.mean(axis=0)) * np.float32(level)
        else:
            left, right = np.cos((pan + 1) * np.pi / 4) * 1.414, np.sin((pan + 1) * np.pi / 4) * 1.414
            group[0, begin:end] += (sound if middle is not None else sound[0]) * np.float32(level * left)
            group[1, begin:end] += (sound if middle is not None else sound[-1]) * np.float32(level * right)
        centre = middle if middle is not None else sound[0]
        if channel.room:
            self.room[begin:end] += centre * np.float32(level * channel.room)
        if channel.echo:
            self.echo[begin:end] += centre * np.float32(level * channel.echo)

    def play(self, note: Note, pan: float, gain: float) -> None:
        """One note of the band or one stroke of the drums."""
        if note.part == "drums":
            channel = DRUMS[note.voice]
            sound = stroke(note.voice, self.score.dress.genre.kit, self.rate)
        else:
            channel = CHANNELS[note.part]
            sound = self._note(note.voice, note.pitch, note.seconds)
        self.add(sound, note.at, channel, note.loudness * gain, channel.pan * pan)

    def _note(self, voice: str, pitch: int, seconds: float) -> Signal:
        key = (voice, pitch, round(seconds * 100))
        if key not in self.made:
            player = PATCHES.get(voice) or RINGING[voice]
            sound = player.play(pitch, key[2] / 100, self.rate, self.score.dress.bright, self.channels)
            self.made[key] = sound * np.float32(SIT / max(1e-6, _loudest(sound, self.rate)))
        return self.made[key]

    def duck(self, depth: float) -> None:
        """Press the band down under every kick."""
        curve = (1 - depth * (1 - np.linspace(0, 1, int(PUMP * self.rate)) ** 1.5)).astype(np.float32)
        kicks = sorted({round(note.at * self.rate) for note in self.score.notes if note.voice == "kick"})
        for begin, following in itertools.pairwise([*kicks, self.count + len(curve)]):
            if begin >= 0:
                pressed = self.band[:, begin : min(following, begin + len(curve))]
                pressed *= curve[: pressed.shape[1]]

    def finish(self, *, alone: bool) -> NDArray[np.int16]:
        """Everything together, mastered; `alone` where it is a stem, which is as loud as it is in its song."""
        dress = self.score.dress
        if dress.genre.pump:
            self.duck(dress.genre.pump)
        mix = self.band
        if self.front is not self.band:
            mix += self.front
        beat = self.score.tune.bar / 4
        echo(mix, self.echo, beat * 0.75, self.rate)
        self.room += self.echo
        reverberate(mix, self.room, self.rate, dress.space)
        if alone:
            return level(mix, self.rate)
        return master(mix, self.rate, warmth=dress.genre.warmth, air=AIR * (0.4 + dress.bright))


def _loudest(sound: Signal, rate: int) -> float:
    """The loudness (RMS) of the loudest tenth of a second: where a swelling sound has arrived."""
    size = min(sound.shape[-1], rate // 10)
    pieces = sound[..., : sound.shape[-1] // size * size].reshape(-1, size)
    return float(np.sqrt((pieces**2).mean(axis=1).max()))


def render(brief: Brief, seconds: float, rate: int, channels: int) -> NDArray[np.int16]:
    """Samples of shape (channels, count), 1 or 2 channels; blocking."""
    score, heard = write(replace(brief, heard=None)), brief.heard  # all stems are of one score
    desk = Desk(score, seconds, rate, channels)
    take = brief.stretches[-1].take
    # Another take is another mix, too: who stood left stands right, and the faders are not quite the same.
    rng = seeded("mix", brief.tune, take)
    side = 1.0 if take % 2 else -1.0
    gains = {name: rng.uniform(0.92, 1.08) for name in (*CHANNELS, "drums")}
    for note in score.notes:
        if heard is None or instrument(note.part, note.voice) in heard:
            desk.play(note, side, gains[note.part])
    for part, spread in (("lead", (0.0,)), ("harmony", (-0.55,))):
        if heard is not None and instrument(part, "") not in heard:
            continue
        notes = [note for note in score.sung if note.part == part]
        for breath in breaths(notes):
            sound = sung(breath, score.dress.singer, rate)
            for place in spread:
                desk.add(sound, breath[0].at, CHANNELS[part], gains[part], place * side)
    return desk.finish(alone=heard is not None)
