"""A simulated world: two processes of the bot on one database, their vendor, Discord and members, and one clock."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from bot.context import next_month
from sandbox.musicapi.vendor import Vendor
from tests.simulation.database import SharedFile
from tests.simulation.discord import Discord
from tests.simulation.faults import Faults
from tests.simulation.invariants import HISTORY, check_books, check_ends, check_quickly
from tests.simulation.loop import NothingLeft, SimulatedLoop, context_of
from tests.simulation.people import People
from tests.simulation.process import Process
from tests.simulation.surroundings import Watch, WorldClock, quiet, worlds_time
from tests.simulation.vendor import Wire

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from http import HTTPStatus
    from pathlib import Path

WORKERS = ("a", "b")
SONGS = (2, 5)  # of a session
SPREAD = 60.0  # seconds over which their orders come
RUSHES = 0.08  # of the sessions, in which one member orders many songs at once beside them
TAIL = 45.0  # seconds, at most, in which trouble goes on after the last of them
LONGEST_CALM = 1.5 * 3600.0  # seconds in which all must come to its end, once nothing goes wrong any more
TROUBLE_EVERY = 4.0
CHECK_ALSO = 4  # of these moments, beside those in which a process ends
LOOK_EVERY = 5.0
CHECK_EVERY = 60.0


@dataclass
class Report:
    """What a world was, and what was found in it."""

    seed: int
    trace: str
    broken: list[str]
    simulated: float = 0.0  # seconds
    orders: int = 0
    delivered: int = 0
    unheard: int = 0  # orders that no process was there to hear
    steps: int = 0
    crashes: int = 0
    happened: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


class World:
    """Everything that a seed decides; `run` it once."""

    def __init__(self, seed: int, template: Path, folder: Path, *, days: int = 0) -> None:
        self.seed, self.days = seed, days
        self.plan = Random(f"{seed}/plan")
        self.jitter = Random(f"{seed}/jitter")
        self._rushes = Random(f"{seed}/rush")
        self.loop = SimulatedLoop(Random(f"{seed}/order"))
        self.context = context_of(self.loop.world)
        self.faults = Faults(Random(f"{seed}/faults"))
        path = folder / f"world-{seed}.db"
        shutil.copy(template, path)
        self.file = SharedFile(path)
        self.rows = sqlite3.connect(path, isolation_level=None)
        self.rows.row_factory = sqlite3.Row
        self.rows.executescript(f"PRAGMA synchronous=OFF; BEGIN; {HISTORY} COMMIT;")
        self._started_at = self._draw_start()
        self.skew: dict[str, float] = dict.fromkeys(WORKERS, 0.0)
        if self.plan.random() < 0.3:
            self.skew = {worker: self.plan.uniform(-2.0, 2.0) for worker in WORKERS}
        self.idle = self.plan.choice((5.0, 20.0, 30.0))
        self.has_webhooks = self.plan.random() < 0.5
        self.allowance = self.plan.choice((24, 60, 5_000)) * max(1, days)
        self.guilds = self.plan.randint(1, 3)
        self.vendor = Vendor(WorldClock(self), seed=seed, clip_seconds=30.0, credits=10_000_000)
        self.wire = Wire(self, self.vendor)
        self.discord = Discord(self)
        self.processes: list[Process] = []
        self.broken: list[str] = []
        self.logged: Counter[str] = Counter()
        self.people = People(self)
        self.crashes = 0
        self._acted_upon: Counter[object] = Counter()
        self._starting: dict[str, int] = {}
        self.since, self.month = 1, ""  # which job and month are looked at first
        self._delivered = 0
        self._is_down = False  # nobody starts a process that ended
        self.outsider: str | None = None  # the worker that never comes back in the end

    def _draw_start(self) -> datetime:
        """Half of the worlds begin just before a month ends."""
        month_end = datetime(2026, self.plan.randint(2, 12), 1, tzinfo=UTC)
        if self.plan.random() < 0.5:
            return month_end - timedelta(seconds=self.plan.uniform(0.0, SPREAD))
        return month_end + timedelta(days=self.plan.uniform(1.0, 20.0))

    def now(self) -> float:
        """The world's time, in Unix seconds."""
        return self._started_at.timestamp() + self.loop.time()

    def break_rule(self, what: str) -> None:
        """Note that a rule was broken; the first few are enough."""
        if len(self.broken) < 20:
            self.broken.append(f"{self.loop.time():.3f} s: {what}")

    def run(self) -> Report:
        """Live through all of it."""
        began = time.process_time()
        with worlds_time(self), quiet(Watch(self)):
            main = self.loop.start(self.loop.world, self._live())
            try:
                self.loop.run_until_complete(main)
            except NothingLeft as error:
                self.break_rule(f"everybody waits for nothing {error}")
            finally:
                self._end()
        for error in self.loop.errors:
            self.break_rule(f"nobody caught: {error}")
        happened = self.faults.happened
        return Report(
            self.seed,
            self.loop.trace,
            self.broken,
            self.loop.time(),
            self.people.ordered,
            self._delivered,
            self.people.unheard,
            self.loop.steps,
            self.crashes,
            happened,
            time.process_time() - began,
        )

    def _end(self) -> None:
        """Let nothing of this world be left: no process, no task, no file."""
        ended: asyncio.Future[None] = self.loop.create_future()

        def kill_all() -> None:
            for process in list(self.processes):
                self.kill(process)
            for task in self.loop.world.tasks:
                task.cancel()
            ended.set_result(None)

        self.loop.call_in(self.loop.world, 0.0, kill_all)
        self.loop.run_until_complete(ended)
        left = [task for task in self.loop.world.tasks if not task.done()]
        self.loop.run_until_complete(asyncio.wait(left)) if left else None
        self._delivered = self.count("jobs WHERE delivered_at IS NOT NULL")
        for row in self.rows.execute("SELECT id, state, failure, price, month, task_id FROM jobs ORDER BY id"):
            self.loop.note(*tuple(row))
        self.rows.close()
        self.loop.close()
        for each in self.file.path.parent.glob(f"{self.file.path.name}*"):
            each.unlink()

    async def _live(self) -> None:
        webhooks = asyncio.create_task(self.wire.run_webhooks())
        for worker in WORKERS:
            self.start(worker)
        sessions = 1 if not self.days else self.days
        for session in range(sessions):
            await self._live_through_a_session()
            if self.broken:
                return
            if session + 1 < sessions:
                await self._pass_the_time()
        webhooks.cancel()

    async def _live_through_a_session(self) -> None:
        self.faults.is_calm, self.outsider = False, None
        trouble = asyncio.create_task(self._make_trouble())
        songs, spread = self.plan.randint(*SONGS), self.plan.uniform(5.0, SPREAD)
        moments = sorted(self.plan.uniform(0.5, spread) for _ in range(songs))
        if self._rushes.random() < RUSHES:
            self.loop.call_in(self.loop.world, self._rushes.uniform(0.5, spread), self.people.rush, self._rushes)
        begin = self.loop.time()
        for moment in moments:
            await asyncio.sleep(max(0.0, begin + moment - self.loop.time()))
            self.people.order_something()
        await asyncio.sleep(self.plan.uniform(1.0, TAIL))
        trouble.cancel()
        await self._calm_down()
        await self._wait_until_quiet()

    async def _pass_the_time(self) -> None:
        """Hours or days in which nobody asks for anything: the bot is stopped meanwhile, or the machine sleeps."""
        if self.plan.random() < 0.5:
            self._is_down = True
            for process in self.processes:
                process.stop.set()
            await self._wait_until_all_stopped()
            self._is_down = False
        seconds, month_ends = (
            self.plan.uniform(0.2, 1.8) * 86_400.0,
            next_month(datetime.fromtimestamp(self.now(), UTC)),
        )
        until_then = month_ends.timestamp() - self.now() - self.plan.uniform(0.0, SPREAD)
        self.loop.jump(until_then if 0 < until_then < seconds else seconds)
        for worker in WORKERS:
            self.start(worker)

    async def _wait_until_all_stopped(self) -> None:
        for _ in range(600):  # one that sleeps just now is told when it wakes
            if not self.processes:
                return
            await asyncio.sleep(0.5)
        self.break_rule("a process that was told to stop goes on")

    async def _make_trouble(self) -> None:
        """What happens as time goes by."""
        for number in itertools.count(1):
            await asyncio.sleep(TROUBLE_EVERY)
            for kind in ("crash", "pause", "restart", "vendor outage"):
                rate = self.faults.rates[kind]
                if rate and self.plan.random() < rate * TROUBLE_EVERY / 60.0:
                    self.faults.happened[kind] += 1
                    self._do(kind)
            if number % CHECK_ALSO == 0:
                check_quickly(self)

    def _do(self, kind: str) -> None:
        process = self.plan.choice(self.processes) if self.processes else None
        if kind == "vendor outage":
            self.wire.is_out = True
            self.loop.call_in(self.loop.world, self.plan.uniform(5.0, 90.0), setattr, self.wire, "is_out", False)
        elif process is None:
            return
        elif kind == "crash":
            process.die_now()
        elif kind == "restart":
            process.stop.set()
        elif not process.lane.is_held:
            seconds = self.plan.choice((3.0, 30.0, 100.0, 200.0))
            process.lane.is_held = True
            process.held.append((self.loop.time(), self.loop.time() + seconds))
            self.loop.call_in(self.loop.world, seconds, self._wake, process)

    def _wake(self, process: Process) -> None:
        if not process.is_doomed and not process.lane.is_dead:
            process.lane.is_held = False

    async def _calm_down(self) -> None:
        self.faults.is_calm, self.wire.is_out = True, False
        if self.outsider is None and self.plan.random() < 0.25:
            # One of them is gone for good: the other one has to do with everything.
            self.outsider = self.plan.choice(WORKERS)
            for process in [each for each in self.processes if each.worker_id == self.outsider]:
                process.die_now()
        for worker in WORKERS:
            self.start(worker)

    async def _wait_until_quiet(self) -> None:
        begin = self.loop.time()
        checked_at = begin
        while self.loop.time() - begin < LONGEST_CALM:
            await asyncio.sleep(LOOK_EVERY)
            for worker in WORKERS:
                self.start(worker)  # a process that ended by itself is started again by whoever supervises it
            if self.loop.time() - checked_at > CHECK_EVERY:
                checked_at = self.loop.time()
                check_quickly(self)
            if self.broken:
                return
            if not self.count("jobs WHERE delivered_at IS NULL") and not self._is_answering:
                await asyncio.sleep(1.0)
                check_books(self)
                check_ends(self)
                self._forget()
                return
        open_jobs = [dict(row) for row in self.rows.execute("SELECT * FROM jobs WHERE delivered_at IS NULL")]
        self.break_rule(f"not over after {LONGEST_CALM / 3600:g} calm hours: {open_jobs}")

    def _forget(self) -> None:
        """What is over was looked at: a world of many days keeps none of it in mind."""
        self.since, self.month = self.count("jobs") + 1, f"{datetime.fromtimestamp(self.now(), UTC):%Y-%m}"
        self.rows.execute("DELETE FROM simulated_history")
        self.wire.posts.clear()
        self.discord.forget()
        self._acted_upon.clear()

    @property
    def _is_answering(self) -> bool:
        return any(process.is_up and process.bot.answer_gate._under_way for process in self.processes)

    def count(self, what: str) -> int:
        """How many rows there are."""
        return self.rows.execute(f"SELECT count(*) FROM {what}").fetchone()[0]

    # Processes.

    def start(self, worker: str) -> None:
        """Start a worker that is not there."""
        if self._is_down or worker == self.outsider or any(process.worker_id == worker for process in self.processes):
            return
        number = self._starting.get(worker, 0)
        self._starting[worker] = number + 1
        # In the context of nobody: what it starts belongs to its own lane.
        self.processes.append(Process(self, worker, number))

    def kill(self, process: Process) -> None:
        """End a process at this very moment, and start it again some time later."""
        if process.lane.is_dead:
            return
        self.loop.note("killed", process)
        process.is_up = False
        process.died_at = self.loop.time()
        process.lane.is_dead = True
        process.database.abandon()
        self.loop.kill(process.lane)
        self.processes.remove(process)
        if process.is_doomed:
            self.crashes += 1
        check_quickly(self)
        pause = self.plan.choice((0.2, 2.0, 10.0, 120.0))
        self.loop.call_in(self.loop.world, pause, self.start, process.worker_id)

    def some_process(self) -> Process | None:
        """One that is there, if any."""
        up = [process for process in self.processes if process.is_up and not process.is_doomed]
        return self.plan.choice(up) if up else None

    def ask_process(self, process: Process, asking: Coroutine[Any, Any, HTTPStatus]) -> asyncio.Future[Any]:
        """Let a process answer something; its answer, or None where it died meanwhile."""
        answered: asyncio.Future[Any] = self.loop.create_future()

        def tell(task: asyncio.Task[Any]) -> None:
            if answered.done():
                return
            if task.cancelled() or process.lane.is_dead:
                answered.set_result(None)
            elif (error := task.exception()) is not None:
                self.break_rule(f"a webhook broke {process}: {error!r}")
                answered.set_result(None)
            else:
                answered.set_result(task.result())

        self.loop.start(process.lane, asking).add_done_callback(tell, context=self.context)
        return answered

    def note_accepted(self, webhook: object) -> None:
        """Note which job's webhook was acted upon: once for each of its events."""
        self._acted_upon[webhook] += 1
        if self._acted_upon[webhook] > 1:
            self.break_rule(f"a webhook was acted upon twice: {webhook}")
