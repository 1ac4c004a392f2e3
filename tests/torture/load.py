"""Two real processes on one database under load, killed at random while everything around them goes wrong."""

from __future__ import annotations

import asyncio
import re
import signal
import time
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from data import tables
from data.engine.database import Database
from sandbox.world import Sandbox, free_port
from tests.e2e.conftest import SPEED
from tests.e2e.fates import Shortened
from tests.torture.crowd import Crowd
from tests.torture.matrix import STARTS
from tests.torture.reckoning import Reckoning, reckon
from tests.torture.troubles import Troubles
from tests.torture.victim import Victim

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncGenerator
    from pathlib import Path

# A process that ends is taken over after seconds instead of minutes, and a lost answer is believed to be lost sooner.
HURRY = Shortened(lease=9.0, card=6.0, lost=12.0, poll=1.0)
LONGEST_QUIET = 300.0  # seconds until all that was asked for is over
BETWEEN_ORDERS = (0.01, 0.12)
BETWEEN_TROUBLES = (0.3, 1.5)
LOOK_EVERY = 0.25
AT_A_POINT = 0.6  # the share of lives that are to end at a fault point, at one of its first passings
MOST_PASSINGS = 3
IN_THE_START = 0.2  # the share of lives that may be over before they have really begun
LONGEST_START = 60.0  # seconds
NEVER_LOGGED = ("Traceback", "stopped_by_error", "books_differ", "books_unchecked", "poll_unplanned")
# A process that ends so is started again by whoever supervises it: Discord was away when it asked where the gateway is.
EXPECTED_ENDS = ("discord_unreachable",)


@dataclass(frozen=True)
class Load:
    """How long, and how hard: at least so many seconds, kills and orders."""

    seconds: float
    kills: int = 0
    orders: int = 0
    abreast: int = 24
    lives: tuple[float, float] = (0.1, 3.0)  # seconds from the end of a start to a kill at any moment


@dataclass
class Outcome:
    """What came of it."""

    reckoning: Reckoning = field(default_factory=Reckoning)
    asked: int = 0
    unheard: int = 0
    kills: Counter[str] = field(default_factory=Counter[str])
    other_ends: Counter[str] = field(default_factory=Counter[str])
    peak_memory: int = 0  # bytes, of one process
    longest_stall: int = 0  # milliseconds in which an event loop ran nothing else
    flaws: list[str] = field(default_factory=list[str])

    @property
    def lines(self) -> list[str]:
        """The figures, one to a line."""
        found = self.reckoning
        refunded = ", ".join(f"{why} {count}" for why, count in found.refunded.most_common())
        kills = ", ".join(f"{how} {count}" for how, count in self.kills.most_common())
        ends = ", ".join(f"{how} {count}" for how, count in self.other_ends.most_common())
        return [
            f"asked         {self.asked} ({self.unheard} while nobody was there to hear it)",
            f"written down  {found.jobs}",
            f"made          {found.made}",
            f"posted        {found.posted}",
            f"refunded      {found.refunded.total()}" + (f" ({refunded})" if refunded else ""),
            f"doubled       {len(found.doubled)}",
            f"lost          {len(found.lost)}",
            f"differences   {len(found.differences)}",
            f"kills         {self.kills.total()} ({kills})",
            f"other ends    {self.other_ends.total()}" + (f" ({ends})" if ends else ""),
            f"peak memory   {self.peak_memory / 2**20:.0f} MiB",
            f"longest stall {self.longest_stall} ms",
        ]

    @property
    def wrong(self) -> list[str]:
        """Everything that must not be."""
        return [*self.reckoning.flaws, *self.flaws]


