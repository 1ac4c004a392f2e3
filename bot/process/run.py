"""The process of the bot, from its settings to its exit code: opens what its role needs, and runs it until the end."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Coroutine
from contextlib import AsyncExitStack, suppress
from importlib import import_module
from typing import Any, cast

import aiohttp
import discord

from bot.concurrency.loop_lag import watch_event_loop
from bot.concurrency.task_set import wait_for_any
from bot.gateway.client import EXTENSION, point_at
from bot.http.listening import CannotListen
from bot.logs import set_up_logging
from bot.process import shutdown
from bot.process.books import check_accounts
from bot.process.indexing import keep_indexed
from bot.process.opening import Bot, Workers, open_bot
from bot.process.shutdown import Shutdown, Stopped
from bot.roles import Role
from bot.settings import Settings, SettingsError, environment
from data.engine.database import DATABASE_TROUBLE
from data.engine.outage import waiting_out_outages
from data.engine.unavailable import DatabaseAway, DatabaseUnavailable, ProgramTooOld
from data.engine.worker_lock import SQLiteTakesOneProcess, WorkerAlreadyRunning
from data.jobs import leases

log = logging.getLogger("bot")

NEWS_TIMEOUT = 8.0  # seconds in which a server says whether it lets us listen
# For answers that are paid for, where nobody waits for the end because something broke: as long as one is tried to be
# written down.
ANSWERS_TIMEOUT = 45.0
LOCK_CHECK = 3.0  # seconds between looks whether this process still has its worker id to itself


class DiscordUnreachable(Exception):
    """Discord did not answer at the start or a take-over; whoever supervises the process starts it again."""


class NotDiscord(Exception):
    """What answers at DISCORD_API_URL is not Discord; says how it answered."""


def main(role: Role) -> int:
    """Run until told to stop; returns the exit code.

    0: stopped. 1: broken. 2: wrong settings. 3: it may not run, or not in this role, beside another process.
    """
    try:
        settings = Settings.from_environment(environment(), role)
    except SettingsError as error:
        sys.stderr.write("\n  ".join(["Encore cannot start:", *error.problems]) + "\n")
        return 2
    set_up_logging(settings.log_level, settings.log_format, settings.secrets)
    ending = Shutdown()
    try:
        asyncio.run(run(settings, role, ending))
    except WorkerAlreadyRunning as error:
        log.critical("worker_already_running worker=%s says=%r", settings.worker_id, str(error))
        return 3
    except SQLiteTakesOneProcess as error:
        log.critical("sqlite_takes_one_process fix=%r", str(error))
        return 3
    except DatabaseAway as error:
        log.critical("database_away why=%r", str(error))
        return 1
    except DatabaseUnavailable as error:
        log.critical("database_unavailable fix=%r", str(error))
        return 2
    except CannotListen as error:
        log.critical("cannot_listen setting=%s fix=%r", error.setting, str(error))
        return 2
    except (discord.LoginFailure, NotDiscord) as error:
        _say_refused(error, settings.discord_api_url)
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


def _say_refused(error: discord.LoginFailure | NotDiscord, url: str) -> None:
    if isinstance(error, NotDiscord):
        fix = "what answers at DISCORD_API_URL is not Discord: correct it, or leave it out"
        log.critical("not_discord url=%s why=%r fix=%r", url, str(error), fix)
    else:
        fix = "DISCORD_TOKEN is not accepted by Discord: copy the token of the bot again"
        log.critical("login_failed url=%s fix=%r", url, fix)  # who answers there may not be Discord


def _causes(error: BaseException) -> list[BaseException]:
    """What went wrong in a task group, each for itself."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    group = cast("BaseExceptionGroup[BaseException]", error)
    return [cause for inner in group.exceptions for cause in _causes(inner)]


async def run(settings: Settings, role: Role, ending: Shutdown) -> None:
    """Open what the role needs, run its loops and its gateway until SIGTERM or SIGINT, close everything."""
    ending.obey_signals()
    point_at(settings.discord_api_url)
    import_module(EXTENSION)  # while nothing is open yet that would wait for the event loop
    with suppress(Stopped):
        async with AsyncExitStack() as stack:
            bot = await ending.unless_stopped(stack.enter_async_context(open_bot(settings, role)))
            if bot.workers is not None:
                stack.push_async_callback(_release_leases, bot)
            await ending.unless_stopped(_ask_discord(_log_in(bot, settings.discord_token)))
            if bot.workers is not None:
                await ending.unless_stopped(bot.workers.poller.take_back())
            if bot.gateway is not None:  # last: what it takes is to be heard at once
                await ending.unless_stopped(_ask_discord(bot.gateway.take()))
            _spare_what_stays()
            await _run_until_stopped(bot, ending)
    ending.conclude()


