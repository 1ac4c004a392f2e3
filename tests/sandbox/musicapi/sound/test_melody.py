"""The melody: in the scale, at rest on the chord where the beat is strong, and in nobody's way."""

from __future__ import annotations

import itertools

import pytest

from sandbox.musicapi.sound.genres import GENRES
from sandbox.musicapi.sound.melody import chord_at
from sandbox.musicapi.sound.score import Score, write
from sandbox.musicapi.sound.theory import MODES
from tests.sandbox.musicapi.sound.songs import laid, song

SONGS = [f"{genre.names[0]} {mood}" for genre, mood in zip(GENRES, itertools.cycle(("", "sad", "happy")), strict=False)]


def lead(score: Score) -> list[tuple[float, int]]:
    return [(note.at, note.pitch) for note in score.sung if note.part == "lead"]


@pytest.mark.parametrize("words", SONGS)
def test_all_that_is_sung_and_played_is_in_the_scale(words: str) -> None:
    score = write(song(words))
    assert lead(score)
    assert all(score.tune.key.has(note.pitch) for note in score.sung)
    assert all(score.tune.key.has(note.pitch) for note in score.notes if note.part != "drums")


@pytest.mark.parametrize("words", SONGS)
def test_strong_beats_rest_on_the_chord(words: str) -> None:
    score = write(song(words))
    half, strong = score.tune.bar / 2, 0
    for at, pitch in lead(score):
        beat = round(at / half)
        if abs(at - beat * half) < 1e-6:
            section = next(each for each in laid(score) if each.first <= beat // 2 < each.end)
            assert pitch % 12 in chord_at(score.tune, section, beat // 2).classes(score.tune.key)
            strong += 1
    assert strong > 10


def test_it_can_be_sung() -> None:
    for words in SONGS[::3]:
        for voice, low, high in (("female", 50, 81), ("male", 40, 70)):
            score = write(song(f"{words} {voice} vocals"))
            assert score.dress.singer == voice
            pitches = [pitch for _, pitch in lead(score)]
            assert low <= min(pitches) < max(pitches) <= high, words
            leaps = [abs(after - before) for before, after in itertools.pairwise(pitches)]
            assert sum(leap <= 4 for leap in leaps) / len(leaps) > 0.6


def test_nobody_sings_two_notes_at_once() -> None:
    for words in SONGS:
        notes = [note for note in write(song(words)).sung if note.part == "lead"]
        assert all(a.at + a.seconds <= b.at + 1e-6 for a, b in itertools.pairwise(notes)), words


def test_the_hook_comes_back() -> None:
    score = write(song())
    choruses = [section for section in laid(score) if section.kind == "chorus" and section.lines]
    bar = score.tune.bar
    lines = [
        [
            (round(at - each.first * bar, 3), pitch)
            for at, pitch in lead(score)
            if each.first * bar <= at < each.end * bar
        ]
        for each in choruses
    ]
    assert lines[0]
    assert lines[0] == lines[1]


def test_an_instrumental_has_no_lead_but_a_tune() -> None:
    score = write(song(lead=False))
    assert score.sung == ()
    riffs = [note for note in score.notes if note.part == "riff"]
    assert len(riffs) > len([note for note in write(song()).notes if note.part == "riff"]) > 0


def test_drums_keep_the_beat() -> None:
    score = write(song("techno 120 bpm instrumental", lead=False))
    chorus = next(section for section in laid(score) if section.kind == "chorus")
    kicks = [
        note.at
        for note in score.notes
        if note.voice == "kick" and chorus.first * 2.0 <= note.at + 1e-6 < (chorus.end - 1) * 2.0
    ]
    gaps = [after - before for before, after in itertools.pairwise(kicks)]
    assert gaps == pytest.approx([0.5] * len(gaps))
    assert len(gaps) > 8


def test_modes_have_seven_steps() -> None:
    assert {len(steps) for steps in MODES.values()} == {7}
