"""In which language everybody in the server is spoken to: cards, notices and whatever else all of them read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.status.server_settings import Changes
from cogs.settings.fields import choice_field, chosen_in
from cogs.settings.section import Field, Section, Shown, Tab
from cogs.text.catalog import say
from cogs.text.languages import LANGUAGES, language_of

CHOSEN: Final = "language"
AS_DISCORD: Final = "discord"  # no language has this name


def _fields(shown: Shown) -> Iterable[Field]:
    chosen = shown.settings.limits.language
    value = chosen if chosen in LANGUAGES else AS_DISCORD
    options = {AS_DISCORD: _as_discord(shown), **LANGUAGES}
    yield choice_field(CHOSEN, say("settings-language-label"), value, options, hint=say("settings-language-hint"))


def _decide(_: Shown, touched: Mapping[str, str]) -> Changes:
    chosen = chosen_in(touched[CHOSEN], {AS_DISCORD, *LANGUAGES})
    return Changes({"language": None if chosen == AS_DISCORD else chosen})


def _state(shown: Shown) -> Iterable[str]:
    yield LANGUAGES.get(shown.settings.limits.language) or _as_discord(shown)
    yield say("settings-language-explained")


def _as_discord(shown: Shown) -> str:
    """What Discord says of the server; where nothing is known of the server, that it does."""
    if shown.locale is None:
        return say("settings-language-discord")
    return say("settings-language-discord-now", language=LANGUAGES[language_of(shown.locale)])


LANGUAGE: Final = Section(
    "language",
    Tab.GENERAL,
    name=lambda: say("settings-language"),
    state=_state,
    fields=_fields,
    decide=_decide,
)
