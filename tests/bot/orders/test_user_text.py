"""What people type is tidied without changing its meaning, or refused in one sentence."""

from __future__ import annotations

import pytest

from bot.errors import PersonError, Problem
from bot.orders.user_text import clock_time, many_lines, one_line, seconds
from tests.telling import tells


@pytest.mark.parametrize(
    ("typed", "read"),
    [("", 205.8), ("  ", 205.8), ("95", 95.0), ("95.5", 95.5), ("95,5", 95.5), ("1:35", 95.0), ("206", 205.8)],
)
def test_moments(typed: str, read: float) -> None:
    assert seconds(typed, 205.8) == pytest.approx(read)


@pytest.mark.parametrize(
    "typed", ["-1", "0", "207", "4:00", "abc", "1e2", "inf", "nan", "1:75", "12:34:56", "0x10", "٣", "9" * 400]
)
def test_moments_that_are_none_are_refused_and_cost_nothing(typed: str) -> None:
    with tells(PersonError, "nothing was charged"):
        seconds(typed, 205.8)


def test_without_a_known_length_the_moment_must_be_said() -> None:
    assert seconds("30", None) == 30
    with pytest.raises(PersonError, match=Problem.LENGTH_UNKNOWN):
        seconds("", None)


@pytest.mark.parametrize("text", ["a\x00b", "bell\x07", "\x1b[31mred", "half \ud800 a character"])
def test_control_characters_are_refused(text: str) -> None:
    with tells(PersonError, "control characters"):
        one_line(text, "prompt")


@pytest.mark.parametrize(
    "text", ["for <@123456789012345678>", "<@&1>", "in <#5>", "<:smile:123>", "<a:dance:99>", "<t:170:R>"]
)
def test_mentions_are_refused_for_the_vendor_cannot_read_them(text: str) -> None:
    with tells(PersonError, "mention"):
        one_line(text, "prompt")


def test_markdown_and_line_ends_are_kept_as_words() -> None:
    assert one_line(" r&b   pop\n**loud** ", "prompt") == "r&b pop **loud**"
    assert (
        many_lines("\n[Verse]  \r\nOh *yes*\r\n\r\n[Chorus]\tla\n\n", "lyrics") == "[Verse]\nOh *yes*\n\n[Chorus]\tla"
    )


def test_lengths_are_shown_as_players_show_them() -> None:
    assert [clock_time(s) for s in (0.4, 59.9, 60, 205.8)] == ["0:00", "0:59", "1:00", "3:25"]
