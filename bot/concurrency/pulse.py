"""Whether a loop still goes round: it says when it was at work, and for how long it may be silent from then on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

# Seconds that a loop may be late before it counts as dead: longer than any one of its steps takes, a create included.
GRACE: Final = 90.0
START: Final = 120.0  # seconds until it must have begun


class Pulse:
    """The last sign of life of one loop; `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._is_resting = False
        self.has_begun = False
        self._due_at = clock() + START - GRACE

    def beat(self, seconds: float = 0.0) -> float:
        """Note that the loop is at work, and that it is again after `seconds` at the latest; returns them."""
        self.has_begun, self._is_resting = True, False
        self._due_at = self._clock() + seconds
        return seconds

    def rest(self) -> None:
        """Note that the loop has nothing to do, for as long as it likes."""
        self.has_begun = self._is_resting = True

    @property
    def seconds_late(self) -> float:
        """By how much the loop is later than it said; 0: it is not."""
        return 0.0 if self._is_resting else max(0.0, self._clock() - self._due_at)

    @property
    def is_alive(self) -> bool:
        """Whether the loop is not later than any of its steps may take."""
        return self.seconds_late < GRACE
