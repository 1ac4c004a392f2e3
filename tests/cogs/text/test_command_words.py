"""Commands as Discord is told them: in every language, as short as it wants them, and called the same in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from discord import Locale
from discord.app_commands import locale_str

from cogs.text.command_words import CommandWords
from cogs.text.languages import LANGUAGES, language_of
from tests.cogs.live import open_live
from tests.cogs.making import CATALOG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TRANSLATED = {locale.value for locale in Locale if language_of(locale) != "en"}


def parts_of(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command, and whatever it has inside: subcommands, options and choices."""
    yield part
    for inner in (*part.get("options", []), *part.get("choices", [])):
        yield from parts_of(inner)


async def test_discord_takes_every_command_in_every_language(tmp_path: Path) -> None:
    async with open_live(tmp_path) as live:
        await live.client.sync_commands()  # refused, if a single text is too long
        registered = list(live.sandbox.discord.world.commands.values())
    every = [part for command in registered for part in parts_of(command)]
    described = [part for part in every if part.get("description")]
    assert len(described) > 50
    for part in described:
        said = part.get("description_localizations") or {}
        assert set(said) <= TRANSLATED, part["name"]
        assert said.get("es-ES") == said.get("es-419")
        if part["name"] == "song":  # whatever it costs, it says so in every language
            price = part["description"].rpartition(" · ")[2]
            digits = "".join(filter(str.isdigit, price))
            assert all(digits in text.rpartition(" · ")[2] for text in said.values())
    # What people type is the same for all of them; what they choose is not.
    assert [part["name"] for part in described if part.get("name_localizations")] == []
    assert [part["name"] for part in every if part not in described and part.get("name_localizations")] != []


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
async def test_what_a_language_does_not_say_is_left_to_english(language: str) -> None:
    words, context = CommandWords(CATALOG), cast("Any", None)
    nameless = locale_str("song")  # discord.py makes such a one of every other text
    assert await words.translate(nameless, Locale(language), context) is None
    english = locale_str("Make a song", name="command-song", costs="create")
    for locale in (Locale.american_english, Locale.korean):
        assert await words.translate(english, locale, context) is None
