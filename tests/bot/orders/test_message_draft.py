"""A chat message as the beginning of a song."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.orders.message_draft import draft_from
from bot.orders.user_text import many_lines, one_line
from data.brief import Brief


@pytest.mark.parametrize(
    ("message", "prompt"),
    [
        ("r&b pop about rain", "r&b pop about rain"),
        ("  **loud**   and __fast__ ", "loud and fast"),
        ("<@1234567890> sing <a:harbor:1234567890> of <#42>", "sing harbor of"),
        ("look https://example.com/a?b=c there", "look there"),
        ("@everyone a song", "a song"),
        ("> quoted", "quoted"),
        ("\n\nalone\n\n", "alone"),
        ("a\u0000b\ud800c", "abc"),
        ("e-mail 5 * 3 - 2", "e-mail 5 * 3 - 2"),
        ("<@<@1>2> sing <@<a:b3:4>", "sing <@b3"),
    ],
)
def test_one_line_is_a_prompt(message: str, prompt: str) -> None:
    assert draft_from(message) == Brief(prompt=prompt)


def test_several_lines_are_lyrics_with_their_verses() -> None:
    message = "```\n[Verse]\nShips go out\n\n\n\n> Home we *all* come\n- [Chorus]\nOh `oh`\n```"
    assert draft_from(message).lyrics == "[Verse]\nShips go out\n\nHome we all come\n[Chorus]\nOh oh"


def test_one_long_line_is_lyrics_for_no_prompt_is_as_long() -> None:
    assert draft_from("x" * 400) == Brief(prompt="x" * 400)
    assert draft_from("la " * 200) == Brief(lyrics=("la " * 200).strip())


@pytest.mark.parametrize(
    "message",
    ["", "  \n ", "<@1234567890>", "https://example.com", "```\n```", "\u0007", "\u200b", "\u200b\n\u200d \ufeff"],
)
def test_a_message_without_words_is_neither(message: str) -> None:
    assert draft_from(message) == Brief()


@given(st.text(max_size=300))
def test_whatever_was_written_the_draft_is_taken_by_the_checks_on_words(message: str) -> None:
    draft = draft_from(message)
    assert not (draft.prompt and draft.lyrics)
    one_line(draft.prompt, "prompt")
    many_lines(draft.lyrics, "lyrics")
