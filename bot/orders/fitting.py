"""Pure: who of several would make a song as it is asked for, and why those that come first would not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import Problem, RequestRefused
from bot.musicapi.catalog import Catalog
from bot.musicapi.operations import Operation
from bot.musicapi.requests import SongRequest
from bot.orders.candidates import Candidate
from bot.orders.passed_over import refusing
from data.brief import Brief, PassedOver


@dataclass(frozen=True, slots=True)
class Fit:
    """Who would make it, whom that passes over, in order, and why it is refused as it stands; None: it is not."""

    candidate: Candidate
    passed_over: tuple[PassedOver, ...]
    refusal: RequestRefused | None = None


def find_fit(candidates: Sequence[Candidate], operation: Operation, brief: Brief, catalog: Catalog) -> Fit:
    """The first of the candidates, at least one, that takes what is asked for as it is.

    Where none does, it is whoever asks for the smallest change: the longest texts where they are all too long, else
    the first.
    """
    refused: list[tuple[Candidate, RequestRefused]] = []
    for candidate in candidates:
        try:
            catalog.check_request(SongRequest(operation, candidate.family.name, candidate.model.name, brief))
        except RequestRefused as refusal:
            refused.append((candidate, refusal))
        else:
            return Fit(candidate, _passed_over(refused))
    too_long = [each for each in refused if each[1].problem is Problem.TEXT_TOO_LONG]
    chosen = max(too_long, key=_room) if too_long else refused[0]
    return Fit(chosen[0], _passed_over(refused[: refused.index(chosen)]), chosen[1])


def _room(refused: tuple[Candidate, RequestRefused]) -> int:
    limits = refused[0].limits
    return limits.prompt + limits.style + limits.lyrics


def _passed_over(refused: Sequence[tuple[Candidate, RequestRefused]]) -> tuple[PassedOver, ...]:
    return tuple(refusing(candidate, refusal) for candidate, refusal in refused)
