"""The music follows from its score: the same score the same music, and each word its part of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sandbox.musicapi.sound.arrangement import Note, notes
from sandbox.musicapi.sound.character import GENRES, character_of
from sandbox.musicapi.sound.score import Score
from sandbox.musicapi.sound.synth import render

RATE = 11_025
SCORE = Score("some-tune", "synthwave drive", "synthwave drive")


def melody(score: Score, seconds: float = 40.0) -> list[tuple[float, int]]:
    character = character_of(score)
    return [(round(n.at, 3), n.pitch) for n in notes(score, character, seconds) if n.voice == character.lead]


def played(score: Score, seconds: float = 40.0) -> list[Note]:
    return list(notes(score, character_of(score), seconds))


def test_the_same_score_is_the_same_sound() -> None:
    first, again = (render(SCORE, 3.0, RATE, 2) for _ in range(2))
    assert first.shape == (2, 3 * RATE)
    assert first.dtype == np.int16
    assert np.array_equal(first, again)
    assert not np.array_equal(first, render(replace(SCORE, tune="another"), 3.0, RATE, 2))


@pytest.mark.parametrize("genre", range(len(GENRES)))
@pytest.mark.parametrize("channels", [1, 2])
def test_every_genre_sounds_and_never_clips(genre: int, channels: int) -> None:
    words = " ".join(GENRES[genre][0])
    sound = render(Score(f"tune {genre}", words, words), 5.0, RATE, channels).astype(np.float64)
    assert 2_000 < np.sqrt((sound**2).mean()) < 16_000
    assert np.abs(sound).max() <= 30_000
    assert abs(sound.mean()) < 300
    assert np.abs(sound[:, -20:]).max() < 1_500  # it fades out


def test_words_settle_the_tempo_and_the_mood() -> None:
    tempos = {
        words: character_of(Score("t", words, words)).tempo
        for words in ("ambient", "lofi rain", "pop", "house", "rock")
    }
    assert tempos["ambient"] < tempos["lofi rain"] < tempos["pop"] < tempos["house"]
    assert character_of(Score("t", "slow pop", "")).tempo < tempos["pop"]
    assert 4 in character_of(Score("t", "happy techno", "")).scale  # a major third
    assert 3 in character_of(Score("t", "sad pop", "")).scale  # a minor one


def test_two_takes_share_all_but_the_melody() -> None:
    other = replace(SCORE, take=2)
    assert character_of(SCORE) == character_of(other)
    assert melody(SCORE) != melody(other)
    lead = character_of(SCORE).lead
    assert [n for n in played(SCORE) if n.voice != lead] == [n for n in played(other) if n.voice != lead]


def test_an_extension_goes_on_where_its_source_was_left() -> None:
    later = [(round(at - 20.0, 3), pitch) for at, pitch in melody(SCORE, 60.0) if at >= 20.0]
    extended = melody(replace(SCORE, start=20.0), 40.0)
    assert [pitch for _, pitch in later] == [pitch for _, pitch in extended]
    assert [at for at, _ in later] == pytest.approx([at for at, _ in extended], abs=0.002)


def test_a_cover_keeps_the_melody_and_changes_who_plays() -> None:
    covered = replace(SCORE, dress="acoustic folk")
    assert [pitch for _, pitch in melody(covered)] == [pitch for _, pitch in melody(SCORE)]
    assert {n.voice for n in played(covered)} != {n.voice for n in played(SCORE)}
    assert not np.array_equal(render(covered, 3.0, RATE, 1), render(SCORE, 3.0, RATE, 1))
    assert character_of(replace(SCORE, touch=2)).lead != character_of(SCORE).lead


def test_an_instrumental_has_no_lead() -> None:
    assert melody(replace(SCORE, lead=False)) == []


def test_the_hook_comes_back() -> None:
    character = character_of(SCORE)
    bars: dict[int, list[tuple[float, int]]] = {}
    for note in notes(SCORE, character, 16 * character.bar):
        if note.voice == character.lead:
            bar = int(note.at / character.bar + 1e-6)
            bars.setdefault(bar, []).append((round(note.at - bar * character.bar, 3), note.pitch))
    rhythm = {bar: [at for at, _ in line] for bar, line in bars.items()}
    assert rhythm[0] == rhythm[2] == rhythm[4]
    assert rhythm[8] == rhythm[10]
