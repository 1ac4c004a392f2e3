"""Gateways and workers of one bot on one PostgreSQL under load: killed, replaced one by one, and their database too."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from bot.gateway.reconnect import APART, SHARD_LEASE
from data import tables
from data.engine.database import Database
from sandbox.discord.snowflake import shard_of
from sandbox.world import Sandbox
from tests.cluster.answers import AnswerBook
from tests.cluster.members import Members
from tests.cluster.outcome import Outcome
from tests.cluster.replicas import Replica
from tests.cluster.shards import Gap, ShardWatch
from tests.e2e.conftest import SPEED
from tests.e2e.forked_bot import Pace
from tests.postgresql import restart_postgresql
from tests.torture.matrix import STARTS
from tests.torture.reckoning import reckon

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncGenerator, Awaitable, Iterable
    from pathlib import Path

    from sandbox.wire.traffic import Exchange

SHARDS = 4
ALL_SHARDS = str(SHARDS)
# The second gateway takes what the first one leaves, and all of it where the first is away for longer than its leases.
GATEWAYS = {"gateway-1": "2", "gateway-2": ALL_SHARDS}
WORKERS = ("worker-1", "worker-2", "worker-3")
BETWEEN_ORDERS = (0.02, 0.2)
LONGEST_RETURN = 300.0  # seconds until a process works again, and every shard is somebody's
LONGEST_QUIET = 300.0  # seconds until all that was asked for is over
AFTERMATH = 20.0  # seconds after the database is back in which a process that was cut off in a commit ends
LOOK_EVERY = 0.25


@dataclass(frozen=True)
class Kill:
    """A `kill -9` of a process, which comes back under its own name, or under a new one if it is `renamed`.

    After that nobody takes its leases back, as where one machine replaces another: they have to end.
    """

    name: str
    renamed: bool = False


@dataclass(frozen=True)
class Plan:
    """How much is asked, and what happens meanwhile: kills, then restarts of the database, then a rolling restart.

    Sessions of shards are begun `apart` seconds from each other, as far as they are of one of Discord's buckets. A
    shard is its process's own for `lease` seconds, and somebody has it again `to_open` seconds after that at most;
    None: no matter when, as on a machine that has other things to do.
    """

    songs: int
    kills: tuple[Kill, ...]
    replaced: tuple[str, ...] = (*GATEWAYS, *WORKERS)
    database_restarts: tuple[bool, ...] = (False, True)  # whether each is in order
    abreast: int = 24
    between: int = 20  # interactions, from one event to the next
    apart: float = APART
    lease: float = SHARD_LEASE
    to_open: float | None = None
    tours: int = SHARDS  # shards on which somebody does everything once before that
    answer_deadline: float = 3.0


@dataclass
class _Away:
    """When the database was away."""

    spans: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])

    def was(self, since: float, until: float) -> bool:
        return any(begin <= until and since <= end for begin, end in self.spans)


class Trial:
    """Runs a plan in an open world."""

    def __init__(
        self, world: Sandbox, server: Any, database: str, plan: Plan, chance: random.Random, folder: Path
    ) -> None:
        self._world, self._server, self._url, self._plan, self._chance = (
            world,
            server,
            server.get_uri(database),
            plan,
            chance,
        )
        self._now = world.world.clock.now
        self._away = _Away()
        self._book = AnswerBook(world.discord)
        self._shards = ShardWatch(world.discord.gateway, SHARDS, self._now)
        self._members = Members(world, chance, plan.abreast, SHARDS)
        self._outcome = Outcome()
        env = world.env(database_url=self._url, GUILD_MONTHLY_CREDITS="10000000")
        roles = {name: ("gateway", {"SHARDS_PER_PROCESS": most}) for name, most in GATEWAYS.items()}
        roles |= {name: ("worker", dict[str, str]()) for name in WORKERS}
        self.replicas = {
            name: Replica(name, role, {**env, **more}, folder, pace=Pace(plan.apart, plan.lease), may_end=self._may_end)
            for name, (role, more) in roles.items()
        }
        world.discord.traffic.listeners.append(self._count_refusal)

    async def run(self) -> Outcome:
        """Start all, let everything happen under load, wait until all is quiet, and say what became of it."""
        began = self._now()
        for replica in self.replicas.values():
            replica.begin()
        await self._return("the start", *self.replicas)
        await asyncio.gather(*(self._members.tour(shard) for shard in range(self._plan.tours)))
        ordering = asyncio.create_task(self._order())
        try:
            await self._happen()
            while self._book.songs < self._plan.songs:
                await self._more_orders(1)
                if ordering.done():
                    break
        finally:
            ordering.cancel()
            await asyncio.gather(ordering, return_exceptions=True)
        await self._members.finish()
        await self._become_quiet()
        self._outcome.seconds = self._now() - began
        gaps = self._shards.gaps()  # before the end, after which nobody listens
        self._outcome.gaps, self._outcome.answers = gaps, self._book.judge(self._may_be_unanswered)
        self._outcome.flaws += self._too_long(gaps)
        await asyncio.gather(*(replica.finish() for replica in self.replicas.values()))
        return await self._conclude()

    async def abandon(self) -> None:
        """End every process."""
        await asyncio.gather(*(replica.abandon() for replica in self.replicas.values()))

    async def _happen(self) -> None:
        plan = self._plan
        for kill in plan.kills:
            await self._more_orders(plan.between)
            await self.replicas[kill.name].kill(renamed=kill.renamed)
            await self._return(f"kill -9 of {kill.name}", kill.name)
        for in_order in plan.database_restarts:
            await self._more_orders(plan.between)
            await self._restart_database(in_order=in_order)
        for name in plan.replaced:
            await self._more_orders(plan.between)
            await self.replicas[name].stop()
            await self._return(f"the stop of {name}", name)
        await self._more_orders(plan.between)

    async def _restart_database(self, *, in_order: bool) -> None:
        since = self._now()
        self._away.spans.append((since, float("inf")))
        for replica in self.replicas.values():
            replica.expect_to_lose_its_name()
        await asyncio.to_thread(restart_postgresql, self._server, in_order=in_order)
        # Whoever was cut off in the middle of a commit ends, and is started again; the others go on.
        self._away.spans[-1] = (since, self._now())
        self._outcome.restarts += 1
        await self._return("the restart of PostgreSQL", *self.replicas)

    async def _return(self, what: str, *names: str) -> None:
        """Wait until these processes work and every shard is somebody's."""
        waiting: list[Awaitable[None]] = [self.replicas[name].wait_until_it_works() for name in names]
        waiting.append(self._world.discord.gateway.until(self._shards.are_all_held))
        try:
            await asyncio.wait_for(asyncio.gather(*waiting), LONGEST_RETURN)
        except TimeoutError:
            missing = [f"{name} ({self.replicas[name].lives[-1].bot.last_words()})" for name in self._idle(names)]
            missing += [f"shard {shard}" for shard in self._shards.free]
            waited = ", ".join(missing) or "what came in the last moment"
            self._outcome.flaws.append(f"after {what}, not back even after {LONGEST_RETURN:g} s: {waited}")

    def _idle(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if not self.replicas[name].works]

    async def _order(self) -> None:
        while True:
            self._members.ask()
            await asyncio.sleep(self._chance.uniform(*BETWEEN_ORDERS))

    async def _more_orders(self, count: int) -> None:
        wanted = self._members.asked + count
        with suppress(TimeoutError):  # nobody asks where all wait for what does not come; the end says so
            async with asyncio.timeout(LONGEST_RETURN):
                while self._members.asked < wanted:  # noqa: ASYNC110 - see above
                    await asyncio.sleep(LOOK_EVERY)

    async def _become_quiet(self) -> None:
        """Return once everything is answered, delivered or refunded; what is not after so long, the end names."""
        database = await Database.open(self._url)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST_QUIET):
                    while self._book.open(self._may_be_unanswered) or await _open_jobs(database):  # noqa: ASYNC110 - the processes tell nobody here
                        await asyncio.sleep(LOOK_EVERY)
        finally:
            await database.close()

    async def _conclude(self) -> Outcome:
        outcome, database = self._outcome, await Database.open(self._url)
        try:
            outcome.reckoning = await reckon(self._world, database)
            async with database.reading() as tx:
                written = set((await tx.execute(select(tables.jobs.c.interaction_id))).scalars())
        finally:
            await database.close()
        outcome.unanswered_jobs = len(written.intersection(outcome.answers.in_a_gap))
        outcome.songs, outcome.sessions = self._book.songs, self._shards.sessions
        outcome.held_twice = self._shards.doubled
        outcome.flaws += self._members.broken
        for name, replica in self.replicas.items():
            outcome.kills[name], outcome.stops[name] = replica.kills, replica.stops
            outcome.ends[name] = replica.ends
            outcome.peak_memory = max(outcome.peak_memory, replica.peak_memory)
            outcome.flaws += replica.flaws
        return outcome

    def _too_long(self, gaps: Iterable[Gap]) -> list[str]:
        if self._plan.to_open is None:
            return []
        most = self._plan.lease + self._plan.to_open
        return [
            f"shard {gap.shard} was nobody's for {gap.seconds:.1f} s, not {most:g} at most"
            for gap in gaps
            if gap.seconds > most
            and not self._away.was(gap.since, gap.until)  # a lease can be had from the database only
        ]

    def _may_end(self) -> bool:
        return self._away.was(self._now() - AFTERMATH, self._now())

    def _may_be_unanswered(self, guild_id: int, since: float, until: float) -> bool:
        return not self._shards.was_held(shard_of(guild_id, SHARDS), since, until) or self._away.was(since, until)

    def _count_refusal(self, exchange: Exchange) -> None:
        self._outcome.refused += exchange.answer.status == 429


async def _open_jobs(database: Database) -> int:
    statement = select(func.count()).select_from(tables.jobs).where(tables.jobs.c.delivered_at.is_(None))
    async with database.reading() as tx:
        return (await tx.execute(statement)).scalar_one()


@asynccontextmanager
async def open_trial(
    folder: Path, server: Any, database: str, plan: Plan, chance: random.Random
) -> AsyncGenerator[Trial]:
    """A world with four shards, in which this database of the PostgreSQL `server` is empty."""
    sharding: dict[str, Any] = {"shards": SHARDS, "max_concurrency": SHARDS, "identify_interval": min(5.0, plan.apart)}
    async with Sandbox(
        SPEED, clip_seconds=2.0, vendor_credits=10**9, answer_deadline=plan.answer_deadline, **sharding
    ) as world:
        starts = world.world.session_starts
        starts.total = starts.remaining = STARTS
        trial = Trial(world, server, database, plan, chance, folder)
        try:
            yield trial
        finally:
            await trial.abandon()
