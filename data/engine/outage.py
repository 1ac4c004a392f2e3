"""A server that is away for a moment, as while it is restarted or another one takes its place: who waits for it.

Where a person waits, trouble is told at once. Loops wait instead, and begin their transaction anew: for so long as the
process would be alive by its pulses, and no longer, so that whoever supervises it hears of an outage that lasts.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from enum import Enum, auto
from typing import Any, Final, TypeVar

from sqlalchemy.exc import DBAPIError

from data.engine.unavailable import DatabaseLost

log = logging.getLogger(__name__)

T = TypeVar("T")

# Seconds. A failover takes less than a minute, and a loop that is silent for 90 seconds counts as dead.
LONGEST = 60.0
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0  # seconds before it is tried again, doubled each time, and up to half of it less
QUARRELS: Final = 5  # tries of what others undid; each has another order of events

# PostgreSQL, appendix A: error codes. The first two undo a transaction because of another one.
SERIALIZATION_FAILURE, DEADLOCK_DETECTED = "40001", "40P01"
ADMIN_SHUTDOWN, CRASH_SHUTDOWN, CANNOT_CONNECT_NOW, IDLE_SESSION_TIMEOUT = "57P01", "57P02", "57P03", "57P05"
TOO_MANY_CONNECTIONS = "53300"
LOCK_NOT_AVAILABLE = "55P03"
READ_ONLY = "25006"  # it was the first server, and is another one's copy now
_QUARREL = frozenset({SERIALIZATION_FAILURE, DEADLOCK_DETECTED})
_AWAY = frozenset(
    {ADMIN_SHUTDOWN, CRASH_SHUTDOWN, CANNOT_CONNECT_NOW, IDLE_SESSION_TIMEOUT, TOO_MANY_CONNECTIONS, READ_ONLY}
)
_CONNECTION_EXCEPTION = "08"  # how these begin; the driver's own, where it heard no answer

_waits: ContextVar[bool] = ContextVar("waits_for_the_server", default=False)


class Stage(Enum):
    """How far a transaction came."""

    BEGINNING = auto()
    WORKING = auto()
    COMMITTING = auto()


async def waiting_out_outages(work: Coroutine[Any, Any, T]) -> T:
    """Do this in a task of its own, and let it, and all tasks that it starts, wait for a server that is away."""
    _waits.set(True)
    return await work


def sqlstate_of(error: BaseException) -> str | None:
    """What the server said, as a code; None: it said nothing."""
    return getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None


def is_quarrel(error: BaseException) -> bool:
    """Whether the server undid the transaction for the sake of another one, so that it may be begun anew."""
    return sqlstate_of(error) in _QUARREL


def pause_before(number: int, chance: Callable[[], float] = random.random) -> float:
    """Seconds before the try of this number, from 1 on; not alike for all, who would come at the same moment."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(number - 1, 16)) * (0.5 + chance() / 2)


class Outage:
    """Whether the server is away, as far as this process knows; `clock` counts seconds.

    `doubted` is set when somebody found it away: whoever holds this process's name looks then. While the name is lost,
    nobody's success is the end of the outage.
    """

    def __init__(self, longest: float | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._longest = LONGEST if longest is None else longest
        self._clock = clock
        self._since: float | None = None
        self._is_nameless = False
        self.is_watched = False  # by whoever holds this process's name
        self.doubted = asyncio.Event()
        self._over = asyncio.Event()

    @property
    def is_on(self) -> bool:
        """Whether it was found away, and not back since."""
        return self._since is not None

    @property
    def seconds_left(self) -> float:
        """For how long it is still waited for."""
        return self._longest if self._since is None else max(0.0, self._since + self._longest - self._clock())

    def begin(self, error: BaseException, *, loses_name: bool = False) -> None:
        """Note that the server is away."""
        self._is_nameless = self._is_nameless or loses_name
        self.doubted.set()
        if self._since is None:
            self._since = self._clock()
            self._over.clear()
            log.warning("database_lost error=%s seconds=%.0f", type(error).__name__, self._longest)

    def end(self, *, has_name: bool = False) -> None:
        """Note that the server is back."""
        if self._since is None or (self._is_nameless and not has_name):
            return
        log.info("database_back seconds=%.1f", self._clock() - self._since)
        self._since, self._is_nameless = None, False
        self._over.set()

    async def run(self, attempt: Callable[[Attempt], Coroutine[Any, Any, T]]) -> T:
        """Do this, and begin anew where another transaction, or a server that went away, undid it.

        For the latter only who was started by `waiting_out_outages` waits; others are told by DatabaseLost. Raises what
        the last attempt raised.
        """
        quarrels = tries = 0
        until = float("inf")
        while True:
            if _waits.get() and self._is_nameless:  # the name is asked for first, and by one alone
                await self._wait_until_over()
            current = Attempt()
            try:
                result = await attempt(current)
            except (DBAPIError, OSError) as error:
                if is_quarrel(error):
                    quarrels += 1
                    if quarrels >= QUARRELS:
                        raise
                    await asyncio.sleep(pause_before(quarrels))
                    continue
                if not current.is_lost(error):
                    raise
                if _waits.get() or self.is_watched:
                    self.begin(error)
                until = min(until, self._clock() + self._longest)
                left = min(self.seconds_left, until - self._clock())
                if not _waits.get() or left <= 0 or not current.is_undone(error):
                    raise DatabaseLost(str(error)) from error
                tries += 1
                await asyncio.sleep(min(left, pause_before(tries)))
            else:
                self.end()
                return result

    async def _wait_until_over(self) -> None:
        try:
            async with asyncio.timeout(self.seconds_left):
                await self._over.wait()
        except TimeoutError:
            return  # the next try says what is wrong


class Attempt:
    """One try of a transaction: how far it came."""

    def __init__(self) -> None:
        self.stage = Stage.BEGINNING
        self.may_write = True
        self.is_closed = False  # the connection on which it ran

    def is_lost(self, error: BaseException) -> bool:
        """Whether the server went away, or has not come back."""
        code = sqlstate_of(error)
        if code == READ_ONLY and not self.may_write:
            return False  # it is the transaction that may only read
        is_refused = code is not None and not code.startswith(_CONNECTION_EXCEPTION)
        return code in _AWAY or ((self.stage is Stage.BEGINNING or self.is_closed) and not is_refused)

    def is_undone(self, error: BaseException) -> bool:
        """Whether nothing can have been kept, now that it went away.

        Of a commit only its answer says so, unless it never left.
        """
        said = error.orig if isinstance(error, DBAPIError) else None
        is_unsent: bool = getattr(said, "is_unsent", False)
        codes = {sqlstate_of(error), getattr(said, "farewell", None)}
        return self.stage is not Stage.COMMITTING or is_unsent or not codes.isdisjoint(_AWAY)
