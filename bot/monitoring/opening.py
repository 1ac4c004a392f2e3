"""Opens what MONITORING_LISTEN asks for: the pages, and what fills them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import Any, Final

from prometheus_client import CONTENT_TYPE_LATEST

from bot.concurrency.pulse import Pulse
from bot.delivery.courier import Courier
from bot.gateway.client import Encore
from bot.media.fetch import Fetcher
from bot.monitoring import probes
from bot.monitoring.discord_watch import DiscordWatch
from bot.monitoring.metrics import STATES, Metrics
from bot.monitoring.server import KeptPage, Page, listen
from bot.monitoring.stages import Stage, Stages
from bot.monitoring.watching import (
    ErrorCounter,
    count_answers,
    count_exchanges,
    count_fetches,
    count_requests,
    count_stages,
    measure_lag,
)
from bot.musicapi.client import MusicAPI
from data import ledger
from data.engine.database import DATABASE_TROUBLE
from data.engine.transaction import Transaction
from data.jobs import counts
from data.jobs.counts import Waiting
from data.rows import JobState

log = logging.getLogger(__name__)

LONGEST_READING: Final = 30.0  # seconds for which sums of the database are told again
READING_TIMEOUT: Final = 3.0  # seconds; a page without them is better than none


class Monitoring:
    """The pages of one process; `clock` counts seconds, `loops` are what must go round, each with its `pulse`."""

    def __init__(
        self,
        client: Encore,
        musicapi: MusicAPI | None,
        fetcher: Fetcher,
        loops: Mapping[str, Any],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        services = client.services
        self.metrics = Metrics([family.name for family in services.context.catalog.families])
        self._client = client
        self._couriers = [loop for loop in loops.values() if isinstance(loop, Courier)]
        self._context = services.context
        self._loops: dict[str, Pulse] = {name: loop.pulse for name, loop in loops.items()}
        self._clock = clock
        self._read_at: float | None = None
        self._reading = asyncio.Lock()
        self._vendor = probes.VendorWatch(clock)
        self._discord = DiscordWatch(clock)
        self._discord.on_answer.append(count_answers(self.metrics))
        self._discord.on_request.append(count_requests(self.metrics))
        self._discord.follow(client)
        fetcher.listeners.append(count_fetches(self.metrics))
        context = services.context
        stages = Stages(context.worker_id, context.now, takes_jobs=context.has_workers)
        count = count_stages(self.metrics)
        # A worker hears of what gateways place: it is counted by who answers people.
        stages.listeners.append(
            lambda passed: (
                count(passed) if passed.stage is not Stage.PLACED or probes.count_all_shards(client) else None
            )
        )
        services.lifecycle.changes.listen(stages.hear)
        if musicapi is not None:
            musicapi.listeners += [count_exchanges(self.metrics), self._vendor.hear]
        self.pages = {
            "/healthz": self.answer_health,
            "/readyz": self.answer_readiness,
            # Milliseconds of the event loop each, which whoever reaches the address could take from everybody's songs.
            "/metrics": KeptPage(self.answer_metrics, clock=clock),
        }

    async def answer_health(self) -> Page:
        """Whether every loop goes round."""
        return _page(probes.find_loops(self._loops))

    async def answer_readiness(self) -> Page:
        """Whether the start is over and everything is there that this process cannot work without."""
        needed = [
            probes.find_start(self._loops),
            await probes.find_database(self._context),
            probes.find_discord(self._client),
        ]
        return _page(needed, self._vendor.find())

    async def answer_metrics(self) -> Page:
        """Every figure, with what is read anew for whoever asks."""
        await self._read_database()
        metrics = self.metrics
        self._discord.expire()
        metrics.discord_refusals.set(self._client.refusals.lately)
        metrics.gateway_shards.set(probes.count_shards(self._client))
        metrics.gateway_shard_count.set(probes.count_all_shards(self._client))
        metrics.gateway_seconds.set(self._client.latency)
        for courier in self._couriers:
            songs, files, size = courier.under_way
            metrics.deliveries.labels("songs").set(songs)
            metrics.deliveries.labels("files").set(files)
            metrics.delivery_bytes.set(size)
        for name, pulse in self._loops.items():
            metrics.late.labels(name).set(pulse.seconds_late)
        return Page(metrics.exposition(), content_type=CONTENT_TYPE_LATEST)

    async def _read_database(self) -> None:
        """Read the sums that only the database knows, unless that was done a moment ago."""
        async with self._reading:
            if self._read_at is not None and self._clock() - self._read_at < LONGEST_READING:
                return
            try:
                async with asyncio.timeout(READING_TIMEOUT):
                    waiting, (held, spent) = await self._context.database.read(self._sum_up)
            except (TimeoutError, *DATABASE_TROUBLE):
                self.metrics.database_up.set(0)
                return
            self._read_at = self._clock()
        self.metrics.database_up.set(1)
        self.metrics.credits_held.set(held)
        self.metrics.credits_spent.set(spent)
        self._show_waiting(waiting)

    async def _sum_up(self, tx: Transaction) -> tuple[list[Waiting], tuple[int, int]]:
        return await counts.waiting(tx), await ledger.totals(tx, self._context.month)

    def _show_waiting(self, waiting: list[Waiting]) -> None:
        now = self._context.now()
        for state in STATES:
            those = [each for each in waiting if _name_of(each.state) == state]
            since = min((each.since for each in those), default=now)
            self.metrics.jobs.labels(state).set(sum(each.count for each in those))
            self.metrics.oldest_job.labels(state).set(max(0.0, (now - since).total_seconds()))


def _name_of(state: JobState) -> str:
    return "undelivered" if state.final else state.value


def _page(needed: list[probes.Finding], *told: probes.Finding) -> Page:
    is_good = all(finding.is_good for finding in needed)
    lines = "".join(f"{finding.line}\n" for finding in (*needed, *told))
    return Page(lines.encode(), HTTPStatus.OK if is_good else HTTPStatus.SERVICE_UNAVAILABLE)


@asynccontextmanager
async def open_monitoring(
    address: tuple[str, int], client: Encore, musicapi: MusicAPI | None, fetcher: Fetcher, loops: Mapping[str, Any]
) -> AsyncGenerator[Monitoring]:
    """Answer whoever watches this process, at `address`, until the block ends; raises CannotListen."""
    monitoring = Monitoring(client, musicapi, fetcher, loops)
    errors = ErrorCounter(monitoring.metrics)
    logging.getLogger().addHandler(errors)
    lag = asyncio.create_task(measure_lag(monitoring.metrics))
    try:
        async with listen(monitoring.pages, *address) as port:
            log.info("monitoring_listens port=%s", port)
            yield monitoring
    finally:
        lag.cancel()
        with suppress(asyncio.CancelledError):
            await lag
        logging.getLogger().removeHandler(errors)
