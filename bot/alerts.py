"""Tells the operator what they must know, each topic once a day: in the log always, by direct message if possible."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

REPEAT_AFTER = 24 * 3600.0  # seconds; an account that is empty again a month later is news
MAX_TOPICS = 200  # matters; a bound for a process that runs for years
SEND_TIMEOUT = 60.0  # seconds for one message to everybody


class Alerts:
    """Sends each topic once a day; `transport` is set by whoever can send messages, `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.transport: Callable[[str], Awaitable[None]] | None = None
        self._clock = clock
        self._sent: dict[str, float] = {}  # a topic and when
        self._sending: set[asyncio.Task[None]] = set()

    def send(self, topic: str, text: str) -> None:
        """Log `text` and send it in the background, unless this `topic` was sent within a day."""
        now = self._clock()
        if now - self._sent.get(topic, -math.inf) < REPEAT_AFTER:
            return
        self._sent[topic] = now
        if len(self._sent) > MAX_TOPICS:
            del self._sent[next(iter(self._sent))]
        log.error("operator_told topic=%s text=%r", topic, text)
        if self.transport is not None:
            sending = asyncio.create_task(self._deliver(self.transport, text))
            self._sending.add(sending)  # the loop itself keeps only a weak reference
            sending.add_done_callback(self._forget)

    async def _deliver(self, transport: Callable[[str], Awaitable[None]], text: str) -> None:
        async with asyncio.timeout(SEND_TIMEOUT):
            await transport(text)

    def _forget(self, sending: asyncio.Task[None]) -> None:
        self._sending.discard(sending)
        error = None if sending.cancelled() else sending.exception()
        if error is not None:
            log.warning("operator_not_reached error=%s", type(error).__name__)
