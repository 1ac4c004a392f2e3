"""What the operator is told, once a day and matter: a log line always, a direct message where somebody can carry it."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

AGAIN = 24 * 3600.0  # seconds; an account that is empty again a month later is news
REMEMBERED = 200  # matters; a bound for a process that runs for years
SEND_TIMEOUT = 60.0  # seconds for one message to everybody


class Alerts:
    """Tells each matter once a day; `carrier` is set by whoever can send messages, `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.transport: Callable[[str], Awaitable[None]] | None = None
        self._clock = clock
        self._told: dict[str, float] = {}  # a matter and when
        self._carrying: set[asyncio.Task[None]] = set()

    def send(self, matter: str, text: str) -> None:
        """Say `text` unless this `matter` was told lately; the message goes its own way, and nobody waits for it."""
        now = self._clock()
        if now - self._told.get(matter, -math.inf) < AGAIN:
            return
        self._told[matter] = now
        if len(self._told) > REMEMBERED:
            del self._told[next(iter(self._told))]
        log.error("operator_told matter=%s text=%r", matter, text)
        if self.transport is not None:
            carrying = asyncio.create_task(self._carry(self.transport, text))
            self._carrying.add(carrying)  # the loop itself keeps only a weak reference
            carrying.add_done_callback(self._carried)

    async def _carry(self, transport: Callable[[str], Awaitable[None]], text: str) -> None:
        async with asyncio.timeout(SEND_TIMEOUT):
            await transport(text)

    def _carried(self, carrying: asyncio.Task[None]) -> None:
        self._carrying.discard(carrying)
        error = None if carrying.cancelled() else carrying.exception()
        if error is not None:
            log.warning("operator_not_reached error=%s", type(error).__name__)