class Torture:
    """Runs a load in an open world."""

    def __init__(
        self,
        world: Sandbox,
        database: Database,
        victims: tuple[Victim, ...],
        load: Load,
        chance: random.Random,
    ) -> None:
        self._world = world
        self._database = database
        self._victims = victims
        self._load = load
        self._chance = chance
        self._points: list[str] = []  # that were passed in any life
        self._troubles = Troubles(world, chance)
        self._crowd = Crowd(world, chance, load.abreast)
        self._until = time.monotonic() + load.seconds
        self._outcome = Outcome()

    @property
    def _is_over(self) -> bool:
        load = self._load
        is_enough = self._outcome.kills.total() >= load.kills and self._crowd.asked >= load.orders
        return is_enough and time.monotonic() >= self._until

    async def run(self) -> Outcome:
        """Torture, take everything back, wait until all is quiet, and say what became of it."""
        async with asyncio.TaskGroup() as group:
            for victim in self._victims:
                group.create_task(self._torment(victim))
            group.create_task(self._order())
            group.create_task(self._make_trouble())
        await self._troubles.take_back()
        await self._crowd.finish()
        watching = asyncio.ensure_future(self._supervise())
        await self._become_quiet()
        watching.cancel()
        outcome = self._outcome
        outcome.reckoning = await reckon(self._world, self._database)
        outcome.asked, outcome.unheard = self._crowd.asked, self._crowd.unheard
        outcome.flaws += self._crowd.broken
        for victim in self._victims:
            self._note_what_is_left(victim)
        return outcome

    async def _torment(self, victim: Victim) -> None:
        """Kill a process again and again; at the end it runs and is left alone."""
        while not self._is_over:
            await self._live(victim)
        await victim.start()

    async def _live(self, victim: Victim) -> None:
        """One life of a process, from its start to its end."""
        chance, orders, seconds = self._chance, victim.orders, self._chance.uniform(*self._load.lives)
        at_a_point = bool(self._points) and chance.random() < AT_A_POINT
        if at_a_point:
            orders.kill_at(chance.choice(self._points), chance.randint(1, MOST_PASSINGS))
            seconds += self._load.lives[1]  # the point may not come soon
        else:
            orders.note_down()
        await victim.start()
        if chance.random() >= IN_THE_START:
            await victim.wait_until_it_works(LONGEST_START)
        is_dead = await victim.wait_for_its_end(seconds)
        orders.leave_alone()
        if not at_a_point:
            self._points = list(dict.fromkeys([*self._points, *orders.noted()]))
        if not is_dead:
            await victim.bot.kill()
            self._outcome.kills["at any moment"] += 1
        elif (code := await victim.bot.ended()) == -signal.SIGKILL:
            self._outcome.kills["at a fault point"] += 1
        else:
            self._note_end(victim, code)

    async def _supervise(self) -> None:
        """Start again what ends by itself, as whatever runs the bot does."""
        while True:
            for victim in self._victims:
                if not victim.bot.running:
                    self._note_end(victim, await victim.bot.ended())
                    await victim.start()
            await asyncio.sleep(LOOK_EVERY)

    def _note_end(self, victim: Victim, code: int) -> None:
        said = victim.bot.last_words()
        known = next((end for end in EXPECTED_ENDS if f" {end} " in said), None)
        self._outcome.other_ends[known or f"code {code}"] += 1
        if known is None:
            self._outcome.flaws.append(f"a process ended by itself with code {code}: {said}")

    async def _order(self) -> None:
        while not self._is_over:
            self._crowd.ask()
            await asyncio.sleep(self._chance.uniform(*BETWEEN_ORDERS))

    async def _make_trouble(self) -> None:
        while not self._is_over:
            self._troubles.make_one()
            await asyncio.sleep(self._chance.uniform(*BETWEEN_TROUBLES))

    async def _become_quiet(self) -> None:
        """Return once everything that was written down is over; what is not after so long, the reckoning names."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_QUIET):
                while await self._open_jobs():  # noqa: ASYNC110 - other processes change it, and tell nobody
                    await asyncio.sleep(LOOK_EVERY)

    async def _open_jobs(self) -> int:
        statement = select(func.count()).select_from(tables.jobs).where(tables.jobs.c.delivered_at.is_(None))
        async with self._database.reading() as tx:
            return (await tx.execute(statement)).scalar_one()

    def _note_what_is_left(self, victim: Victim) -> None:
        said, outcome = victim.said(), self._outcome
        outcome.peak_memory = max(outcome.peak_memory, victim.peak_memory)
        stalls = [int(ms) for ms in re.findall(r" loop_blocked ms=(\d+)", said)]
        outcome.longest_stall = max([outcome.longest_stall, *stalls])
        outcome.flaws += [line for line in said.splitlines() if any(word in line for word in NEVER_LOGGED)]
        secrets = (self._world.world.token, self._world.vendor.key)
        outcome.flaws += ["a secret is in the log" for secret in secrets if secret in said]


@asynccontextmanager
async def open_torture(folder: Path, database_url: str, load: Load, chance: random.Random) -> AsyncGenerator[Torture]:
    """As many processes on one database as it takes, two at most, in a world in which MusicAPI calls each of them."""
    async with Sandbox(SPEED, clip_seconds=2.0, identify_interval=0.0, webhooks=True, vendor_credits=10**9) as world:
        starts = world.world.session_starts
        starts.total = starts.remaining = STARTS
        env = world.env(database_url=database_url, GUILD_MONTHLY_CREDITS="10000000")
        place = f"127.0.0.1:{free_port()}"
        elsewhere = {**env, "WEBHOOK_URL": f"http://{place}", "WEBHOOK_LISTEN": place}
        first = Victim(world, env, folder, "first", HURRY)
        second = Victim(world, elsewhere, folder, "second", HURRY)
        # A SQLite file takes one process.
        victims = (first,) if database_url.startswith("sqlite") else (first, second)
        async with AsyncExitStack() as stack:
            for victim in victims:
                await stack.enter_async_context(victim.bot)
            await asyncio.wait_for(world.discord.ready(), LONGEST_QUIET)
            database = await Database.open(database_url)
            try:
                yield Torture(world, database, victims, load, chance)
            finally:
                await database.close()
