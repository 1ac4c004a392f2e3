"""At most so many a second, and no more than a second's worth at once."""

from __future__ import annotations

from datetime import datetime


class TokenBucket:
    """Counts what was begun; full at first."""

    def __init__(self, per_second: float) -> None:
        self._rate = per_second
        self._tokens = max(1.0, per_second)
        self._filled_at: datetime | None = None

    def seconds_left(self, now: datetime) -> float:
        """Seconds until the next may begin; 0: now."""
        if self._filled_at is not None:
            passed = max(0.0, (now - self._filled_at).total_seconds())  # a clock may be set back
            self._tokens = min(max(1.0, self._rate), self._tokens + passed * self._rate)
        self._filled_at = now
        return 0.0 if self._tokens >= 1 else (1 - self._tokens) / self._rate

    def take(self) -> None:
        """Count one that begins."""
        self._tokens -= 1
