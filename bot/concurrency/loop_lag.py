"""Measures how long the event loop was held up, and says so: a blocked loop misses heartbeats and deadlines."""

from __future__ import annotations

import asyncio
import logging

from bot.concurrency.task_set import wait_for_any

log = logging.getLogger(__name__)

EVERY = 0.05  # seconds between measurements
WORTH_A_LINE = 0.05  # seconds


async def watch_event_loop(stop: asyncio.Event) -> None:
    """Log every stretch of more than `WORTH_A_LINE` in which the loop ran nothing else, until `stop`."""
    loop = asyncio.get_running_loop()
    while not stop.is_set():
        before = loop.time()
        await wait_for_any(stop, seconds=EVERY)
        late = loop.time() - before - EVERY
        if late > WORTH_A_LINE:
            log.warning("loop_blocked ms=%.0f", late * 1000)
