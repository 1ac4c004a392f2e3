"""The published format of the buttons: what was ever shipped is read for ever."""

from __future__ import annotations

import pytest

from bot.errors import ClipGone
from cogs.ui.clip_button import Action, ClipButton, custom_id, read_custom_id

# Every format ever shipped. Lines are added, never changed: the messages out there keep their buttons.
GOLDEN = {
    "clip:v1:extend:1": (Action.EXTEND, 1),
    "clip:v1:cover:1": (Action.COVER, 1),
    "clip:v1:extend:987654321012345678": (Action.EXTEND, 987654321012345678),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_every_format_ever_shipped_is_read(name: str) -> None:
    assert read_custom_id(name) == GOLDEN[name]
    assert ClipButton("clip:v1:extend:1").template.fullmatch(name)


def test_what_is_written_is_what_is_read() -> None:
    for action in Action:
        assert read_custom_id(custom_id(action, 42)) == (action, 42)


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
