"""Who would make a song as it is asked for, and why those that come first would not."""

from __future__ import annotations

from bot.errors import Problem
from bot.musicapi.operations import Operation
from bot.orders.fitting import find_fit
from bot.orders.passed_over import Reason
from data.brief import Brief, Details
from tests.cogs.making import CATALOG, candidate

RIFFUSION, SONIC = candidate(Operation.CREATE, "riffusion"), candidate(Operation.CREATE)


def test_the_first_that_takes_all_of_it_makes_it() -> None:
    fit = find_fit([RIFFUSION, SONIC], Operation.CREATE, Brief(prompt="pop"), CATALOG)
    assert (fit.candidate, fit.passed_over, fit.refusal) == (RIFFUSION, (), None)


def test_whoever_is_passed_over_is_so_for_a_reason() -> None:
    for brief, why, detail in (
        (Brief(prompt="x" * 300), Reason.TEXT_TOO_LONG, ""),
        (Brief(prompt="pop", details=Details(gender="f")), Reason.DETAIL_NOT_TAKEN, "gender"),
    ):
        fit = find_fit([RIFFUSION, SONIC], Operation.CREATE, brief, CATALOG)
        assert (fit.candidate, fit.refusal) == (SONIC, None)
        assert [(each.why, each.detail) for each in fit.passed_over] == [(why, detail)]


def test_what_nobody_takes_is_refused_by_who_asks_for_the_smallest_change() -> None:
    fit = find_fit([RIFFUSION, SONIC], Operation.CREATE, Brief(prompt="pop", lyrics="x" * 9_000), CATALOG)
    assert fit.candidate == SONIC
    assert fit.refusal is not None
    assert fit.refusal.problem is Problem.TEXT_TOO_LONG
    alone = find_fit([RIFFUSION], Operation.CREATE, Brief(prompt="pop", details=Details(avoid="drums")), CATALOG)
    assert (alone.candidate, alone.passed_over) == (RIFFUSION, ())
    assert alone.refusal is not None
    assert alone.refusal.problem is Problem.DETAIL_NOT_TAKEN
