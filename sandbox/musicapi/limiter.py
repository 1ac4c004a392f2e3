"""The vendor's pace: one create per three seconds (musicapi.md 3.0, 9.5)."""

from __future__ import annotations


class CreateLimit:
    """Lets one create through per `interval` seconds; 0 = no limit. A refused try does not push the next."""

    def __init__(self, interval: float = 3.0) -> None:
        self.interval = interval
        self.refused = 0  # 429s earned so far
        self._last = float("-inf")

    def wait(self, now: float) -> float:
        """0 and the turn taken, or the seconds to wait still."""
        left = self._last + self.interval - now
        if left > 0:
            self.refused += 1
            return left
        self._last = now
        return 0.0
