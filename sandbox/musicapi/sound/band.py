"""The band: bass, chords, pad, broken chords and a riff, each as the section wants it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.musicapi.rng import seeded
from sandbox.musicapi.sound.form import PHRASE, Section
from sandbox.musicapi.sound.melody import chord_at, phrase
from sandbox.musicapi.sound.patterns import BASSES, COMPS, LOUDNESS, STEPS, played
from sandbox.musicapi.sound.style import Dress, Tune
from sandbox.musicapi.sound.theory import Chord, near, voiced

BASS, CHORDS, PAD, ARP, RIFF = 36, 60, 64, 72, 72  # pitches around which they play
FULL = 0.7  # energy
STRUM = 0.09  # steps between two strings
POWER = frozenset(("power guitar",))  # plays roots: the fifth is in its sound
# Who rests in which section.
RESTS = {
    "intro": frozenset(("arp",)),
    "verse": frozenset(("pad", "riff")),
    "prechorus": frozenset(("riff",)),
    "bridge": frozenset(("arp", "riff")),
    "outro": frozenset(("arp",)),
}


@dataclass(frozen=True, slots=True)
class Played:
    """One note in steps of its bar; `part` is bass, chords, pad, arp or riff, `voice` the instrument."""

    step: float
    steps: float
    pitch: int
    part: str
    voice: str
    loudness: float


def accompany(
    tune: Tune, dress: Dress, seed: str, section: Section, *, lead: bool, take: int
) -> Iterator[tuple[int, Played]]:
    """Bar and note of everything but drums and voices."""
    before: tuple[int, ...] = ()
    resting = RESTS.get(section.kind, frozenset[str]())
    for bar in range(section.first, section.end):
        chord = chord_at(tune, section, bar)
        following = chord_at(tune, section, bar + 1)
        before = voiced(tune.key, chord, CHORDS, before)
        notes = [*_chords(dress, section, bar, tune, chord, before)]
        if not (section.kind == "intro" and bar < section.first + section.bars // 2):
            notes += _bass(dress, section, bar, tune, chord, following)
        if "pad" not in resting:
            notes += _pad(dress, section, before)
        if "arp" not in resting and (section.energy >= FULL or section.number > 1):
            notes += _arp(dress, before)
        yield from ((bar, note) for note in notes)
    if "riff" not in resting and not (lead and section.voice):
        yield from _riff(tune, dress, seed, section, take)
    elif not lead and section.kind == "verse":
        yield from (
            (bar, note) for bar, note in _riff(tune, dress, seed, section, take) if (bar - section.first) % 4 > 1
        )


def ending(tune: Tune, dress: Dress, section: Section) -> Iterator[Played]:
    """The last chord, for a bar and more; it may ring as long as there is time."""
    chord = chord_at(tune, section, section.first)  # where its turn begins is where it comes home
    pitches = voiced(tune.key, chord, CHORDS)
    yield Played(0, STEPS * 2, near(tune.key.pitch(chord.degree), BASS), "bass", dress.bass, 0.8)
    for place, pitch in enumerate(pitches):
        yield Played(place * STRUM * 3, STEPS * 2, pitch, "chords", dress.chords, 0.7)
        yield Played(0, STEPS * 2, pitch, "pad", dress.pad, 0.5)


def _bass(dress: Dress, section: Section, bar: int, tune: Tune, chord: Chord, following: Chord) -> Iterator[Played]:
    pattern = BASSES["long" if section.kind == "bridge" else dress.genre.bassline]
    steps = played(pattern, bar, dress.feel)
    root = near(tune.key.pitch(chord.degree), BASS)
    base = tune.key.degree(root)
    for place, (step, mark) in enumerate(steps):
        until = steps[place + 1][0] if place + 1 < len(steps) else STEPS
        if mark == "a":
            pitch = near(tune.key.pitch(following.degree - 1), root)
        else:
            pitch = tune.key.pitch(base + int(mark) - 1)
        strong = 1.0 if step % 4 == 0 else 0.85
        yield Played(step, (until - step) * 0.93, pitch, "bass", dress.bass, strong * (0.75 + 0.25 * section.energy))


def _chords(
    dress: Dress, section: Section, bar: int, tune: Tune, chord: Chord, pitches: tuple[int, ...]
) -> Iterator[Played]:
    comp = COMPS["held" if section.kind == "bridge" else dress.genre.comp]
    if dress.chords in POWER:
        pitches = (near(tune.key.pitch(chord.degree), BASS + 8),)
    steps = played(comp.full if section.energy >= FULL else comp.calm, bar, dress.feel)
    loud = 0.6 + 0.4 * section.energy
    up_and_down = (*pitches, *pitches[-2:0:-1])
    for place, (step, mark) in enumerate(steps):
        until = steps[place + 1][0] if place + 1 < len(steps) else STEPS
        length = min((until - step) * comp.length, STEPS - step if comp.manner == "block" else 2 * STEPS)
        if comp.manner == "broken":
            pitch = up_and_down[place % len(up_and_down)]
            yield Played(step, length, pitch, "chords", dress.chords, loud * LOUDNESS[mark] * 1.2)
            continue
        delay = STRUM if comp.manner == "strum" else 0.04
        order = pitches[::-1] if comp.manner == "strum" and step % 4 == 2 else pitches
        for string, pitch in enumerate(order):
            yield Played(step + string * delay, length, pitch, "chords", dress.chords, loud * LOUDNESS[mark])


def _pad(dress: Dress, section: Section, pitches: tuple[int, ...]) -> Iterator[Played]:
    for pitch in pitches:
        yield Played(0, STEPS, near(pitch, PAD), "pad", dress.pad, 0.5 + 0.5 * section.energy)


def _arp(dress: Dress, pitches: tuple[int, ...]) -> Iterator[Played]:
    if dress.genre.arp:
        tones = [*pitches, pitches[0] + 12]
        for step in range(0, STEPS, 2):
            pitch = near(tones[step // 2 * 3 % len(tones)], ARP)
            yield Played(step, 1.8, pitch, "arp", dress.genre.arp, 0.8 if step % 4 == 0 else 0.55)


def _riff(tune: Tune, dress: Dress, seed: str, section: Section, take: int) -> Iterator[tuple[int, Played]]:
    """A hook that comes back; a solo has more to say."""
    tonic = tune.key.degree(near(tune.key.root, RIFF))
    for number, bar in enumerate(range(section.first, section.end, PHRASE)):
        solo = section.kind == "solo"
        rng = seeded("solo", seed, take, number) if solo else seeded("riff", seed, number % 2)
        chords = [chord_at(tune, section, each) for each in range(bar, min(section.end, bar + PHRASE))]
        for tone in phrase(rng, chords, rng.randint(8, 13) if solo else rng.randint(4, 7), 0):
            pitch = tune.key.pitch(tonic + tone.degree)
            yield bar, Played(tone.step, tone.steps * 0.9, pitch, "riff", dress.riff, 0.75 + 0.25 * section.energy)
