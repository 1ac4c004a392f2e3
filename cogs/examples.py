"""Songs that are made by one press, whose button names the price: for whoever does not know what to type."""

from __future__ import annotations

from typing import Any, assert_never

import discord

from bot.errors import ModelUnavailable
from bot.gateway.client import Encore
from bot.status.snapshots import NewSong
from cogs.components.buttons import button
from cogs.components.custom_id import Example, ExampleButton
from cogs.components.replies import Interaction
from cogs.orders import order_from, place_order
from cogs.text.catalog import say
from data.brief import Brief
from data.ids import GuildId, UserId

NOBODY = UserId(0)


async def find_maker(bot: Encore, guild_id: GuildId, user_id: UserId = NOBODY) -> NewSong | None:
    """Who makes this member's examples, or those of anybody without a model of their own; None: nobody can now."""
    try:
        return await bot.services.queries.new_song(guild_id, user_id)
    except ModelUnavailable:
        return None


def price_of(maker: NewSong) -> int:
    """What an example costs: as much as any new song of whoever is asked first."""
    return maker.candidates[0].offer.price


def example_buttons(maker: NewSong) -> list[discord.ui.Button[Any]]:
    """A button for each example, with its price."""
    price = price_of(maker)
    return [
        button(ExampleButton(each, price), say("example-button", song=_name(each), count=price)) for each in Example
    ]


async def make_example(bot: Encore, interaction: Interaction, pressed: ExampleButton) -> None:
    """Order an example as if its words had been typed, for the price on its button at most."""
    order = order_from(interaction, Brief(prompt=_prompt(pressed.example)))
    await place_order(bot, interaction, order, agreed_price=pressed.price, repeatable=False)


def _name(example: Example) -> str:
    match example:
        case Example.RAIN:
            return say("example-rain")
        case Example.BIRTHDAY:
            return say("example-birthday")
        case Example.DRIVE:
            return say("example-drive")
        case _:
            assert_never(example)


def _prompt(example: Example) -> str:
    match example:
        case Example.RAIN:
            return say("example-rain.prompt")
        case Example.BIRTHDAY:
            return say("example-birthday.prompt")
        case Example.DRIVE:
            return say("example-drive.prompt")
        case _:
            assert_never(example)
