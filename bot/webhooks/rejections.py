"""The log of webhooks that changed nothing: one line each, but never more than a few a minute."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from http import HTTPStatus

log = logging.getLogger(__name__)

LINES_A_MINUTE = 20  # a thousand requests must not fill the disk
MINUTE = 60.0  # seconds


class RejectionLog:
    """Logs rejections, at most `LINES_A_MINUTE`; the others are counted and summed up in one line after the minute.

    `clock` gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._logged: Counter[str] = Counter()
        self._suppressed: Counter[str] = Counter()

    def reject(self, why: str, status: HTTPStatus, who: str = "address=-", *, most: int = LINES_A_MINUTE) -> HTTPStatus:
        """Log a rejected webhook, at most so often a minute, and return the status; `who` never holds a token."""
        if self._may_log(why, most):
            log.warning("webhook_rejected why=%s %s", why, who)
        return status

    def ignore(self, why: str, who: str) -> HTTPStatus:
        """Log a genuine webhook that had nothing to change, and return the status for it."""
        if self._may_log(why):
            log.info("webhook_ignored why=%s %s", why, who)
        return HTTPStatus.OK

    def log_summary(self, *, at_the_end: bool = False) -> None:
        """Log how many were not logged one by one, once the minute is over, or at once `at_the_end`."""
        now = self._clock()
        if now - self._since < MINUTE and not at_the_end:
            return
        if self._suppressed:
            reasons = " ".join(f"{why}={count}" for why, count in sorted(self._suppressed.items()))
            log.warning("webhooks_suppressed count=%s %s", self._suppressed.total(), reasons)
        self._since = now
        self._logged.clear()
        self._suppressed.clear()

    def _may_log(self, why: str, most: int = LINES_A_MINUTE) -> bool:
        self.log_summary()
        if self._logged.total() < LINES_A_MINUTE and self._logged[why] < most:
            self._logged[why] += 1
            return True
        self._suppressed[why] += 1
        return False
