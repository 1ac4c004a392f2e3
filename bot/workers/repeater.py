"""Sends a create again that MusicAPI was not ready for: a few times at most, each written down before it is sent.

What counts the repeats is the job's row, so that neither a restart nor another process begins anew.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.context import Context
from bot.errors import ClipGone, Problem
from bot.jobs import cadence, repeats
from bot.jobs.lifecycle import JobLifecycle
from bot.musicapi.client import MusicAPI
from bot.musicapi.errors import InvalidRequest, Moderated, MusicAPIError, RateLimited, Retired
from bot.musicapi.objections import to_log
from bot.orders import planning
from bot.workers.rate_limit import LONGEST_PAUSE, TRAVEL, RateLimiter
from data.engine.transaction import Transaction
from data.jobs import queries, schedule
from data.processes.rate_limits import NotBefore
from data.rows import FailureKind, Job

log = logging.getLogger(__name__)


class Repeater:
    """Repeats creates, at the pace of all creates of their key: one every `interval` seconds."""

    def __init__(self, context: Context, lifecycle: JobLifecycle, musicapi: MusicAPI, interval: float) -> None:
        self._context = context
        self._lifecycle = lifecycle
        self._musicapi = musicapi
        self._rate_limiters = {
            key: RateLimiter(context, interval, key, travel=TRAVEL * interval) for key in context.musicapi_keys
        }

    async def repeat(self, job: Job) -> datetime | None:
        """Send the create of a running job again if it may be sent now; returns when to call this again.

        None: the job was closed, with the result, or with a refund where MusicAPI refuses it or is never ready.
        """
        if job.polls >= repeats.MOST_REPEATS:  # whoever sent the last one was killed before its answer
            await self._lifecycle.give_up(job, FailureKind.TIMED_OUT)
            return None
        reserved = await self._rate_limiters[self._context.key_of(job)].reserve(job.id, job.family)
        if isinstance(reserved, NotBefore):
            return reserved.moment
        counted = await self._count(job)
        if counted is None:
            return self._soon()
        log.info("create_repeated job=%s repeats=%s", job.id, counted.polls)
        if not await self._send(counted):
            return None
        started = counted.started_at or counted.created_at
        if counted.polls >= repeats.MOST_REPEATS or cadence.is_too_old(started, self._context.now()):
            await self._lifecycle.give_up(counted, FailureKind.TIMED_OUT)
            return None
        return max(counted.poll_at or self._soon(), self._soon())

    def _soon(self) -> datetime:
        return self._context.now() + timedelta(seconds=repeats.FIRST)

    async def _count(self, job: Job) -> Job | None:
        """Write down that the create is about to be sent again; None: another process has the job, or counted first."""
        context, now = self._context, self._context.now()
        poll_at = now + repeats.wait_before(job.polls + 2, context.random())

        async def work(tx: Transaction) -> tuple[Job | None, Job | None]:
            counted = await schedule.count_repeat(
                tx, job.id, owner=context.worker_id, counted=job.polls, poll_at=poll_at
            )
            return counted, counted or await queries.get(tx, job.id)

        counted, known = await context.database.write(work)
        if known is not None:
            self._lifecycle.changes.tell(known)
        return counted

    async def _send(self, job: Job) -> bool:
        """Send the create; True: its result is not there yet."""
        key = self._context.key_of(job)
        try:
            report = await self._musicapi.repeat(await planning.load_request(self._context, job), key=key)
        except ClipGone:  # its maker had it deleted meanwhile
            await self._lifecycle.give_up(job, FailureKind.REFUSED, Problem.CLIP_DELETED)
            return False
        except MusicAPIError as error:
            if _is_final(error):
                await self._lifecycle.give_up(job, FailureKind.REFUSED, error.reason)
                return False
            # That one repeat failed says nothing of the file: the next one is sent at its own time.
            log.warning("poll_failed job=%s error=%r", job.id, to_log(error.reason))
            if isinstance(error, RateLimited):
                wait = min(LONGEST_PAUSE, error.retry_after or 0.0)
                await self._rate_limiters[key].push_back(wait, error.family or job.family)
            return True
        if report.state == "running":
            return True
        await self._lifecycle.record_report(job, report, polls=0)
        return False


def _is_final(error: MusicAPIError) -> bool:
    """Whether a later repeat could get no other answer; a path that is not found may be back later."""
    if isinstance(error, Retired):
        return error.status not in (404, 405)
    return isinstance(error, InvalidRequest | Moderated)
