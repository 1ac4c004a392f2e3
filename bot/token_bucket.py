"""At most so many a second, no more than a second's worth at once, and fewer for a while where that was too many."""

from __future__ import annotations

from datetime import datetime, timedelta

RECOVERY = 60.0  # seconds from nothing back to the full rate: as slow to rise as it is quick to fall
LEAST = 1.0  # a second, however often the other side complains


class TokenBucket:
    """Counts what was begun; full at first."""

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._rate = per_second
        self._tokens = max(1.0, per_second)
        self._filled_at: datetime | None = None
        self._pause = 0.0
        self._paused_until: datetime | None = None

    def seconds_left(self, now: datetime) -> float:
        """Seconds until the next may begin; 0: now."""
        if self._filled_at is not None:
            passed = max(0.0, (now - self._filled_at).total_seconds())  # a clock may be set back
            self._rate = min(self._per_second, self._rate + passed * self._per_second / RECOVERY)
            self._tokens = min(max(1.0, self._rate), self._tokens + passed * self._rate)
        self._filled_at = now
        if (pause := self._pause_left(now)) > 0:
            return pause
        return 0.0 if self._tokens >= 1 else (1 - self._tokens) / self._rate

    def take(self) -> None:
        """Count one that begins."""
        self._tokens -= 1

    def slow_down(self, now: datetime, pause: float) -> bool:
        """Begin nothing for `pause` seconds and go on half as fast; False: it is paused already."""
        if self._pause_left(now) > 0:
            return False
        self.seconds_left(now)
        self._rate = max(self._rate / 2, min(LEAST, self._per_second))
        self._tokens = 1.0
        self._pause, self._paused_until = pause, now + timedelta(seconds=pause)
        return True

    def _pause_left(self, now: datetime) -> float:
        if self._paused_until is None:
            return 0.0
        left = (self._paused_until - now).total_seconds()
        if not 0 < left <= self._pause:  # over, or the clock was set back
            self._paused_until = None
            return 0.0
        return left
