"""The published formats of menus and of the buttons below answers: what was ever shipped is read for ever."""

from __future__ import annotations

import pytest

from bot.errors import ClipGone
from cogs.components import operation_menu, sing_button, style_button
from cogs.components.operation_menu import OperationMenu
from cogs.components.sing_button import SingButton
from cogs.components.style_button import StyleButton
from data.ids import ClipId, JobId

# Every format ever shipped. Lines are added, never changed: the messages out there keep their buttons.
GOLDEN_MENUS = {"pick:v1:1": 1, "pick:v1:987654321012345678": 987654321012345678}
GOLDEN_SING = {"sing:v1:7:1": (7, 1), "sing:v1:987654321012345678:2": (987654321012345678, 2)}
GOLDEN_STYLE = {"style:v1:7": 7, "style:v1:987654321012345678": 987654321012345678}


@pytest.mark.parametrize("name", GOLDEN_MENUS)
def test_every_menu_ever_shipped_is_read(name: str) -> None:
    assert operation_menu.read_custom_id(name) == GOLDEN_MENUS[name]
    assert OperationMenu("pick:v1:1").template.fullmatch(name)
    assert operation_menu.custom_id(ClipId(GOLDEN_MENUS[name])) == name


@pytest.mark.parametrize("name", GOLDEN_SING)
def test_every_sing_button_ever_shipped_is_read(name: str) -> None:
    assert sing_button.read_custom_id(name) == GOLDEN_SING[name]
    assert SingButton("sing:v1:1:1").template.fullmatch(name)
    job_id, version = GOLDEN_SING[name]
    assert sing_button.custom_id(JobId(job_id), version) == name


@pytest.mark.parametrize("name", GOLDEN_STYLE)
def test_every_style_button_ever_shipped_is_read(name: str) -> None:
    assert style_button.read_custom_id(name) == GOLDEN_STYLE[name]
    assert StyleButton("style:v1:1").template.fullmatch(name)
    assert style_button.custom_id(JobId(GOLDEN_STYLE[name])) == name


@pytest.mark.parametrize(
    "end", ["", "v2:1", "v1:", "v1:0", "v1:-1", "v1:1; drop", "v1:١", "v1:" + "9" * 30, "v1:1:1:1"]
)
def test_unknown_and_forged_names_get_one_sentence(end: str) -> None:
    for prefix, read in (
        (operation_menu.PREFIX, operation_menu.read_custom_id),
        (sing_button.PREFIX, sing_button.read_custom_id),
        (style_button.PREFIX, style_button.read_custom_id),
    ):
        with pytest.raises(ClipGone, match="nothing was charged"):
            read(f"{prefix}{end}")
