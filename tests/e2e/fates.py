"""What a forked bot may be made to suffer from within. Imports nothing of the product before it is called."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast


@dataclass(frozen=True)
class Shortened:
    """Waits that are over after a moment, so that nobody waits for minutes to see what comes after them; in seconds.

    `lease` is until another process takes over, `card` until a job goes on whose card nobody knows, `lost` until a
    create that got no answer is no longer waited for, and `poll` the time over which polls are spread after a start.
    None leaves a wait as it is.
    """

    lease: float | None = None
    card: float | None = None
    lost: float | None = None
    poll: float | None = None
    repeat: float | None = None

    def __call__(self) -> None:
        """Let them be so short, each before anybody reads how long it is."""
        from bot.jobs import lifecycle, repeats

        if self.lease is not None:
            lifecycle.LEASE = timedelta(seconds=self.lease)
        if self.repeat is not None:
            repeats.FIRST = self.repeat
        if self.card is not None:
            from bot.workers import submitter

            submitter.CARD_TIMEOUT = self.card
            (submitter.Submitter.__init__.__kwdefaults__ or {})["card_timeout"] = self.card
        if self.lost is not None:
            from bot.workers import leases

            leases.LOST_TIMEOUT = timedelta(seconds=self.lost)
        if self.poll is not None:
            from bot.workers import poller

            poller.SOON = self.poll


@dataclass(frozen=True)
class ShortOutages:
    """A bot that waits for a server that is away for so many seconds, so that nobody waits for a minute."""

    seconds: float

    def __call__(self) -> None:
        """Let it be so impatient."""
        from data.engine import outage

        outage.LONGEST = self.seconds


@dataclass(frozen=True)
class ImpatientSQLite:
    """A bot that waits for another process's transaction for a moment, so that nobody waits for ten seconds.

    An `idle` one does not look at an empty line every few seconds, which a database in trouble would end it by.
    """

    seconds: float
    idle: bool = False

    def __call__(self) -> None:
        """Let it be so before anything is opened."""
        from bot.workers import submitter
        from data.engine.database import Database

        if self.idle:
            submitter.IDLE_WAIT = 3_600.0
        Database.open.__func__.__kwdefaults__["busy_timeout"] = self.seconds  # pyright: ignore[reportOptionalSubscript] - it has such a default


def believes_the_gateway_is_free() -> None:
    """Connect although another process has the only shard, as where a server forgot that it gave the lease away."""
    from data.processes import shards

    async def survey(*_: object, **_given: object) -> tuple[int, int]:
        return 1, 1

    async def claim(*_: object, **_given: object) -> shards.Claim:
        return shards.Claim([0], frozenset())

    async def renew(*_: object, **_given: object) -> tuple[frozenset[int], int]:
        return frozenset({0}), 1

    shards.survey, shards.claim, shards.renew = survey, claim, renew  # pyright: ignore[reportAttributeAccessIssue] - they stand in for the real ones


@dataclass(frozen=True)
class HurriedStop:
    """An end that waits for little, so that what never ends is cut off in a moment; `then` happens besides."""

    then: Callable[[], None] | None = None

    def __call__(self) -> None:
        """Set the times before anybody reads them."""
        from bot.process import shutdown

        shutdown.GRACE, shutdown.GOODBYE, shutdown.LIMIT = 1.0, 0.5, 5.0
        if self.then is not None:
            self.then()


@dataclass(frozen=True)
class StoppedAtImport:
    """SIGTERM while the process still loads what it consists of."""

    module: str

    def __call__(self) -> None:
        """Wait for the import."""
        sys.meta_path.insert(0, _StopAt(self.module))


class _StopAt:
    def __init__(self, module: str) -> None:
        self.module = module

    def find_spec(self, name: str, *_: object) -> None:
        """Find nothing, and end the process instead."""
        if name == self.module:
            os.kill(os.getpid(), signal.SIGTERM)


def says_that_it_migrates() -> None:
    """Write a line when it waits for another process's migration."""
    from data.engine import migrate

    migrating = migrate._migrate

    def say_and_migrate(address: Any) -> None:
        os.write(2, b"fate migrating\n")
        migrating(address)

    migrate._migrate = say_and_migrate


def never_closes_its_database() -> None:
    """Hang at the very end, where nothing is left to be waited for."""
    from data.engine.database import Database

    async def close(_database: object) -> None:
        await asyncio.Event().wait()

    setattr(Database, "close", close)  # noqa: B010 - only here


def forget_opentelemetry() -> None:
    """The packages of the extra `tracing` are not installed."""
    sys.modules["opentelemetry"] = cast("Any", None)  # an import of it finds that there is none
