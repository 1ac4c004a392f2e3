"""Runs the bot as the environment says: opens everything in one `async with`, and closes it in the opposite order.

With words on its command line it does what they say instead: see bot/commands.py.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import random
import signal
import sys

if __name__ == "__main__":
    if len(sys.argv) > 1:
        from bot.commands import main as run_command

        sys.exit(run_command(sys.argv[1:]))  # none of which needs what follows
    for number in (signal.SIGTERM, signal.SIGINT):  # until the event loop obeys them: nothing has begun yet
        signal.signal(number, lambda _number, _frame: os._exit(0))
    gc.disable()  # until all is loaded: it would look through modules, again and again, and find nothing

from collections.abc import AsyncGenerator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any, cast
from urllib.parse import urlsplit

import aiohttp
import discord

from bot import shutdown
from bot.alerts import Alerts
from bot.client import EXTENSION, Encore, Services, point_at
from bot.context import Context
from bot.delivery.courier import Courier
from bot.gateway import Gateway
from bot.jobs.lifecycle import JobLifecycle
from bot.jobs.news import JobNews
from bot.logs import set_up_logging
from bot.loop_lag import watch_event_loop
from bot.media.fetch import Fetcher
from bot.musicapi.catalog import Catalog
from bot.musicapi.client import MusicAPI
from bot.orders.recordings import Recordings
from bot.settings import Settings, SettingsError, environment
from bot.shutdown import Shutdown, Stopped
from bot.status.queries import Queries
from bot.task_set import wait_for_any
from bot.webhooks.receiver import WebhookReceiver
from bot.webhooks.rejections import RejectionLog
from bot.webhooks.targets import WebhookTargets
from bot.workers.poller import Poller
from bot.workers.submitter import MAX_CREATES, Submitter
from data import ledger
from data.engine.database import DATABASE_TROUBLE, Database
from data.engine.migrate import DatabaseAway, DatabaseUnavailable
from data.engine.worker_lock import WorkerAlreadyRunning, WorkerLock, worker_lock
from data.jobs import leases

log = logging.getLogger("bot")

NEWS_TIMEOUT = 8.0  # seconds in which a server says whether it lets us listen
# For answers that are paid for, where nobody waits for the end because something broke: as long as one is tried to be
# written down.
ANSWERS_TIMEOUT = 45.0
LOCK_CHECK = 3.0  # seconds between looks whether this process still has its worker id and the gateway to itself


class DiscordUnreachable(Exception):
    """Discord did not answer at the start or a take-over; whoever supervises the process starts it again."""


class WebhooksUnavailable(Exception):
    """Nothing can listen where webhooks should arrive; says why in one plain sentence."""


def main() -> int:
    """Run until told to stop; returns the exit code: 0 stopped, 1 broken, 2 wrong settings, 3 already running."""
    try:
        settings = Settings.from_environment(environment())
    except SettingsError as error:
        sys.stderr.write("\n  ".join(["Encore cannot start:", *error.problems]) + "\n")
        return 2
    set_up_logging(settings.log_level, settings.log_format, settings.secrets)
    ending = Shutdown()
    try:
        asyncio.run(run(settings, ending))
    except WorkerAlreadyRunning as error:
        log.critical("worker_already_running worker=%s says=%r", settings.worker_id, str(error))
        return 3
    except DatabaseAway as error:
        log.critical("database_away why=%r", str(error))
        return 1
    except DatabaseUnavailable as error:
        log.critical("database_unavailable fix=%r", str(error))
        return 2
    except WebhooksUnavailable as error:
        log.critical("cannot_listen setting=WEBHOOK_LISTEN fix=%r", str(error))
        return 2
    except discord.LoginFailure:
        log.critical("login_failed fix='DISCORD_TOKEN is not accepted by Discord: copy the token of the bot again'")
        return 2
    except KeyboardInterrupt:
        return 0
    except Exception as error:
        for cause in _causes(error):
            if isinstance(cause, DiscordUnreachable):
                log.critical("discord_unreachable url=%s why=%r", settings.discord_api_url, str(cause))
            else:
                log.critical("stopped_by_error", exc_info=cause)
        return 0 if ending.is_asked else 1  # a database that is away keeps nobody from stopping
    return 0


def _causes(error: BaseException) -> list[BaseException]:
    """What went wrong in a task group, each for itself."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    group = cast("BaseExceptionGroup[BaseException]", error)
    return [cause for inner in group.exceptions for cause in _causes(inner)]


