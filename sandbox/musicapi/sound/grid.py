"""Where bars and their sixteenths are in time."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.musicapi.sound.patterns import STEPS

EIGHTHS = 0.5  # a swing from here on swings eighths, a lighter one sixteenths


@dataclass(frozen=True, slots=True)
class Grid:
    """Time by the song's tempo; `swing` from 0 (straight) to 1 (triplets)."""

    bar: float  # seconds
    swing: float

    def at(self, bar: int, step: float) -> float:
        """Seconds into the song; steps may be fractions and may lead into later bars."""
        pair = 4.0 if self.swing >= EIGHTHS else 2.0
        whole, rest = divmod(step, pair)
        half = rest / pair
        pivot = 0.5 + self.swing / 6  # two thirds of the pair for triplets
        warped = half * 2 * pivot if half <= 0.5 else pivot + (half - 0.5) * 2 * (1 - pivot)
        return (bar + (whole + warped) * pair / STEPS) * self.bar

    def long(self, bar: int, step: float, steps: float) -> float:
        """Seconds from one step to the other."""
        return self.at(bar, step + steps) - self.at(bar, step)
