"""Texts that are longer than their field: shown as far as they go, kept whole where they were left alone."""

from __future__ import annotations

import pytest

from cogs.forms.long_text import is_untouched, shown_text, whole_text


def test_a_text_that_came_back_untouched_is_meant_to_its_end_where_it_is_taken() -> None:
    lyrics = "la " * 1_500
    assert whole_text(lyrics[:4_000], lyrics, 5_000) == lyrics
    assert whole_text(lyrics[:3_000], lyrics, 3_000) == lyrics[:3_000]
    assert whole_text("my own", lyrics, 5_000) == "my own"
    assert whole_text("typed", "", 5_000) == "typed"


def test_what_is_shown_never_ends_in_half_a_character() -> None:
    assert shown_text("\U0001f3b5\U0001f3b5", 3) == "\U0001f3b5"
    assert shown_text("abc", 3) == "abc"
    assert len(shown_text("x" * 9_000, 5_000)) == 4_000


@pytest.mark.parametrize(
    ("typed", "shown", "same"),
    [("[Verse]\r\nLa ", "[Verse]\nLa", True), ("[Verse]", "[Verse]\nLa", False), ("", "182", False), (" ", "", True)],
)
def test_a_field_is_untouched_whatever_a_client_does_to_white_space(typed: str, shown: str, *, same: bool) -> None:
    assert is_untouched(typed, shown) is same
