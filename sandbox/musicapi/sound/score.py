"""The score: every note of a clip in seconds, written from its brief."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sandbox.musicapi.sound.band import accompany, ending
from sandbox.musicapi.sound.brief import Brief, Stretch
from sandbox.musicapi.sound.drums import drum
from sandbox.musicapi.sound.form import Section, sections
from sandbox.musicapi.sound.grid import Grid
from sandbox.musicapi.sound.melody import Sung, sing
from sandbox.musicapi.sound.style import Dress, Tune, dress_of, tune_of

RING = 2.0  # seconds for the last chord, if there are
SHORT_RING = 0.12  # of a short clip


@dataclass(frozen=True, slots=True)
class Note:
    """One sound: `at` and `seconds` count from the clip's start, and `at` may lie before it; drums have pitch 0."""

    at: float
    seconds: float
    pitch: int
    part: str
    voice: str
    loudness: float


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch on the song's bars: it plays from bar `first` on, until `until` seconds into the song."""

    stretch: Stretch
    sections: tuple[Section, ...]
    until: float
    silent_from: float  # no voice begins later
    closes: bool  # has an end of its own


@dataclass(frozen=True, slots=True)
class Score:
    """What is to be played: the notes and the voices, each in order of time."""

    tune: Tune
    dress: Dress
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...]
    sung: tuple[Sung, ...]


@lru_cache(maxsize=256)
def passages(brief: Brief) -> tuple[Passage, ...]:
    """The brief's stretches on whole bars: a new one begins with the first bar after its source was left."""
    bar = tune_of(brief).bar
    edges: list[tuple[Stretch, int, float]] = []
    begin = 0.0
    for stretch in brief.stretches:
        edges.append((stretch, math.ceil(begin / bar - 1e-6), begin))
        begin += stretch.length
    made = list[Passage]()
    for place, (stretch, first, begin) in enumerate(edges):
        ring = min(RING, SHORT_RING * stretch.seconds)
        bars = max(1, int((begin + stretch.seconds - ring) / bar + 1e-6) - first)
        plan = stretch.lyrics if stretch.plan is None else stretch.plan
        laid = sections(stretch.lyrics, plan, bars, first, opening=place == 0)
        continued = place + 1 < len(edges)
        end = begin + stretch.length
        until = edges[place + 1][1] * bar if continued else end
        made.append(Passage(stretch, tuple(laid), until, end, stretch.kept is None))
    return tuple(made)


@lru_cache(maxsize=256)
def voices(brief: Brief) -> tuple[Sung, ...]:
    """What is sung in the clip, its times from the clip's start."""
    tune, dress = tune_of(brief), dress_of(brief)
    grid = Grid(tune.bar, dress.genre.swing)
    sung: list[Sung] = []
    for passage in passages(brief):
        if not passage.stretch.lead:
            continue
        for section in passage.sections:
            if section.voice:
                sung += (
                    replace(note, at=note.at - brief.start, seconds=min(note.seconds, passage.silent_from - note.at))
                    for note in sing(tune, brief.tune, section, grid, dress.singer, passage.stretch.take)
                    if brief.start <= note.at < passage.silent_from
                )
    return tuple(sorted(sung, key=lambda note: (note.part, note.at)))


@lru_cache(maxsize=16)
def write(brief: Brief) -> Score:
    """The whole score of a clip."""
    tune, dress, laid = tune_of(brief), dress_of(brief), passages(brief)
    notes = [note for passage in laid for note in _played(brief, passage, tune, dress)]
    return Score(tune, dress, laid, tuple(sorted(notes, key=lambda note: note.at)), voices(brief))


def _played(brief: Brief, passage: Passage, tune: Tune, dress: Dress) -> Iterator[Note]:
    grid = Grid(tune.bar, dress.genre.swing)
    last = min(passage.until + grid.bar, brief.start + brief.seconds)
    for note in _all(brief, passage, tune, dress, grid):
        end = max(note.at, min(note.at + note.seconds, last))
        if note.at < passage.until - 1e-6 and end >= brief.start:
            yield replace(note, at=note.at - brief.start, seconds=end - note.at)


def _all(brief: Brief, passage: Passage, tune: Tune, dress: Dress, grid: Grid) -> Iterator[Note]:
    take, force = passage.stretch.take, 0.65 + 0.5 * dress.energy
    for section in passage.sections:
        level = 0.75 + 0.25 * section.energy
        for bar, note in accompany(tune, dress, brief.tune, section, lead=passage.stretch.lead, take=take):
            at, seconds = grid.at(bar, note.step), grid.long(bar, note.step, note.steps)
            yield Note(at, seconds, note.pitch, note.part, note.voice, note.loudness * level)
        for bar in range(section.first, section.end):
            for hit in drum(dress, brief.tune, section, bar, take):
                yield Note(grid.at(bar, hit.step), 0.0, 0, "drums", hit.drum, hit.loudness * level * force)
    last = passage.sections[-1]
    for note in ending(tune, dress, last) if passage.closes else ():
        at = grid.at(last.end, note.step)
        yield Note(at, grid.long(0, 0, note.steps), note.pitch, note.part, note.voice, note.loudness)