async def run(settings: Settings, ending: Shutdown) -> None:
    """Open everything, run the loops and the gateway until SIGTERM or SIGINT, close everything."""
    ending.obey_signals()
    point_at(settings.discord_api_url)
    import_module(EXTENSION)  # while nothing is open yet that would wait for the event loop
    with suppress(Stopped):
        async with AsyncExitStack() as stack:
            bot = await ending.unless_stopped(stack.enter_async_context(open_bot(settings)))
            stack.push_async_callback(_release_leases, bot)
            await ending.unless_stopped(_ask_discord(bot.client.login(settings.discord_token)))
            await ending.unless_stopped(_ask_discord(bot.gateway.take()))
            await ending.unless_stopped(bot.poller.take_back())
            _spare_what_stays()
            await _run_until_stopped(bot, ending)
    log.info("stopped seconds=%.1f", ending.seconds)


async def _run_until_stopped(bot: Bot, ending: Shutdown) -> None:
    stop, is_in_order = ending.stop, False
    try:
        async with asyncio.TaskGroup() as group:
            gateway = group.create_task(_ask_discord(bot.gateway.run(stop)))
            watching = [
                group.create_task(watch)
                for watch in (watch_event_loop(stop), _watch_locks(bot, stop), _check_accounts_when_ready(bot))
            ]
            news = group.create_task(bot.news.run(stop))
            # What the loops read first misses nothing where this process listens already.
            await wait_for_any(bot.news.has_tried, stop, seconds=NEWS_TIMEOUT)
            loops = [news, *(group.create_task(loop.run(stop)) for loop in bot.loops)]
            await stop.wait()
            log.info("stopping")
            answers = group.create_task(bot.client.answer_gate.drain(shutdown.GRACE))
            await asyncio.wait([*loops, answers], timeout=shutdown.GRACE)
            is_in_order = True
            await bot.client.close_within(shutdown.GOODBYE)
            # discord.py tries a gateway that it does not reach for ever, however closed it is itself.
            await asyncio.wait([gateway], timeout=shutdown.GOODBYE)
            for task in (gateway, *watching, *loops):
                task.cancel()
    finally:
        # Trouble anywhere else must not cost the answers that are on their way: they are paid for.
        if not is_in_order:  # else the creates had their time
            # Meanwhile another process may answer people.
            closing = asyncio.create_task(bot.client.close_within(shutdown.GOODBYE))
            await bot.services.submitter.tasks.wait_at_most(shutdown.GRACE if ending.is_asked else ANSWERS_TIMEOUT)
            await closing


async def _release_leases(bot: Bot) -> None:
    """Hand the songs back, so that another process can go on with them at once."""
    context = bot.services.context
    try:
        async with context.database.transaction() as tx:
            await leases.release(tx, owner=context.worker_id)
    except DATABASE_TROUBLE as error:
        log.warning("leases_not_released error=%s", type(error).__name__)  # they expire by themselves


