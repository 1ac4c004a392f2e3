"""Models as people choose them, within Discord's hundred characters a choice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.musicapi.catalog import FAMILIES, Catalog
from bot.musicapi.offers import Host, Typical
from bot.musicapi.operations import Operation
from bot.orders.candidates import Candidate
from cogs.cards.models import find_model_value, models_card, name_of, span, suggestion, value_of
from data.default_models import DefaultModels

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


def test_what_a_model_is_good_for_gives_way_to_the_rest() -> None:
    choice, _ = OFFERED[Host.MUSICAPI][0]
    model = replace(choice.model, good_for="everything " * 30, length="up to 4 min")
    name = suggestion(replace(choice, model=model), Typical(30, 45, 60))
    assert len(name) <= 100
    assert name.endswith(f"… · up to 4 min · {choice.offer.price} credits · about 45 s")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "5 s"), (3, "5 s"), (44, "45 s"), (89, "90 s"), (90, "2 min"), (110, "2 min"), (200, "3 min")],
)
def test_times_are_rounded_as_people_say_them(seconds: float, said: str) -> None:
    assert span(seconds) == said


def test_the_card_names_every_model_by_family_and_the_defaults() -> None:
    offered = OFFERED[Host.MUSICAPI]
    card = models_card(offered, DefaultModels(member=value_of(offered[1][0]), server="polka/one"))
    assert [field.name for field in card.fields][:2] == ["Riffusion", "Sonic"]
    assert sum((field.value or "").count("\n") + 1 for field in card.fields) == len(offered)
    assert all(len(field.value or "") <= 1_024 for field in card.fields)
    assert len(card) <= 6_000
    first, second, third = (card.description or "").splitlines()
    assert first == f"Your default: {offered[1][0].family.label} {offered[1][0].model.label}"
    assert second == "This server's default: polka/one (not available now)"
    assert third == f"Without either: {offered[0][0].family.label} {offered[0][0].model.label}"


def test_without_any_model_the_card_says_so() -> None:
    assert "no model can make new songs" in (models_card([], DefaultModels("", "")).description or "")
