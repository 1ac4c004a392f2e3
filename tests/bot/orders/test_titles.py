"""What is made of a clip is called like it, and says what was done: once, however often."""

from __future__ import annotations

import pytest

from bot.musicapi.operations import SPECS, Gives, Operation, StartsFrom
from bot.musicapi.text import utf16_length
from bot.orders.titles import WORDS, derived_title
from bot.orders.user_text import TITLE_LIMIT


@pytest.mark.parametrize(
    ("operation", "title", "style", "derived"),
    [
        (Operation.EXTEND, "Late", "jazz", "Late (extended)"),
        (Operation.EXTEND, "Late (extended)", "", "Late (extended 2)"),
        (Operation.EXTEND, "Late (extended 2)", "", "Late (extended 3)"),
        (Operation.EXTEND, "Late (extended 999)", "", "Late (extended 1000)"),
        (Operation.COVER, "Late", "bossa nova", "Late (cover: bossa nova)"),
        (Operation.COVER, "Late (cover: bossa nova)", "jazz (live)", "Late (cover: jazz live)"),
        (Operation.COVER, "Late (cover: bossa nova)", "", "Late (cover)"),
        (Operation.COVER, "Late", "a very long style of many words", "Late (cover: a very long style of many wor…)"),
        (Operation.REMASTER, "Late (cover: a very long style of many wor…)", "", "Late (remaster)"),
        (Operation.FULL_SONG, "Late (extended 2)", "", "Late (full song)"),
        (Operation.EXTEND, "Late (live)", "", "Late (live) (extended)"),
        (Operation.EXTEND, "(extended)", "", "(extended) (extended)"),
        (Operation.STEMS_BASIC, "Late", "", "Late"),
        (Operation.EXTEND, "", "", ""),
    ],
)
def test_what_is_made_of_a_clip_says_so(operation: Operation, title: str, style: str, derived: str) -> None:
    assert derived_title(operation, title, style) == derived


def test_every_song_that_is_made_of_a_clip_has_a_word_and_no_two_the_same() -> None:
    made = {name for name, spec in SPECS.items() if spec.starts_from is StartsFrom.CLIP and spec.gives is Gives.SONGS}
    assert set(WORDS) == made
    assert len(set(WORDS.values())) == len(WORDS)


@pytest.mark.parametrize("title", ["x" * 80, "\U0001f3b5" * 40, "x" * 500, "Late (cover: " + "x" * 67])
def test_a_title_never_grows_past_what_may_be_typed(title: str) -> None:
    for operation in WORDS:
        made = title
        for _ in range(20):
            made = derived_title(operation, made, "\U0001f3b5 bossa nova, with everything that there is")
            assert utf16_length(made) <= TITLE_LIMIT
            assert WORDS[operation] in made
            made.encode()
