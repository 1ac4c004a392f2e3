"""The notes of a tune, bar by bar: chords, bass, drums and a lead with a hook that comes back."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.musicapi.dice import dice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.musicapi.sound.character import Character
    from sandbox.musicapi.sound.score import Score

STEPS = 16  # to a bar
SECTIONS = ("verse", "chorus", "verse", "chorus", "bridge", "chorus")
SECTION_BARS = 8

# One letter a step: x = hit, o = soft hit.
BEATS: dict[str, dict[str, str]] = {
    "lazy": {"kick": "x......x..x.....", "snare": "....x.......x..o", "hat": "x.o.x.o.x.o.x.o."},
    "backbeat": {"kick": "x.....x.x.......", "snare": "....x.......x...", "hat": "x.x.x.x.x.x.x.xo"},
    "trap": {"kick": "x......x..x.....", "snare": "........x.......", "hat": "x.x.x.xxx.x.xxox"},
    "four": {"kick": "x...x...x...x...", "snare": "....x.......x...", "hat": "..x...x...x...xo"},
    "rock": {"kick": "x.....x.x.x.....", "snare": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
    "brushes": {"kick": "o...............", "snare": "....o.......o...", "hat": "x...x.ox....x.o."},
    "soft": {"kick": "x.......x.......", "snare": "....o.......o...", "hat": "..o...o...o...o."},
    "latin": {"kick": "x..x....x..x....", "snare": "...o..o....o..o.", "hat": "x.o.x.o.x.o.x.o."},
    "none": {},
}
BASSES = {
    "round": "x.......o.......",
    "busy": "x..x..o...x.x...",
    "long": "x...............",
    "offbeat": "..x...x...x...x.",
    "eighths": "x.o.x.o.x.o.x.o.",
    "walking": "x...x...x...x...",
}
RHYTHMS = (
    "x...x.x...x.....",
    "x.x.x...x.....x.",
    "..x.x.x.x...x...",
    "x.....x.x.x.....",
    "x..x..x.x...x...",
    "....x.x.x.x.x...",
)
LONG_RHYTHM = "x.......x......."
LOUDNESS = {"x": 1.0, "o": 0.55}
DRUM_MIX = {"kick": 0.85, "snare": 0.5, "hat": 0.17}
VOICE_PAN = {"kick": 0.0, "snare": 0.05, "hat": 0.3, "bass": 0.0, "chords": -0.25, "lead": 0.12}


@dataclass(frozen=True, slots=True)
class Note:
    """One sound: `at` and `seconds` in seconds, `pitch` in MIDI (0 for drums), `pan` from -1 to 1."""

    at: float
    seconds: float
    pitch: int
    voice: str
    loudness: float
    pan: float


def notes(score: Score, character: Character, seconds: float) -> Iterator[Note]:
    """Every note that begins within `seconds` from the score's start; times count from there."""
    first = math.floor(score.start / character.bar)
    last = math.ceil((score.start + seconds) / character.bar)
    for bar in range(first, last):
        for note in _bar(score, character, bar):
            at = note.at - score.start
            if 0 <= at < seconds:
                yield Note(at, note.seconds, note.pitch, note.voice, note.loudness, note.pan)


def _bar(score: Score, character: Character, bar: int) -> Iterator[Note]:
    section = SECTIONS[bar // SECTION_BARS % len(SECTIONS)]
    turn = character.chorus if section == "chorus" else character.verse
    degree = turn[bar % len(turn)]
    yield from _drums(character, bar, section)
    yield from _bass(character, bar, degree)
    yield from _chords(character, bar, degree, section)
    if score.lead:
        yield from _lead(score, character, bar, degree, section)


def _time(character: Character, bar: int, step: int) -> float:
    late = character.swing if step % 4 == 2 else 0.0
    return (bar + (step + late * 2) / STEPS) * character.bar


def _hits(pattern: str) -> Iterator[tuple[int, float]]:
    return ((step, LOUDNESS[mark]) for step, mark in enumerate(pattern) if mark != ".")


def _drums(character: Character, bar: int, section: str) -> Iterator[Note]:
    for drum, pattern in BEATS[character.beat].items():
        if section == "bridge" and drum == "kick":
            continue  # the bridge floats
        for step, loudness in _hits(pattern):
            at = _time(character, bar, step)
            yield Note(at, 0.3, 0, drum, loudness * DRUM_MIX[drum], VOICE_PAN[drum])
    if bar % SECTION_BARS == SECTION_BARS - 1 and character.beat != "none":
        for step in (12, 13, 14, 15):  # a fill leads into the next section
            yield Note(_time(character, bar, step), 0.3, 0, "snare", 0.1 + 0.08 * (step - 12), 0.05)


def _bass(character: Character, bar: int, degree: int) -> Iterator[Note]:
    steps = list(_hits(BASSES[character.bass]))
    for index, (step, loudness) in enumerate(steps):
        walk = (0, 2, 4, 5)[index % 4] if character.bass == "walking" else 0
        until = steps[index + 1][0] if index + 1 < len(steps) else STEPS
        length = min(1.6, (until - step) / STEPS * character.bar * 0.92)
        pitch = _pitch(character, degree + walk) - 12
        yield Note(_time(character, bar, step), length, pitch, "bass", 0.5 * loudness, 0.0)


def _chords(character: Character, bar: int, degree: int, section: str) -> Iterator[Note]:
    held = character.chords in ("pad", "organ")
    steps = (0,) if held else (0, 6, 10) if section == "chorus" else (0, 8)
    colour = (0, 2, 4, 6) if character.chords in ("keys", "pad") else (0, 2, 4)
    for step in steps:
        length = character.bar * (0.98 if held else 0.42)
        for place, third in enumerate(colour):
            pitch = _near(_pitch(character, degree + third), 62)
            spread = 0.0 if held else place * 0.012  # a hand does not strike all at once
            loudness = 0.15 if held else 0.2
            yield Note(
                _time(character, bar, step) + spread, length, pitch, character.chords, loudness, -0.3 + 0.2 * place
            )


def _lead(score: Score, character: Character, bar: int, degree: int, section: str) -> Iterator[Note]:
    motif = (0, 1, 0, 2)[bar % 4]  # a phrase, an answer, the phrase again, an end
    rng = dice("lead", score.tune, score.take, section, motif)
    rhythm = LONG_RHYTHM if motif == 2 or section == "bridge" else rng.choice(RHYTHMS)
    steps = [step for step, _ in _hits(rhythm)]
    place = degree + rng.choice((0, 2, 4)) + 7
    lift = 2 if section == "chorus" else 0
    for index, step in enumerate(steps):
        until = steps[index + 1] if index + 1 < len(steps) else STEPS
        length = min(1.8, (until - step) / STEPS * character.bar * 0.95)
        if step % 8 == 0:  # on the strong beats the melody rests on the chord
            place = min((degree + third for third in (-3, 0, 2, 4, 7, 9)), key=lambda near: abs(near - place))
        pitch = _near(_pitch(character, place + lift), 74)
        yield Note(_time(character, bar, step), length, pitch, character.lead, 0.3, VOICE_PAN["lead"])
        place += rng.choice((-2, -1, -1, 1, 1, 2))


def _pitch(character: Character, degree: int) -> int:
    octave, step = divmod(degree, len(character.scale))
    return character.root + 12 * octave + character.scale[step]


def _near(pitch: int, centre: int) -> int:
    """The pitch in the octave around `centre`."""
    return pitch + 12 * round((centre - pitch) / 12)
