"""Emojis: Unicode's, which everybody has, and custom ones, of guilds and of the application.

Source: documentation, Emoji; Message, "Create Reaction" (`name:id`, 10014); JSON error code 10014.
"""

from __future__ import annotations

import re
import unicodedata

from sandbox.discord.entities import Emoji
from sandbox.discord.errors import DiscordError, unknown
from sandbox.discord.world import DiscordWorld

_CUSTOM = re.compile(r"(?:a:)?(\w{2,32}):(\d{1,20})")
LONGEST = 16  # characters of one Unicode emoji; families of four with skin tones are the longest
_JOINER, _PICTURE, _KEYCAP = "\u200d", "\ufe0f", "\u20e3"
_REGIONAL = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)  # flags of parts of countries
_TONES = range(0x1F3FB, 0x1F400)


def named(world: DiscordWorld, text: str) -> Emoji:
    """The emoji that a path names: its characters, or `name:id`; raises 10014 where the bot has none such."""
    custom = _CUSTOM.fullmatch(text)
    if custom is not None:
        return known(world, int(custom.group(2)))
    if not is_unicode(text):
        raise unknown_emoji()
    return Emoji(None, text)


def known(world: DiscordWorld, emoji_id: int) -> Emoji:
    """A custom emoji of the application or of a guild that the bot is in; raises 10014."""
    for emojis in (world.emojis, *(guild.emojis for guild in world.bot_guilds())):
        if emoji_id in emojis:
            return emojis[emoji_id]
    raise unknown_emoji()


def is_unicode(text: str) -> bool:
    """Whether a text is one emoji of Unicode, as far as the properties of its characters tell."""
    if not 0 < len(text) <= LONGEST:
        return False
    points = [point for point in map(ord, text) if point not in _TAGS and chr(point) not in (_PICTURE, _KEYCAP)]
    if len(points) == 2 and all(point in _REGIONAL for point in points):
        return True
    if _KEYCAP in text:
        return len(points) == 1 and chr(points[0]) in "0123456789#*"
    bases = [point for point in points if chr(point) != _JOINER and point not in _TONES]
    joined = sum(chr(point) == _JOINER for point in points)
    # Arrows and the like are mathematical signs to Unicode, and emojis with U+FE0F behind them.
    kinds = ("So", "Sm", "Po") if _PICTURE in text else ("So",)
    return len(bases) == joined + 1 and all(unicodedata.category(chr(point)) in kinds for point in bases)


def unknown_emoji() -> DiscordError:
    """No such emoji, or none of the bot's."""
    return unknown(10014, "Emoji")
