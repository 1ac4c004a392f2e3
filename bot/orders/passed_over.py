"""Why a model that comes first does not make a song: what planning found, kept with the job for its card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from bot.errors import Problem, RequestRefused
from bot.musicapi.operations import Operation
from bot.musicapi.text import utf16_length
from bot.orders.candidates import Candidate, Market
from data.brief import PassedOver


class Reason(StrEnum):
    """Why a model was passed over; the names are in the rows of the jobs."""

    NOT_AVAILABLE = "not_available"  # the vendor or the operator took it away
    TEXT_TOO_LONG = "text_too_long"  # it takes `limit` characters
    NEEDS_LYRICS = "needs_lyrics"  # it sings given lyrics alone, of at least `limit` characters
    DETAIL_NOT_TAKEN = "detail_not_taken"  # it does not take the `detail`, such as `gender`
    OTHER = "other"


_REASONS: Final[Mapping[Problem, Reason]] = {
    Problem.TEXT_TOO_LONG: Reason.TEXT_TOO_LONG,
    Problem.LYRICS_MISSING: Reason.NEEDS_LYRICS,
    Problem.LYRICS_TOO_SHORT: Reason.NEEDS_LYRICS,
    Problem.DETAIL_NOT_TAKEN: Reason.DETAIL_NOT_TAKEN,
}


def refusing(candidate: Candidate, refused: RequestRefused) -> PassedOver:
    """The candidate that does not take the request, and why."""
    problem, facts = refused.problem, refused.facts
    reason = _REASONS.get(problem, Reason.OTHER) if isinstance(problem, Problem) else Reason.OTHER
    limit = int(facts.get("limit") or facts.get("fewest") or 0)
    return PassedOver(_name(candidate), reason, str(facts.get("detail") or ""), limit)


def unavailable(model: str) -> PassedOver:
    """The default model, such as `sonic/sonic-v5`, that cannot do this now."""
    return PassedOver(model, Reason.NOT_AVAILABLE)


def defaults_unavailable(market: Market, operation: Operation, defaults: Sequence[str]) -> list[PassedOver]:
    """The default models, in order, that cannot do this now."""
    return [unavailable(name) for name in defaults if name and not market.for_model(operation, name)]


def too_short_for(candidate: Candidate, texts: Mapping[str, str]) -> PassedOver:
    """The candidate that takes less than one of the texts has, by the names of its limits."""
    limits = (getattr(candidate.limits, name) for name, text in texts.items() if _is_longer(text, candidate, name))
    return PassedOver(_name(candidate), Reason.TEXT_TOO_LONG, limit=next(limits, 0))


def _is_longer(text: str, candidate: Candidate, name: str) -> bool:
    return utf16_length(text) > getattr(candidate.limits, name)


def _name(candidate: Candidate) -> str:
    return f"{candidate.family.name}/{candidate.model.name}"
