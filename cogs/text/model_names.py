"""Pure: what people call models, and in one line why another one than the first choice made a song."""

from __future__ import annotations

from collections.abc import Sequence

from bot.musicapi.catalog import find_model
from bot.musicapi.offers import Family, Model
from bot.orders.passed_over import Reason
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown
from data.brief import PassedOver

NAME_SHOWN = 100


def full_name(family: Family, model: Model) -> str:
    """What people call a model, such as “Sonic v5”."""
    return family.label if model.label == family.label else f"{family.label} {model.label}"


def good_for(model: Model) -> str:
    """What to choose a model for, in a few words; empty where nobody says."""
    return say(message_of(model)) if model.good_for else ""


def message_of(model: Model) -> str:
    """The name of the catalog's message about what a model is good for."""
    return f"good-for-{model.good_for}"


def song_length(model: Model) -> str:
    """How long the songs of a model are, such as “3–4 min”; empty where nobody says."""
    least, most = model.minutes
    if not most:
        return ""
    return say("songs-minutes", least=least, most=most) if least else say("songs-minutes-most", most=most)


def reason_line(family: Family, model: Model, passed_over: Sequence[PassedOver]) -> str:
    """Why this model and not the first choice, such as “Sonic, because Riffusion cannot choose a voice.”

    Empty where it is the first choice.
    """
    if not passed_over:
        return ""
    first = passed_over[0]
    known = find_model(first.model)
    if known is None:
        taken, other = full_name(family, model), escape_markdown(first.model, NAME_SHOWN)
    elif known[0].name == family.name:
        taken, other = full_name(family, model), full_name(*known)
    else:
        taken, other = family.label, known[0].label
    return _sentence(first, taken, other)


def _sentence(passed: PassedOver, taken: str, other: str) -> str:
    match passed.why:
        case Reason.NOT_AVAILABLE:
            return say("model-because-not-available", model=taken, other=other)
        case Reason.TEXT_TOO_LONG:
            return say("model-because-too-long", model=taken, other=other, limit=passed.limit)
        case Reason.NEEDS_LYRICS if passed.limit:
            return say("model-because-longer-lyrics", model=taken, other=other, limit=passed.limit)
        case Reason.NEEDS_LYRICS:
            return say("model-because-lyrics", model=taken, other=other)
        case Reason.DETAIL_NOT_TAKEN if passed.detail == "gender":
            return say("model-because-voice", model=taken, other=other)
        case Reason.DETAIL_NOT_TAKEN if passed.detail == "avoid":
            return say("model-because-avoid", model=taken, other=other)
        case _:  # also what only a later version knows
            return say("model-because", model=taken, other=other)
