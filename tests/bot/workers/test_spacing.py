"""No two creates of one key arrive at MusicAPI closer together than its interval, whichever process sends them."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from bot.workers import submitter
from bot.workers.rate_limit import TRAVEL, RateLimiter
from data import tables
from data.engine.database import Database
from data.ids import JobId
from data.processes.rate_limits import NotBefore
from tests.bot.conftest import Studio, open_studio
from tests.properties import examples

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.wire.exchange import Request

CREATE = r"/create$"
ROUNDING = 1e-5  # seconds: the database keeps microseconds
INTERVAL = 3.0


@dataclass(frozen=True)
class Trip:
    """How one create gets on: it arrives `delay` (of what is allowed for that) after the moment of its own.

    A `late` part of that passes before it is sent; it is answered `back` intervals after it arrived.
    """

    late: float
    delay: float
    back: float


@dataclass
class Fleet:
    """Workers that send creates of one key, and repeaters that send others again; the clock goes from look to look."""

    studio: Studio
    trips: itertools.cycle[Trip]
    arrivals: list[float] = field(default_factory=list[float])
    _events: list[tuple[float, int, Callable[[], Awaitable[None]]]] = field(
        default_factory=list[tuple[float, int, Callable[[], Awaitable[None]]]]
    )
    _order: itertools.count[int] = field(default_factory=itertools.count)

    async def send(self, workers: int, repeaters: int, creates: int) -> list[float]:
        """Send until so many creates have been taken; returns the seconds between their arrivals."""
        clock = self.studio.clock
        for number in range(workers + repeaters):
            limiter = RateLimiter(self.studio.context, INTERVAL, travel=TRAVEL * INTERVAL)
            self._plan(clock.now(), self._work(limiter) if number < workers else self._repeat(limiter, number))
        while len(self.arrivals) < creates:
            moment, _, act = heapq.heappop(self._events)
            clock.advance(max(0.0, moment - clock.now()))
            await act()
        return [later - earlier for earlier, later in itertools.pairwise(sorted(self.arrivals))]

    def _plan(self, moment: float, act: Callable[[], Awaitable[None]]) -> None:
        heapq.heappush(self._events, (moment, next(self._order), act))

    def _work(self, limiter: RateLimiter) -> Callable[[], Awaitable[None]]:
        """What a worker does: it waits for the answer before it looks for its next turn, but not for long."""

        trip = next(self.trips)

        async def look() -> None:
            nonlocal trip
            now = self.studio.context.now()
            claimed = await self.studio.database.write(limiter.queue_claim(now))
            limiter.note(claimed, now)
            if isinstance(claimed, NotBefore):
                self._plan(self._late(claimed.moment, trip), look)
                return
            answered, trip = self._arrive(trip) + trip.back * INTERVAL, next(self.trips)
            self._plan(answered, lambda: limiter.keep_distance(now))
            self._plan(min(answered, self.studio.clock.now() + submitter.TIMEOUT), look)

        return look

    def _repeat(self, limiter: RateLimiter, number: int) -> Callable[[], Awaitable[None]]:
        """What a repeater does with one job."""

        trip = next(self.trips)

        async def look() -> None:
            nonlocal trip
            reserved = await limiter.reserve(JobId(number), "sonic")
            if isinstance(reserved, NotBefore):
                self._plan(self._late(reserved.moment, trip), look)
            else:
                answered, trip = self._arrive(trip) + trip.back * INTERVAL, next(self.trips)
                self._plan(answered, look)

        return look

    @staticmethod
    def _late(moment: datetime, trip: Trip) -> float:
        return moment.timestamp() + trip.late * trip.delay * TRAVEL * INTERVAL

    def _arrive(self, trip: Trip) -> float:
        self.arrivals.append(self.studio.clock.now() + (1 - trip.late) * trip.delay * TRAVEL * INTERVAL)
        return self.arrivals[-1]


parts = st.floats(0, 1, width=16)
trips = st.lists(st.builds(Trip, parts, parts, st.floats(0, 2, width=16)), min_size=1, max_size=12)


@pytest.mark.hypothesis
def test_however_long_creates_travel_and_however_many_workers_send_them_no_two_arrive_too_soon(tmp_path: Path) -> None:
    with asyncio.Runner() as runner:
        database = runner.run(Database.open(f"sqlite:///{tmp_path / 'encore.db'}"))

        @settings(max_examples=examples(25), deadline=None)
        @given(trips, st.integers(1, 4), st.integers(0, 2))
        def keep_apart(trips: list[Trip], workers: int, repeaters: int) -> None:
            async def run() -> list[float]:
                async with open_studio(database) as studio:
                    await database.write(lambda tx: tx.execute(delete(tables.create_paces)))
                    return await Fleet(studio, itertools.cycle(trips)).send(workers, repeaters, creates=12)

            apart = runner.run(run())
            assert min(apart) >= INTERVAL - ROUNDING
            if not repeaters:  # the clock may have gone on to the moment of one that came to nothing
                longest = max(TRAVEL, *(TRAVEL * trip.delay + trip.back for trip in trips))
                assert sum(apart) <= len(apart) * INTERVAL * (1 + TRAVEL + longest) + ROUNDING

        try:
            keep_apart()
        finally:
            runner.run(database.close())


@pytest.mark.parametrize("workers", [1, 3])
async def test_what_is_allowed_for_travel_costs_one_worker_nothing_and_several_no_more_than_that(
    studio: Studio, workers: int
) -> None:
    apart = await Fleet(studio, itertools.cycle([Trip(0, 0, 0)])).send(workers, 0, creates=40)
    assert min(apart) >= INTERVAL - ROUNDING
    assert max(apart) <= INTERVAL * (1 if workers == 1 else 1 + TRAVEL) + ROUNDING


async def test_a_create_that_travels_faster_than_another_processes_is_not_too_soon_after_it(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first takes 0.25 seconds to MusicAPI, and its answer longer than an interval; the second none."""
    monkeypatch.setattr(submitter, "TIMEOUT", 0.0)

    def travel(request: Request) -> None:
        if request.method == "POST" and not studio.vendor.creates:
            studio.clock.advance(0.25)

    studio.transport.guards.append(travel)
    async with open_studio(studio.database, beside=studio, worker_id="another") as another:
        for _ in range(2):
            await studio.place(studio.order())
        begun = studio.clock.now()
        answer = studio.transport.trouble.pause("POST", CREATE, "after")
        assert await studio.queue.tick() > 0
        await asyncio.wait_for(answer.reached(), 10)
        while len(studio.vendor.creates) < 2:
            wait = await another.queue.tick()
            await another.queue.tasks.wait_until_empty()
            studio.clock.advance(min(0.05, wait))
        answer.release()
        await studio.queue.tasks.wait_until_empty()
    assert [create.status for create in studio.vendor.creates] == [200, 200]
    assert studio.vendor.creates[0].at == pytest.approx(begun + 0.25)
    assert studio.vendor.creates[1].at <= begun + INTERVAL * (1 + TRAVEL) + 0.06
