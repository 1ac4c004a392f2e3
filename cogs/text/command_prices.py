"""What the descriptions of commands say of what they cost: prices are the operator's, so they are said at the start."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from discord import app_commands
from discord.app_commands import locale_str

from bot.musicapi.catalog import Catalog
from bot.musicapi.text import utf16_length
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import shorten

# What each command that costs asks for first, by the name that people type.
COSTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "song": "create",
        "lyrics": "create",
        "write": "write_lyrics",
        "style": "enrich_style",
        "upload": "upload",
        "voice": "voice",
    }
)


def add_prices(tree: app_commands.CommandTree[Any], catalog: Catalog) -> None:
    """Let every command that costs say so in its description, with the lowest price of the catalog."""
    for command in tree.walk_commands():
        operation = COSTS.get(command.qualified_name)
        if operation is not None and isinstance(command, app_commands.Command):
            described: Any = vars(command).get("_locale_description")  # discord.py's, for other languages
            if described is not None:
                vars(command)["_locale_description"] = locale_str(
                    described.message, **described.extras, costs=operation
                )
            command.description = description_with_price(command.description, operation, catalog)


def description_with_price(description: str, operation: str, catalog: Catalog) -> str:
    """The description with the price, as much of it as has room; without, where no family offers the operation."""
    offers = [catalog.offer(family.name, operation) for family in catalog.families]
    prices = {offer.price for offer in offers if offer is not None}
    if not prices:
        return description
    lowest = min(prices)
    price = say("credits", count=lowest) if len(prices) == 1 else say("price-from", count=lowest)
    room = discord_limits.DESCRIPTION - utf16_length(say("command-price", description="", price=price))
    return say("command-price", description=shorten(description, room), price=price)
