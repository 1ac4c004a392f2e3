"""What components name by its id: custom emojis and SKUs, which must be there for the bot.

Source: documentation, Component Reference (Button, "Premium": a purchasable SKU); Discord's API answers an emoji that
the bot cannot use with "Invalid emoji" at its id.
"""

from __future__ import annotations

from sandbox.discord import emojis
from sandbox.discord.component_rules import INVALID_EMOJI, walk
from sandbox.discord.entities import Payload
from sandbox.discord.errors import Problems
from sandbox.discord.shapes import Path
from sandbox.discord.world import DiscordWorld


def check_references(world: DiscordWorld, components: list[Payload], path: Path) -> None:
    """Raise 50035 where a component shows or sells what does not exist."""
    problems = Problems()
    for place, part in walk(components, path):
        _check_emoji(world, part, place, problems)
        options: list[Payload] = part.get("options", [])
        for index, option in enumerate(options):
            _check_emoji(world, option, (*place, "options", index), problems)
        if "sku_id" in part and int(part["sku_id"]) not in world.skus:
            problems.add((*place, "sku_id"), "BUTTON_COMPONENT_SKU_ID_INVALID", "Unknown SKU")
    problems.refuse()


def _check_emoji(world: DiscordWorld, holder: Payload, path: Path, problems: Problems) -> None:
    emoji_id = holder.get("emoji", {}).get("id")
    if emoji_id is not None and not emojis.is_known(world, int(emoji_id)):
        problems.add((*path, "emoji", "id"), *INVALID_EMOJI)