def _spare_what_stays() -> None:
    """Let the garbage collector never look at what was loaded so far: nearly all of it stays until the end.

    To go through it takes a tenth of a second, in which nobody is answered.
    """
    gc.freeze()
    gc.enable()


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that runs in one process."""

    client: Encore
    services: Services
    poller: Poller
    news: JobNews
    webhooks: WebhookReceiver | None  # None: MusicAPI is not asked to send any
    lock: WorkerLock
    gateway: Gateway

    @property
    def loops(self) -> list[Submitter | Poller | Courier | WebhookReceiver]:
        """What runs until the process is told to stop."""
        loops = (self.services.submitter, self.poller, self.services.courier, self.webhooks)
        return [loop for loop in loops if loop is not None]


@asynccontextmanager
async def open_bot(settings: Settings) -> AsyncGenerator[Bot]:
    """Open everything that the bot consists of, and close it in the opposite order."""
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_url)
        stack.push_async_callback(database.close)
        lock = await stack.enter_async_context(worker_lock(database, settings.worker_id))
        musicapi = await stack.enter_async_context(
            MusicAPI(
                settings.musicapi_url,
                settings.musicapi_key,
                host=settings.musicapi_host,
                connections=settings.polls_at_once + MAX_CREATES,
            )
        )
        vendor = urlsplit(settings.musicapi_url)
        fetcher = await stack.enter_async_context(
            Fetcher.of(musicapi_url=settings.musicapi_url, discord_url=settings.discord_api_url)
        )
        targets = await WebhookTargets.open(settings.webhook_url, database) if settings.webhook_url else None
        context = Context(
            database=database,
            catalog=Catalog.of(settings.musicapi_host, settings.musicapi_families),
            musicapi_host=vendor.netloc,
            worker_id=settings.worker_id,
            default_allowance=settings.guild_monthly_credits,
            now=lambda: datetime.now(UTC),
            random=random.random,
            poll_interval=settings.poll_interval,
            webhooks=targets.webhook_for if targets else None,
        )
        lifecycle, queries, alerts = JobLifecycle(context), Queries(context), Alerts()
        services = Services(
            context=context,
            lifecycle=lifecycle,
            queries=queries,
            courier=Courier(context, lifecycle, queries, fetcher),
            recordings=Recordings(fetcher),
            submitter=Submitter(context, lifecycle, musicapi, alerts, interval=settings.musicapi_create_interval),
            alerts=alerts,
            operator_ids=settings.operator_ids,
            operator_contact=settings.operator_contact,
            source_url=settings.source_url,
        )
        webhooks = WebhookReceiver(context, lifecycle, targets, RejectionLog()) if targets else None
        if webhooks is not None:
            await stack.enter_async_context(_listen(webhooks, *settings.webhook_listen))
        client = Encore()
        gateway = await stack.enter_async_context(Gateway(client, context))
        await stack.enter_async_context(client)  # closed before the gateway is given back
        client.services = services
        poller = Poller(
            context,
            lifecycle,
            musicapi,
            interval=settings.musicapi_create_interval,
            at_once=settings.polls_at_once,
            per_second=settings.polls_per_second,
        )
        yield Bot(client, services, poller, JobNews(context, lifecycle.changes), webhooks, lock, gateway)


@asynccontextmanager
async def _listen(webhooks: WebhookReceiver, host: str, port: int) -> AsyncGenerator[None]:
    # Only here: it brings an HTTP server along, which nobody who takes no webhooks needs.
    from bot.webhooks.server import CannotListen, listen

    try:
        async with listen(webhooks, host, port):
            yield
    except CannotListen as error:
        raise WebhooksUnavailable(str(error)) from error


async def _ask_discord(asking: Coroutine[Any, Any, object]) -> None:
    """Do what a start or a take-over asks of Discord; raises DiscordUnreachable."""
    try:
        await asking
    except (aiohttp.ClientError, TimeoutError, discord.DiscordServerError, discord.RateLimited) as error:
        raise DiscordUnreachable(str(error) or type(error).__name__) from error


async def _watch_locks(bot: Bot, stop: asyncio.Event) -> None:
    """End the process when another one may have its worker id or the gateway: both would do the same things."""
    while not stop.is_set():
        await bot.lock.check()
        await bot.gateway.check()
        await wait_for_any(stop, seconds=LOCK_CHECK)


async def _check_accounts_when_ready(bot: Bot) -> None:
    """Check once people are answered: nobody waits for it."""
    await bot.client.wait_until_ready()
    context = bot.services.context
    await check_accounts(context.database, context.now())


async def check_accounts(database: Database, now: datetime) -> None:
    """Log where this month's or the last one's accounts are not what their ledger says; raises nothing."""
    months = [f"{moment:%Y-%m}" for moment in (now, now.replace(day=1) - timedelta(days=1))]
    try:
        imbalances = await database.read(ledger.imbalances, months)
    except Exception as error:
        # The check changes nothing, and the songs that are being made do not depend on it.
        log.error("books_unchecked", exc_info=error)
        return
    for wrong in imbalances:
        log.error(
            "books_differ guild=%(guild_id)s month=%(month)s held=%(held)s spent=%(spent)s"
            " ledger_held=%(ledger_held)s ledger_spent=%(ledger_spent)s",
            asdict(wrong),
        )


if __name__ == "__main__":
    sys.exit(main())
