"""Rate limits: a bucket per route and major parameter, the global limit, and the block on whoever is refused too often.

Source: documentation, Rate Limits (header format, global limit, invalid request limit).
"""

from __future__ import annotations

import hashlib
import math
from collections import deque
from dataclasses import dataclass

from sandbox.discord import limits
from sandbox.discord.routing import Rate, Route
from sandbox.wire.clock import Clock
from sandbox.wire.exchange import Answer, json_answer

VIA = {"Via": "1.1 google"}  # a 429 without it comes from Cloudflare, and clients tell the two apart by it
REFUSED = (401, 403, 429)
MOST_BUCKETS = 10_000


@dataclass(slots=True)
class Window:
    """How many requests came since the window opened; it opens with the first request after the last one closed."""

    opened: float
    taken: int = 0


class RateLimits:
    """All limits on one bot (or, for requests without a token, on one address)."""

    def __init__(
        self,
        clock: Clock,
        *,
        global_requests: int = limits.GLOBAL_REQUESTS,
        refusals: int = limits.REFUSALS,
    ) -> None:
        self._clock = clock
        self._global_requests = global_requests
        self._most_refusals = refusals
        self._buckets: dict[tuple[str, str], Window] = {}
        self._globals: dict[str, Window] = {}
        self._refusals: deque[float] = deque()

    def blocked_answer(self) -> Answer | None:
        """What Cloudflare answers a client that was refused too often; None for everybody else."""
        now = self._clock.now()
        while self._refusals and now - self._refusals[0] >= limits.REFUSALS_WINDOW:
            self._refusals.popleft()
        if len(self._refusals) < self._most_refusals:
            return None
        wait = math.ceil(self._refusals[0] + limits.REFUSALS_WINDOW - now)
        page = b"<html><title>Access denied | discord.com used Cloudflare to restrict access</title></html>"
        return Answer(429, page, content_type="text/html; charset=UTF-8", headers={"Retry-After": str(wait)})

    def count_refusal(self, answer: Answer) -> None:
        """Note an answer that counts as an invalid request."""
        if answer.status in REFUSED:
            self._refusals.append(self._clock.now())

    def over_global(self, who: str) -> Answer | None:
        """The 429 for a client above the global limit; None below it."""
        now = self._clock.now()
        window = self._globals.get(who)
        if window is None or now >= window.opened + 1.0:
            window = self._globals[who] = Window(now)
        if window.taken >= self._global_requests:
            wait = _up(window.opened + 1.0 - now)
            headers = {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
            return _too_many(wait, headers, whole_bot=True)
        window.taken += 1
        return None

    def take(self, route: Route, rate: Rate, major: str) -> tuple[dict[str, str], Answer | None]:
        """Count a request in its bucket: the headers for its answer, and a 429 where the bucket is empty."""
        now = self._clock.now()
        bucket = hashlib.md5(f"{route.method} {route.template}".encode(), usedforsecurity=False).hexdigest()
        window = self._buckets.get((bucket, major))
        if window is None or now >= window.opened + rate.seconds:
            self._forget_old(now, rate)
            window = self._buckets[bucket, major] = Window(now)
        reset = window.opened + rate.seconds
        empty = window.taken >= rate.limit
        if not empty:
            window.taken += 1
        wait = _up(reset - now)
        headers = {
            "X-RateLimit-Limit": str(rate.limit),
            "X-RateLimit-Remaining": str(rate.limit - window.taken),
            "X-RateLimit-Reset": f"{_up(reset):.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": bucket,
        }
        if not empty:
            return headers, None
        return headers, _too_many(wait, {**headers, "X-RateLimit-Scope": "user"}, whole_bot=False)

    def _forget_old(self, now: float, rate: Rate) -> None:
        if len(self._buckets) >= MOST_BUCKETS:
            margin = max(60.0, rate.seconds)
            self._buckets = {key: window for key, window in self._buckets.items() if now - window.opened < margin}


def _up(seconds: float) -> float:
    # Rounded up to a millisecond: who waits as long as the header says must not come too early.
    return math.ceil(seconds * 1000) / 1000


def _too_many(wait: float, headers: dict[str, str], *, whole_bot: bool) -> Answer:
    body = {"message": "You are being rate limited.", "retry_after": wait, "global": whole_bot, "code": 0}
    answer = json_answer(429, body)
    return Answer(429, answer.body, headers={**headers, "Retry-After": str(math.ceil(wait))})
