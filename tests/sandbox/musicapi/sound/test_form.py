"""The form: sections in the lyrics' order, on whole bars, as long as the clip."""

from __future__ import annotations

import itertools

import pytest

from sandbox.musicapi.sound.form import sections
from sandbox.musicapi.sound.lyrics import read
from sandbox.musicapi.sound.score import write
from sandbox.musicapi.sound.style import tune_of
from tests.sandbox.musicapi.sound.songs import LYRICS, laid, song


def test_labels_give_the_sections() -> None:
    kinds = [section.kind for section in laid(write(song()))]
    order = ["verse", "prechorus", "chorus", "verse", "chorus"]
    assert [kind for kind in kinds if kind in order][:5] == order
    assert (kinds[0], kinds[-1]) == ("intro", "outro")
    texts = ["[Drop]\nla", "[Guitar Solo]\n[Verse]\nla", "[Build-up]\nla", "[Hook]\nla", "[Middle 8]\nla"]
    assert [read(text).blocks[0].kind for text in texts] == ["chorus", "solo", "prechorus", "chorus", "bridge"]


def test_lyrics_without_labels_are_verses_and_choruses() -> None:
    assert [block.kind for block in read("one\ntwo\n\nthree\nfour\n\nfive").blocks] == ["verse", "chorus", "verse"]
    assert len(read("\n".join(["a line"] * 20)).blocks) == 3


def test_words_are_counted_as_the_vendor_counts_them() -> None:
    words = read("[Verse 1]\nOne line, of words\n[Chorus] two").words
    assert [(word.text, word.line, word.sung) for word in words] == [
        ("[Verse", 0, False),
        ("1]", 0, False),
        ("One", 1, True),
        ("line,", 1, True),
        ("of", 1, True),
        ("words", 1, True),
        ("[Chorus]", 2, False),
        ("two", 2, True),
    ]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("rain", 1),
        ("window", 2),
        ("carry", 2),
        ("shone", 1),
        ("melody", 3),
        ("—", 1),
        ("été", 2),
        ("привет", 2),
        ("雨夜", 2),
    ],
)
def test_syllables(word: str, count: int) -> None:
    (line,) = read(word).blocks[0].lines
    assert len(line) == count
    assert {syllable.vowel for syllable in line} <= set("aeiou")


@pytest.mark.parametrize("lyrics", ["", LYRICS, "[Verse]\nOne line", "[Intro]\n\n[Outro]", "la\n" * 60])
@pytest.mark.parametrize("bars", [1, 2, 3, 5, 8, 13, 21, 40, 61, 90, 150])
@pytest.mark.parametrize("opening", [True, False])
def test_sections_fill_the_bars_without_a_gap(lyrics: str, bars: int, opening: bool) -> None:
    form = sections(lyrics, lyrics, bars, 7, opening=opening)
    assert form[0].first == 7
    assert form[-1].end == 7 + bars
    assert all(before.end == after.first for before, after in itertools.pairwise(form))
    assert all(section.bars > 0 for section in form)
    assert [section.last for section in form] == [False] * (len(form) - 1) + [True]
    if bars >= 60 and not lyrics:
        assert form[-1].kind == "outro"


def test_no_line_is_sung_twice_and_none_is_lost_where_there_is_time() -> None:
    sung = [line for section in laid(write(song())) for line in section.lines]
    assert sung == [line for block in read(LYRICS).blocks for line in block.lines]


def test_sections_differ_in_what_plays() -> None:
    brief = song("happy pop")
    score, bar = write(brief), tune_of(brief).bar
    loud = dict[str, float]()
    for section in laid(score):
        inside = [n for n in score.notes if section.first * bar - 0.01 <= n.at < section.end * bar - 0.01]
        loud[section.kind] = sum(note.loudness for note in inside) / section.bars
    assert loud["chorus"] > loud["verse"] > loud["intro"]
    assert loud["chorus"] > loud["outro"]
