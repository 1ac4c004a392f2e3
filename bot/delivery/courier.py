"""Brings people what they were promised: the status while it changes, each clip when it is there, the end for sure.

The courier decides when and what; `Delivery` (cogs/delivery.py) knows how Discord wants it. Editing the promised
message twice does no harm, so a delivery that a crash interrupted is simply done again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.concurrency.byte_budget import ByteBudget, Reservation
from bot.concurrency.delay_queue import DelayQueue
from bot.concurrency.pulse import Pulse
from bot.concurrency.task_set import TaskSet, wait_for_any, yielding
from bot.concurrency.token_bucket import TokenBucket
from bot.context import Context
from bot.current_job import CURRENT_JOB
from bot.delivery import notices, refresh
from bot.delivery.attachments import fetch_clips, fit_clips
from bot.delivery.overtaken import SHOW_TIMEOUT, CardRepair
from bot.delivery.posting import post_result
from bot.delivery.retries import seconds_until_retry
from bot.delivery.transport import DeliveryDelayed, Transport, Undeliverable
from bot.jobs.lifecycle import JobLifecycle
from bot.media.fetch import Fetcher
from bot.media.spool import Spool
from bot.musicapi.operations import Gives
from bot.status.job_status import JobStatus, Stage
from bot.status.queries import Queries
from bot.workers.submitter import CARD_TIMEOUT
from data.engine.transaction import Transaction
from data.ids import JobId
from data.jobs import queries, schedule
from data.rows import Job, JobState

log = logging.getLogger(__name__)

SONG_BYTES = 192 * 1024 * 1024  # bytes of songs on disk at once: as their length tells, then as they really are
MAX_DELIVERIES = 64  # songs under way at once, however short
MAX_FILE_DELIVERIES = 2  # each holds up to 150 MiB of stems, and no song waits for them
BATCH = 1_000
MAX_EDITS = 32
MOVING_CARDS_PER_SECOND = 20.0  # edits for a time or a place alone, which must not slow down anything else
CATCH_UP = 5.0  # seconds between looks at what other processes changed


class Courier:
    """Delivers; `run` until stopped, or `tick` by hand.

    The jobs' table is the truth; when what is owed and which card changes is kept in memory, heard from every change
    and read again at the start.
    """

    def __init__(self, context: Context, lifecycle: JobLifecycle, queries: Queries, files: Fetcher) -> None:
        self._context = context
        self._lifecycle = lifecycle
        self._queries = queries
        self._fetcher = files
        self._transport: Transport  # given before the start
        self.pulse = Pulse()
        self._wake = asyncio.Event()
        self._songs_owed = DelayQueue[JobId](self._wake)
        self._files_owed = DelayQueue[JobId](self._wake)
        self._cards_changed = DelayQueue[JobId](self._wake)
        self._cards_moving = DelayQueue[JobId](self._wake)  # whose progress or place is another by then
        self._deliveries = TaskSet(MAX_DELIVERIES, self._wake)
        self._file_deliveries = TaskSet(MAX_FILE_DELIVERIES, self._wake)
        self._refreshes = TaskSet(MAX_EDITS, self._wake)
        self._budget = ByteBudget(SONG_BYTES)
        self._repairs = CardRepair(queries, files, self._budget)
        self._pace = TokenBucket(MOVING_CARDS_PER_SECOND)
        self._cards: dict[JobId, refresh.CardState] = {}
        self._held: defaultdict[JobId, list[DelayQueue[JobId]]] = defaultdict(list)
        self._caught_up_at: datetime | None = None
        self._told = set[JobId]()  # whose changes were heard since the table was last read
        self._missed = False  # a change of another process may not have been heard
        lifecycle.changes.listen(self._hear, missed=self._hear_missed)

    def use_transport(self, delivery: Transport) -> None:
        """Let `delivery` carry everything from now on; given before the start."""
        self._transport = delivery

    def remember_card(self, status: JobStatus) -> None:
        """Remember that the person was just shown this card, so that it is not edited without need."""
        self._remember(status, refresh.state_shown(status, self._context.now()))

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until `stop`, whenever something is owed, then finish what is under way."""
        while not stop.is_set():
            await wait_for_any(stop, self._wake, seconds=self.pulse.beat(await self.tick()))
        await self.wait_until_idle()

    async def tick(self) -> float:
        """Begin every delivery that is owed and every card that has something new to say.

        Returns the seconds until there is something to do again, if nothing happens before.
        """
        self._wake.clear()
        for tasks in (self._deliveries, self._file_deliveries, self._refreshes):
            tasks.raise_first_error()
        await self._catch_up()
        self._release_held()
        self._begin(self._songs_owed, self._deliveries, self._deliver)
        self._begin(self._files_owed, self._file_deliveries, self._deliver)
        self._begin(self._cards_changed, self._refreshes, self._refresh)
        wait = self._begin_moving()
        owed = ((self._songs_owed, self._deliveries), (self._files_owed, self._file_deliveries))
        waits = [
            queue.seconds_left(self._context.now(), CATCH_UP)
            for queue, tasks in (*owed, (self._cards_changed, self._refreshes))
            if not tasks.is_full  # else whatever ends wakes us
        ]
        return min(wait, *waits, CATCH_UP)

    @property
    def under_way(self) -> tuple[int, int, int]:
        """How many songs and how many bundles of files are being delivered now, and the bytes that the songs hold."""
        return len(self._deliveries), len(self._file_deliveries), self._budget.size_held

    async def wait_until_idle(self) -> None:
        """Return when nothing is under way."""
        for tasks in (self._deliveries, self._file_deliveries, self._refreshes):
            await tasks.wait_until_empty()

    def _begin(
        self, queue: DelayQueue[JobId], tasks: TaskSet, work: Callable[[JobId], Coroutine[Any, Any, None]]
    ) -> None:
        while not tasks.is_full and (job_id := queue.pop(self._context.now())) is not None:
            if self._is_busy(job_id):
                self._held[job_id].append(queue)
            else:
                tasks.start(job_id, work(job_id))

    def _release_held(self) -> None:
        """Let what fell due while something else was done for the same job be due again."""
        for job_id in [held for held in self._held if not self._is_busy(held)]:
            for queue in self._held.pop(job_id):
                if job_id not in queue:  # else it has a newer plan
                    queue.schedule(job_id, self._context.now())

    def _begin_moving(self) -> float:
        now = self._context.now()
        while not self._refreshes.is_full:
            if (wait := self._pace.seconds_left(now)) > 0:
                return wait
            job_id = self._cards_moving.pop(now)
            if job_id is None:
                break
            if self._is_busy(job_id):
                self._held[job_id].append(self._cards_moving)
            else:
                self._pace.take()
                self._refreshes.start(job_id, self._refresh(job_id))
        return CATCH_UP if self._refreshes.is_full else self._cards_moving.seconds_left(now, CATCH_UP)

    def _hear(self, job: Job) -> None:
        """Take in a change that was just committed."""
        self._told.add(job.id)
        self._notice(job)

    def _hear_missed(self) -> None:
        self._missed = True
        self._wake.set()

    def _notice(self, job: Job) -> None:
        """Plan what is owed for a job that was changed, or forget it."""
        is_ours = job.owner == self._context.worker_id
        if not is_ours or job.state.final:
            self._cards.pop(job.id, None)
            self._cards_changed.discard(job.id)
            self._cards_moving.discard(job.id)
        owed = self._files_owed if self._is_bulky(job) else self._songs_owed
        if is_ours and job.deliver_at is not None:
            owed.schedule(job.id, job.deliver_at)
        else:
            owed.discard(job.id)
        if is_ours and not job.state.final:
            self._plan_card(job)

    def _plan_card(self, job: Job) -> None:
        """Plan when the card of a job that was changed is looked at."""
        shown = self._cards.get(job.id)
        if job.message_id is None:
            # Whoever answers its person is at it; or was killed, and then the interaction itself knows the message.
            self._cards_changed.schedule(job.id, job.created_at + timedelta(seconds=CARD_TIMEOUT))
        elif (
            shown is None
            or (shown.state, shown.stage is Stage.APPROVAL) != (job.state, bool(job.awaits_approval))
            or job.state is not JobState.QUEUED
        ):
            self._cards_changed.schedule(job.id, refresh.next_look(shown, self._context.now()))

    async def _catch_up(self) -> None:
        """Hear what is owed that nobody told: all of it at the start, then what other processes changed."""
        context, now = self._context, self._context.now()
        since = None if self._caught_up_at is None else now - self._caught_up_at
        whole, self._missed = since is None or self._missed, False
        if not whole and since is not None and timedelta(0) <= since < timedelta(seconds=CATCH_UP):
            return
        self._caught_up_at = now
        if since is not None and since < timedelta(0):
            for queue in (self._songs_owed, self._files_owed, self._cards_changed, self._cards_moving):
                queue.hasten(now)  # the clock was set back
            self._cards.clear()  # what was shown later than now would not be looked at until then

        async def work(tx: Transaction) -> list[Job]:
            owed = await schedule.due_deliveries(tx, owner=context.worker_id, now=now, limit=BATCH)
            return [*await queries.not_delivered(tx, owner=context.worker_id), *owed] if whole else owed

        self._told.clear()
        async for job in yielding(await context.database.read(work)):
            if job.id not in self._told and not self._is_busy(job.id):  # what was heard meanwhile is newer
                self._notice(job)

    def _is_busy(self, job_id: JobId) -> bool:
        return any(job_id in tasks for tasks in (self._deliveries, self._file_deliveries, self._refreshes))

    def _is_bulky(self, job: Job) -> bool:
        offer = self._context.catalog.offer(job.family, job.operation)
        return offer is not None and offer.gives is Gives.FILES

    async def _refresh(self, job_id: JobId) -> None:
        status = await self._queries.job_status(job_id)
        if status is None or status.job.state.final or status.job.owner != self._context.worker_id:
            self._cards.pop(job_id, None)
            return
        now, shown = self._context.now(), self._cards.get(job_id)
        if not refresh.can_be_edited(status.job, now):
            return
        if status.job.message_id is None:
            await self._show(status)  # and once its message is known, it is a card like any other
            if job_id not in self._cards_changed:  # it was not found: Discord may have had trouble
                self._cards_moving.schedule(job_id, now + refresh.BETWEEN_EDITS)
            return
        if refresh.is_early_clip_due(status, now):
            # A delivery like any other, so that the files of all of them have one bound.
            if self._deliveries.is_full:
                self._cards_changed.schedule(job_id, now + refresh.BETWEEN_CHECKS)
                return
            self._deliveries.start(job_id, self._post_early(status))
        elif refresh.is_edit_due(status, shown, now):
            await self._show(status)
        else:
            self._remember(status, refresh.state_checked(status, shown, now))
            return
        self._remember(status, refresh.state_shown(status, now))

    def _remember(self, status: JobStatus, shown: refresh.CardState) -> None:
        """Keep what the card says, and plan when it will have something new to say by itself."""
        self._cards[status.job.id] = shown
        moment = refresh.next_change(status, shown, self._context.now())
        if moment is not None:
            # A clip that waits for the other is more than a time that grows shorter.
            moving = self._cards_changed if status.stage is Stage.ONE_READY else self._cards_moving
            moving.schedule(status.job.id, moment)

    async def _show(self, status: JobStatus) -> None:
        begun = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(SHOW_TIMEOUT):
                await self._transport.show(status)
        except Exception as error:
            # A card is not worth the process: the next edit, or the song itself, shows what this one could not.
            log.warning("card_not_shown job=%s", status.job.id, exc_info=error)
        # Also what was given up may have reached Discord, and later than it seemed.
        await self._repairs.repair(self._transport, status, begun=begun)

    async def _post_early(self, status: JobStatus) -> None:
        async with self._budget.reserve(refresh.expected_bytes(status)) as room, Spool(room) as spool:
            begun = asyncio.get_running_loop().time()
            await self._try_to_post_early(status, spool)
        await self._repairs.repair(self._transport, status, begun=begun)

    async def _try_to_post_early(self, status: JobStatus, spool: Spool) -> None:
        CURRENT_JOB.set(status.job)
        fetched = await fetch_clips(self._fetcher, spool, status.ready_clips)
        clips = await fit_clips(fetched, self._transport.file_limit(status.job), spool)
        if all(clip.audio is None for clip in clips):
            return  # the last delivery will try again, and has its own way out
        try:
            await self._transport.post(status, clips, ())
        except Exception as error:
            log.info("early_clip_waits job=%s", status.job.id, exc_info=error)
        else:
            await self._lifecycle.mark_posted(status.job, [clip.clip.id for clip in clips])

    async def _deliver(self, job_id: JobId) -> None:
        status = await self._queries.job_status(job_id)
        if status is None or status.job.owner != self._context.worker_id:
            return
        if not refresh.is_delivery_due(status.job, self._context.now()):
            return
        if status.is_deleted:
            await self._lifecycle.mark_delivered(status.job, [clip.id for clip in status.clips])
            return
        # A song that failed after its first clip brings that one once more.
        size = 0 if self._is_bulky(status.job) else refresh.expected_bytes(status)
        async with self._budget.reserve(size) as room:
            await self._deliver_now(status, room)

    async def _deliver_now(self, status: JobStatus, room: Reservation) -> None:
        job = status.job
        CURRENT_JOB.set(job)
        posted, reached, told = status.ready_clips, True, False
        status = replace(status, tells_asker=await notices.is_wanted(self._context, job))
        try:
            told = await post_result(self._transport, self._fetcher, status, room)
        except DeliveryDelayed as delayed:
            wait = seconds_until_retry(job.delivery_attempts, delayed.retry_after)
            if wait is not None:
                log.warning("delivery_delayed job=%s seconds=%.0f why=%r", job.id, wait, str(delayed))
                await self._lifecycle.delay_delivery(status.job, wait)
                return
            posted, reached = (), False
            log.error("delivery_impossible job=%s why=%r", job.id, f"tried too often: {delayed}")
        except Undeliverable as error:
            posted, reached = (), False
            log.error("delivery_impossible job=%s why=%r", job.id, str(error))
        is_first = await self._lifecycle.mark_delivered(status.job, [clip.id for clip in posted], reached=reached)
        # Only now: whoever is killed before it leaves one notice unsaid, and after it nobody says it twice.
        if status.tells_asker and is_first and reached and not told:
            await self._transport.tell(status)
