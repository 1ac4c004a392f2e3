"""The buttons below a clip: those of what its family does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.musicapi.catalog import Catalog
from bot.musicapi.offers import Host
from cogs.components.clip_button import Action, clip_button, clip_buttons
from tests.cogs.making import CATALOG, clip

if TYPE_CHECKING:
    import discord


def _labels(shown: discord.ui.View) -> list[list[str | None]]:
    return [[part.get("label") for part in row["components"]] for row in shown.to_components()]


async def test_a_clip_has_the_buttons_of_what_its_family_does() -> None:
    clips = [clip(1), clip(2)]
    assert _labels(clip_buttons(clips, CATALOG.family("sonic").offers)) == [
        ["Extend clip 1", "Cover clip 1", "More clip 1…"],
        ["Extend clip 2", "Cover clip 2", "More clip 2…"],
    ]
    nuro = Catalog.of(Host.MUSICAPI, ("nuro",)).family("nuro")
    assert _labels(clip_buttons(clips, nuro.offers)) == []


async def test_five_clips_have_five_rows_and_no_more_words_than_a_button_takes() -> None:
    rows = clip_buttons([clip(number) for number in range(1, 6)], CATALOG.family("sonic").offers).to_components()
    assert len(rows) == 5
    assert all(len(button["custom_id"]) <= 100 for row in rows for button in row["components"])


async def test_the_button_of_a_full_song_says_so() -> None:
    assert clip_button(Action.FULL_SONG, clip(2), 0).label == "Full song of clip 2"
