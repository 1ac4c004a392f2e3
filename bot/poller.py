"""One loop for all tasks: what is due, what arrived, what is too old; the table is the schedule.

No coroutine waits for one song. A tick reads the due rows, asks MusicAPI about each (bounded), writes down what
arrived and when to look again. A process that stops for any reason leaves nothing but rows, and whoever runs next
finds them: its own at once, another's when the lease ran out.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import cadence, choices, planning
from bot.musicapi.catalog import Operation
from bot.musicapi.errors import InvalidRequest, Moderated, MusicAPIError, RateLimited, Retired, TaskNotFound
from bot.pacing import LONGEST_WAIT, Pace
from bot.songs import LEASE, repeated_task, unanswered
from bot.underway import UnderWay, first_of
from data import heartbeats, jobs
from data.rows import FailureKind

if TYPE_CHECKING:
    import asyncio
    from datetime import datetime

    from bot.house import House
    from bot.musicapi.client import MusicAPI
    from bot.musicapi.replies import TaskReport
    from bot.songs import Songs
    from data.rows import Job

log = logging.getLogger(__name__)

POLLS_UNDER_WAY = 16
CLAIMED_AT_ONCE = 1_000  # as many as may wait in line: what a process hands back goes on without a pause
RENEW_EVERY = LEASE / 3
GRACE = timedelta(seconds=60)  # how long a fresh task may be unknown to the vendor's own front
# How long a create that got no answer waits for MusicAPI's call: most songs are there after a tenth of it.
LOST_PATIENCE = timedelta(minutes=15)
SLOWEST_TICK = 2.0  # seconds; a new job's first look is never later than this past its moment


class Poller:
    """Looks after every accepted task that this process owns; `run` until stopped, or `tick` by hand.

    `interval`: seconds between two creates, which a create that is sent again to be answered keeps as well.
    """

    def __init__(self, house: House, songs: Songs, musicapi: MusicAPI, *, interval: float = 0.0) -> None:
        self._house = house
        self._songs = songs
        self._musicapi = musicapi
        self._pace = Pace(house, interval)
        self._under_way = UnderWay(POLLS_UNDER_WAY)
        self._renewed_at: datetime | None = None
        self._awake_since: datetime | None = None

    async def take_back(self) -> None:
        """After a start: own again what this worker owned before, and close the creates whose answer was lost."""
        house = self._house
        async with house.database.transaction() as tx:
            await jobs.forget_dead_tokens(tx, now=house.now())
            own = await jobs.reclaim(tx, owner=house.worker_id, lease_until=house.now() + LEASE, now=house.now())
        await self._close_unanswered(own)
        if own:
            log.info("jobs_taken_back count=%s", len(own))

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until `stop`."""
        while not stop.is_set():
            await self.tick()
            await first_of(stop, seconds=min(SLOWEST_TICK, self._house.poll_interval / 2))
        await self._under_way.idle()

    async def tick(self) -> None:
        """Renew the leases, take over what others left, and begin every poll that is due; returns at once."""
        self._under_way.raise_first_error()
        await self._keep_leases()
        async with self._house.database.reading() as tx:
            due = await jobs.due(tx, owner=self._house.worker_id, now=self._house.now(), limit=4 * POLLS_UNDER_WAY)
        for job in due:
            if job.id in self._under_way:
                continue
            if self._under_way.full:
                break
            self._under_way.start(job.id, self._look(job))

    async def idle(self) -> None:
        """Return when no poll is under way."""
        await self._under_way.idle()

    async def _look(self, job: Job) -> None:
        if job.task_id == repeated_task(job) and (wait := await self._pace.wait(job.id)):
            await self._songs.schedule(job, wait)
            return
        now, started = self._house.now(), job.started_at or job.created_at
        try:
            report = await self._ask(job)
        except TaskNotFound as error:
            if now - started < GRACE:
                await self._look_again(job)
                return
            await self._songs.given_up(job, FailureKind.FAILED, error.reason)
        except MusicAPIError as error:
            if _for_good(job, error):
                await self._songs.given_up(job, FailureKind.REFUSED, error.reason)
                return
            # A poll that failed is not a song that failed: only a silence that lasts ends it.
            pause = error.retry_after if isinstance(error, RateLimited) else None
            log.warning("poll_failed job=%s error=%r", job.id, str(error))
            if self._silent_for_long(job):
                await self._songs.given_up(job, FailureKind.TIMED_OUT)
                return
            await self._look_again(job, at_least=min(LONGEST_WAIT, pause or 0.0))
        else:
            await self._songs.record(job, report)
            if report.state != "running":
                return
            # Judged by the answer, not by the time alone: however long nobody looked, a finished song is a song.
            if cadence.given_up(started, job.changed_at, now) and await self._stands_still(job):
                await self._songs.given_up(job, FailureKind.TIMED_OUT)
                return
            await self._look_again(job)

    async def _ask(self, job: Job) -> TaskReport:
        if job.task_id == repeated_task(job):
            return await self._musicapi.repeat(await planning.request_of(self._house, job))
        return await self._musicapi.task(
            job.family, job.task_id or "", expected=job.clips_expected, operation=Operation(job.operation)
        )

    def _silent_for_long(self, job: Job) -> bool:
        """Whether nothing was heard of the task for as long as a stall may last, while this process was listening."""
        listening_since = max(job.changed_at, self._awake_since or job.changed_at)
        return self._house.now() - listening_since >= cadence.STALL

    async def _stands_still(self, job: Job) -> bool:
        """Whether the report that was just written down brought no news either."""
        async with self._house.database.reading() as tx:
            written = await jobs.get(tx, job.id)
        return written is None or written.changed_at == job.changed_at or self._outlived(job)

    def _outlived(self, job: Job) -> bool:
        return self._house.now() - (job.started_at or job.created_at) >= cadence.HARD_CAP

    async def _look_again(self, job: Job, at_least: float = 0.0) -> None:
        house = self._house
        async with house.database.reading() as tx:
            past = await jobs.recent_durations(tx, family=job.family, model=job.model, operation=job.operation)
        elapsed = (house.now() - (job.started_at or job.created_at)).total_seconds()
        typical = cadence.learnt(past) or choices.assumed_of(job, house.catalog)
        next_look = cadence.next_look if house.callback_for(job) is None else cadence.next_look_beside_callbacks
        wait = next_look(elapsed, typical, house.poll_interval, house.random())
        await self._songs.schedule(job, max(wait, at_least))

    async def _keep_leases(self) -> None:
        house, now = self._house, self._house.now()
        self._awake_since = self._awake_since or now
        since = now - (self._renewed_at or now - RENEW_EVERY)
        if timedelta(0) <= since < RENEW_EVERY:
            return
        self._renewed_at = now
        async with house.database.transaction() as tx:
            await heartbeats.beat(tx, worker_id=house.worker_id, now=now)
            await jobs.forget_dead_tokens(tx, now=now)
            await jobs.renew(tx, owner=house.worker_id, lease_until=now + LEASE, now=now)
            left_behind = await jobs.claim_expired(
                tx, owner=house.worker_id, lease_until=now + LEASE, now=now, limit=CLAIMED_AT_ONCE
            )
            if since < timedelta(0):
                hastened = await jobs.hasten(tx, owner=house.worker_id, now=now)
                log.warning("clock_set_back seconds=%.0f hastened=%s", -since.total_seconds(), hastened)
            long_lost = await jobs.lost_before(tx, owner=house.worker_id, moment=now - LOST_PATIENCE)
        await self._close_unanswered(left_behind)
        for job in long_lost:
            await self._songs.lost(job)

    async def _close_unanswered(self, claimed: list[Job]) -> None:
        for job in claimed:
            if unanswered(job):
                await self._songs.answer_lost(job)


def _for_good(job: Job, error: MusicAPIError) -> bool:
    """Whether no later answer can be another one; of a path that is not found just now, nobody can tell."""
    if isinstance(error, Retired):
        return error.status not in (404, 405)
    return job.task_id == repeated_task(job) and isinstance(error, InvalidRequest | Moderated)
