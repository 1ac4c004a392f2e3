"""The words of a song below More…: whole and to be copied, or one plain sentence why there are none."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.musicapi.text import utf16_length
from bot.status.snapshots import ClipMenu
from cogs.commands.lyrics import add_lyrics_option, lyrics_answer
from cogs.components.buttons import operation_menu
from cogs.components.custom_id import LYRICS
from tests.cogs.making import ACCOUNT, CATALOG, candidate, clip, job

WORDS = "[Verse]\nUnder *the* harbour <@1> light\n\n[Chorus]\nStay"


def _menu(sung: str, /, **asked: Any) -> ClipMenu:
    return ClipMenu(clip(1, lyrics=sung), job(**asked), ACCOUNT, ())


def test_what_is_sung_is_shown_as_it_is_in_a_block_that_can_be_copied() -> None:
    said, files = lyrics_answer(_menu(f"\n{WORDS}  \n"))
    assert said.endswith(f"\n```\n{WORDS}\n```")
    assert "Late Night" in said.splitlines()[0]
    assert files == []


def test_where_musicapi_named_no_words_those_that_were_asked_for_are_shown() -> None:
    assert f"```\n{WORDS}\n```" in lyrics_answer(_menu("", lyrics=WORDS))[0]


@pytest.mark.parametrize(
    ("lyrics", "asked", "said"),
    [
        ("", {"instrumental": True}, "This one is instrumental."),
        ("[Instrumental]", {}, "This one is instrumental."),
        ("", {}, "MusicAPI named no lyrics."),
        (" \n", {}, "MusicAPI named no lyrics."),
    ],
)
def test_a_clip_without_words_says_so(lyrics: str, asked: dict[str, Any], said: str) -> None:
    assert lyrics_answer(_menu(lyrics, **asked)) == (said, [])


@pytest.mark.parametrize(
    "words",
    [
        "\n".join(f"Line {number} of a long song" for number in range(150)),
        "\U0001f3b5 " * 2_000,
        "x" * 5_000,
        "[Verse]\n```\nla",
        "```" * 1_500,
    ],
)
def test_words_that_no_message_holds_come_whole_as_a_file_beside_their_beginning(words: str) -> None:
    said, (file,) = lyrics_answer(_menu(words))
    assert utf16_length(said) <= 2_000
    assert said.count("```") in (0, 2)
    assert file.filename == "lyrics.txt"
    assert "Late Night" in (file.description or "")
    assert file.fp.read().decode() == words.strip()


async def test_a_full_menu_begins_with_the_words_and_has_no_more_than_discord_takes() -> None:
    offers = [candidate(operation) for operation in CATALOG.family("sonic").offers] * 3
    (select,) = add_lyrics_option(operation_menu(clip(1), offers, 240)).children
    assert isinstance(select, discord.ui.Select)
    assert [option.value for option in select.options].index(LYRICS) == 0
    assert len(select.options) == 25


async def test_a_clip_of_which_nothing_else_can_be_made_has_its_words_all_the_same() -> None:
    (select,) = add_lyrics_option(operation_menu(clip(1), (), 240)).children
    assert isinstance(select, discord.ui.Select)
    assert [option.value for option in select.options] == [LYRICS]
