"""Everything that a process of the bot consists of, by its role: opened in one `async with`, closed in reverse."""

from __future__ import annotations

import random
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from bot.alerts import Alerts
from bot.context import Context
from bot.delivery.courier import Courier
from bot.delivery.song_files import SongFiles
from bot.delivery.song_zips import SongZips
from bot.gateway.client import Encore, Services
from bot.gateway.shard_leases import Gateway
from bot.http.transport import environment_proxy
from bot.jobs.lifecycle import JobLifecycle
from bot.jobs.news import JobNews
from bot.media.fetch import Fetcher
from bot.monitoring.switch import open_if_wanted
from bot.musicapi.catalog import Catalog
from bot.musicapi.client import MusicAPI
from bot.orders.recordings import Recordings
from bot.privacy.eraser import Eraser
from bot.roles import Role
from bot.settings import Settings
from bot.status.queries import Queries
from bot.webhooks.receiver import WebhookReceiver
from bot.webhooks.rejections import RejectionLog
from bot.webhooks.targets import WebhookTargets
from bot.workers.poller import Poller
from bot.workers.submitter import MAX_CREATES, Submitter
from data.engine.address import SQLiteAddress, read_address
from data.engine.database import Database
from data.engine.worker_lock import SQLiteTakesOneProcess, WorkerLock, worker_lock


@dataclass(frozen=True, slots=True)
class Workers:
    """What makes songs and posts them."""

    submitter: Submitter
    poller: Poller
    courier: Courier
    news: JobNews
    musicapi: MusicAPI
    webhooks: WebhookReceiver | None  # None: MusicAPI is not asked to send any
    eraser: Eraser

    @property
    def loops(self) -> list[Submitter | Poller | Courier | WebhookReceiver | Eraser]:
        """What runs until the process is told to stop, once the news are heard."""
        loops = (self.submitter, self.poller, self.courier, self.webhooks, self.eraser)
        return [loop for loop in loops if loop is not None]


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that runs in one process."""

    client: Encore
    services: Services
    lock: WorkerLock
    gateway: Gateway | None  # None: other processes answer people
    workers: Workers | None  # None: other processes make songs

    @property
    def loops(self) -> dict[str, Any]:
        """What must go round for as long as the process runs, by its name; each has a `pulse`."""
        of_workers = [] if self.workers is None else [*self.workers.loops, self.workers.news]
        of_gateway = [] if self.gateway is None else [self.gateway]
        return {type(loop).__name__: loop for loop in (*of_workers, *of_gateway)}


@asynccontextmanager
async def open_bot(settings: Settings, role: Role = Role.ALL) -> AsyncGenerator[Bot]:
    """Open everything that the bot consists of, and close it in the opposite order.

    Raises WorkerAlreadyRunning or SQLiteTakesOneProcess where it may not run beside another process, or in this role.
    """
    if role is not Role.ALL and isinstance(read_address(settings.database_url), SQLiteAddress):
        raise SQLiteTakesOneProcess(
            f"A {role} shares its work with other processes, and SQLite takes one: use PostgreSQL (DATABASE_URL), or"
            " `python -m bot`, which does everything."
        )
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_url, migrates=settings.migrate_at_start)
        stack.push_async_callback(database.close)
        lock = await stack.enter_async_context(worker_lock(database, settings.worker_id))
        fetcher = await stack.enter_async_context(
            Fetcher.of(musicapi_url=settings.musicapi_url, discord_url=settings.discord_api_url)
        )
        targets = await WebhookTargets.open(settings.webhook_url, database) if settings.webhook_url else None
        context = Context(
            database=database,
            catalog=Catalog.of(settings.musicapi_host, settings.musicapi_families),
            musicapi_host=urlsplit(settings.musicapi_url).netloc,
            worker_id=settings.worker_id,
            default_allowance=settings.guild_monthly_credits,
            now=lambda: datetime.now(UTC),
            random=random.random,
            poll_interval=settings.poll_interval,
            webhooks=targets.webhook_for if targets else None,
            has_workers=role.has_workers,
            musicapi_keys=tuple(settings.musicapi_keys),
            create_interval=settings.musicapi_create_interval,
        )
        lifecycle, queries, alerts = JobLifecycle(context), Queries(context), Alerts()
        courier = Courier(context, lifecycle, queries, fetcher) if role.has_workers else None
        services = Services(
            context=context,
            lifecycle=lifecycle,
            queries=queries,
            courier=courier,
            recordings=Recordings(fetcher),
            song_files=SongFiles(fetcher),
            song_zips=SongZips(fetcher),
            alerts=alerts,
            eraser=Eraser(context, lifecycle),
            operator_ids=settings.operator_ids,
            operator_contact=settings.operator_contact,
            source_url=settings.source_url,
            privacy_url=settings.privacy_url,
            terms_url=settings.terms_url,
        )
        workers = None
        if courier is not None:
            workers = await stack.enter_async_context(_open_workers(settings, services, courier, targets))
        client = Encore(proxy=environment_proxy(settings.discord_api_url))
        await stack.enter_async_context(client)
        client.services = services
        gateway = None
        if role.has_gateway:
            count, at_most = settings.shard_count, settings.shards_per_process
            gateway = Gateway(
                client,
                context,
                shard_count=count,
                at_most=at_most,
                beats=not role.has_workers,
                has_name=lambda: lock.is_held,
            )
        bot = Bot(client, services, lock, gateway, workers)
        musicapi = None if workers is None else workers.musicapi
        await stack.enter_async_context(open_if_wanted(settings, client, musicapi, fetcher, bot.loops))
        yield bot


@asynccontextmanager
async def _open_workers(
    settings: Settings, services: Services, courier: Courier, targets: WebhookTargets | None
) -> AsyncGenerator[Workers]:
    context, lifecycle, interval = services.context, services.lifecycle, settings.musicapi_create_interval
    async with AsyncExitStack() as stack:
        connections = settings.polls_at_once + MAX_CREATES
        url, keys, host = settings.musicapi_url, settings.musicapi_keys, settings.musicapi_host
        musicapi = await stack.enter_async_context(MusicAPI(url, keys, host=host, connections=connections))
        webhooks = WebhookReceiver(context, lifecycle, targets, RejectionLog()) if targets else None
        if webhooks is not None:
            await stack.enter_async_context(_listen(webhooks, *settings.webhook_listen))
        poller = Poller(
            context,
            lifecycle,
            musicapi,
            interval=interval,
            at_once=settings.polls_at_once,
            per_second=settings.polls_per_second,
        )
        submitter = Submitter(context, lifecycle, musicapi, services.alerts, interval=interval)
        news = JobNews(context, lifecycle.changes)
        yield Workers(submitter, poller, courier, news, musicapi, webhooks, services.eraser)


@asynccontextmanager
async def _listen(webhooks: WebhookReceiver, host: str, port: int) -> AsyncGenerator[None]:
    # Only here: it brings an HTTP server along, which nobody who takes no webhooks needs.
    from bot.webhooks.server import listen

    async with listen(webhooks, host, port):
        yield
