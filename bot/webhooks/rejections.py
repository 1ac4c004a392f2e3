"""The log of what came to the callback's door and changed nothing: each a line, but never more than a few a minute."""

from __future__ import annotations

import logging
import time
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

LINES = 20  # a minute; whoever knocks a thousand times shall not fill the disk
MINUTE = 60.0  # seconds


class RejectionLog:
    """Logs refusals, at most `LINES` a minute; the others are counted and said in one line when the minute is over.

    `clock` gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._lines: Counter[str] = Counter()
        self._more: Counter[str] = Counter()

    def log_rejected(self, why: str, who: str) -> None:
        """Log a call that was told to go away; `who` is `job=…` or `address=…`, never a token."""
        if self._may_speak(why):
            log.warning("callback_refused why=%s %s", why, who)

    def log_crowded(self) -> None:
        """Log that a connection had to go to make room: once a minute, as one crowd is many of them."""
        if self._may_speak("crowded", most=1):
            log.warning("callback_refused why=crowded address=-")

    def log_ignored(self, why: str, who: str) -> None:
        """Log a genuine callback that was answered as any, and had nothing to change."""
        if self._may_speak(why):
            log.info("callback_ignored why=%s %s", why, who)

    def log_summary(self, *, at_the_end: bool = False) -> None:
        """Say in one line how many were not logged one by one, once the minute is over, or `at_the_end` at once."""
        now = self._clock()
        if now - self._since < MINUTE and not at_the_end:
            return
        if self._more:
            reasons = " ".join(f"{why}={count}" for why, count in sorted(self._more.items()))
            log.warning("callbacks_turned_away count=%s %s", self._more.total(), reasons)
        self._since = now
        self._lines.clear()
        self._more.clear()

    def _may_speak(self, why: str, *, most: int = LINES) -> bool:
        self.log_summary()
        if self._lines.total() < LINES and self._lines[why] < most:
            self._lines[why] += 1
            return True
        self._more[why] += 1
        return False
