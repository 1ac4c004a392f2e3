"""Pure: when tasks of a kind become ready, learnt from polls, which only tell between which two moments it was.

A task that was there at its first poll may have been there for long: to take that poll's moment for its duration would
make the first poll confirm itself for ever, however fast the vendor became. So a past task is an interval, and the
estimate spreads it over the interval in the shape of the estimate itself, again and again: the EMS algorithm for
interval-censored data (expectation, maximization, smoothing; Silverman and others, 1990).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import ceil, erf, exp, log, sqrt
from typing import TypeAlias

Seen: TypeAlias = tuple[float, float]  # seconds from the acceptance: not ready yet at the first, ready at the second

SHORTEST, LONGEST = 0.25, 1_800.0  # seconds; nobody waits for longer than the hard cap
RATIO = 1.05  # of a cell's end to its begin: 2 s at 45 s, far less than songs differ
FORGETTING = 0.96  # what a task weighs beside the next one: about 25 tasks count, so a vendor that changed is followed
DOUBT = 1.0  # what the guess weighs that nothing is known but the order of magnitude, in tasks
BREADTH = 0.7  # standard deviation of that guess, in natural logarithms: nine of ten within a factor of 3.2
ROUNDS, SMOOTHINGS = 5, 3  # more of either changed neither polls nor lag by a twentieth

# The cells' borders in seconds: cell k lies between border k and border k + 1.
BORDERS: Sequence[float] = (
    0.0,
    *(SHORTEST * RATIO**k for k in range(ceil(log(LONGEST / SHORTEST, RATIO)) + 1)),
)
CELLS = len(BORDERS) - 1


def estimate(seen: Sequence[Seen]) -> list[float]:
    """The share of tasks that become ready within each cell, from those of the past, newest first; their sum is 1."""
    weights = [FORGETTING**age for age in range(len(seen))]
    cells = [_cells_of(*interval) for interval in seen]
    guess = _guess(seen, weights)
    total = DOUBT + sum(weights)
    shares = guess
    for _ in range(ROUNDS):
        below = [0.0, *accumulate(shares)]
        steps = [0.0] * (CELLS + 1)
        for (first, last), weight in zip(cells, weights, strict=True):
            factor = weight / max(below[last + 1] - below[first], 1e-12)
            steps[first] += factor
            steps[last + 1] -= factor
        spread = zip(guess, shares, accumulate(steps[:-1]), strict=True)
        shares = [(DOUBT * doubt + share * factor) / total for doubt, share, factor in spread]
        for _ in range(SMOOTHINGS):
            padded = [shares[0], *shares, shares[-1]]
            shares = [(a + 2 * b + c) / 4 for a, b, c in zip(padded, padded[1:], padded[2:], strict=False)]
    return _normalize(shares)


def log_normal(median: float, deviation: float) -> list[float]:
    """The share of a log-normal distribution within each cell; `deviation` is in natural logarithms."""
    below = [0.5 + 0.5 * erf(log(max(border, 1e-9) / median) / deviation / sqrt(2)) for border in BORDERS]
    return _normalize(b - a for a, b in pairwise(below))


def _cells_of(after: float, by: float) -> tuple[int, int]:
    last = _cell(by)
    return min(last, _cell(after + 1e-9)), last


def _cell(seconds: float) -> int:
    return min(CELLS - 1, max(0, bisect_left(BORDERS, seconds) - 1))


def _guess(seen: Sequence[Seen], weights: Sequence[float]) -> list[float]:
    """What is assumed of tasks of which only the order of magnitude is known: that of the intervals' middles."""
    middles = (log(max(SHORTEST, (after + by) / 2)) for after, by in seen)
    mean = sum(weight * middle for weight, middle in zip(weights, middles, strict=True)) / sum(weights)
    return log_normal(exp(mean), BREADTH)


def _normalize(shares: Iterable[float]) -> list[float]:
    kept = [max(0.0, share) for share in shares]
    total = sum(kept)
    return [share / total for share in kept]
