"""The forms below More…: what each asks, with its price, within Discord's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.musicapi.offers import Source
from bot.musicapi.operations import Operation
from bot.orders.sections import Section
from bot.status.queries import Quote
from cogs.forms.operation_forms import Ask, form_for, needs_no_form
from tests.cogs.making import ACCOUNT, CATALOG, choice, clip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cogs.forms.modals import Form

PARTS = (Section("Verse 1", 4.5, 45.0), Section("Chorus", 45.0, 105.0))
EVERY = [
    (family.name, operation)
    for family in CATALOG.families
    for operation, offer in family.offers.items()
    if offer.source is not Source.NONE and operation not in (Operation.EXTEND, Operation.COVER)
]


async def _sent(_interaction: Any, _words: Mapping[str, str]) -> None:
    """Nothing is made of it here."""


def _ask(operation: Operation, family: str = "sonic", **more: Any) -> Ask:
    chosen = choice(operation, family)
    return Ask(chosen, more.pop("of", clip()), Quote(chosen.offer.price, ACCOUNT), **more)


def _fields(form: Form) -> dict[str, dict[str, Any]]:
    labels = [part for part in form.to_dict()["components"] if part["type"] == 18]
    return {part["component"]["custom_id"]: {**part["component"], **part} for part in labels}


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
    assert list(_fields(form_for(_sent, _ask(operation, family, others=others)))) == asked


@pytest.mark.parametrize(("family", "operation"), EVERY)
@pytest.mark.parametrize("text", ["Late Night", "x" * 9_000, "\U0001f3b5" * 5_000, "a\nb\n" * 3_000, "\u202e" * 50])
async def test_every_form_says_its_price_and_fits_into_discords_limits(
    family: str, operation: Operation, text: str
) -> None:
    of = clip(1, title=text, style=text, lyrics=text, duration=86_399.9)
    others = [clip(number, title=text, style=text) for number in range(2, 40)]
    for parts in ((), PARTS, tuple(Section(text, float(n), n + 1.0) for n in range(60))):
        ask = _ask(operation, family, of=of, parts=parts, others=others)
        form = form_for(_sent, ask)
        components = form.to_dict()["components"]
        assert 2 <= len(components) <= 5
        assert f"{ask.quote.price} credit" in str(components)
        assert "204 left this month" in str(components)
        assert 1 <= len(form.title.encode("utf-16-le")) // 2 <= 45
        for field in _fields(form).values():
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
    menu = _fields(form_for(_sent, _ask(Operation.REPLACE_SECTION, parts=PARTS)))["section"]
    assert [option["label"] for option in menu["options"]] == ["Verse 1 (0:04–0:45)", "Chorus (0:45–1:45)"]
    assert menu["description"] == "Costs 15 credits; this server has 204 left this month."
    assert (menu["required"], menu["min_values"]) == (False, 0)
    assert "section" not in _fields(form_for(_sent, _ask(Operation.VOX, parts=PARTS)))  # it takes 30 s at most


async def test_what_a_form_cannot_do_without_is_needed() -> None:
    assert _fields(form_for(_sent, _ask(Operation.SWAP_SOUND, "riffusion")))["style"]["required"]
    assert _fields(form_for(_sent, _ask(Operation.PERSONA)))["title"]["required"]
    assert _fields(form_for(_sent, _ask(Operation.ADD_VOCALS)))["lyrics"]["required"]
    assert _fields(form_for(_sent, _ask(Operation.DOWNLOAD, "producer")))["format"]["required"]
    assert not _fields(form_for(_sent, _ask(Operation.REMASTER)))["variation"]["required"]


async def test_moments_are_needed_where_there_is_no_section_to_choose_and_no_end_to_fall_back_on() -> None:
    def needed(operation: Operation, **more: Any) -> tuple[bool, bool]:
        shown = _fields(form_for(_sent, _ask(operation, **more)))
        return shown["starts_at"]["required"], shown["ends_at"]["required"]

    assert needed(Operation.REPLACE_SECTION) == (True, False)
    assert needed(Operation.REPLACE_SECTION, of=clip(1, duration=None)) == (True, True)
    assert needed(Operation.REPLACE_SECTION, parts=PARTS) == (False, False)
    assert needed(Operation.VOX) == (False, False)
    assert needed(Operation.VOX, of=clip(1, duration=None)) == (False, False)


async def test_a_style_is_needed_where_the_clip_has_none_to_keep() -> None:
    kept = _fields(form_for(_sent, _ask(Operation.REPLACE_SECTION, "riffusion")))["style"]
    assert (kept["required"], kept["description"]) == (False, "Left empty, as before")
    asked = _fields(form_for(_sent, _ask(Operation.REPLACE_SECTION, "riffusion", style_needed=True)))["style"]
    assert asked["required"]
    assert "left empty" not in asked["description"].lower()


async def test_what_is_left_empty_is_said_to_be_chosen_where_all_of_it_would_be_too_much() -> None:
    assert "left empty, MusicAPI chooses" in _fields(form_for(_sent, _ask(Operation.VOX)))["starts_at"]["description"]
    asked = _fields(form_for(_sent, _ask(Operation.ADD_VOCALS)))["starts_at"]
    assert "left empty, all of it" in asked["description"]


async def test_formats_are_those_that_the_family_has() -> None:
    menu = _fields(form_for(_sent, _ask(Operation.DOWNLOAD, "producer")))["format"]
    assert [option["value"] for option in menu["options"]] == ["mp3", "wav"]


async def test_advice_stands_beside_the_price() -> None:
    form = form_for(_sent, _ask(Operation.REPLACE_SECTION, advice="Learn the sections."))
    first = form.to_dict()["components"][0]["content"]
    assert first == "Costs **15 credits**; this server has 204 left this month. Learn the sections."


def test_only_what_takes_nothing_and_costs_next_to_nothing_begins_without_a_form() -> None:
    bare = {operation for family, operation in EVERY if needs_no_form(choice(operation, family))}
    assert bare == {
        Operation.FULL_SONG,
        Operation.WAV,
        Operation.MIDI,
        Operation.BPM,
        Operation.LYRICS_TIMELINE,
    }
