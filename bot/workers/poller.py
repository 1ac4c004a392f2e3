"""One loop for all tasks: what is due, what arrived, what is too old; the table is the schedule.

No coroutine waits for one song. A tick reads the due rows, polls each task (so many at once), writes down what arrived
and when to poll again. A process that stops for any reason leaves nothing but rows, which the next one finds: its own
at once, another's when the lease has expired.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

from bot.context import Context
from bot.jobs import cadence
from bot.jobs.lifecycle import LEASE, JobLifecycle
from bot.musicapi.client import MusicAPI
from bot.musicapi.errors import InvalidRequest, Moderated, MusicAPIError, RateLimited, Retired, TaskNotFound
from bot.musicapi.operations import Operation
from bot.musicapi.responses.reports import TaskReport
from bot.orders import planning
from bot.task_set import TaskSet, wait_for_any
from bot.workers.rate_limit import LONGEST_WAIT, RateLimiter
from data import drafts, heartbeats
from data.jobs import leases, queries, schedule, transitions
from data.rate_limits import NotBefore
from data.rows import FailureKind, Job, JobState

log = logging.getLogger(__name__)

MAX_POLLS = 16
CLAIMED_AT_ONCE = 1_000  # as many as may be queued: what a process hands back goes on without a pause
RENEW_EVERY = LEASE / 3
GRACE = timedelta(seconds=60)  # how long a fresh task may be unknown to the vendor's own front
# How long a create that got no answer waits for a webhook: most songs are there after a tenth of it.
LOST_TIMEOUT = timedelta(minutes=15)
SLOWEST_TICK = 2.0  # seconds; no poll is later than this past its moment


class Poller:
    """Polls every running task that this process owns; `run` until stopped, or `tick` by hand.

    `interval`: seconds between two creates, which a create that is sent again to be answered keeps as well.
    """

    def __init__(self, context: Context, lifecycle: JobLifecycle, musicapi: MusicAPI, *, interval: float = 0.0) -> None:
        self._context = context
        self._lifecycle = lifecycle
        self._musicapi = musicapi
        self._rate_limiter = RateLimiter(context, interval)
        self.tasks = TaskSet(MAX_POLLS)
        self._renewed_at: datetime | None = None
        self._awake_since: datetime | None = None

    async def take_back(self) -> None:
        """Take back what this worker owned before a restart, and deal with the creates whose answer was lost."""
        context = self._context
        async with context.database.transaction() as tx:
            await transitions.forget_dead_tokens(tx, now=context.now())
            own = await leases.renew(tx, owner=context.worker_id, lease_until=context.now() + LEASE)
        await self._mark_unanswered(own)
        if own:
            log.info("jobs_taken_back count=%s", len(own))

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until `stop`."""
        while not stop.is_set():
            await self.tick()
            await wait_for_any(stop, seconds=min(SLOWEST_TICK, self._context.poll_interval / 2))
        await self.tasks.wait_until_empty()

    async def tick(self) -> None:
        """Renew the leases, take over what others left, and begin every poll that is due; returns at once."""
        self.tasks.raise_first_error()
        await self._keep_leases()
        async with self._context.database.reading() as tx:
            due = await schedule.due_polls(
                tx, owner=self._context.worker_id, now=self._context.now(), limit=4 * MAX_POLLS
            )
        for job in due:
            if job.id in self.tasks:
                continue
            if self.tasks.is_full:
                break
            self.tasks.start(job.id, self._poll(job))

    async def _poll(self, job: Job) -> None:
        now, started = self._context.now(), job.started_at or job.created_at
        if job.repeats_create:
            reserved = await self._rate_limiter.reserve(job.id)
            if isinstance(reserved, NotBefore):
                await self._lifecycle.schedule_poll(job, reserved.moment)
                return
        try:
            report = await self._ask(job)
        except TaskNotFound as error:
            if now - started < GRACE:
                await self._lifecycle.schedule_next_poll(job)
                return
            await self._lifecycle.give_up(job, FailureKind.FAILED, error.reason)
        except MusicAPIError as error:
            if _is_final(job, error):
                await self._lifecycle.give_up(job, FailureKind.REFUSED, error.reason)
                return
            # A poll that failed is not a song that failed: only a silence that lasts ends it.
            pause = error.retry_after if isinstance(error, RateLimited) else None
            log.warning("poll_failed job=%s error=%r", job.id, str(error))
            if self._silent_for_long(job):
                await self._lifecycle.give_up(job, FailureKind.TIMED_OUT)
                return
            await self._lifecycle.schedule_next_poll(job, at_least=min(LONGEST_WAIT, pause or 0.0))
        else:
            news = await self._lifecycle.record_report(job, report)
            if report.state != "running":
                return
            # Judged by the answer, not by the time alone: however long nobody asked, a finished song is a song.
            if (cadence.is_stalled(job.changed_at, now) and not news) or cadence.is_too_old(started, now):
                await self._lifecycle.give_up(job, FailureKind.TIMED_OUT)
                return
            await self._lifecycle.schedule_next_poll(job)

    async def _ask(self, job: Job) -> TaskReport:
        if job.repeats_create:
            return await self._musicapi.repeat(await planning.load_request(self._context, job))
        return await self._musicapi.task(
            job.family, job.task_id or "", Operation(job.operation), expected=job.clips_expected
        )

    def _silent_for_long(self, job: Job) -> bool:
        """Whether the task has not changed for as long as a stall may last, while this process was polling."""
        listening_since = max(job.changed_at, self._awake_since or job.changed_at)
        return cadence.is_stalled(listening_since, self._context.now())

    async def _keep_leases(self) -> None:
        context, now = self._context, self._context.now()
        self._awake_since = self._awake_since or now
        since = now - (self._renewed_at or now - RENEW_EVERY)
        if timedelta(0) <= since < RENEW_EVERY:
            return
        self._renewed_at = now
        async with context.database.transaction() as tx:
            await heartbeats.beat(tx, worker_id=context.worker_id, now=now)
            await transitions.forget_dead_tokens(tx, now=now)
            await drafts.forget_old(tx, now=now)
            await leases.renew(tx, owner=context.worker_id, lease_until=now + LEASE)
            left_behind = await leases.claim_expired(
                tx, owner=context.worker_id, lease_until=now + LEASE, now=now, limit=CLAIMED_AT_ONCE
            )
            if since < timedelta(0):
                hastened = await schedule.make_due_now(tx, owner=context.worker_id, now=now)
                log.warning("clock_set_back seconds=%.0f hastened=%s", -since.total_seconds(), hastened)
            long_lost = await queries.lost_before(tx, owner=context.worker_id, moment=now - LOST_TIMEOUT)
        await self._mark_unanswered(left_behind)
        for job in long_lost:
            await self._lifecycle.fail_as_lost(job)

    async def _mark_unanswered(self, claimed: list[Job]) -> None:
        for job in claimed:
            if job.state is JobState.SUBMITTING:
                await self._lifecycle.mark_answer_lost(job)


def _is_final(job: Job, error: MusicAPIError) -> bool:
    """Whether a later poll could get no other answer; a path that is not found may be back later."""
    if isinstance(error, Retired):
        return error.status not in (404, 405)
    return job.repeats_create and isinstance(error, InvalidRequest | Moderated)
