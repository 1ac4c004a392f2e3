"""The end of the process: asked for by SIGTERM or Ctrl-C, and over within `LIMIT`, whatever hangs.

An end in order spares people a wait, and keeps the answers of creates that are paid for. What does not end is cut off
as `kill -9` would: nothing that must be remembered is in memory alone, and a create that was not answered is found by
its webhook or refunded at the next start.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Coroutine, Generator
from typing import Any, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")

# `docker stop` waits 10 seconds after SIGTERM, then it kills.
LIMIT = 9.5  # seconds from the signal to the end, at most
GRACE = 7.5  # seconds of them for what is under way: most of it are creates, and their answers
GOODBYE = 1.0  # seconds for each of Discord's two: a gateway that is out of reach answers none


class Stopped(Exception):
    """The end was asked for before something was done."""


class Shutdown:
    """Whether the process is to end; `stop` is set when it is, for whatever reason."""

    def __init__(self) -> None:
        self.stop = asyncio.Event()
        self._asked_at: float | None = None
        self._reason: Exception | None = None

    @property
    def is_asked(self) -> bool:
        """Whether the end was asked for, most often by a signal."""
        return self._asked_at is not None

    @property
    def seconds(self) -> float:
        """How long ago the end was asked for."""
        return 0.0 if self._asked_at is None else time.monotonic() - self._asked_at

    def obey_signals(self) -> None:
        """Set `stop` at SIGTERM and Ctrl-C from now on, and let the process be over within `LIMIT` of that."""
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self._ask)

    @contextlib.contextmanager
    def asked_by(self, kind: type[Exception]) -> Generator[None]:
        """Let an error of this kind ask for the end in order, as a signal does; `conclude` raises it."""
        try:
            yield
        except kind as error:
            self._reason = error
            self._ask()

    def conclude(self) -> None:
        """Say that all is closed; raises what asked for the end, if no signal did."""
        log.info("stopped seconds=%.1f", self.seconds)
        if self._reason is not None:
            raise self._reason

    async def unless_stopped(self, work: Coroutine[Any, Any, T]) -> T:
        """Do this and return what it returns; where the end is asked for meanwhile, cancel it and raise Stopped."""
        doing, waiting = asyncio.create_task(work), asyncio.create_task(self.stop.wait())
        try:
            await asyncio.wait((doing, waiting), return_when=asyncio.FIRST_COMPLETED)
            if doing.done():
                return await doing
        finally:
            for task in (doing, waiting):
                task.cancel()
            await asyncio.wait((doing, waiting))  # what it opened is closed by then
        if not doing.cancelled() and (error := doing.exception()) is not None:
            log.info("start_broken_off", exc_info=error)
        raise Stopped

    def _ask(self) -> None:
        if self._asked_at is None:
            self._asked_at = time.monotonic()
            # Not the event loop's: it may be what hangs. The process ends without waiting for it.
            threading.Thread(target=self._cut_off, name="shutdown", daemon=True).start()
        self.stop.set()

    def _cut_off(self) -> None:
        time.sleep(LIMIT)
        log.warning("stop_cut_off seconds=%.1f", self.seconds)
        os._exit(0)
