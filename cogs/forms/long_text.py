"""Pure: texts that are longer than the field that shows them."""

from __future__ import annotations

from bot.musicapi.text import utf16_length
from cogs.text import discord_limits
from cogs.text.escape import truncate
from cogs.text.form_words import CUT_OFF, TOO_LONG


def shown_text(text: str, limit: int) -> str:
    """What a form shows of a text in a field that takes `limit` characters."""
    most = min(limit, discord_limits.TEXT_INPUT)
    return text if utf16_length(text) <= most else truncate(text, most)


def hint_for(text: str, limit: int, hint: str) -> str:
    """The line below a field: `hint`, or what becomes of a text that the field cannot show to its end."""
    if shown_text(text, limit) == text:
        return hint
    return TOO_LONG if utf16_length(text) <= limit else CUT_OFF


def whole_text(typed: str, text: str, limit: int) -> str:
    """What was typed, or the whole `text` where its field could not show it to its end and came back untouched."""
    return text if utf16_length(text) <= limit and is_untouched(typed, shown_text(text, limit)) else typed


def is_untouched(typed: str, shown: str) -> bool:
    """Whether a field came back as it was shown; clients differ in what they do to white space."""
    return typed.split() == shown.split()
