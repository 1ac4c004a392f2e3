"""The crash matrix: at every moment that an order passes, the real process is killed once, and nothing may be lost.

One world serves many deaths: whoever was killed is started again, ends what was begun, and is asked anew.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.errors import Problem
from bot.jobs.privacy import is_private
from bot.jobs.repeats import MOST_REPEATS
from cogs.text.errors import sentence_of
from data.copies import audit
from data.ids import InteractionId
from data.jobs import queries
from data.rows import FailureKind, JobState
from sandbox.discord.ratelimit import RateLimits
from tests.e2e.conftest import open_stage
from tests.e2e.fates import Shortened
from tests.torture.deaths import Death, at_points, on_the_way
from tests.torture.fault_points import Fates, FaultOrders
from tests.torture.reckoning import NEVER_LOGGED, flaw_of, message_for_one, reckon, said_by_the_bot
from tests.torture.scenarios import Orderer

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

    from data.rows import Job
    from sandbox.discord.invocations import Invocation
    from sandbox.wire.exchange import Request
    from sandbox.wire.traffic import Exchange
    from tests.e2e.conftest import Stage
    from tests.torture.scenarios import Scenario

# So that nobody waits for what a test need not wait for; whoever is killed is no sooner dead.
HURRY = Shortened(card=5.0, lost=4.0, poll=0.1, repeat=0.3)
# Sooner than a job goes on without its card, as Discord's own, so that no answer comes after that; a second longer than
# that, because a machine may have much to do.
ANSWER_DEADLINE = 4.0
TRIES = 5  # of an order that was answered too late, by a machine that has too much to do
STARTS = 1_000_000  # sessions a day; Discord's thousand are too few for all of it


class NotSurvived(AssertionError):
    """Something was lost, doubled or miscounted."""


@dataclass(frozen=True)
class Before:
    """How things stood before an order was given."""

    spent: int
    creates: int
    accepted: int


@dataclass
class CrashMatrix:
    """A world in which the bot is killed again and again."""

    stage: Stage
    orders: FaultOrders
    orderer: Orderer
    letters: set[int] = field(default_factory=set[int])  # ids of those that told somebody of an earlier order

    async def record(self, scenario: Scenario, passings: int = 1) -> list[Death]:
        """Let the order be delivered once, and return every moment that it passed at which the process can die."""
        hows: list[str] = []
        while len(hows) < TRIES:
            how, deaths = await self._record(scenario, passings)
            if how == "posted":
                return deaths
            hows.append(how)
        raise NotSurvived(f"{scenario.name} is {', '.join(hows)} though nobody is killed")

    async def _record(self, scenario: Scenario, passings: int) -> tuple[str, list[Death]]:
        order, before = await self._begin(scenario)
        passed: dict[str, list[Request]] = {"discord": [], "musicapi": []}
        servers = {"discord": self.stage.sandbox.discord, "musicapi": self.stage.sandbox.musicapi}
        listeners = {side: _listener(requests) for side, requests in passed.items()}
        for side, server in servers.items():
            server.traffic.listeners.append(listeners[side])
        self.orders.note_down()
        asked = order()
        await self._settled(asked)
        self.orders.leave_alone()
        for side, server in servers.items():
            server.traffic.listeners.remove(listeners[side])
        points = at_points(self.orders.noted(), passings)
        requests = [*on_the_way("discord", passed["discord"]), *on_the_way("musicapi", passed["musicapi"])]
        return await self._check(asked, before, None), [*points, *requests]

    async def survive(self, scenario: Scenario, death: Death) -> str:
        """Give the order, kill the process there, start it again, and say how it ended; raises NotSurvived."""
        order, before = await self._begin(scenario)
        reached = death.order(self.stage.sandbox, self.orders)
        asked = order()
        if not await self._dies(asked, reached):
            await self._check(asked, before, None)
            return "not reached"
        state = await self._state(asked)
        await self.stage.soon(self.stage.sandbox.discord.gone())
        self.stage.sandbox.discord.rest.rate_limits = RateLimits(self.stage.sandbox.world.clock)  # a while later
        await self.stage.start()
        return await self._check(asked, before, state)

    async def _begin(self, scenario: Scenario) -> tuple[Callable[[], Invocation], Before]:
        order = await self.stage.soon(scenario.begin(self.orderer))
        account = await self.stage.account()
        return order, Before(account.spent, self.stage.creates(), self.stage.accepted())

    async def _dies(self, asked: Invocation, reached: asyncio.Future[None] | None) -> bool:
        """Whether the process was killed; False: what was asked for was delivered before."""
        bot, trouble = self.stage.bot, (self.stage.sandbox.discord.trouble, self.stage.sandbox.musicapi.trouble)
        died = asyncio.ensure_future(bot.ended())
        settled = asyncio.ensure_future(self._settled(asked))
        waiting = [died, settled, *([reached] if reached is not None else [])]
        try:
            await self.stage.soon(asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED))
            if reached is not None and reached.done():
                await bot.kill()
            self.orders.leave_alone()
            for each in trouble:
                each.clear()  # what is held is let go of, and there is nobody who would hear the answer
            if not died.done() and not (reached is not None and reached.done()):
                await settled
                # It may be dying of its last point: then it gives no further answer.
                credits = self.stage.person().type_command(self.stage.sandbox.songs.id, "credits")
                answered = asyncio.ensure_future(credits.interaction.answered.wait())
                waiting.append(answered)
                await self.stage.soon(asyncio.wait([died, answered], return_when=asyncio.FIRST_COMPLETED))
            return not bot.running
        finally:
            for each in waiting:
                each.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    async def _job(self, asked: Invocation) -> Job | None:
        async with (await self.stage.database()).reading() as tx:
            return await queries.by_interaction(tx, InteractionId(asked.interaction.id))

    async def _state(self, asked: Invocation) -> JobState | None:
        job = await self._job(asked)
        return None if job is None else job.state

    async def _settled(self, asked: Invocation) -> Job:
        async def look() -> Job | None:
            job = await self._job(asked)
            return job if job is not None and job.delivered_at is not None else None

        return await self.stage.until(look, "delivered")

    async def _check(self, asked: Invocation, before: Before, state: JobState | None) -> str:
        """How an order ended whose job stood so when the process was killed."""
        if await self._job(asked) is None:
            how = await self._check_nothing_happened(asked, before)
        else:
            job = await self._settled(asked)
            how = await self._check_end(asked, job, before, state)
        async with (await self.stage.database()).reading() as tx:
            wrong = [finding.says for finding in await audit.findings(tx)]
        wrong += [line for line in self.stage.log().splitlines() if any(words in line for words in NEVER_LOGGED)]
        if wrong:
            raise NotSurvived("; ".join(wrong))
        return how

    async def _check_nothing_happened(self, asked: Invocation, before: Before) -> str:
        """An order that was never written down cost nothing, and whoever reads “thinking…” is told so."""
        account = await self.stage.account()
        if (account.held, account.spent, self.stage.creates()) != (0, before.spent, before.creates):
            raise NotSurvived("an order that was never written down cost something")
        if asked.interaction.callback is None:
            return "not heard"
        message = await self.stage.soon(asked.until(lambda message: not message.loading))
        if message.content != sentence_of(Problem.INTERRUPTED):
            raise NotSurvived(f"an order that was never written down is answered {message.content!r}")
        return "told"

    async def _check_end(self, asked: Invocation, job: Job, before: Before, state: JobState | None) -> str:
        account, done = await self.stage.account(), job.state is JobState.DONE
        if (account.held, account.spent - before.spent) != (0, job.price if done else 0):
            raise NotSurvived(f"{account} after {before}, of a job that is {job.state}")
        if job.failure is FailureKind.CANCELLED and f" job_withdrawn job={job.id} " in self.stage.log():
            return "withdrawn"  # answered too late, which no death brings about
        if not done and (job.failure is not FailureKind.LOST or state is not JobState.SUBMITTING):
            raise NotSurvived(f"refunded as {job.failure}, though its job was {state} when the process was killed")
        sent, taken = self.stage.creates() - before.creates, self.stage.accepted() - before.accepted
        # What MusicAPI documents to be sent again may be charged again: docs/promises.md, "Where the promises end".
        if sent > (1 + MOST_REPEATS if job.repeats_create else 1) or (taken > 1 and not job.repeats_create):
            raise NotSurvived(f"{sent} requests were sent, of which MusicAPI took {taken}")
        if done and not sent:
            raise NotSurvived("it is done though nothing was sent")
        said = [message for message in said_by_the_bot(self.stage.sandbox) if message.interaction is asked.interaction]
        message = self.stage.sandbox.songs.messages.get(job.message_id or 0)
        if is_private(job):
            message = message_for_one(self.stage.sandbox, job, self.letters)
            self.letters |= {message.id} if message is not None else set()
        if any(each is not message for each in said):
            raise NotSurvived(f"{len(said)} messages answer one order")
        if (flaw := flaw_of(job, message, job.clips_expected)) is not None:
            raise NotSurvived(flaw)
        return "posted" if done else "refunded"

    async def reckon(self) -> None:
        """Hold everything against everything, at the end."""
        found = await reckon(self.stage.sandbox, await self.stage.database())
        if found.flaws:
            raise NotSurvived("; ".join(found.flaws))


def _listener(requests: list[Request]) -> Callable[[Exchange], None]:
    def note(exchange: Exchange) -> None:
        requests.append(exchange.request)

    return note


@asynccontextmanager
async def open_matrix(folder: Path, database_url: str, *, called: bool = False) -> AsyncGenerator[CrashMatrix]:
    """A world in which something was made already; at its end, all that happened in it is held against the rules."""
    orders = FaultOrders(folder / "fate")
    env = {"GUILD_MONTHLY_CREDITS": "10000000"}
    fate = Fates((orders.fate, HURRY))
    async with open_stage(
        folder, env=env, database_url=database_url, fate=fate, webhooks=called, answer_deadline=ANSWER_DEADLINE
    ) as stage:
        starts = stage.sandbox.world.session_starts
        starts.total = starts.remaining = STARTS
        matrix = CrashMatrix(stage, orders, Orderer(stage))
        await matrix.orderer.prepare()
        yield matrix
        await matrix.reckon()
