"""The forms as Discord gets them: within its limits, with the price, and answered whatever happens."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bot.musicapi.offers import Limits
from bot.orders.sections import Section
from bot.status.queries import Quote
from cogs.forms.modals import (
    as_text,
    cover_form,
    end_shown,
    extend_form,
    is_open,
    lyrics_form,
    suggested,
    untouched,
    whole,
)
from cogs.forms.prompt_form import prompt_form
from tests.cogs.making import ACCOUNT, clip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cogs.forms.modals import Form

LIMITS = Limits(prompt=200, style=200, lyrics=3_000, title=80)
LONG = Limits(prompt=400, style=1_000, lyrics=5_000, title=80)
QUOTE = Quote(12, ACCOUNT)


async def _sent(_interaction: Any, _words: Mapping[str, str]) -> None:
    """Nothing is made of it here."""


def _inputs(form: Form) -> dict[str, dict[str, Any]]:
    labels = [part for part in form.to_dict()["components"] if part["type"] == 18]
    return {part["component"]["custom_id"]: {**part["component"], **part} for part in labels}


async def test_every_form_begins_with_the_price_and_what_is_left() -> None:
    for form in (
        lyrics_form(_sent, LIMITS, QUOTE, "Make a song from lyrics"),
        extend_form(_sent, clip(), LIMITS, QUOTE),
        cover_form(_sent, clip(), LIMITS, QUOTE),
    ):
        first = form.to_dict()["components"][0]
        assert first["content"] == "Costs **12 credits**; this server has 204 left this month."


async def test_lyrics_are_needed_where_a_song_is_made_of_them() -> None:
    inputs = _inputs(lyrics_form(_sent, LIMITS, QUOTE, "Make a song from lyrics"))
    assert {name: field["required"] for name, field in inputs.items()} == {
        "title": False,
        "style": False,
        "lyrics": True,
    }
    assert [field["max_length"] for field in inputs.values()] == [80, 200, 3_000]


@pytest.mark.parametrize(
    ("limits", "cut", "said"),
    [(LIMITS, {"style", "lyrics", "prompt"}, "more than the model takes"), (LONG, {"lyrics"}, "all of it is kept")],
)
async def test_a_field_says_what_becomes_of_a_text_that_it_cannot_show_to_its_end(
    limits: Limits, cut: set[str], said: str
) -> None:
    filled = {"style": "warm " * 60, "lyrics": "la " * 1_600, "prompt": "slow " * 60}
    for form in (
        lyrics_form(_sent, limits, QUOTE, "Make a song from lyrics", filled=filled),
        prompt_form(_sent, limits, QUOTE, "Make a song", filled=filled),
    ):
        for name, field in _inputs(form).items():
            assert (said in field["description"]) == (name in cut)


def test_a_text_that_came_back_untouched_is_meant_to_its_end_where_it_is_taken() -> None:
    lyrics = "la " * 1_500
    assert whole(lyrics[:4_000], lyrics, 5_000) == lyrics
    assert whole(lyrics[:3_000], lyrics, 3_000) == lyrics[:3_000]
    assert whole("my own", lyrics, 5_000) == "my own"
    assert whole("typed", "", 5_000) == "typed"


async def test_a_moment_has_to_be_typed_where_nothing_tells_the_end() -> None:
    assert _inputs(extend_form(_sent, clip(duration=None), LIMITS, QUOTE))["moment"]["required"]
    assert not _inputs(extend_form(_sent, clip(), LIMITS, QUOTE))["moment"]["required"]


async def test_a_style_is_needed_where_there_is_none_and_the_family_cannot_do_without() -> None:
    recording = clip(style="")
    for form in (extend_form, cover_form):
        style = _inputs(form(_sent, recording, LIMITS, QUOTE, style_needed=True))["style"]
        assert style["required"]
        assert "left empty" not in style["description"].lower()
        assert not _inputs(form(_sent, clip(), LIMITS, QUOTE))["style"]["required"]


async def test_extend_shows_the_length_and_begins_at_the_end() -> None:
    form = extend_form(_sent, clip(2), LIMITS, QUOTE)
    assert form.title == "Extend clip 2: Late Night"
    moment = _inputs(form)["moment"]
    assert moment["value"] == "182"
    assert moment["description"].startswith("The clip is 3:02 (182 s) long; left as it is, from its end")
    assert _inputs(form)["style"]["value"] == "r&b, pop"


async def test_extend_of_a_clip_of_unknown_length_says_so_and_suggests_nothing() -> None:
    moment = _inputs(extend_form(_sent, clip(duration=None), LIMITS, QUOTE))["moment"]
    assert "value" not in moment
    assert "not known" in moment["description"]


async def test_extend_offers_the_sections_and_leaves_the_moment_open() -> None:
    parts = (Section("Verse 1", 4.5, 45.0), Section("Chorus 2", 45.0, 105.0))
    form = extend_form(_sent, clip(), LIMITS, QUOTE, parts=parts)
    inputs = _inputs(form)
    assert list(inputs) == ["section", "moment", "lyrics", "style"]
    assert [option["label"] for option in inputs["section"]["options"]] == [
        "after Verse 1 (0:45)",
        "after Chorus 2 (1:45)",
    ]
    assert not inputs["section"]["required"]
    assert "value" not in inputs["moment"]
    assert len(inputs["moment"]["description"]) <= 100
    assert form.words["section"] == ""


async def test_advice_stands_beside_the_price() -> None:
    form = extend_form(_sent, clip(), LIMITS, QUOTE, advice="Learn the sections.")
    assert form.to_dict()["components"][0]["content"].endswith("left this month. Learn the sections.")


async def test_a_form_of_lyrics_can_be_filled_and_shows_as_much_as_fits() -> None:
    filled = {"title": "Harbour", "style": "folk\nwarm", "lyrics": "[Verse]\nLa"}
    inputs = _inputs(lyrics_form(_sent, LIMITS, QUOTE, "Sing", filled=filled))
    assert [field["value"] for field in inputs.values()] == ["Harbour", "folk warm", "[Verse]\nLa"]
    long = _inputs(lyrics_form(_sent, LIMITS, QUOTE, "Sing", filled={"lyrics": "la " * 3_000}))
    assert len(long["lyrics"]["value"]) == 3_000


async def test_one_credit_is_no_credits() -> None:
    form = lyrics_form(_sent, LIMITS, Quote(1, ACCOUNT), "Sing")
    assert form.to_dict()["components"][0]["content"].startswith("Costs **1 credit**;")


async def test_cover_keeps_the_lyrics_and_says_when_they_are_too_long_to_be_shown() -> None:
    kept = _inputs(cover_form(_sent, clip(lyrics="[Verse]\nLa"), LONG, QUOTE))["lyrics"]
    assert kept["value"] == "[Verse]\nLa"
    assert "instrumental" in kept["description"]
    cut = _inputs(cover_form(_sent, clip(lyrics="la " * 1_600), LONG, QUOTE))["lyrics"]
    assert len(cut["value"]) == 4_000
    assert "all of it is kept" in cut["description"]


async def test_cover_asks_for_no_lyrics_where_the_family_takes_none() -> None:
    form = cover_form(_sent, clip(), Limits(prompt=1_000, style=1_000, lyrics=0, title=80), QUOTE)
    assert set(_inputs(form)) == {"style"}


@pytest.mark.parametrize("text", ["x" * 9_000, "\U0001f3b5" * 5_000, "a\nb\n" * 3_000, "\u202e" * 50])
async def test_forms_fit_into_discords_limits_whatever_the_vendor_wrote(text: str) -> None:
    made = clip(1, title=text, style=text, lyrics=text, duration=86_399.9)
    for form in (extend_form(_sent, made, LONG, QUOTE), cover_form(_sent, made, LONG, QUOTE)):
        assert 1 <= len(form.title.encode("utf-16-le")) // 2 <= 45
        assert len(form.to_dict()["components"]) <= 5
        for field in _inputs(form).values():
            assert len(field["label"]) <= 45
            assert len(field["description"]) <= 100
            assert 1 <= field["max_length"] <= 4_000
            value = field.get("value", "")
            assert len(value.encode("utf-16-le")) // 2 <= field["max_length"]
            assert field["style"] == 2 or "\n" not in value


async def test_a_form_that_did_its_work_is_no_longer_open_and_one_that_failed_still_is() -> None:
    form = lyrics_form(_sent, LIMITS, QUOTE, "Make a song from lyrics")
    assert is_open(form.custom_id)
    press: Any = SimpleNamespace(id=1)  # of the interaction, only its id is looked at
    await form.on_submit(press)
    assert not is_open(form.custom_id)

    async def refuse(_interaction: Any, _words: Mapping[str, str]) -> None:
        raise ValueError

    failing = lyrics_form(refuse, LIMITS, QUOTE, "Make a song from lyrics")
    with pytest.raises(ValueError):
        await failing.on_submit(press)
    assert is_open(failing.custom_id)


async def test_a_form_left_open_too_long_is_forgotten() -> None:
    form = lyrics_form(_sent, LIMITS, QUOTE, "Make a song from lyrics")
    await form.on_timeout()
    assert not is_open(form.custom_id)


def test_what_is_suggested_never_ends_in_half_a_character() -> None:
    assert suggested("\U0001f3b5\U0001f3b5", 3) == "\U0001f3b5"
    assert suggested("abc", 3) == "abc"
    assert len(suggested("x" * 9_000, 5_000)) == 4_000


@pytest.mark.parametrize(
    ("typed", "shown", "same"),
    [("[Verse]\r\nLa ", "[Verse]\nLa", True), ("[Verse]", "[Verse]\nLa", False), ("", "182", False), (" ", "", True)],
)
def test_a_field_is_untouched_whatever_a_client_does_to_white_space(typed: str, shown: str, *, same: bool) -> None:
    assert untouched(typed, shown) is same


def test_the_end_is_shown_in_whole_seconds() -> None:
    assert end_shown(clip(duration=182.6)) == "182"
    assert end_shown(clip(duration=None)) == ""


def test_words_are_given_back_by_field_and_nothing_as_nothing() -> None:
    assert as_text({"style": "folk", "lyrics": "La", "title": " "}) == "style:\nfolk\n\nlyrics:\nLa"
    assert as_text({"style": "", "lyrics": "\n"}) == ""
