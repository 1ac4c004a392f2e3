"""Words settle tempo, key, beat and band."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sandbox.musicapi.sound.genres import GENRES
from sandbox.musicapi.sound.kit import KITS
from sandbox.musicapi.sound.moods import MOODS
from sandbox.musicapi.sound.patches import PATCHES
from sandbox.musicapi.sound.patterns import BASSES, BEATS, COMPS, STEPS
from sandbox.musicapi.sound.strings import RINGING
from sandbox.musicapi.sound.style import Dress, Tune, dress_of, moods_in, tune_of
from sandbox.musicapi.sound.theory import MODES, Chord, Key, voiced
from tests.sandbox.musicapi.sound.songs import song

MINORS = ("minor", "dorian", "phrygian", "harmonic minor")


def tune(words: str) -> Tune:
    return tune_of(song(words))


def dress(words: str) -> Dress:
    return dress_of(song(words))


def test_there_is_plenty_to_ask_for() -> None:
    assert len(GENRES) >= 24
    assert len(MOODS) >= 16


@pytest.mark.parametrize("genre", GENRES, ids=lambda genre: genre.names[0])
def test_every_name_of_a_genre_is_understood_and_can_be_played(genre: object) -> None:
    assert genre in GENRES
    known = next(each for each in GENRES if each is genre)
    for name in known.names:
        assert dress(name).genre is known, name
        if not moods_in(name) and name != "ballad":  # which is slow, too
            assert known.tempo[0] <= tune(f"{name} song").tempo <= known.tempo[1]
    assert known.kit in KITS
    assert known.beat in BEATS
    assert known.bassline in BASSES
    assert known.comp in COMPS
    assert {known.bass, known.chords, known.pad, known.riff, known.arp or known.pad} <= {*PATCHES, *RINGING}
    assert set(known.modes) <= set(MODES)


@pytest.mark.parametrize("mood", MOODS, ids=lambda mood: mood.names[0])
def test_every_mood_is_heard(mood: object) -> None:
    known = next(each for each in MOODS if each is mood)
    plain, moved = song("pop"), song(f"{known.names[0]} pop")
    assert (tune_of(plain), replace(dress_of(plain), singer="")) != (
        tune_of(moved),
        replace(dress_of(moved), singer=""),
    )
    if known.modes:
        assert tune_of(moved).key.mode in known.modes


def test_patterns_are_bars() -> None:
    patterns = [pattern for beat in BEATS.values() for pattern in beat.values()]
    patterns += [*BASSES.values(), *(comp.calm for comp in COMPS.values()), *(comp.full for comp in COMPS.values())]
    assert {len(pattern) for pattern in patterns} == {STEPS}


@pytest.mark.parametrize(("words", "tempo"), [("techno at 128 bpm", 128), ("slow jazz 90bpm", 90), ("999 bpm", 200)])
def test_a_tempo_asked_for_is_kept(words: str, tempo: float) -> None:
    assert tune(words).tempo == tempo


def test_words_move_the_tempo() -> None:
    tempos = [tune(f"{word} pop".strip()).tempo for word in ("very slow", "slow", "", "fast", "very fast")]
    assert tempos == sorted(tempos)
    assert len(set(tempos)) == 5
    assert tune("ambient").tempo < tune("lofi").tempo < tune("pop").tempo < tune("drum and bass").tempo


def test_words_settle_the_key() -> None:
    assert tune("pop in C# minor").key == Key(1, "minor")
    assert tune("rock in Bb major").key == Key(10, "major")
    assert tune("sad pop").key.mode in MINORS
    assert tune("happy techno").key.mode == "major"
    assert tune("dreamy ambient").key.mode in ("lydian", "major")


def test_instruments_and_singers_can_be_named() -> None:
    assert dress("rock with a violin").riff == "fiddle"
    assert dress("house with electric piano").chords == "rhodes"
    assert dress("male vocals, pop").singer == "male"
    assert dress("female vocals, pop").singer == "female"
    assert not dress("pop without drums").drums


def test_a_second_genre_lends_its_riff() -> None:
    assert dress("trap with jazz").genre.names[0] == "trap"
    assert dress("trap with jazz").riff == dress("jazz").riff


def test_words_that_say_nothing_still_make_a_song() -> None:
    genres = {dress_of(song("xyzzy", tune=str(number))).genre for number in range(30)}
    assert len(genres) > 8


@pytest.mark.parametrize("mode", MODES)
def test_chords_move_little(mode: str) -> None:
    key = Key(2, mode)
    before: tuple[int, ...] = ()
    for degree in (0, 5, 3, 4, 1, 6, 2, 0):
        chord = Chord(degree, 4)
        pitches = voiced(key, chord, 60, before)
        assert {pitch % 12 for pitch in pitches} == chord.classes(key)
        assert 45 <= min(pitches) <= max(pitches) <= 76
        if before:
            assert abs(sum(pitches) - sum(before)) / len(pitches) < 6
        before = pitches
