"""Which languages are spoken, and by which name Discord knows them: a further one is a folder here and a line below."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cogs.text.catalog import ENGLISH

# Each by what its speakers call it: whoever looks for their language need not know another one.
LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ENGLISH: "English",
        "de": "Deutsch",
        "es-ES": "Español",
        "fr": "Français",
        "ja": "日本語",
        "pt-BR": "Português (Brasil)",
        "zh-CN": "简体中文",
    }
)
# Discord's own codes (docs.discord.com, “Locales”) that are not ours. Traditional Chinese is read in Taiwan and Hong
# Kong, where simplified characters are a foreign script to many: they read English, as every other language does.
_NEAREST: Final[Mapping[str, str]] = MappingProxyType({"en-US": ENGLISH, "en-GB": ENGLISH, "es-419": "es-ES"})


def language_of(locale: object) -> str:
    """The language in which somebody is spoken to whose client or server is set to this locale of Discord's."""
    said = str(locale)
    return said if said in LANGUAGES else _NEAREST.get(said, ENGLISH)


def known(language: str | None) -> str:
    """A language that was written down: English for what a later version spoke, and for none."""
    return language if language is not None and language in LANGUAGES else ENGLISH
