"""The buttons below a clip: those of what its family does; the menu below More…: what there is, with its price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.musicapi.catalog import Catalog
from bot.musicapi.offers import Host, Source
from bot.musicapi.operations import Operation
from cogs.components.buttons import clip_buttons, operation_menu
from tests.cogs.making import CATALOG, candidate, clip

if TYPE_CHECKING:
    import discord


def _labels(shown: discord.ui.View) -> list[list[str | None]]:
    return [[part.get("label") for part in row["components"]] for row in shown.to_components()]


async def test_a_clip_has_the_buttons_of_what_its_family_does() -> None:
    clips = [clip(1), clip(2)]
    assert _labels(clip_buttons(clips, CATALOG.family("sonic").offers)) == [
        ["1 Extend", "1 Cover", "1 More…"],
        ["2 Extend", "2 Cover", "2 More…"],
    ]
    nuro = Catalog.of(Host.MUSICAPI, ("nuro",)).family("nuro")
    assert _labels(clip_buttons(clips, nuro.offers)) == []


async def test_five_clips_have_five_rows_and_no_more_words_than_a_button_takes() -> None:
    rows = clip_buttons([clip(number) for number in range(1, 6)], CATALOG.family("sonic").offers).to_components()
    assert len(rows) == 5
    assert all(len(button["custom_id"]) <= 100 for row in rows for button in row["components"])


async def test_more_clips_than_a_message_has_rows_break_nothing() -> None:
    rows = _labels(clip_buttons([clip(number) for number in range(1, 8)], CATALOG.family("sonic").offers))
    assert [row[0] for row in rows] == [f"{number} Extend" for number in range(1, 6)]


async def test_a_menu_says_what_comes_of_it_and_what_it_costs() -> None:
    shown = operation_menu(clip(2), [candidate(Operation.STEMS_FULL), candidate(Operation.BPM)], 240)
    (menu,) = shown.to_components()[0]["components"]
    assert menu["custom_id"] == "pick:v1:12"
    assert [(option["label"], option["value"]) for option in menu["options"]] == [
        ("Stems: every instrument · 75 credits", "stems_full"),
        ("Tempo · 1 credit", "bpm"),
    ]
    assert menu["options"][1]["description"] == "Beats per minute"


async def test_a_menu_says_what_the_credits_that_are_left_do_not_pay() -> None:
    shown = operation_menu(clip(2), [candidate(Operation.STEMS_FULL), candidate(Operation.BPM)], 74)
    (menu,) = shown.to_components()[0]["components"]
    assert [option["label"] for option in menu["options"]] == [
        "Stems: every instrument · 75 credits · not enough left",
        "Tempo · 1 credit",
    ]
    (exact,) = operation_menu(clip(2), [candidate(Operation.STEMS_FULL)], 75).to_components()[0]["components"]
    assert exact["options"][0]["label"] == "Stems: every instrument · 75 credits"


async def test_a_menu_says_that_what_is_known_already_is_free_though_nothing_is_left() -> None:
    offered = [candidate(Operation.BPM), candidate(Operation.LYRICS_TIMELINE)]
    (menu,) = operation_menu(clip(2), offered, 0, {Operation.BPM}).to_components()[0]["components"]
    assert [option["label"] for option in menu["options"]] == [
        "Tempo · free, known already",
        "Lyrics timeline · 1 credit · not enough left",
    ]


async def test_an_extension_has_a_button_that_joins_it_and_names_the_price() -> None:
    offers = CATALOG.family("sonic").offers
    clips = [clip(1), clip(2)]
    assert [row[3:] for row in _labels(clip_buttons(clips, offers, is_extension=True))] == [
        ["1 Join to full song · 2 credits"],
        ["2 Join to full song · 2 credits"],
    ]
    (first, _) = clip_buttons(clips, offers, is_extension=True).to_components()
    assert first["components"][3]["custom_id"] == "clip:v1:full:11"
    nobody_joins = CATALOG.family("riffusion").offers
    assert [len(row) for row in _labels(clip_buttons(clips, nobody_joins, is_extension=True))] == [3, 3]


async def test_everything_that_a_family_can_do_fits_into_one_menu() -> None:
    for name in ("riffusion", "sonic", "producer"):
        offers = CATALOG.family(name).offers
        every = [candidate(each, name) for each, offer in offers.items() if offer.source is not Source.NONE]
        (menu,) = operation_menu(clip(1), every, 0).to_components()[0]["components"]
        assert len(menu["options"]) == len(every) <= 25
        assert len({option["label"] for option in menu["options"]}) == len(every)
        assert all(1 <= len(option["label"]) <= 100 for option in menu["options"])
        assert all(1 <= len(option["description"]) <= 100 for option in menu["options"])


async def test_a_menu_has_no_more_lines_than_discord_takes() -> None:
    (menu,) = operation_menu(clip(1), [candidate(Operation.BPM)] * 30, 240).to_components()[0]["components"]
    assert len(menu["options"]) == 25
