"""What comes back in a sent form, whoever sends it and however it is shaped."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.musicapi.operations import Operation
from cogs.forms.clip_forms import extend_form
from cogs.forms.form import sent_fields, typed_text
from tests.cogs.making import clip, clip_operation, sent_form


async def test_a_form_comes_back_by_the_names_of_its_fields() -> None:
    form = extend_form(clip_operation(Operation.EXTEND, of=clip(style="pop")))
    assert sent_fields(sent_form(form, lyrics="La")) == {"moment": "182", "lyrics": "La", "style": "pop"}


async def test_discord_py_keeps_nothing_of_a_form() -> None:
    assert extend_form(clip_operation(Operation.EXTEND)).is_finished()


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        (None, {}),
        ({}, {}),
        ({"components": [{"type": 10}]}, {}),
        ({"components": [{"type": 1, "components": [{"type": 4, "custom_id": "a", "value": "x"}]}]}, {"a": "x"}),
        ({"components": [{"type": 18, "component": {"type": 3, "custom_id": "a", "values": []}}]}, {"a": ""}),
        ({"components": [{"type": 18, "component": {"type": 3, "custom_id": "a", "values": ["1", "2"]}}]}, {"a": "1"}),
        ({"components": [{"type": 18, "component": {"type": 4, "custom_id": 7, "value": "x"}}]}, {}),
        ({"components": [{"type": 18, "component": {"type": 4, "custom_id": "a", "value": None}}]}, {}),
    ],
)
def test_every_shape_is_read(data: Any, fields: dict[str, str]) -> None:
    interaction: Any = SimpleNamespace(data=data)
    assert sent_fields(interaction) == fields


async def test_words_are_given_back_by_field_and_nothing_as_nothing() -> None:
    form = extend_form(clip_operation(Operation.EXTEND, of=clip(duration=None, style="folk")))
    assert typed_text(sent_form(form, lyrics="La")) == "lyrics:\nLa\n\nstyle:\nfolk"
    assert typed_text(sent_form(form, lyrics=" ", style="")) == ""
