"""Other people's words can do nothing, wherever they are shown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.musicapi.text import utf16_length
from cogs.text.escape import escape_lines, escape_markdown, fitting_lines_and_more, shorten, truncate


@pytest.mark.promise(key="harmless")
@pytest.mark.parametrize(
    "nasty",
    [
        "@everyone @here",
        "<@123456789012345678> <@&1> <#2>",
        "**bold** __under__ ~~gone~~ ||secret|| `code`",
        "[free nitro](https://evil.example)",
        "https://evil.example discord://x",
        "# heading\n> quote\n- list\n-# small",
        "\u202egnp.exe\u202c",
    ],
)
def test_nothing_of_it_works(nasty: str) -> None:
    shown = escape_markdown(nasty, 400)
    assert not re.search(r"@(?!\u200b)|(?<!\\)<[@#]|(https?|discord)://", shown)
    assert not re.search(r"(?<!\\)[*_~`|<\[\]]", shown)
    assert "https:" not in shown
    assert "\n" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("blank", ["\u200d", "\u200c \u200d", "\u3164", "\u2800\u2800", "\ufe0f", "\u200b\u034f"])
def test_what_nobody_can_see_is_nothing(blank: str) -> None:
    assert escape_markdown(blank, 100) == ""
    assert shorten(blank, 100) == ""
    assert shorten(f"a{blank}b", 100)[0] == "a"


@given(st.text(max_size=600), st.integers(10, 400))
def test_the_limit_holds_with_all_escapes(text: str, limit: int) -> None:
    assert utf16_length(escape_markdown(text, limit)) <= limit
    assert utf16_length(shorten(text, limit)) <= limit
    assert utf16_length(truncate(text, limit)) <= limit


@pytest.mark.parametrize("marks", ["*", "*a", "@", "https:", "\\\U0001f3b5", "* "])
@pytest.mark.parametrize("limit", [10, 11, 100, 4_096])
def test_the_limit_holds_where_nearly_everything_is_escaped(marks: str, limit: int) -> None:
    shown = escape_markdown(marks * 5_000, limit)
    assert limit // 2 <= utf16_length(shown) <= limit
    assert shown.endswith("…")


def test_lengths_are_counted_as_clients_count_them() -> None:
    assert utf16_length("a\U0001f3b5") == 3
    assert escape_markdown("\U0001f3b5" * 20, 11) == "\U0001f3b5" * 5 + "…"
    assert truncate("a\U0001f3b5", 2) == "a"


@pytest.mark.parametrize("text", ["نمی\u200cدانم", "क्\u200dष", "\U0001f468\u200d\U0001f3a4"])
def test_words_that_need_invisible_joiners_keep_them(text: str) -> None:
    assert escape_markdown(text, 100) == text
    assert shorten(text, 100) == text


def test_plain_words_stay_as_they_are() -> None:
    assert escape_markdown("r&b pop, 80 bpm, it's “late”", 100) == "r&b pop, 80 bpm, it's “late”"


def test_lines_stay_lines_and_each_is_harmless() -> None:
    assert escape_lines("\n[Verse]\r\nShips *sail*\n\n@everyone\n", 400) == (
        "\\[Verse\\]\nShips \\*sail\\*\n\n@\u200beveryone"
    )


def test_lines_that_do_not_fit_are_left_out_whole() -> None:
    assert escape_lines("one\ntwo\nthree", 10) == "one\ntwo\n…"
    assert escape_lines("a single line", 6) == "a sin…"
    assert escape_lines("", 10) == ""


@given(st.text(), st.integers(3, 200))
def test_lines_never_say_more_than_they_may(text: str, limit: int) -> None:
    shown = escape_lines(text, limit)
    assert utf16_length(shown) <= limit
    assert not re.search(r"@(?!\u200b)|(?<!\\)<[@#]", shown)


def test_lines_that_do_not_fit_are_counted_on_a_last_one_that_does() -> None:
    lines = ["ten letters"] * 5

    def more(count: int) -> str:
        return f"and {count} more"

    assert fitting_lines_and_more(lines, 59, more, count=5) == lines
    cut = fitting_lines_and_more(lines, 58, more, count=5)
    assert cut == [*lines[:4], "and 1 more"]
    assert len("\n".join(cut)) <= 58
    assert fitting_lines_and_more(lines, 100, more, count=7) == [*lines, "and 2 more"]
    assert fitting_lines_and_more([], 10, more, count=0) == []
