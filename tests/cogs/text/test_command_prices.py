"""Commands that cost say so where they are chosen, with the price of this bot's own catalog."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from discord import app_commands

from bot.musicapi.catalog import FAMILIES, Catalog
from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from cogs.router import COMMANDS
from cogs.text.command_prices import COSTS, description_with_price

EVERY = Catalog.of(Host.MUSICAPI, [family.name for family in FAMILIES[Host.MUSICAPI]])


def _commands() -> dict[str, app_commands.Command[Any, Any, Any]]:
    tops = [top for cog in COMMANDS for top in cog.__cog_app_commands__]
    leaves = [leaf for top in tops for leaf in (top.walk_commands() if isinstance(top, app_commands.Group) else [top])]
    return {leaf.qualified_name: leaf for leaf in leaves if isinstance(leaf, app_commands.Command)}


def test_the_lowest_price_of_the_operators_families_is_named() -> None:
    def price(*families: str) -> str:
        return description_with_price("Make a song", "create", Catalog.of(Host.MUSICAPI, families))

    assert price("riffusion", "sonic") == "Make a song · from 12 credits"
    assert price("sonic") == "Make a song · 15 credits"
    assert price("sonic", "nuro") == "Make a song · from 10 credits"


def test_one_credit_is_no_credits_and_what_nobody_offers_has_no_price() -> None:
    sonic = Catalog.of(Host.MUSICAPI, ["sonic"]).families[0]
    cheap = replace(sonic.offers[Operation.CREATE], price=1)
    family = replace(sonic, offers=MappingProxyType({Operation.CREATE: cheap}))
    catalog = Catalog(Host.MUSICAPI, (family,))
    catalog._known = {"sonic": family}  # pyright: ignore[reportPrivateUsage] - an operator's own price
    assert description_with_price("Make a song", "create", catalog) == "Make a song · 1 credit"
    assert description_with_price("Write", "write_lyrics", catalog) == "Write"


def test_a_long_description_makes_room_for_its_price() -> None:
    said = description_with_price("x" * 100, "create", EVERY)
    assert len(said) == 100
    assert said.endswith("… · from 10 credits")


@pytest.mark.parametrize("name", COSTS)
def test_every_command_that_costs_is_there_and_has_room_for_its_price(name: str) -> None:
    command = _commands()[name]
    said = description_with_price(command.description, COSTS[name], EVERY)
    assert said.startswith(f"{command.description} · ")
    assert said.endswith((" credits", " 1 credit"))


def test_whatever_starts_from_words_or_a_recording_is_asked_for_by_a_command_that_names_its_price() -> None:
    dearer = {Operation.PERSONA_SONG, Operation.UPLOAD_EXTEND, Operation.UPLOAD_COVER}  # options of the same commands
    from_commands = {operation for operation in Operation if operation.spec.entry.value == "command"}
    assert from_commands - dearer == {Operation(operation) for operation in COSTS.values()}
