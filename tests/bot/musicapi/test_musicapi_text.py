from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.musicapi import text

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("  r&b   pop \n", "r&b pop"),
        ("a\r\nb\rc", "a b c"),
        ("nul\x00bell\x07", "nulbell"),
        ("half \ud83d", "half"),
        ("\u202eevil", "evil"),
        ("family 👨‍👩‍👧", "family 👨‍👩‍👧"),
    ],
)
def test_a_line_is_one_line_without_harm(typed: str, sent: str) -> None:
    assert text.line(typed) == sent


def test_lines_keep_their_breaks() -> None:
    assert text.lines("[Verse]  \r\nOne\u2028Two\x00\r\n\n[Chorus]\n") == "[Verse]\nOne\nTwo\n\n[Chorus]"


@pytest.mark.parametrize("nothing", ["", "  \n\t", "\u200b\u200d", "\x00"])
def test_what_cannot_be_seen_is_blank(nothing: str) -> None:
    assert text.blank(nothing)


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert text.shorten("abcdef", 4) == "abc…"
    assert text.shorten("abcd", 4) == "abcd"


@given(ANYTHING)
def test_any_text_becomes_one_that_can_be_stored_and_stays_as_it_is(typed: str) -> None:
    for clean in (text.line, text.lines):
        once = clean(typed)
        once.encode()
        assert "\x00" not in once
        assert clean(once) == once
