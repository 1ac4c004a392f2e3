"""What comes back in a sent form, whoever sends it and however it is shaped; texts longer than their field."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.musicapi.operations import Operation
from cogs.forms.clip_forms import form_for
from cogs.forms.form import is_untouched, sent_fields, shown_text, typed_text, whole_text
from tests.cogs.making import clip, clip_operation, sent_form


async def test_a_form_comes_back_by_the_names_of_its_fields() -> None:
    form = form_for(clip_operation(Operation.EXTEND, of=clip(style="pop")))
    assert sent_fields(sent_form(form, lyrics="La")) == {"moment": "", "lyrics": "La", "style": "pop"}


async def test_discord_py_keeps_nothing_of_a_form() -> None:
    assert form_for(clip_operation(Operation.EXTEND)).is_finished()


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        (None, {}),
        ({}, {}),
        ({"components": [{"type": 10}]}, {}),
        ({"components": [{"type": 1, "components": [{"type": 4, "custom_id": "a", "value": "x"}]}]}, {"a": "x"}),
        ({"components": [{"type": 18, "component": {"type": 3, "custom_id": "a", "values": []}}]}, {"a": ""}),
        ({"components": [{"type": 18, "component": {"type": 3, "custom_id": "a", "values": ["1", "2"]}}]}, {"a": "1"}),
        ({"components": [{"type": 18, "component": {"type": 19, "custom_id": "a", "values": ["7"]}}]}, {"a": "7"}),
        ({"components": [{"type": 18, "component": {"type": 21, "custom_id": "a", "value": "x"}}]}, {"a": "x"}),
        ({"components": [{"type": 18, "component": {"type": 21, "custom_id": "a", "value": None}}]}, {"a": ""}),
        ({"components": [{"type": 18, "component": {"type": 21, "custom_id": "a"}}]}, {"a": ""}),
        ({"components": [{"type": 18, "component": {"type": 22, "custom_id": "a", "values": ["1"]}}]}, {"a": "1"}),
        ({"components": [{"type": 18, "component": {"type": 22, "custom_id": "a", "values": []}}]}, {"a": ""}),
        ({"components": [{"type": 18, "component": {"type": 23, "custom_id": "a", "value": True}}]}, {"a": "yes"}),
        ({"components": [{"type": 18, "component": {"type": 23, "custom_id": "a", "value": False}}]}, {"a": ""}),
        ({"components": [{"type": 18, "component": {"type": 4, "custom_id": 7, "value": "x"}}]}, {}),
        ({"components": [{"type": 18, "component": {"type": 4, "custom_id": "a", "value": None}}]}, {}),
    ],
)
def test_every_shape_is_read(data: Any, fields: dict[str, str]) -> None:
    interaction: Any = SimpleNamespace(data=data)
    assert sent_fields(interaction) == fields


async def test_words_are_given_back_by_field_and_nothing_as_nothing() -> None:
    form = form_for(clip_operation(Operation.EXTEND, of=clip(duration=None, style="folk")))
    assert typed_text(sent_form(form, lyrics="La")) == "lyrics:\nLa\n\nstyle:\nfolk"
    assert typed_text(sent_form(form, lyrics=" ", style="")) == ""


def test_a_text_that_came_back_untouched_is_meant_to_its_end_where_it_is_taken() -> None:
    lyrics = "la " * 1_500
    assert whole_text(lyrics[:4_000], lyrics, 5_000) == lyrics
    assert whole_text(lyrics[:3_000], lyrics, 3_000) == lyrics[:3_000]
    assert whole_text("my own", lyrics, 5_000) == "my own"
    assert whole_text("typed", "", 5_000) == "typed"


def test_what_is_shown_never_ends_in_half_a_character() -> None:
    assert shown_text("\U0001f3b5\U0001f3b5", 3) == "\U0001f3b5"
    assert shown_text("abc", 3) == "abc"
    assert len(shown_text("x" * 9_000, 5_000)) == 4_000


@pytest.mark.parametrize(
    ("typed", "shown", "same"),
    [("[Verse]\r\nLa ", "[Verse]\nLa", True), ("[Verse]", "[Verse]\nLa", False), ("", "182", False), (" ", "", True)],
)
def test_a_field_is_untouched_whatever_a_client_does_to_white_space(typed: str, shown: str, *, same: bool) -> None:
    assert is_untouched(typed, shown) is same
