"""The form that begins with a prompt: the price first, what is known filled in, nothing over a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.musicapi.offers import Limits
from bot.status.queries import Quote
from cogs.forms.prompt_form import prompt_form
from data.ids import GuildId
from data.rows import Account

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cogs.forms.modals import Form

LIMITS = Limits(prompt=200, style=1_000, lyrics=5_000, title=80)
QUOTE = Quote(12, Account(GuildId(1001), "2026-11", allowance=240, held=12, spent=24))


async def _sent(_interaction: Any, _words: Mapping[str, str]) -> None:
    """Nothing is made of it here."""


def _fields(form: Form) -> dict[str, dict[str, Any]]:
    labels = [part for part in form.to_dict()["components"] if part["type"] == 18]
    return {part["component"]["custom_id"]: part["component"] for part in labels}


async def test_a_prompt_is_needed_and_everything_else_may_stay_empty() -> None:
    form = prompt_form(_sent, LIMITS, QUOTE, "Make a song", filled={"style": "warm soul"})
    assert "12 credits" in form.to_dict()["components"][0]["content"]
    fields = _fields(form)
    assert {name: field["required"] for name, field in fields.items()} == {
        "prompt": True,
        "style": False,
        "title": False,
        "lyrics": False,
    }
    assert fields["style"]["value"] == "warm soul"
    assert "value" not in fields["prompt"]


@pytest.mark.parametrize("text", ["x" * 9_000, "\U0001f3b5" * 5_000, "a\nb\n" * 3_000])
async def test_whatever_was_written_it_fits_into_discords_limits(text: str) -> None:
    names = ("prompt", "style", "title", "lyrics")
    form = prompt_form(_sent, LIMITS, QUOTE, "Make a song", filled=dict.fromkeys(names, text))
    assert len(form.to_dict()["components"]) <= 5
    for field in _fields(form).values():
        assert 1 <= field["max_length"] <= 4_000
        assert len(field["value"].encode("utf-16-le")) // 2 <= field["max_length"]
