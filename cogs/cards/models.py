"""Pure: models as people choose them: what each is good for, how long its songs are, what one costs and takes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

import discord

from bot.musicapi.catalog import Catalog
from bot.musicapi.offers import Typical
from bot.musicapi.text import utf16_length
from bot.orders.candidates import Candidate
from bot.status.snapshots import Models
from cogs.cards.status import WAITING
from cogs.components.custom_id import ModelMenu, ModelScope
from cogs.components.panel import panel, row
from cogs.text import discord_limits
from cogs.text.catalog import say
from cogs.text.escape import fitting_lines, shorten
from cogs.text.model_names import full_name, good_for, song_length
from cogs.text.times import span

FORGET: Final = "forget"  # chosen in place of a model: no default any more
LIST: Final = 3_000  # characters for all models, of the 4,000 that a panel has


def value_of(candidate: Candidate) -> str:
    """What a model is called in commands, such as `sonic/sonic-v5`."""
    return f"{candidate.family.name}/{candidate.model.name}"


def name_of(candidate: Candidate) -> str:
    """What people call a model, such as “Sonic v5”."""
    return full_name(candidate.family, candidate.model)


def find_model_value(typed: str, catalog: Catalog) -> str:
    """The value of the model or family that somebody typed by its name, without choosing it from the suggestions.

    Whoever presses Enter early sends what is typed, such as “sonic V5”. What nobody is called is handed on as it is.
    """
    wanted = " ".join(typed.split()).casefold()
    for family in catalog.families:
        if wanted in (family.name.casefold(), family.label.casefold()):
            return family.name
    for family, model in catalog.models():
        value = f"{family.name}/{model.name}"
        if wanted in (name.casefold() for name in (value, full_name(family, model), model.name)):
            return value
    return typed


def suggestion(candidate: Candidate, typical: Typical) -> str:
    """A model in at most 100 characters; what it is good for is cut first."""
    rest = _figures(candidate, typical)
    room = discord_limits.CHOICE - utf16_length(f"{name_of(candidate)} · {rest}") - len(" · ")
    purpose = shorten(good_for(candidate.model), room) if room > 1 else ""
    return shorten(" · ".join(part for part in (name_of(candidate), purpose, rest) if part), discord_limits.CHOICE)


def forgetting(scope: ModelScope) -> str:
    """What the choice says that forgets a default."""
    return say("model-forget" if scope is ModelScope.MINE else "model-forget-server")


def models_panel(models: Models, *, manages: bool, news: str = "") -> discord.ui.LayoutView:
    """The current defaults first, then every model, then a menu for each default that the person may choose.

    `news` is what was just changed.
    """
    offered, defaults = models.offered, models.defaults
    current = [
        say("models-mine", model=_current(defaults.member, offered)),
        say("models-server", model=_current(defaults.server, offered)),
        say("models-first", model=name_of(offered[0][0])) if offered else say("models-none-now"),
    ]
    heading = [f"**{news}**"] if news else [f"## {say('models-title')}"]
    items: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join([*heading, *current]))]
    if offered:
        items += [discord.ui.Separator(), discord.ui.TextDisplay(_list(offered))]
        items.append(row(_menu(ModelScope.MINE, offered, defaults.member)))
        if manages:
            items.append(row(_menu(ModelScope.SERVER, offered, defaults.server)))
    return panel(*items, colour=WAITING)


def _list(offered: Sequence[tuple[Candidate, Typical]]) -> str:
    lines = list[str]()
    for label, models in groupby(offered, key=lambda each: each[0].family.label):
        lines.append(f"**{label}**")
        lines += [f"- {_line(candidate, typical)}" for candidate, typical in models]
    return "\n".join(fitting_lines(lines, LIST))


def _menu(scope: ModelScope, offered: Sequence[tuple[Candidate, Typical]], default: str) -> discord.ui.Select[Any]:
    """A menu of every model, the default chosen in it; where there is one, it can be forgotten."""
    options = [_option(candidate, typical, default) for candidate, typical in offered]
    if default:
        options = options[: discord_limits.OPTIONS - 1]
        hint = say("model-forget.hint" if scope is ModelScope.MINE else "model-forget-server.hint")
        options.append(discord.SelectOption(label=forgetting(scope), value=FORGET, description=hint))
    placeholder = say("model-menu-mine" if scope is ModelScope.MINE else "model-menu-server")
    return discord.ui.Select(
        custom_id=ModelMenu(scope).custom_id, placeholder=placeholder, options=options[: discord_limits.OPTIONS]
    )


def _option(candidate: Candidate, typical: Typical, default: str) -> discord.SelectOption:
    described = " · ".join(part for part in (good_for(candidate.model), _figures(candidate, typical)) if part)
    return discord.SelectOption(
        label=shorten(name_of(candidate), discord_limits.OPTION),
        value=value_of(candidate),
        description=shorten(described, discord_limits.OPTION),
        default=value_of(candidate) == default,
    )


def _figures(candidate: Candidate, typical: Typical) -> str:
    time = say("model-time", time=span(typical.p50))
    parts = (song_length(candidate.model), say("credits", count=candidate.offer.price), time)
    return " · ".join(part for part in parts if part)


def _line(candidate: Candidate, typical: Typical) -> str:
    told = (good_for(candidate.model), _figures(candidate, typical))
    return say("labelled", name=candidate.model.label, words=" · ".join(part for part in told if part))


def _current(value: str, offered: Sequence[tuple[Candidate, Typical]]) -> str:
    """What people call the default; one that cannot make songs now is passed over, and called so."""
    if not value:
        return say("models-no-default")
    found = next((name_of(candidate) for candidate, _ in offered if value_of(candidate) == value), "")
    return f"**{found}**" if found else say("models-not-available", model=value)
