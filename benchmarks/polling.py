"""Polls a song and lag, by rule: a simulation with the bot's own cadence, in which nothing is left to the machine.

Each rule polls the same songs one after the other, and knows of each only between which two polls it became ready.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.table import quantile
from bot.jobs import cadence
from bot.jobs.readiness import Seen

MEDIAN, SPREAD = 45.0, 0.35  # of the log-normal distribution: nine of ten take from 25 to 80 seconds
LEARNING, SONGS = 60, 1_000
REMEMBERED = 50  # past songs that the bot reads

Delay = Callable[[float], float]  # seconds to the next poll, so many seconds after the acceptance
Rule = Callable[[list[Seen], float, random.Random], Delay]


@dataclass(frozen=True, slots=True)
class Figures:
    """Polls a song, and seconds from ready to known."""

    polls: float
    mean: float
    p95: float


def draw_seconds(chance: random.Random) -> float:
    """How long a song takes."""
    return chance.lognormvariate(math.log(MEDIAN), SPREAD)


def fixed(_seen: list[Seen], interval: float, chance: random.Random) -> Delay:
    """One poll every interval from the acceptance on, as most bots do."""
    return lambda _elapsed: interval * _spread(chance)


def percentiles(seen: list[Seen], interval: float, chance: random.Random) -> Delay:
    """Encore's rule until 0.2.0: first at the 10th percentile of what was recorded, then every interval to the 90th."""
    typical = cadence.typical_from([by for _, by in seen])

    def delay(elapsed: float) -> float:
        if elapsed <= 0:
            return max(interval, typical.p10 if typical else 0.0) * _spread(chance)
        late = max(0.0, elapsed - typical.p90) if typical else 0.0
        return min(max(cadence.SLOWEST, interval), interval + late * cadence.BACK_OFF) * _spread(chance)

    return delay


def planned(worth: float) -> Rule:
    """Encore's rule, where a poll must save so many intervals."""

    def rule(seen: list[Seen], interval: float, chance: random.Random) -> Delay:
        plan, typical = cadence.plan_from(seen, interval, worth), cadence.typical_from([by for _, by in seen])
        return lambda elapsed: cadence.poll_delay(elapsed, plan, typical, interval, chance.random())

    return rule


def simulate(rule: Rule, interval: float, songs: int = SONGS) -> Figures:
    """Let songs be made one after the other, and learnt from, and count those after the first ones."""
    drawn, chance = random.Random(1), random.Random(2)
    seen, polls, lags = list[Seen](), 0, list[float]()
    for number in range(LEARNING + songs):
        seconds, delay = draw_seconds(drawn), rule(seen, interval, chance)
        before, moment, asked = 0.0, delay(0.0), 1
        while moment < seconds:
            before, moment, asked = moment, moment + delay(moment), asked + 1
        seen.insert(0, (before, moment))
        del seen[REMEMBERED:]
        if number >= LEARNING:
            polls += asked
            lags.append(moment - seconds)
    return Figures(polls / songs, sum(lags) / songs, quantile(sorted(lags), 0.95) or 0.0)


def _spread(chance: random.Random) -> float:
    return 0.95 + 0.1 * chance.random()
