"""The menu below More…: what there is, with its price, within Discord's limits."""

from __future__ import annotations

from bot.musicapi.offers import Source
from bot.musicapi.operations import Operation
from cogs.components.operation_menu import operation_menu
from tests.cogs.making import CATALOG, candidate, clip


async def test_a_menu_says_what_comes_of_it_and_what_it_costs() -> None:
    shown = operation_menu(clip(2), [candidate(Operation.STEMS_FULL), candidate(Operation.BPM)])
    (menu,) = shown.to_components()[0]["components"]
    assert menu["custom_id"] == "pick:v1:12"
    assert [(option["label"], option["value"]) for option in menu["options"]] == [
        ("Stems: every instrument · 75 credits", "stems_full"),
        ("Tempo · 1 credit", "bpm"),
    ]
    assert menu["options"][1]["description"] == "Beats per minute"


async def test_everything_that_a_family_can_do_fits_into_one_menu() -> None:
    for name in ("riffusion", "sonic", "producer"):
        offers = CATALOG.family(name).offers
        every = [candidate(each, name) for each, offer in offers.items() if offer.source is not Source.NONE]
        (menu,) = operation_menu(clip(1), every).to_components()[0]["components"]
        assert len(menu["options"]) == len(every) <= 25
        assert len({option["label"] for option in menu["options"]}) == len(every)
        assert all(1 <= len(option["label"]) <= 100 for option in menu["options"])
        assert all(1 <= len(option["description"]) <= 100 for option in menu["options"])
