"""One loop for all tasks: what is due, what arrived, what is too old.

No coroutine waits for one song. The jobs' table is the truth; which task is polled when is kept in memory, heard from
every change and read again at the start. What a process leaves, the next one of its name finds at once, others later.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.concurrency.pulse import Pulse
from bot.concurrency.task_set import TaskSet, wait_for_any, yielding
from bot.context import Context
from bot.errors import Problem
from bot.jobs import cadence
from bot.jobs.lifecycle import LEASE, JobLifecycle
from bot.musicapi.client import MusicAPI
from bot.musicapi.errors import MusicAPIError, RateLimited, Retired, TaskNotFound
from bot.musicapi.objections import to_log
from bot.musicapi.operations import Operation
from bot.musicapi.responses.reports import TaskReport
from bot.workers.leases import LeaseKeeper
from bot.workers.poll_pace import POLLS_PER_SECOND, pause_after
from bot.workers.poll_queue import PollQueue
from bot.workers.repeater import Repeater
from data.engine.transaction import Transaction
from data.ids import JobId
from data.jobs import queries, schedule
from data.processes import poll_paces
from data.processes.poll_paces import PollPace
from data.rows import FailureKind, Job, JobState

log = logging.getLogger(__name__)

POLLS_AT_ONCE = 128
GRACE = timedelta(seconds=60)  # how long a fresh task may be unknown to the vendor's own front
CATCH_UP = 5.0  # seconds between looks at what other processes changed
COMPARE_EVERY = LEASE / 3  # between looks at everything that is ours
LONG_AGO, FAR_OFF = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
SKEW = timedelta(seconds=60)  # how far apart the clocks of two processes may be
SOON = 3.0  # seconds over which the polls of everything that was taken over are spread


class Poller:
    """Polls every running task that this process owns; `run` until stopped, or `tick` by hand.

    `interval`: seconds between two creates, which a create that is sent again to be answered keeps as well.
    """

    def __init__(
        self,
        context: Context,
        lifecycle: JobLifecycle,
        musicapi: MusicAPI,
        *,
        interval: float = 0.0,
        at_once: int = POLLS_AT_ONCE,
        per_second: float = POLLS_PER_SECOND,
    ) -> None:
        self._context = context
        self._lifecycle = lifecycle
        self._musicapi = musicapi
        self._repeater = Repeater(context, lifecycle, musicapi, interval)
        self._wake = asyncio.Event()
        self.tasks = TaskSet(at_once, ended=self._wake)
        self.pulse = Pulse()
        self._running: dict[JobId, Job] = {}
        self._due = PollQueue(context, per_second, self._wake, lambda job_id: context.key_of(self._running[job_id]))
        self._heard: dict[JobId, bytes] = {}  # what each task said last
        self._polls = Counter[JobId]()  # since its last report was written down
        self._unready: dict[JobId, datetime] = {}  # when each task was last known not to be ready
        self._again = set[JobId]()  # of what is being polled: what is to be polled once more right after
        self._leases = LeaseKeeper(context)
        self._caught_up_at: datetime | None = None
        self._compared_at: datetime | None = None
        self._listening: dict[JobId, datetime] = {}  # since when this process asks about each task
        self._told = set[JobId]()  # whose changes were heard since the table was last read
        self._missed = False  # changes may not have been heard
        freed, missed = (partial(self._look_around, missed=is_missed) for is_missed in (False, True))
        lifecycle.changes.listen(self._hear, freed=freed, missed=missed)

    async def take_back(self) -> None:
        """Take back what this worker owned before a restart, and deal with the creates whose answer was lost."""
        self._told.clear()
        own = await self._leases.take_back()
        await self._take(own)
        if own:
            log.info("jobs_taken_back count=%s", len(own))

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until `stop`, whenever a poll is due, and now and then for what other processes changed."""
        while not stop.is_set():
            await wait_for_any(stop, self._wake, seconds=self.pulse.beat(await self.tick()))
        await self.tasks.wait_until_empty()

    async def tick(self) -> float:
        """Renew the leases, take over what others left, and begin every poll that is due.

        Returns the seconds until there is something to do again, if nothing happens before.
        """
        self._wake.clear()
        self.tasks.raise_first_error()
        await self._keep_leases()
        await self._catch_up()
        while not self.tasks.is_full:
            now = self._context.now()
            job_id = await self._due.pop(now)
            if job_id is None:
                return self._due.seconds_left(now, CATCH_UP)
            job = self._running.get(job_id)
            if job_id in self.tasks:
                self._again.add(job_id)  # there is news, and the poll under way may have been answered before it
            elif job is not None:
                self._due.count(job_id)
                self.tasks.start(job_id, self._poll(job))
        return CATCH_UP

    def _hear(self, job: Job) -> None:
        """Take in a change that was just committed."""
        self._told.add(job.id)
        self._notice(job)

    def _look_around(self, *, missed: bool) -> None:
        self._leases.hasten()
        self._missed = self._missed or missed
        self._wake.set()

    def _notice(self, job: Job) -> None:
        """Plan the next poll of a job that was changed, or forget it."""
        known = self._running.get(job.id)
        if job.state is not JobState.RUNNING or job.owner != self._context.worker_id or job.poll_at is None:
            for known_of in (self._running, self._heard, self._polls, self._listening, self._unready):
                known_of.pop(job.id, None)
            self._again.discard(job.id)
            self._due.discard(job.id)
            return
        self._running[job.id] = job
        self._listening.setdefault(job.id, self._context.now())
        if known is None or known.poll_at != job.poll_at:
            self._due.schedule(job.id, job.poll_at)
            if known is not None and self._context.webhook_for(job) is not None:
                self._unready[job.id] = job.poll_at  # a webhook came: if the task is ready, it became so just then

    async def _poll(self, job: Job) -> None:
        if self._context.key_of(job) not in self._context.musicapi_keys:
            if await self._leases.hand_over(job):
                self._lifecycle.changes.tell(replace(job, owner=None))
            else:
                await self._lifecycle.give_up(job, FailureKind.REFUSED, Problem.KEY_GONE)
            return
        if job.repeats_create:
            await self._repeat(job)
            return
        now, started = self._context.now(), job.started_at or job.created_at
        try:
            report = await self._ask(job)
        except TaskNotFound as error:
            if now - started < GRACE:
                await self._poll_later(job)
                return
            await self._lifecycle.give_up(job, FailureKind.FAILED, error.reason)
        except MusicAPIError as error:
            if isinstance(error, Retired) and error.status not in (404, 405):  # such a path may be back later
                await self._lifecycle.give_up(job, FailureKind.REFUSED, error.reason)
                return
            # A poll that failed is not a song that failed: only a silence that lasts ends it.
            log.warning("poll_failed job=%s error=%r", job.id, to_log(error.reason))
            if self._silent_for_long(job):
                await self._lifecycle.give_up(job, FailureKind.TIMED_OUT)
            elif isinstance(error, RateLimited):
                await self._slow_down(job, error)
            else:
                await self._poll_later(job)
        else:
            news = await self._record(job, report, now)
            if report.state == "running" and not await self._give_up(job, report, now, news=news):
                await self._poll_later(job)

    async def _give_up(self, job: Job, report: TaskReport, now: datetime, *, news: bool) -> bool:
        """End a job whose task runs on, where nothing more is to be expected of it; False: it is polled again."""
        if self._leases.has_slept(now):
            return False  # the next tick notices, and from then on its time is counted
        changed, started = map(self._leases.count_from, (job.changed_at, job.started_at or job.created_at))
        failed = not news and report.has_only_failures and cadence.is_believed(changed, now)
        if failed and await self._lifecycle.believe_failure(job, report.reason or ""):
            return True
        # Judged by the answer, not by the time alone: however long nobody asked, a finished song is a song.
        if cadence.is_too_old(started, now) or (cadence.is_stalled(changed, now) and not news):
            await self._lifecycle.give_up(job, FailureKind.TIMED_OUT)
            return True
        return False

    async def _repeat(self, job: Job) -> None:
        again_at = await self._repeater.repeat(job)
        self._again.discard(job.id)  # nobody has news of it but the repeat itself
        if again_at is not None and job.id in self._running:
            self._due.schedule(job.id, again_at)

    async def _slow_down(self, job: Job, error: RateLimited) -> None:
        """Poll everything of the key less often for a while: MusicAPI has said that it is asked too often."""
        pause, key = pause_after(error), self._context.key_of(job)
        if await self._due.slow_down(key, self._context.now(), pause):
            log.warning("polls_slowed_down seconds=%.0f key=%s", pause, key)
        await self._poll_later(job, at_least=pause)

    async def _record(self, job: Job, report: TaskReport, asked_at: datetime) -> bool:
        """Write down what a report says, unless it says what the last one said; True: it brought news."""
        if job.id in self._running:
            self._polls[job.id] += 1
            if report.state == "running":
                self._unready[job.id] = max(asked_at, self._unready.get(job.id, asked_at))
        said = hashlib.blake2b(repr(report).encode(), digest_size=16).digest()
        if report.state == "running" and (self._heard.get(job.id) == said or report.is_silent):
            return False
        news = await self._lifecycle.record_report(
            job, report, polls=self._polls.pop(job.id, 1), unready_at=self._unready.get(job.id)
        )
        if job.id in self._running:
            self._heard[job.id] = said
        return news

    async def _poll_later(self, job: Job, at_least: float = 0.0) -> None:
        """Plan the next poll at the moment that suits the task's age, unless there is news of it already.

        Only in memory: where this process is killed, the next one asks at once.
        """
        elapsed = (self._context.now() - (job.started_at or job.created_at)).total_seconds()
        delay = await self._lifecycle.durations.next_delay(job, elapsed)
        if job.id in self._again:
            self._again.discard(job.id)
            delay = timedelta(0)
        if job.id in self._running and job.id not in self._due:
            self._due.schedule(job.id, self._context.now() + max(delay, timedelta(seconds=at_least)))

    async def _ask(self, job: Job) -> TaskReport:
        return await self._musicapi.task(
            job.family,
            job.task_id or "",
            Operation(job.operation),
            expected=job.clips_expected,
            key=self._context.key_of(job),
        )

    def _silent_for_long(self, job: Job) -> bool:
        """Whether the task has not changed for as long as a stall may last, while this process was polling."""
        now = self._context.now()
        if self._leases.has_slept(now):
            return False  # it was the process that slept, and the poll failed before a tick could notice
        moments = map(self._leases.count_from, (job.changed_at, self._listening.get(job.id, now)))
        listening_since = max(self._leases.awake_since or now, *moments)
        return cadence.is_stalled(listening_since, now)

    async def _keep_leases(self) -> None:
        self._told.clear()
        renewal = await self._leases.renew()
        if renewal is None:
            return
        if renewal.was_set_back:
            self._due.hasten(self._context.now())
        if renewal.kept is not None:
            ours = {job.id for job in (*renewal.kept, *renewal.taken)}
            await self._tell(replace(job, owner=None) for job in [*self._running.values()] if job.id not in ours)
            await self._tell(renewal.kept)  # what is being created is under way here still, and not unanswered
            self._poll_soon(renewal.kept)
        await self._take(renewal.taken)
        for job in renewal.lost:
            await self._lifecycle.fail_as_lost(job)
        if renewal.has_more:
            self._wake.set()

    async def _catch_up(self) -> None:
        """Hear which tasks are to be polled that nobody told: all at the start, then what other processes changed."""
        context, now = self._context, self._context.now()
        since = None if self._caught_up_at is None else now - self._caught_up_at
        if since is not None and timedelta(0) <= since < timedelta(seconds=CATCH_UP) and not self._missed:
            return
        self._caught_up_at = now
        overlap = SKEW + max(since or timedelta(0), timedelta(0))
        earliest, latest = (LONG_AGO, FAR_OFF) if since is None else (now - overlap, now + SKEW)
        # Now and then all of it: another process's clock, or its database, may be slower than anybody thought.
        whole = self._compared_at is None or not timedelta(0) <= now - self._compared_at < COMPARE_EVERY or self._missed
        self._missed = False
        if whole:
            earliest, latest, self._compared_at = LONG_AGO, FAR_OFF, now
        known = {job.id: job.poll_at for job in self._running.values()}  # not in the database's thread: it changes here

        async def work(tx: Transaction) -> tuple[set[JobId], list[Job], list[PollPace]]:
            planned = await schedule.planned_polls(tx, owner=context.worker_id, since=earliest, until=latest)
            changed = [job_id for job_id, poll_at in planned if known.get(job_id) != poll_at]
            paces = await poll_paces.all_paces(tx)
            return {job_id for job_id, _ in planned}, await queries.by_ids(tx, changed), paces

        self._told.clear()
        ours, changed, paces = await context.database.read(work)
        self._due.hear(paces, now)
        await self._tell(changed)
        gone = [job for job_id in known.keys() - ours if (job := self._running.get(job_id))] if whole else []
        await self._tell(replace(job, owner=None) for job in gone)  # another process has taken them over
        for job_id in self._running if whole else ():
            if job_id not in self._due and job_id not in self.tasks:
                log.error("poll_unplanned job=%s", job_id)  # nothing is known to bring this about; a song is worth it
                self._due.schedule(job_id, now)

    async def _take(self, jobs: list[Job]) -> None:
        """Go on with jobs that are ours from now on."""
        await self._tell(jobs)
        self._poll_soon(jobs)
        for job in jobs:
            if job.state is JobState.SUBMITTING:
                await self._lifecycle.mark_answer_lost(job)

    def _poll_soon(self, jobs: Iterable[Job]) -> None:
        """Ask about these within seconds: webhooks that came while nobody looked after them are lost."""
        now = self._context.now()
        for job in jobs:
            if job.id in self._running and not job.repeats_create:  # those are asked by sending again: no sooner
                self._due.bring_forward(job.id, now + timedelta(seconds=SOON * self._context.random()))

    async def _tell(self, jobs: Iterable[Job]) -> None:
        """Tell how these stood when they were read; what was heard of one since `_told` was cleared is newer."""
        async for job in yielding(jobs):
            if job.id not in self._told:
                self._lifecycle.changes.tell(job)
