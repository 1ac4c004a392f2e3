"""Emojis: Unicode's, which everybody has, and custom ones, of guilds and of the application.

Source: documentation, Emoji; Message, "Create Reaction" (`name:id`, 10014); JSON error code 10014.
"""

from __future__ import annotations

import re

from sandbox.discord.entities import Emoji
from sandbox.discord.errors import DiscordError, unknown
from sandbox.discord.unicode_emoji import is_emoji
from sandbox.discord.world import DiscordWorld

_CUSTOM = re.compile(r"(?:a:)?(\w{2,32}):(\d{1,20})")


def named(world: DiscordWorld, text: str) -> Emoji:
    """The emoji that a path names: its characters, or `name:id`; raises 10014 where the bot has none such."""
    custom = _CUSTOM.fullmatch(text)
    if custom is not None:
        return known(world, int(custom.group(2)))
    if not is_emoji(text):
        raise unknown_emoji()
    return Emoji(None, text)


def is_known(world: DiscordWorld, emoji_id: int) -> bool:
    """Whether a custom emoji is the application's, or of a guild that the bot is in."""
    return any(emoji_id in emojis for emojis in (world.emojis, *(guild.emojis for guild in world.bot_guilds())))


def known(world: DiscordWorld, emoji_id: int) -> Emoji:
    """A custom emoji of the application or of a guild that the bot is in; raises 10014."""
    for emojis in (world.emojis, *(guild.emojis for guild in world.bot_guilds())):
        if emoji_id in emojis:
            return emojis[emoji_id]
    raise unknown_emoji()


def unknown_emoji() -> DiscordError:
    """No such emoji, or none of the bot's."""
    return unknown(10014, "Emoji")
