"""Commands in the languages that Discord shows them in: their descriptions and choices, from the catalog.

Names that people type, of commands and of their options, are the same in every language: a page of help, a card that
says `/song` and somebody who tells a friend what to type all mean the same. What nobody types, the name in the menu of
a message, is translated.
"""

from __future__ import annotations

from typing import Any

from discord import Locale
from discord.app_commands import TranslationContextTypes, Translator, locale_str

from bot.musicapi.catalog import Catalog
from cogs.text.catalog import ENGLISH, say, speaking
from cogs.text.command_prices import description_with_price
from cogs.text.languages import language_of


class CommandWords(Translator):
    """What discord.py asks when commands are registered; `catalog` has the prices that some descriptions name."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        """The words for whoever reads in this locale; None where Discord shows them the English ones."""
        said: dict[str, Any] = string.extras
        language = language_of(locale)
        if "name" not in said or language == ENGLISH:
            return None
        with speaking(language):
            words = say(said["name"])
            if words == string.message:  # the language does not have it
                return None
            return description_with_price(words, said["costs"], self._catalog) if "costs" in said else words
