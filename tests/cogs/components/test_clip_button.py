"""The published format of the buttons: what was ever shipped is read for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import ClipGone
from bot.musicapi.catalog import Catalog
from cogs.components.clip_button import Action, ClipButton, buttons_for, custom_id, read_custom_id
from data.ids import ClipId
from tests.cogs.making import CATALOG, clip

if TYPE_CHECKING:
    import discord

# Every format ever shipped. Lines are added, never changed: the messages out there keep their buttons.
GOLDEN = {
    "clip:v1:extend:1": (Action.EXTEND, 1),
    "clip:v1:cover:1": (Action.COVER, 1),
    "clip:v1:extend:987654321012345678": (Action.EXTEND, 987654321012345678),
    "clip:v1:more:1": (Action.MORE, 1),
    "clip:v1:full:1": (Action.FULL_SONG, 1),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_every_format_ever_shipped_is_read(name: str) -> None:
    assert read_custom_id(name) == GOLDEN[name]
    assert ClipButton("clip:v1:extend:1").template.fullmatch(name)


def test_what_is_written_is_what_is_read() -> None:
    for action in Action:
        assert read_custom_id(custom_id(action, ClipId(42))) == (action, 42)


@pytest.mark.parametrize(
    "name",
    [
        "clip:v2:extend:1",
        "clip:v1:dance:1",
        "clip:v1:extend:0",
        "clip:v1:extend:-1",
        "clip:v1:extend:1'; drop table",
        "clip:",
        "clip:v1:extend:" + "9" * 30,
        "clip:v1:extend:١",
    ],
)
def test_unknown_and_forged_names_get_one_sentence(name: str) -> None:
    with pytest.raises(ClipGone, match="nothing was charged"):
        read_custom_id(name)


def _labels(shown: discord.ui.View) -> list[list[str | None]]:
    return [[part.get("label") for part in row["components"]] for row in shown.to_components()]


async def test_a_clip_has_the_buttons_of_what_its_family_does() -> None:
    clips = [clip(1), clip(2)]
    assert _labels(buttons_for(clips, CATALOG.family("sonic").offers)) == [
        ["Extend clip 1", "Cover clip 1", "More clip 1…"],
        ["Extend clip 2", "Cover clip 2", "More clip 2…"],
    ]
    nuro = Catalog.for_url("https://api.musicapi.ai", ("nuro",)).family("nuro")
    assert _labels(buttons_for(clips, nuro.offers)) == []


async def test_five_clips_have_five_rows_and_no_more_words_than_a_button_takes() -> None:
    rows = buttons_for([clip(number) for number in range(1, 6)], CATALOG.family("sonic").offers).to_components()
    assert len(rows) == 5
    assert all(len(button["custom_id"]) <= 100 for row in rows for button in row["components"])


async def test_the_button_of_a_full_song_says_so() -> None:
    assert ClipButton.of(Action.FULL_SONG, clip(2), 0).item.label == "Full song of clip 2"
