"""The forms of Extend and Cover as Discord gets them, and what their order says when they come back."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import PersonError, Problem
from bot.musicapi.offers import Limits
from bot.musicapi.operations import Operation
from bot.orders.sections import Section
from cogs.forms.clip_forms import (
    about,
    cover_form,
    cover_words,
    extend_form,
    extend_words,
    section_advice,
    shown_end,
)
from cogs.forms.form import sent_fields
from tests.cogs.making import clip, clip_operation, form_fields, job, sent_form

LIMITS = Limits(prompt=200, style=200, lyrics=3_000, title=80)
LONG = Limits(prompt=400, style=1_000, lyrics=5_000, title=80)
RIFFUSION = {"family": "riffusion", "limits": LIMITS}


def _extend(**more: Any) -> Any:
    return clip_operation(Operation.EXTEND, **{**RIFFUSION, **more})


def _cover(**more: Any) -> Any:
    return clip_operation(Operation.COVER, **{**RIFFUSION, **more})


async def test_a_form_says_what_it_is_about_and_begins_with_the_price_and_what_is_left() -> None:
    for asked, form in ((_extend(), extend_form(_extend())), (_cover(), cover_form(_cover()))):
        first = form.to_dict()["components"][0]
        assert first["content"] == "Costs **12 credits**; this server has 204 left this month."
        assert form.custom_id == about(asked).custom_id == f"form:v1:clip:{asked.candidate.offer.operation}:11:12"


async def test_a_moment_has_to_be_typed_where_nothing_tells_the_end() -> None:
    assert form_fields(extend_form(_extend(of=clip(duration=None))))["moment"]["required"]
    assert not form_fields(extend_form(_extend()))["moment"]["required"]


async def test_a_style_is_needed_where_there_is_none_and_the_family_cannot_do_without() -> None:
    recording = clip(style="")
    for form in (extend_form(_extend(of=recording)), cover_form(_cover(of=recording))):
        style = form_fields(form)["style"]
        assert style["required"]
        assert "left empty" not in style["description"].lower()
    for form in (extend_form(_extend()), cover_form(_cover())):
        assert not form_fields(form)["style"]["required"]
    sonic = clip_operation(Operation.EXTEND, "sonic", recording)
    assert not form_fields(extend_form(sonic))["style"]["required"]


async def test_extend_shows_the_length_and_begins_at_the_end() -> None:
    form = extend_form(_extend(of=clip(2)))
    assert form.title == "Extend clip 2: Late Night"
    moment = form_fields(form)["moment"]
    assert moment["value"] == "182"
    assert moment["description"].startswith("The clip is 3:02 (182 s) long; left as it is, from its end")
    assert form_fields(form)["style"]["value"] == "r&b, pop"


async def test_a_form_is_titled_as_its_person_called_the_song() -> None:
    assert extend_form(_extend(made_by=job(title="Late"))).title == "Extend clip 1: Late"


async def test_extend_of_a_clip_of_unknown_length_says_so_and_suggests_nothing() -> None:
    moment = form_fields(extend_form(_extend(of=clip(duration=None))))["moment"]
    assert "value" not in moment
    assert "not known" in moment["description"]


async def test_extend_offers_the_sections_and_leaves_the_moment_open() -> None:
    parts = (Section("Verse 1", 4.5, 45.0), Section("Chorus 2", 45.0, 105.0))
    form = extend_form(_extend(), parts=parts)
    fields = form_fields(form)
    assert list(fields) == ["section", "moment", "lyrics", "style"]
    assert [option["label"] for option in fields["section"]["options"]] == [
        "after Verse 1 (0:45)",
        "after Chorus 2 (1:45)",
    ]
    assert not fields["section"]["required"]
    assert "value" not in fields["moment"]
    assert len(fields["moment"]["description"]) <= 100
    assert sent_fields(sent_form(form))["section"] == ""


async def test_advice_stands_beside_the_price_where_the_family_can_tell_the_sections() -> None:
    sonic = clip_operation(Operation.EXTEND, "sonic", clip(lyrics="La"))
    assert section_advice(sonic)
    first = extend_form(sonic).to_dict()["components"][0]["content"]
    assert first.endswith(f"left this month. {section_advice(sonic)}")
    assert section_advice(_extend(of=clip(lyrics="La"))) == ""
    assert section_advice(clip_operation(Operation.EXTEND, "sonic", clip(lyrics=""))) == ""


async def test_cover_keeps_the_lyrics_and_says_when_they_are_too_long_to_be_shown() -> None:
    kept = form_fields(cover_form(_cover(of=clip(lyrics="[Verse]\nLa"), limits=LONG)))["lyrics"]
    assert kept["value"] == "[Verse]\nLa"
    assert "instrumental" in kept["description"]
    cut = form_fields(cover_form(_cover(of=clip(lyrics="la " * 1_600), limits=LONG)))["lyrics"]
    assert len(cut["value"]) == 4_000
    assert "all of it is kept" in cut["description"]


async def test_cover_asks_for_no_lyrics_where_the_family_takes_none() -> None:
    form = cover_form(_cover(limits=Limits(prompt=1_000, style=1_000, lyrics=0, title=80)))
    assert set(form_fields(form)) == {"style"}


@pytest.mark.parametrize("text", ["x" * 9_000, "\U0001f3b5" * 5_000, "a\nb\n" * 3_000, "\u202e" * 50])
async def test_forms_fit_into_discords_limits_whatever_the_vendor_wrote(text: str) -> None:
    made = clip(1, title=text, style=text, lyrics=text, duration=86_399.9)
    for form in (extend_form(_extend(of=made, limits=LONG)), cover_form(_cover(of=made, limits=LONG))):
        assert 1 <= len(form.title.encode("utf-16-le")) // 2 <= 45
        assert len(form.to_dict()["components"]) <= 5
        for field in form_fields(form).values():
            assert len(field["label"]) <= 45
            assert len(field["description"]) <= 100
            assert 1 <= field["max_length"] <= 4_000
            value = field.get("value", "")
            assert len(value.encode("utf-16-le")) // 2 <= field["max_length"]
            assert field["style"] == 2 or "\n" not in value


def test_the_end_is_shown_in_whole_seconds() -> None:
    assert shown_end(clip(duration=182.6)) == "182"
    assert shown_end(clip(duration=None)) == ""


async def test_what_was_left_alone_is_meant_to_its_very_end() -> None:
    asked = _extend()
    words = extend_words(asked, sent_fields(sent_form(extend_form(asked))))
    assert words == {"continue_at": 182.6, "lyrics": "", "instrumental": True, "style": "r&b, pop"}
    typed = extend_words(asked, sent_fields(sent_form(extend_form(asked), moment="1:35", lyrics="La", style="folk")))
    assert typed == {"continue_at": 95.0, "lyrics": "La", "instrumental": False, "style": "folk"}


async def test_lyrics_that_no_field_can_show_are_kept_whole_where_they_were_left_alone() -> None:
    lyrics = "la " * 1_500
    asked = _cover(of=clip(lyrics=lyrics), limits=LONG)
    assert cover_words(asked, sent_fields(sent_form(cover_form(asked))))["lyrics"] == lyrics
    assert cover_words(asked, sent_fields(sent_form(cover_form(asked), lyrics="Mine")))["lyrics"] == "Mine"
    assert cover_words(asked, sent_fields(sent_form(cover_form(asked), lyrics="")))["instrumental"]


def test_a_form_that_somebody_forged_has_no_fields_and_does_no_harm() -> None:
    assert cover_words(_cover(), {}) == {"lyrics": "", "instrumental": False, "style": "r&b, pop"}
    assert extend_words(_extend(), {})["continue_at"] == 182.6
    with pytest.raises(PersonError, match=Problem.LENGTH_UNKNOWN):
        extend_words(_extend(of=clip(duration=None)), {})
