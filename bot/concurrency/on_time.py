"""Steps that are over in time, whatever they wait for: a driver finishes what it began, even if it is cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any


class OnTime:
    """Takes one step at a time; what came too late is cancelled, and the next step waits for its end."""

    def __init__(self) -> None:
        self._late: asyncio.Task[None] | None = None

    async def take(self, step: Callable[[], Coroutine[Any, Any, None]], seconds: float | None) -> None:
        """Take a step; raises TimeoutError after so many seconds, None: waits for it."""
        if self._late is not None:
            await asyncio.wait({self._late}, timeout=seconds)
            if not self._late.done():
                raise TimeoutError
            self._late = None
        taking = asyncio.create_task(step())
        try:
            await asyncio.wait({taking}, timeout=seconds)
        finally:
            if not taking.done():
                taking.cancel()
                taking.add_done_callback(_look_at)
                self._late = taking
        if self._late is not None:
            raise TimeoutError
        taking.result()


def _look_at(late: asyncio.Task[None]) -> None:
    """See how it ended: nobody else does."""
    with suppress(asyncio.CancelledError):
        late.exception()
