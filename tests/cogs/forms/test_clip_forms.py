"""The forms of what is made of a clip: what each asks, with its price, and what its order says when it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import PersonError
from bot.musicapi.offers import Limits, Source
from bot.musicapi.operations import Operation
from bot.orders.sections import Section
from cogs.forms.clip_forms import form_for, needs_no_form, operation_form, section_advice, words_of
from cogs.forms.form import sent_fields
from data.brief import Details
from data.ids import ClipId
from tests.cogs.making import CATALOG, candidate, clip, clip_operation, form_fields, job, sent_form
from tests.telling import tells

if TYPE_CHECKING:
    from cogs.forms.form import Form

LIMITS = Limits(prompt=200, style=200, lyrics=3_000, title=80)
LONG = Limits(prompt=400, style=1_000, lyrics=5_000, title=80)
RIFFUSION = {"family": "riffusion", "limits": LIMITS}
PARTS = (Section("Verse 1", 4.5, 45.0), Section("Chorus", 45.0, 105.0))
EVERY = [
    (family.name, operation)
    for family in CATALOG.families
    for operation, offer in family.offers.items()
    if offer.source is not Source.NONE and operation not in (Operation.EXTEND, Operation.COVER)
]


def _form(operation: Operation, family: str = "sonic", *, parts: tuple[Section, ...] = (), **more: Any) -> Form:
    return operation_form(clip_operation(operation, family, **more), parts)


def _extend(**more: Any) -> Any:
    return clip_operation(Operation.EXTEND, **{**RIFFUSION, **more})


def _cover(**more: Any) -> Any:
    return clip_operation(Operation.COVER, **{**RIFFUSION, **more})


async def test_a_form_says_what_it_is_about_and_begins_with_the_price_and_what_is_left() -> None:
    for asked in (_extend(), _cover()):
        form = form_for(asked)
        first = form.to_dict()["components"][0]
        assert first["content"] == "Riffusion FUZZ-1.1 Pro · 12 credits · 204 left this month"
        assert form.custom_id == f"form:v1:clip:{asked.candidate.offer.operation}:11:12"


async def test_a_form_says_why_another_model_takes_it_where_that_is_known() -> None:
    for asked in (_extend(), _cover()):
        first = form_for(asked, reason="Because of reasons").to_dict()["components"][0]["content"]
        assert first.endswith("204 left this month\n-# Because of reasons")


@pytest.mark.parametrize(
    ("operation", "named"),
    [
        (Operation.EXTEND, "Sonic v5"),
        (Operation.REMASTER, "Sonic v5"),
        (Operation.STEMS_FULL, "Sonic"),
        (Operation.VOX, "Sonic"),
    ],
)
async def test_a_form_names_the_model_that_composes_or_else_the_family(operation: Operation, named: str) -> None:
    asked = clip_operation(operation)
    first = form_for(asked).to_dict()["components"][0]["content"]
    assert first.startswith(f"{named} · {asked.candidate.offer.price} credit")


async def test_a_moment_has_to_be_typed_where_nothing_tells_the_end() -> None:
    assert form_fields(form_for(_extend(of=clip(duration=None))))["moment"]["required"]
    assert not form_fields(form_for(_extend()))["moment"]["required"]


async def test_a_style_is_needed_where_there_is_none_and_the_family_cannot_do_without() -> None:
    recording = clip(style="")
    for form in (form_for(_extend(of=recording)), form_for(_cover(of=recording))):
        style = form_fields(form)["style"]
        assert style["required"]
        assert "left empty" not in style["description"].lower()
    for form in (form_for(_extend()), form_for(_cover())):
        assert not form_fields(form)["style"]["required"]
    sonic = clip_operation(Operation.EXTEND, "sonic", recording)
    assert not form_fields(form_for(sonic))["style"]["required"]


async def test_extend_goes_on_from_the_end_unless_a_time_is_typed() -> None:
    form = form_for(_extend(of=clip(2)))
    assert form.title == "2 Extend: Late Night"
    moment = form_fields(form)["moment"]
    assert "value" not in moment
    assert moment["placeholder"] == "The end (3:02)"
    assert moment["description"] == "A time, such as 1:35"
    assert form_fields(form)["style"]["value"] == "r&b, pop"


async def test_a_form_is_titled_as_its_person_called_the_song() -> None:
    assert form_for(_extend(made_by=job(title="Late"))).title == "1 Extend: Late"


async def test_extend_of_a_clip_of_unknown_length_says_so_and_suggests_nothing() -> None:
    moment = form_fields(form_for(_extend(of=clip(duration=None))))["moment"]
    assert "value" not in moment
    assert "not known" in moment["description"]


async def test_extend_offers_its_end_first_and_then_the_sections() -> None:
    parts = (Section("Verse 1", 4.5, 45.0), Section("Chorus 2", 45.0, 105.0), Section("Outro", 105.0, 182.6))
    form = operation_form(_extend(), parts)
    fields = form_fields(form)
    assert list(fields) == ["section", "moment", "lyrics", "style"]
    shown = [(option["label"], option["default"]) for option in fields["section"]["options"]]
    assert shown == [("From the end (3:02)", True), ("After Verse 1 (0:45)", False), ("After Chorus 2 (1:45)", False)]
    assert fields["section"]["type"] == 3
    assert (fields["moment"]["label"], fields["moment"]["required"]) == ("Or a time, such as 1:35", False)
    asked = _extend()
    for sent, moment in ({}, 182.6), ({"section": "105.00"}, 105.0), ({"section": "45.00", "moment": "1:00"}, 60.0):
        assert words_of(asked, sent_fields(sent_form(form, **sent)))["continue_at"] == moment


async def test_extend_of_unknown_length_offers_the_sections_and_no_end() -> None:
    asked = _extend(of=clip(duration=None))
    form = operation_form(asked, (Section("Verse 1", 4.5, 45.0),))
    menu = form_fields(form)["section"]
    assert [(option["label"], option["default"]) for option in menu["options"]] == [("After Verse 1 (0:45)", False)]
    assert not menu["required"]
    with pytest.raises(PersonError):
        words_of(asked, sent_fields(sent_form(form)))


async def test_an_extension_of_an_extension_keeps_what_the_first_one_was_made_with() -> None:
    """Its clip may say nothing of its style; its job does."""
    words = [{"text": "[Verse 1]", "start": 0.0, "end": 1.0}, {"text": "[Bridge]", "start": 45.0, "end": 46.0}]
    extension = clip(style="", lyrics="La", timeline={"words": words})
    made_by = job(operation="extend", title="Harbour", prompt="", style="slow folk", source=3, continue_at=60.0)
    asked = _extend(of=extension, made_by=made_by)
    form = form_for(asked)
    assert form.title == "1 Extend: Harbour"
    fields = form_fields(form)
    assert list(fields) == ["section", "moment", "lyrics", "style"]
    assert fields["style"]["value"] == "slow folk"
    assert form.to_dict()["components"][0]["content"].endswith("204 left this month")
    said = words_of(asked, sent_fields(sent_form(form)))
    assert (said["style"], said["continue_at"]) == ("slow folk", 182.6)


async def test_advice_stands_beside_the_price_where_the_family_can_tell_the_sections() -> None:
    sonic = clip_operation(Operation.EXTEND, "sonic", clip(lyrics="La"))
    assert section_advice(sonic)
    first = form_for(sonic).to_dict()["components"][0]["content"]
    assert first.endswith(f"left this month\n-# {section_advice(sonic)}")
    assert section_advice(_extend(of=clip(lyrics="La"))) == ""
    assert section_advice(clip_operation(Operation.EXTEND, "sonic", clip(lyrics=""))) == ""


async def test_cover_keeps_the_lyrics_and_says_when_they_are_too_long_to_be_shown() -> None:
    kept = form_fields(form_for(_cover(of=clip(lyrics="[Verse]\nLa"), limits=LONG)))["lyrics"]
    assert kept["value"] == "[Verse]\nLa"
    assert "instrumental" in kept["description"]
    cut = form_fields(form_for(_cover(of=clip(lyrics="la " * 1_600), limits=LONG)))["lyrics"]
    assert len(cut["value"]) == 4_000
    assert "all of it is kept" in cut["description"]


async def test_cover_asks_for_no_lyrics_where_the_family_takes_none() -> None:
    form = form_for(_cover(limits=Limits(prompt=1_000, style=1_000, lyrics=0, title=80)))
    assert set(form_fields(form)) == {"style"}


@pytest.mark.parametrize("text", ["x" * 9_000, "\U0001f3b5" * 5_000, "a\nb\n" * 3_000, "\u202e" * 50])
async def test_forms_fit_into_discords_limits_whatever_the_vendor_wrote(text: str) -> None:
    made = clip(1, title=text, style=text, lyrics=text, duration=86_399.9)
    for form in (form_for(_extend(of=made, limits=LONG)), form_for(_cover(of=made, limits=LONG))):
        assert 1 <= len(form.title.encode("utf-16-le")) // 2 <= 45
        assert len(form.to_dict()["components"]) <= 5
        for field in form_fields(form).values():
            assert len(field["label"]) <= 45
            assert len(field["description"]) <= 100
            assert 1 <= field["max_length"] <= 4_000
            value = field.get("value", "")
            assert len(value.encode("utf-16-le")) // 2 <= field["max_length"]
            assert field["style"] == 2 or "\n" not in value


async def test_what_was_left_alone_is_meant_to_its_very_end() -> None:
    asked = _extend()
    for moment in ("", "182"):  # which older forms had filled in
        words = words_of(asked, sent_fields(sent_form(form_for(asked), moment=moment)))
        assert words == {"continue_at": 182.6, "lyrics": "", "instrumental": True, "style": "r&b, pop"}
    typed = words_of(asked, sent_fields(sent_form(form_for(asked), moment="1:35", lyrics="La", style="folk")))
    assert typed == {"continue_at": 95.0, "lyrics": "La", "instrumental": False, "style": "folk"}


async def test_lyrics_that_no_field_can_show_are_kept_whole_where_they_were_left_alone() -> None:
    lyrics = "la " * 1_500
    asked = _cover(of=clip(lyrics=lyrics), limits=LONG)
    assert words_of(asked, sent_fields(sent_form(form_for(asked))))["lyrics"] == lyrics
    assert words_of(asked, sent_fields(sent_form(form_for(asked), lyrics="Mine")))["lyrics"] == "Mine"
    assert words_of(asked, sent_fields(sent_form(form_for(asked), lyrics="")))["instrumental"]


def test_a_form_that_somebody_forged_has_no_fields_and_does_no_harm() -> None:
    assert words_of(_cover(), {}) == {"style": "r&b, pop"}
    assert words_of(_extend(), {})["continue_at"] == 182.6
    with pytest.raises(PersonError):
        words_of(_extend(of=clip(duration=None)), {})


@pytest.mark.parametrize(
    ("operation", "family", "asked"),
    [
        (Operation.REPLACE_SECTION, "riffusion", ["times", "lyrics", "style"]),
        (Operation.REPLACE_SECTION, "producer", ["times", "style"]),
        (Operation.SWAP_SOUND, "riffusion", ["style"]),
        (Operation.SWAP_VOCALS, "riffusion", ["style"]),
        (Operation.REMASTER, "sonic", ["variation"]),
        (Operation.ADD_VOCALS, "sonic", ["times", "lyrics", "style"]),
        (Operation.ADD_INSTRUMENTAL, "sonic", ["times", "style"]),
        (Operation.SAMPLE, "sonic", ["times", "lyrics", "style"]),
        (Operation.MASHUP, "sonic", ["other_clip", "lyrics", "style"]),
        (Operation.STEMS_FULL, "sonic", ["title"]),
        (Operation.VOX, "sonic", ["times"]),
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
        form = operation_form(asked, parts)
        components = form.to_dict()["components"]
        assert 2 <= len(components) <= 5
        assert components[0]["type"] == 10
        assert f" · {asked.candidate.offer.price} credit" in components[0]["content"]
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
    assert menu["placeholder"] == "Choose a part"
    assert (menu["required"], menu["min_values"]) == (False, 0)
    assert "section" not in form_fields(_form(Operation.VOX, parts=PARTS))  # it takes 30 s at most


async def test_what_a_form_cannot_do_without_is_needed() -> None:
    assert form_fields(_form(Operation.SWAP_SOUND, "riffusion"))["style"]["required"]
    assert form_fields(_form(Operation.PERSONA))["title"]["required"]
    assert form_fields(_form(Operation.ADD_VOCALS))["lyrics"]["required"]
    assert form_fields(_form(Operation.DOWNLOAD, "producer"))["format"]["required"]


async def test_what_has_few_choices_shows_them_all_at_once() -> None:
    form = _form(Operation.REMASTER)
    variation = form_fields(form)["variation"]
    assert variation["type"] == 21
    assert [(option["label"], option["default"]) for option in variation["options"]] == [
        ("MusicAPI decides", True),
        ("Subtle", False),
        ("Normal", False),
        ("High", False),
    ]
    asked = clip_operation(Operation.REMASTER)
    assert words_of(asked, sent_fields(sent_form(form)))["details"] == Details()
    assert words_of(asked, sent_fields(sent_form(form, variation="high")))["details"] == Details(variation="high")
    assert form_fields(_form(Operation.DOWNLOAD, "producer"))["format"]["type"] == 21
    many = [clip(number) for number in range(2, 13)]
    for others, kind in ((many[:1], 3), (many[:2], 21), (many[:10], 21), (many, 3)):
        assert form_fields(_form(Operation.MASHUP, others=others))["other_clip"]["type"] == kind


async def test_times_are_needed_where_there_is_no_section_to_choose_and_one_has_to_be_named() -> None:
    def needed(operation: Operation, **more: Any) -> bool:
        return form_fields(_form(operation, **more))["times"]["required"]

    assert needed(Operation.REPLACE_SECTION)
    assert not needed(Operation.REPLACE_SECTION, parts=PARTS)
    assert not needed(Operation.VOX)
    assert not needed(Operation.ADD_VOCALS, parts=PARTS)


async def test_no_section_at_all_is_the_first_choice_where_none_has_to_be_named() -> None:
    asked = clip_operation(Operation.ADD_VOCALS)
    form = operation_form(asked, PARTS)
    options = form_fields(form)["section"]["options"]
    assert [(option["label"], option["default"]) for option in options] == [
        ("The whole clip", True),
        ("Verse 1 (0:04–0:45)", False),
        ("Chorus (0:45–1:45)", False),
    ]
    assert words_of(asked, sent_fields(sent_form(form)))["details"] == Details()
    chosen = sent_fields(sent_form(form, section="45.00-105.00"))
    assert words_of(asked, chosen)["details"] == Details(starts_at=45.0, ends_at=105.0)


async def test_a_style_is_needed_where_the_clip_has_none_to_keep() -> None:
    kept = form_fields(_form(Operation.REPLACE_SECTION, "riffusion"))["style"]
    assert (kept["required"], kept["description"]) == (False, "Such as: warm soul, female voice, 80 bpm")
    asked = form_fields(_form(Operation.REPLACE_SECTION, "riffusion", of=clip(style="")))["style"]
    assert asked["required"]
    assert "left empty" not in asked["description"].lower()


async def test_an_empty_field_says_what_counts_then() -> None:
    times = form_fields(_form(Operation.VOX))["times"]
    assert (times["placeholder"], times["description"]) == ("MusicAPI chooses", "Such as 1:05–1:35, 30 s at most")
    assert form_fields(_form(Operation.ADD_VOCALS))["times"]["placeholder"] == "The whole clip"
    assert "placeholder" not in form_fields(_form(Operation.REPLACE_SECTION))["times"]
    assert form_fields(form_for(_cover()))["style"]["placeholder"] == "As before: r&b, pop"


async def test_formats_are_those_that_the_family_has() -> None:
    menu = form_fields(_form(Operation.DOWNLOAD, "producer"))["format"]
    assert [option["value"] for option in menu["options"]] == ["mp3", "wav"]


async def test_advice_stands_beside_the_price() -> None:
    first = _form(Operation.REPLACE_SECTION, of=clip(lyrics="La")).to_dict()["components"][0]["content"]
    assert first.startswith("Sonic v5 · 15 credits · 204 left this month\n-# “Lyrics timeline” below More…")


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
    assert form_fields(extend)["section"]["options"][1]["label"] == "After Verse 1 (0:45)"
    assert "section" in form_fields(form_for(clip_operation(Operation.REPLACE_SECTION, "sonic", sung)))
    assert list(form_fields(form_for(clip_operation(Operation.COVER, "sonic", sung)))) == ["style", "lyrics"]
    assert list(form_fields(form_for(clip_operation(Operation.MASHUP, "sonic", sung, others=(clip(2),))))) == [
        "other_clip",
        "lyrics",
        "style",
    ]


async def test_a_sent_form_says_what_its_order_needs() -> None:
    asked = clip_operation(Operation.SAMPLE)
    sent = sent_fields(sent_form(form_for(asked), times="0:05-9", lyrics="La"))
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
    with tells(PersonError, "nothing was charged"):
        words_of(clip_operation(operation), fields)
