"""Words of a server's list are found however they are written, and nothing else is."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.orders.word_list import LONGEST_WORD, MOST_WORDS, find_word, is_word, same_word

LOOKALIKES = {"a": "aàáAＡ4@а", "e": "eéE3е", "i": "iíI1Ｉі", "o": "oö0ОＯо", "s": "sS5$ѕ", "t": "tT7", "b": "bB8"}
BETWEEN = ["", "", "", ".", "-", "_", "*", "...", "\u200b", "\u00ad", "\u2060", "-.-"]
BLANKS = [" ", "\n", ", ", " — ", "! ", "\u3000"]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("bad", "so BAD it hurts"),
        ("bad", "b.a.d"),
        ("bad", "b-a_d!"),
        ("bad", "b@d"),
        ("bad", "8ad"),
        ("bad", "ｂａｄ"),
        ("bad", "bád"),
        ("bad", "b\u0336a\u0336d\u0336"),
        ("bad", "b\u200ba\u200dd"),
        ("bitch", "b!tch"),
        ("hell", "hеll"),  # a Cyrillic letter
        ("hell", "h'e'l'l"),
        ("go0d", "good"),
        ("café", "CAFE"),
        ("straße", "STRASSE"),
        ("two words", "two\nwords"),
        ("two words", "two-words"),
        ("two words", "tw0, w.o.r.d.s"),
        ("rock'n'roll", "Rock’n’Roll"),
        ("he'll", "He'll be here"),
        ("88", "the 88 keys"),
        ("ばか", "これはばかだ"),
        ("ばか", "ば・か"),
        ("バカ", "ﾊﾞｶ"),
        ("坏话", "说坏话的人"),
        ("나쁜", "나쁜말"),
        ("ไม่ดี", "เพลงไม่ดีมาก"),
        ("плохо", "ПЛОХО!"),
        ("كلمة", "كَلِمَة"),
        ("🔞", "so hot🔞"),
    ],
)
def test_what_is_written_otherwise_is_the_same_word(entry: str, text: str) -> None:
    assert find_word(["other", entry], text) == entry


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("ass", "a class of glass, an asset"),
        ("hell", "he'll say hello"),
        ("ill", "I'll go"),
        ("bad", "b a d"),
        ("bad", "ba d"),
        ("two words", "two more words"),
        ("two words", "words two"),
        ("soo", "500 miles"),
        ("88", "in 1988"),
        ("か", "が"),  # marks of Japanese are no accents
        ("ばか", "ばんか"),
        ("word", ""),
        ("word", "  \n "),
        ("word", "!!! ... ???"),
    ],
)
def test_what_only_looks_alike_is_not(entry: str, text: str) -> None:
    assert find_word(["other", entry], text) is None


def test_the_longest_entry_is_named_and_an_empty_list_names_none() -> None:
    assert find_word(["bad", "very bad", "very"], "it is very bad") == "very bad"
    assert find_word([], "bad") is None


def test_what_says_nothing_is_no_word() -> None:
    assert not any(map(is_word, ("", " ", "!!!", "…", "\u200b", "'")))
    assert all(map(is_word, ("a", "1", "ば", "🔞", "a!")))


@pytest.mark.promise(key="word-list")
@given(
    word=st.text("abeiost", min_size=2, max_size=12),
    draw=st.randoms(use_true_random=False),
    around=st.lists(st.sampled_from(["zzz", "song", "la", "über", "歌", "12"]), max_size=4),
)
def test_any_disguise_is_seen_through(word: str, draw: Random, around: list[str]) -> None:
    choose = draw.choice
    letters = [choose(LOOKALIKES.get(each, each)) for each in word]
    if all(each.isdecimal() for each in letters):
        letters[0] = word[0]  # a number is no word
    disguised = letters[0] + "".join(choose(BETWEEN) + each for each in letters[1:])
    text = choose(BLANKS).join([*around, disguised, *around])
    assert find_word([word], text) == word


@given(
    word=st.text("abcdefgh", min_size=2, max_size=8),
    before=st.text("abcdefgh", max_size=5),
    after=st.text("abcdefgh", max_size=5),
)
def test_a_part_of_a_longer_word_is_no_word(word: str, before: str, after: str) -> None:
    found = find_word([word], f"la {before}{word}{after} la")
    assert (found is None) is bool(before or after)


@given(words=st.lists(st.text(max_size=LONGEST_WORD), max_size=20), text=st.text(max_size=300))
def test_any_list_and_any_text_can_be_compared(words: list[str], text: str) -> None:
    found = find_word(words, text)
    assert found is None or found in words


@given(entry=st.text(min_size=1, max_size=LONGEST_WORD))
def test_every_entry_finds_itself(entry: str) -> None:
    if is_word(entry):
        assert find_word([entry], entry) == entry


def test_entries_that_mean_the_same_are_known() -> None:
    assert same_word("Bád") == same_word("ＢＡＤ") == "bad"


def test_the_longest_list_is_compared_with_the_longest_texts() -> None:
    words = [f"{number:03}x" * (LONGEST_WORD // 4) for number in range(MOST_WORDS)]
    for text in ("a'" * 2500, "a." * 2500, "word " * 1000):
        assert find_word(words, text) is None