async def _run_until_stopped(bot: Bot, ending: Shutdown) -> None:
    stop, is_in_order = ending.stop, False
    try:
        async with asyncio.TaskGroup() as group:
            hearing = [] if bot.gateway is None else [group.create_task(_ask_discord(bot.gateway.run(stop)))]
            watching = [
                group.create_task(watch)
                for watch in (watch_event_loop(stop), _watch_lock(bot, ending), _check_accounts_when_heard(bot))
            ]
            if bot.workers is not None:
                watching.append(group.create_task(keep_indexed(bot.services.context.database, stop)))
            loops = [] if bot.workers is None else await _start(bot.workers, group, stop)
            if bot.gateway is None:
                log.info("worker_ready worker=%s", bot.services.context.worker_id)
            await stop.wait()
            log.info("stopping")
            answers = group.create_task(bot.client.answer_gate.drain(shutdown.GRACE))
            await asyncio.wait([*loops, answers], timeout=shutdown.GRACE)
            is_in_order = True
            await bot.client.close_within(shutdown.GOODBYE)
            if hearing:
                # It gives its shards back, which takes a database that may be away.
                await asyncio.wait(hearing, timeout=shutdown.GOODBYE)
            for task in (*hearing, *watching, *loops):
                task.cancel()
    finally:
        # Trouble anywhere else must not cost the answers that are on their way: they are paid for.
        if not is_in_order:  # else the creates had their time
            # Meanwhile another process may answer people.
            closing = asyncio.create_task(bot.client.close_within(shutdown.GOODBYE))
            if bot.workers is not None:
                timeout = shutdown.GRACE if ending.is_asked else ANSWERS_TIMEOUT
                await bot.workers.submitter.tasks.wait_at_most(timeout)
            await closing


async def _start(workers: Workers, group: asyncio.TaskGroup, stop: asyncio.Event) -> list[asyncio.Task[None]]:
    news = group.create_task(waiting_out_outages(workers.news.run(stop)))
    # What the loops read first misses nothing where this process listens already.
    await wait_for_any(workers.news.has_tried, stop, seconds=NEWS_TIMEOUT)
    return [news, *(group.create_task(waiting_out_outages(loop.run(stop))) for loop in workers.loops)]


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


async def _ask_discord(asking: Coroutine[Any, Any, object]) -> None:
    """Do what a start or a take-over asks of Discord; raises DiscordUnreachable."""
    try:
        await asking
    except (aiohttp.ClientError, TimeoutError, discord.DiscordServerError, discord.RateLimited) as error:
        raise DiscordUnreachable(str(error) or type(error).__name__) from error


async def _log_in(bot: Bot, token: str) -> None:
    """Say to Discord who we are, and set up what hears it; raises discord.LoginFailure, NotDiscord."""
    try:
        await bot.client.login(token)
    except (discord.LoginFailure, discord.DiscordServerError):
        raise
    except (discord.HTTPException, LookupError, TypeError) as error:
        if bot.client.user is not None:
            raise
        raise NotDiscord(str(error) if isinstance(error, discord.HTTPException) else "no account in it") from error


async def _watch_lock(bot: Bot, ending: Shutdown) -> None:
    """Keep the worker id; end when another process may have it, in order where newer versions alone may go on."""
    while not ending.stop.is_set():
        with ending.asked_by(ProgramTooOld):
            await bot.lock.check()
        await wait_for_any(ending.stop, bot.lock.doubted, seconds=LOCK_CHECK)


async def _check_accounts_when_heard(bot: Bot) -> None:
    """Check once people are answered, where this process does that: it waits for a database that is away."""
    if bot.gateway is not None:
        await bot.client.is_heard.wait()
    context = bot.services.context
    await waiting_out_outages(check_accounts(context.database, context.now()))
