"""Sections as menus, and what is chosen or typed as seconds."""

from __future__ import annotations

import pytest

from bot.errors import PersonError
from bot.orders.sections import Section
from cogs.forms.section_menus import after_each, each, each_or_whole, goes_on, stretch
from tests.telling import tells

PARTS = (Section("Verse 1", 4.458, 45.0), Section("Chorus", 45.0, 105.257))


def test_an_extension_goes_on_after_a_section_at_the_moment_where_it_ends() -> None:
    assert [(option.label, option.value) for option in after_each(PARTS)] == [
        ("After Verse 1 (0:45)", "45.00"),
        ("After Chorus (1:45)", "105.26"),
    ]


def test_a_section_is_offered_with_its_times_unless_it_is_too_long() -> None:
    assert [(option.label, option.value) for option in each(PARTS, None)] == [
        ("Verse 1 (0:04–0:45)", "4.46-45.00"),
        ("Chorus (0:45–1:45)", "45.00-105.26"),
    ]
    assert [option.label for option in each(PARTS, 50.0)] == ["Verse 1 (0:04–0:45)"]


def test_what_would_be_refused_for_its_times_is_not_offered() -> None:
    short = (Section("Hey", 0.0, 0.8), Section("Verse", 0.8, 20.0), Section("Ho", 20.0, 20.6))
    assert [option.label for option in each(short, None)] == ["Verse (0:00–0:20)"]
    assert [option.label for option in after_each(short)] == ["After Verse (0:20)", "After Ho (0:20)"]


def test_menus_take_at_most_what_discord_takes() -> None:
    many = [Section("x" * 300, float(n), n + 1.0) for n in range(60)]
    for options in (after_each(many), each(many, None)):
        assert len(options) == 25
        assert all(len(option.label) <= 100 for option in options)
        assert len({option.value for option in options}) == 25
    assert after_each(many)[-1].value == "60.00"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"starts_at": "3", "ends_at": "0:08"}, (3.0, 8.0)),
        ({"section": "45.00-105.26"}, (45.0, 105.26)),
        ({"section": "45.00-105.26", "starts_at": "50", "ends_at": ""}, (50.0, 105.26)),
        ({"section": "45.00-105.26", "starts_at": "1:00", "ends_at": "1:10"}, (60.0, 70.0)),
        ({"starts_at": "100"}, (100.0, 182.6)),
        ({"ends_at": " 7,5 "}, (0.0, 7.5)),
        ({"starts_at": "170", "ends_at": "3:03"}, (170.0, 182.6)),  # players show the end so, rounded up
        ({"starts_at": "170", "ends_at": "200"}, (170.0, 200.0)),  # refused later, with the clip's length
        ({"times": "3-0:08"}, (3.0, 8.0)),
        ({"times": " 0:03 – 8 "}, (3.0, 8.0)),
        ({"times": "1:05 to 1:35"}, (65.0, 95.0)),
        ({"times": "65 until 1:35"}, (65.0, 95.0)),
        ({"times": "65 95,5"}, (65.0, 95.5)),
        ({"times": "1:05"}, (65.0, 182.6)),
        ({"times": "1:05-"}, (65.0, 182.6)),
        ({"times": "-1:05"}, (0.0, 65.0)),
        ({"section": "45.00-105.26", "times": "1:00-1:10"}, (60.0, 70.0)),
        ({"section": "whole", "times": "1:00-1:10"}, (60.0, 70.0)),
        ({"section": "whole", "times": " "}, None),
        ({}, None),
        ({"starts_at": " ", "ends_at": "", "section": ""}, None),
    ],
)
def test_what_is_typed_wins_over_the_menu(words: dict[str, str], found: tuple[float, float] | None) -> None:
    assert stretch(words, 182.6) == found


@pytest.mark.parametrize("typed", ["soon", "1e9", "nan", "1:99", "--", "1:2:3"])
def test_what_is_no_moment_is_one_sentence(typed: str) -> None:
    with tells(PersonError, "[Mm]oment.*nothing was charged"):
        stretch({"starts_at": typed, "ends_at": "9"}, 60.0)
    with tells(PersonError, "[Mm]oment.*nothing was charged"):
        stretch({"section": f"1.00-{typed}"}, 60.0)
    with tells(PersonError, "[Mm]oment.*nothing was charged"):
        stretch({"times": f"1:00 to {typed}"}, 60.0)


def test_a_clip_goes_on_from_its_end_first_and_menus_have_room_for_the_last_sections() -> None:
    many = [Section("x", float(n), n + 1.0) for n in range(60)]
    options = goes_on(many, 90.0)
    assert [option.value for option in options] == ["end", *(f"{n}.00" for n in range(37, 61))]
    assert [option.value for option in options if option.default] == ["end"]
    assert "end" not in [option.value for option in goes_on(many, None)]
    assert [option.value for option in goes_on(many[:2], 2.0)] == ["end", "1.00"]  # the last one ends with the clip


def test_no_section_at_all_is_offered_only_beside_others() -> None:
    many = [Section("x", float(n), n + 1.0) for n in range(60)]
    assert len(each_or_whole(many, None)) == 25
    assert each_or_whole(PARTS, 3.0) == []
    assert [option.label for option in each_or_whole(PARTS, 50.0)] == ["MusicAPI chooses", "Verse 1 (0:04–0:45)"]


def test_a_clip_of_unknown_length_needs_an_end() -> None:
    with tells(PersonError, "length is not known"):
        stretch({"starts_at": "5"}, None)
    with tells(PersonError, "length is not known"):
        stretch({"times": "5"}, None)
    assert stretch({"starts_at": "5", "ends_at": "9"}, None) == (5.0, 9.0)
