"""Pure: what the picture of a month shows: credits of each day, the allowance, and where the pace leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MonthChart:
    """Credits of each day of a month so far, and what it may use; `elapsed` days of `length` are over, in parts too."""

    days: Sequence[int]
    length: int
    elapsed: float
    allowance: int

    @property
    def total(self) -> int:
        """All of them together."""
        return sum(self.days)

    @property
    def pace_ends(self) -> tuple[float, float]:
        """The day and the sum to which this pace leads: where the allowance is used up, or the month over."""
        a_day = self.total / self.elapsed if self.elapsed else 0.0
        if a_day and self.total < self.allowance <= a_day * self.length:
            return self.allowance / a_day, self.allowance
        return self.length, max(self.total, a_day * self.length)


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What the picture says, in whichever language."""

    title: str
    used: str  # beside a filled square
    allowance: str  # beside a line
    pace: str  # beside a dashed line; empty where there is none
    a_day: str  # above the columns
    number: Callable[[int], str]  # an amount, or a day
