"""Words have the times at which they are sung."""

from __future__ import annotations

import itertools

import pytest

from sandbox.musicapi.sound.brief import Stretch
from sandbox.musicapi.sound.lyrics import read
from sandbox.musicapi.sound.score import voices, write
from sandbox.musicapi.sound.timestamps import timed_words
from tests.sandbox.musicapi.sound.songs import LYRICS, laid, song


@pytest.mark.parametrize("words", ["pop", "jazz", "drum and bass", "slow ambient"])
@pytest.mark.parametrize("seconds", [3.0, 30.0, 150.0, 220.0])
@pytest.mark.parametrize("lyrics", [LYRICS, "la la\n" * 120, "[Verse]", "one", "[Verse] on one line\n[open label\n♪"])
def test_every_word_has_its_time_in_order(words: str, seconds: float, lyrics: str) -> None:
    timed = timed_words(song(words, seconds=seconds, lyrics=lyrics))
    assert [word.text for word in timed] == lyrics.split()
    assert all(0 <= word.start <= word.end <= seconds for word in timed)
    assert all(before.end <= after.start + 1e-3 for before, after in itertools.pairwise(timed))
    assert [word.line for word in timed] == [word.line for word in read(lyrics).words]


def test_words_are_where_their_notes_are_and_inside_their_sections() -> None:
    brief = song()
    timed, score = timed_words(brief), write(brief)
    bar = score.tune.bar
    sections = [section for section in laid(score) if section.lines]
    for section in sections:
        numbers = {syllable.word for line in section.lines for syllable in line}
        for number in numbers:
            assert section.first * bar - 1e-3 <= timed[number].start < timed[number].end <= section.end * bar + 1e-3
            notes = [note for note in voices(brief) if note.word == number and note.part == "lead"]
            assert timed[number].start == pytest.approx(notes[0].at, abs=1e-3)
            assert timed[number].end == pytest.approx(notes[-1].at + notes[-1].seconds, abs=1e-3)


def test_labels_stand_where_their_section_begins() -> None:
    brief = song()
    score, timed = write(brief), timed_words(brief)
    begins = {round(section.first * score.tune.bar, 3) for section in laid(score)}
    labels = [word for word in timed if word.text.startswith("[")]
    assert len(labels) == 6
    assert all(word.start == word.end for word in labels)
    assert {word.start for word in labels[:-1]} <= begins


def test_a_singer_takes_time() -> None:
    timed = [word for word in timed_words(song()) if word.end > word.start]
    lengths = [word.end - word.start for word in timed]
    assert 0.15 < sum(lengths) / len(lengths) < 1.2
    assert min(lengths) > 0.05


@pytest.mark.parametrize("whole", [True, False])
def test_the_words_of_an_extension_are_its_own(whole: bool) -> None:
    brief = song().extended(
        61.0, Stretch(60.0, "[Bridge]\nsomething else to say\n[Chorus]\nand once again"), whole=whole
    )
    timed = timed_words(brief)
    assert [word.text for word in timed][:3] == ["[Bridge]", "something", "else"]
    assert timed[0].start >= (61.0 if whole else 0.0)
    assert timed[-1].end <= brief.seconds


def test_words_know_whether_they_are_sung() -> None:
    timed = timed_words(song(lyrics="[Verse 1] on one line\nla la", seconds=20.0))
    assert [(word.text, word.sung) for word in timed] == [
        *(("[Verse", False), ("1]", False), ("on", True), ("one", True), ("line", True), ("la", True), ("la", True))
    ]
