"""The forms below More…: what each asks, with its price, within Discord's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import PersonError
from bot.musicapi.offers import Source
from bot.musicapi.operations import Operation
from bot.orders.sections import Section
from cogs.forms.form import sent_fields
from cogs.forms.operation_forms import form_for, needs_no_form, operation_form, words_of
from data.brief import Details
from data.ids import ClipId
from tests.cogs.making import CATALOG, candidate, clip, clip_operation, form_fields, sent_form

if TYPE_CHECKING:
    from cogs.forms.form import Form

PARTS = (Section("Verse 1", 4.5, 45.0), Section("Chorus", 45.0, 105.0))
EVERY = [
    (family.name, operation)
    for family in CATALOG.families
    for operation, offer in family.offers.items()
    if offer.source is not Source.NONE and operation not in (Operation.EXTEND, Operation.COVER)
]


def _form(operation: Operation, family: str = "sonic", *, parts: tuple[Section, ...] = (), **more: Any) -> Form:
    return operation_form(clip_operation(operation, family, **more), parts=parts)


@pytest.mark.parametrize(
    ("operation", "family", "asked"),
    [
        (Operation.REPLACE_SECTION, "riffusion", ["starts_at", "ends_at", "lyrics", "style"]),
        (Operation.REPLACE_SECTION, "producer", ["starts_at", "ends_at", "style"]),
        (Operation.SWAP_SOUND, "riffusion", ["style"]),
        (Operation.SWAP_VOCALS, "riffusion", ["style"]),
        (Operation.REMASTER, "sonic", ["variation"]),
        (Operation.ADD_VOCALS, "sonic", ["starts_at", "ends_at", "lyrics", "style"]),
        (Operation.ADD_INSTRUMENTAL, "sonic", ["starts_at", "ends_at", "style"]),
        (Operation.SAMPLE, "sonic", ["starts_at", "ends_at", "lyrics", "style"]),
        (Operation.MASHUP, "sonic", ["other_clip", "lyrics", "style"]),
        (Operation.STEMS_FULL, "sonic", ["title"]),
        (Operation.VOX, "sonic", ["starts_at", "ends_at"]),
        (Operation.PERSONA, "sonic", ["title", "prompt"]),
        (Operation.DOWNLOAD, "producer", ["format"]),
    ],
)
async def test_a_form_asks_what_the_operation_takes(operation: Operation, family: str, asked: list[str]) -> None:
    others = [clip(2)] if operation is Operation.MASHUP else []
    assert list(form_fields(_form(operation, family, others=others))) == asked


@pytest.mark.parametrize(("family", "operation"), EVERY)
@pytest.mark.parametrize("text", ["Late Night", "x" * 9_000, "\U0001f3b5" * 5_000, "a\nb\n" * 3_000, "\u202e" * 50])
async def test_every_form_says_its_price_and_fits_into_discords_limits(
    family: str, operation: Operation, text: str
) -> None:
    of = clip(1, title=text, style=text, lyrics=text, duration=86_399.9)
    others = [clip(number, title=text, style=text) for number in range(2, 40)]
    for parts in ((), PARTS, tuple(Section(text, float(n), n + 1.0) for n in range(60))):
        asked = clip_operation(operation, family, of, others=others)
        form = operation_form(asked, parts=parts)
        components = form.to_dict()["components"]
        assert 2 <= len(components) <= 5
        assert f"{asked.candidate.offer.price} credit" in str(components)
        assert "204 left this month" in str(components)
        assert 1 <= len(form.title.encode("utf-16-le")) // 2 <= 45
        for field in form_fields(form).values():
            assert 1 <= len(field["label"]) <= 45
            assert len(field.get("description", "")) <= 100
            if "options" in field:
                assert 1 <= len(field["options"]) <= 25
                values = [option["value"] for option in field["options"]]
                assert len(set(values)) == len(values)
                assert all(len(option["label"].encode("utf-16-le")) // 2 <= 100 for option in field["options"])
            else:
                assert len(field.get("value", "").encode("utf-16-le")) // 2 <= field["max_length"] <= 4_000


async def test_sections_are_chosen_where_they_are_known_and_those_too_long_are_left_out() -> None:
    menu = form_fields(_form(Operation.REPLACE_SECTION, parts=PARTS))["section"]
    assert [option["label"] for option in menu["options"]] == ["Verse 1 (0:04–0:45)", "Chorus (0:45–1:45)"]
    assert menu["description"] == "Costs 15 credits; this server has 204 left this month."
    assert (menu["required"], menu["min_values"]) == (False, 0)
    assert "section" not in form_fields(_form(Operation.VOX, parts=PARTS))  # it takes 30 s at most


async def test_what_a_form_cannot_do_without_is_needed() -> None:
    assert form_fields(_form(Operation.SWAP_SOUND, "riffusion"))["style"]["required"]
    assert form_fields(_form(Operation.PERSONA))["title"]["required"]
    assert form_fields(_form(Operation.ADD_VOCALS))["lyrics"]["required"]
    assert form_fields(_form(Operation.DOWNLOAD, "producer"))["format"]["required"]
    assert not form_fields(_form(Operation.REMASTER))["variation"]["required"]


async def test_moments_are_needed_where_there_is_no_section_to_choose_and_no_end_to_fall_back_on() -> None:
    def needed(operation: Operation, **more: Any) -> tuple[bool, bool]:
        shown = form_fields(_form(operation, **more))
        return shown["starts_at"]["required"], shown["ends_at"]["required"]

    assert needed(Operation.REPLACE_SECTION) == (True, False)
    assert needed(Operation.REPLACE_SECTION, of=clip(1, duration=None)) == (True, True)
    assert needed(Operation.REPLACE_SECTION, parts=PARTS) == (False, False)
    assert needed(Operation.VOX) == (False, False)
    assert needed(Operation.VOX, of=clip(1, duration=None)) == (False, False)


async def test_a_style_is_needed_where_the_clip_has_none_to_keep() -> None:
    kept = form_fields(_form(Operation.REPLACE_SECTION, "riffusion"))["style"]
    assert (kept["required"], kept["description"]) == (False, "Left empty, as before")
    asked = form_fields(_form(Operation.REPLACE_SECTION, "riffusion", of=clip(style="")))["style"]
    assert asked["required"]
    assert "left empty" not in asked["description"].lower()


async def test_what_is_left_empty_is_said_to_be_chosen_where_all_of_it_would_be_too_much() -> None:
    assert "left empty, MusicAPI chooses" in form_fields(_form(Operation.VOX))["starts_at"]["description"]
    asked = form_fields(_form(Operation.ADD_VOCALS))["starts_at"]
    assert "left empty, all of it" in asked["description"]


async def test_formats_are_those_that_the_family_has() -> None:
    menu = form_fields(_form(Operation.DOWNLOAD, "producer"))["format"]
    assert [option["value"] for option in menu["options"]] == ["mp3", "wav"]


async def test_advice_stands_beside_the_price() -> None:
    first = _form(Operation.REPLACE_SECTION, of=clip(lyrics="La")).to_dict()["components"][0]["content"]
    assert first.startswith("Costs **15 credits**; this server has 204 left this month. “Lyrics timeline” below More…")


def test_only_what_takes_nothing_and_costs_next_to_nothing_begins_without_a_form() -> None:
    bare = {operation for family, operation in EVERY if needs_no_form(candidate(operation, family))}
    assert bare == {
        Operation.FULL_SONG,
        Operation.WAV,
        Operation.MIDI,
        Operation.BPM,
        Operation.LYRICS_TIMELINE,
    }


async def test_any_operation_has_its_form_and_its_sections_where_they_are_known() -> None:
    words = [{"text": "[Verse 1]", "start": 0.0, "end": 1.0}, {"text": "[Chorus]", "start": 45.0, "end": 46.0}]
    sung = clip(lyrics="La", timeline={"words": words})
    extend = form_for(clip_operation(Operation.EXTEND, "sonic", sung))
    assert form_fields(extend)["section"]["options"][0]["label"] == "after Verse 1 (0:45)"
    assert "section" in form_fields(form_for(clip_operation(Operation.REPLACE_SECTION, "sonic", sung)))
    assert list(form_fields(form_for(clip_operation(Operation.COVER, "sonic", sung)))) == ["style", "lyrics"]
    assert list(form_fields(form_for(clip_operation(Operation.MASHUP, "sonic", sung, others=(clip(2),))))) == [
        "other_clip",
        "lyrics",
        "style",
    ]


async def test_a_sent_form_says_what_its_order_needs() -> None:
    asked = clip_operation(Operation.SAMPLE)
    sent = sent_fields(sent_form(form_for(asked), starts_at="0:05", ends_at="9", lyrics="La"))
    assert words_of(asked, sent) == {
        "details": Details(starts_at=5.0, ends_at=9.0),
        "lyrics": "La",
        "instrumental": False,
        "style": "r&b, pop",
    }
    mashup = clip_operation(Operation.MASHUP, others=(clip(2),))
    sent = sent_fields(sent_form(form_for(mashup), other_clip="12"))
    assert words_of(mashup, sent)["details"] == Details(other_clip=ClipId(12))
    stems = clip_operation(Operation.STEMS_FULL)
    assert words_of(stems, sent_fields(sent_form(form_for(stems), title=" Mine "))) == {
        "details": Details(),
        "title": "Mine",
    }
    assert words_of(clip_operation(Operation.BPM), {}) == {"details": Details()}


@pytest.mark.parametrize(
    ("operation", "fields"),
    [
        (Operation.REMASTER, {"variation": "loud"}),
        (Operation.SAMPLE, {}),
        (Operation.MASHUP, {}),
        (Operation.MASHUP, {"other_clip": "-1"}),
        (Operation.MASHUP, {"other_clip": "9" * 30}),
    ],
)
def test_what_no_form_offers_is_one_sentence(operation: Operation, fields: dict[str, str]) -> None:
    with pytest.raises(PersonError, match="nothing was charged"):
        words_of(clip_operation(operation), fields)
