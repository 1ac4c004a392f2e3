"""Pure: models as people choose them: what each is good for, how long its songs are, what one costs and takes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import discord

from bot.musicapi.catalog import Catalog
from bot.musicapi.offers import Family, Model, Typical
from bot.musicapi.text import utf16_length
from bot.orders.candidates import Candidate
from cogs.cards.status import WAITING
from cogs.text import discord_limits
from cogs.text.escape import fitting_lines, shorten
from cogs.text.sentences import credits_of
from data.default_models import DefaultModels

MINUTES_FROM = 90  # seconds; shorter times are said in seconds


def value_of(candidate: Candidate) -> str:
    """What a model is called in commands, such as `sonic/sonic-v5`."""
    return f"{candidate.family.name}/{candidate.model.name}"


def name_of(candidate: Candidate) -> str:
    """What people call a model, such as “Sonic v5”."""
    return _label(candidate.family, candidate.model)


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
        if wanted in (name.casefold() for name in (value, _label(family, model), model.name)):
            return value
    return typed


def suggestion(candidate: Candidate, typical: Typical) -> str:
    """A model in at most 100 characters; what it is good for is cut first."""
    rest = _figures(candidate, typical)
    room = discord_limits.CHOICE - utf16_length(f"{name_of(candidate)} · {rest}") - len(" · ")
    good_for = shorten(candidate.model.good_for, room) if room > 1 else ""
    return shorten(" · ".join(part for part in (name_of(candidate), good_for, rest) if part), discord_limits.CHOICE)


def models_card(offered: Sequence[tuple[Candidate, Typical]], defaults: DefaultModels) -> discord.Embed:
    """Every model by family, and which one makes a song when nobody names one."""
    first = value_of(offered[0][0]) if offered else ""
    card = discord.Embed(
        title="Models",
        description="\n".join(
            (
                f"Your default: {_label_of_value(defaults.member, offered) or 'none'}",
                f"This server's default: {_label_of_value(defaults.server, offered) or 'none'}",
                f"Without either: {_label_of_value(first, offered) or 'no model can make new songs at the moment'}",
            )
        ),
        colour=WAITING,
    )
    for label, models in groupby(offered, key=lambda each: each[0].family.label):
        lines = [_line(candidate, typical) for candidate, typical in models]
        value = "\n".join(fitting_lines(lines, discord_limits.EMBED_FIELD))
        card.add_field(name=label, value=value, inline=False)
    return card


def span(seconds: float) -> str:
    """A time as people say it, such as “45 s” or “2 min”."""
    return f"{max(5, round(seconds / 5) * 5)} s" if seconds < MINUTES_FROM else f"{round(seconds / 60)} min"


def _label(family: Family, model: Model) -> str:
    return family.label if model.label == family.label else f"{family.label} {model.label}"


def _figures(candidate: Candidate, typical: Typical) -> str:
    parts = (candidate.model.length, credits_of(candidate.offer.price), f"about {span(typical.p50)}")
    return " · ".join(part for part in parts if part)


def _line(candidate: Candidate, typical: Typical) -> str:
    good_for = f"{candidate.model.good_for} · " if candidate.model.good_for else ""
    return f"**{candidate.model.label}**: {good_for}{_figures(candidate, typical)}"


def _label_of_value(value: str, offered: Sequence[tuple[Candidate, Typical]]) -> str:
    """What people call the model; one that cannot make songs any more is passed over, and called so."""
    if not value:
        return ""
    found = next((name_of(candidate) for candidate, _ in offered if value_of(candidate) == value), "")
    return found or f"{value} (not available now)"
