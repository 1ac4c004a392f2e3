"""Models as people choose them, within Discord's hundred characters a choice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.musicapi.catalog import FAMILIES, Catalog
from bot.musicapi.offers import Host, Typical
from bot.musicapi.operations import Operation
from bot.orders.candidates import Candidate
from bot.status.snapshots import Models
from cogs.cards.models import FORGET, find_model_value, models_panel, name_of, suggestion, value_of
from cogs.text.model_names import good_for, song_length
from cogs.text.times import span
from data.guilds.default_models import DefaultModels

OFFERED = {
    host: [
        (
            Candidate(family, model, family.offers[Operation.CREATE], family.limits(Operation.CREATE, model.name)),
            Typical(*model.typical),
        )
        for family in families
        for model in family.models
        if Operation.CREATE in family.offers
    ]
    for host, families in FAMILIES.items()
}


@pytest.mark.parametrize("host", FAMILIES)
def test_every_model_of_the_catalog_fits_into_a_choice_with_its_price_and_its_time(host: Host) -> None:
    names = [suggestion(choice, typical) for choice, typical in OFFERED[host]]
    assert len(set(names)) == len(names)
    for name, (choice, _) in zip(names, OFFERED[host], strict=True):
        assert len(name.encode("utf-16-le")) // 2 <= 100
        assert name.startswith(f"{name_of(choice)} · ")
        assert name_of(choice).split()[0] == choice.family.label
        assert f"{choice.offer.price} credits · about " in name


def test_a_model_that_is_called_like_its_family_is_named_once() -> None:
    names = [name_of(choice) for choice, _ in OFFERED[Host.MUSICAPI]]
    assert "Sonic v5" in names
    assert all(len(set(name.split())) == len(name.split()) for name in names)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("sonic/sonic-v5", "sonic/sonic-v5"),
        ("  Sonic  V5 ", "sonic/sonic-v5"),
        ("SONIC", "sonic"),
        ("fuzz-1.1 pro", "riffusion/FUZZ-1.1 Pro"),
        ("producer lyria 3 pro", "producer/FUZZ-2.0"),
        ("Nuro", "nuro"),
        ("polka/1", "polka/1"),
        ("", ""),
    ],
)
def test_a_model_is_known_by_the_name_that_people_type(typed: str, value: str) -> None:
    catalog = Catalog.of(Host.MUSICAPI, Catalog.defaults(Host.MUSICAPI))
    assert find_model_value(typed, catalog) == value


@pytest.mark.parametrize("host", FAMILIES)
def test_models_say_what_they_are_good_for_in_a_few_words(host: Host) -> None:
    for choice, _ in OFFERED[host]:
        assert 0 < len(good_for(choice.model)) <= 40
        assert len(song_length(choice.model)) <= 20


def test_what_a_model_is_good_for_gives_way_to_the_rest() -> None:
    choice, _ = OFFERED[Host.MUSICAPI][0]
    model = replace(choice.model, label="x" * 45, minutes=(0, 4))
    name = suggestion(replace(choice, model=model), Typical(30, 45, 60))
    assert len(name) <= 100
    assert name.endswith(f"… · ≤ 4 min · {choice.offer.price} credits · about 45 s")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "5 s"), (3, "5 s"), (44, "45 s"), (89, "90 s"), (90, "2 min"), (110, "2 min"), (200, "3 min")],
)
def test_times_are_rounded_as_people_say_them(seconds: float, said: str) -> None:
    assert span(seconds) == said


def _panel(models: Models, *, manages: bool = False, news: str = "") -> tuple[list[str], list[dict[str, Any]]]:
    """What a panel says, and its menus."""
    (frame,) = models_panel(models, manages=manages, news=news).to_components()
    rows = [part for part in frame["components"] if part["type"] == 1]
    return [part["content"] for part in frame["components"] if part["type"] == 10], [
        menu for row in rows for menu in row["components"]
    ]


async def test_the_panel_begins_with_the_defaults_and_names_every_model_by_family() -> None:
    offered = tuple(OFFERED[Host.MUSICAPI])
    chosen = offered[1][0]
    (current, listed), _ = _panel(Models(offered, DefaultModels(member=value_of(chosen), server="polka/one")))
    assert current.splitlines() == [
        "## Models",
        f"Your default: **{name_of(chosen)}**",
        "This server's default: polka/one (not available now)",
        f"Without a default: {name_of(offered[0][0])}",
    ]
    families = {candidate.family.label for candidate, _ in offered}
    assert {line.strip("*") for line in listed.splitlines() if line.startswith("**")} == families
    assert len([line for line in listed.splitlines() if line.startswith("- ")]) == len(offered)
    assert "- FUZZ-1.1 Pro: whole songs, fast · 3–4 min · 12 credits · about 45 s" in listed
    assert len(current) + len(listed) <= 4_000


async def test_a_menu_has_the_current_choice_chosen_and_forgets_only_by_its_last_line() -> None:
    offered = tuple(OFFERED[Host.MUSICAPI])
    chosen = value_of(offered[1][0])
    _, (mine, server) = _panel(Models(offered, DefaultModels(member=chosen, server="")), manages=True)
    assert (mine["custom_id"], server["custom_id"]) == ("model:v1:mine", "model:v1:server")
    assert [option["value"] for option in mine["options"] if option["default"]] == [chosen]
    assert mine["options"][-1]["value"] == FORGET
    assert [option for option in server["options"] if option["default"] or option["value"] == FORGET] == []
    for option in mine["options"]:
        assert option["label"]
        assert len(option["label"]) <= 100
        assert len(option["description"]) <= 100
    assert any(option["description"].endswith("12 credits · about 45 s") for option in mine["options"])


async def test_only_who_manages_the_server_is_shown_its_menu() -> None:
    _, menus = _panel(Models(tuple(OFFERED[Host.MUSICAPI]), DefaultModels("", "")))
    assert [menu["custom_id"] for menu in menus] == ["model:v1:mine"]


async def test_more_models_than_a_menu_has_lines_leave_room_to_forget() -> None:
    many = tuple(OFFERED[Host.MUSICAPI])[:1] * 40
    _, (mine, _) = _panel(Models(many, DefaultModels("sonic/sonic-v5", "")), manages=True)
    assert len(mine["options"]) == 25
    assert mine["options"][-1]["value"] == FORGET


async def test_news_stand_first() -> None:
    (current, _), _ = _panel(Models(tuple(OFFERED[Host.MUSICAPI]), DefaultModels("", "")), news="Done.")
    assert current.startswith("**Done.**\nYour default: none\n")


async def test_without_any_model_the_panel_says_so() -> None:
    (current,), menus = _panel(Models((), DefaultModels("sonic/sonic-v5", "")))
    assert current.endswith("No model can make new songs now.")
    assert menus == []
