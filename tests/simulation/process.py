"""One process of the bot: all of it but the socket to Discord, as `bot.__main__` puts it together."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.alerts import Alerts
from bot.concurrency.answer_gate import AnswerGate
from bot.context import Context
from bot.delivery.courier import Courier
from bot.jobs.lifecycle import JobLifecycle
from bot.media.fetch import Fetcher
from bot.musicapi.catalog import Catalog
from bot.musicapi.client import MusicAPI
from bot.musicapi.offers import Host
from bot.process.shutdown import GRACE
from bot.status.queries import Queries
from bot.webhooks.receiver import WebhookReceiver
from bot.webhooks.rejections import RejectionLog
from bot.webhooks.targets import WebhookTargets
from bot.workers.poller import Poller
from bot.workers.submitter import Submitter
from data.engine.database import DATABASE_TROUBLE
from data.jobs import leases
from tests.simulation.database import StepDatabase
from tests.simulation.hands import BotStandIn, WatchedTransport
from tests.simulation.vendor import HOST, WireTransport

if TYPE_CHECKING:
    from tests.simulation.faults import Faults
    from tests.simulation.loop import SimulatedLoop
    from tests.simulation.world import World

FAMILIES = ("riffusion", "sonic", "producer")
CREATE_INTERVAL = 3.0


class Process:
    """A process with a worker id, from its start to its end, however that comes."""

    def __init__(self, world: World, worker_id: str, number: int) -> None:
        self.world, self.worker_id, self.number = world, worker_id, number
        self.loop: SimulatedLoop = world.loop
        self.faults: Faults = world.faults
        self.lane = self.loop.new_lane(f"{worker_id}.{number}")
        self.stop = asyncio.Event()
        self.is_up = False
        self.is_doomed = False
        self.has_database_trouble = False
        self.died_at: float | None = None
        self.held: list[tuple[float, float]] = []  # when it did nothing, though it was alive
        self.receiver: WebhookReceiver | None = None
        self.bot: BotStandIn
        self.database = StepDatabase(world.file, self)
        self._running = self.loop.start(self.lane, self._run())
        self._running.add_done_callback(self._end, context=world.context)

    def __repr__(self) -> str:
        return self.lane.name

    def require_alive(self) -> None:
        """Raise CancelledError where this process was killed: what it still does reaches nobody."""
        if self.lane.is_dead:
            raise asyncio.CancelledError

    def die_now(self) -> None:
        """Be killed before another step is made."""
        if not self.is_doomed and not self.lane.is_dead:
            self.is_doomed = self.lane.is_held = True
            self.loop.call_in(self.loop.world, 0.0, self.world.kill, self)

    def was_awake(self, since: float, until: float) -> bool:
        """Whether it lived and worked all of this time."""
        if self.died_at is not None and self.died_at < until:
            return False
        return all(end < since or begin > until for begin, end in self.held)

    def now(self) -> datetime:
        """The time by this process's own clock."""
        return datetime.fromtimestamp(self.world.now(), UTC) + timedelta(seconds=self.world.skew[self.worker_id])

    async def _run(self) -> None:
        world = self.world
        targets = WebhookTargets("https://encore.test", "a key") if world.has_webhooks else None
        context = Context(
            database=self.database,
            catalog=Catalog.of(Host.MUSICAPI, FAMILIES),
            musicapi_host=HOST,
            worker_id=self.worker_id,
            default_allowance=world.allowance,
            now=self.now,
            random=world.jitter.random,
            poll_interval=5.0,
            webhooks=targets.webhook_for if targets else None,
        )
        transport = WireTransport(world.wire, self)
        async with MusicAPI(f"http://{HOST}", world.wire.vendor.key, transport=transport) as musicapi:
            fetcher = Fetcher(HOST, transport)
            alerts, lifecycle, queries = Alerts(self.loop.time), JobLifecycle(context), Queries(context)
            courier = Courier(context, lifecycle, queries, fetcher)
            submitter = Submitter(context, lifecycle, musicapi, alerts, interval=CREATE_INTERVAL)
            poller = Poller(context, lifecycle, musicapi, interval=CREATE_INTERVAL)
            self.bot = BotStandIn(self, context, lifecycle, queries, courier, alerts, AnswerGate())
            courier.use_transport(WatchedTransport(self.bot))
            loops: list[Any] = [submitter, poller, courier]
            if targets is not None:
                self.receiver = WebhookReceiver(context, lifecycle, targets, RejectionLog(self.loop.time))
                loops.append(self.receiver)
            await poller.take_back()
            running = [asyncio.create_task(each.run(self.stop)) for each in loops]
            stopped = asyncio.create_task(self.stop.wait())
            self.is_up = True
            await asyncio.wait([*running, stopped], return_when=asyncio.FIRST_COMPLETED)
            self.is_up = False
            self.stop.set()
            await asyncio.wait([*running, asyncio.create_task(self.bot.answer_gate.drain(GRACE))], timeout=GRACE)
            for task in running:
                task.cancel()
            await submitter.tasks.wait_at_most(0.0)
            async with self.database.transaction() as tx:
                await leases.release(tx, owner=self.worker_id)
            for task in running:
                if task.done() and not task.cancelled() and (error := task.exception()) is not None:
                    raise error

    def _end(self, running: asyncio.Task[None]) -> None:
        if self.lane.is_dead:
            return
        error = None if running.cancelled() else running.exception()
        if error is not None and not (self.has_database_trouble and isinstance(error, DATABASE_TROUBLE)):
            self.world.break_rule(f"{self} ended by itself: {error!r}")
        self.world.kill(self)
