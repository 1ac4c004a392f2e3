"""Brings people what they were promised: the status while it changes, each clip when it is there, the end for sure.

The courier decides when and what; `Delivery` (cogs/delivery.py) knows how Discord wants it. Editing the promised
message twice does no harm, so a delivery that a crash interrupted is simply done again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.byte_budget import ByteBudget
from bot.context import Context
from bot.delay_queue import DelayQueue
from bot.delivery import refresh
from bot.delivery.attachments import ClipAttachment, FileAttachment, bundle_files, fetch_clips, fit_clips
from bot.delivery.transport import DeliveryDelayed, TooLarge, Transport, Undeliverable
from bot.jobs.lifecycle import JobLifecycle
from bot.media.fetch import Fetcher
from bot.musicapi.operations import Gives
from bot.status.job_status import JobStatus
from bot.status.queries import Queries
from bot.task_set import TaskSet, wait_for_any
from bot.token_bucket import TokenBucket
from data.engine.transaction import Transaction
from data.ids import JobId
from data.jobs import queries, schedule
from data.rows import Job, JobState

log = logging.getLogger(__name__)

SONG_BYTES = 192 * 1024 * 1024  # bytes of songs in memory at once, as far as their length tells
MAX_DELIVERIES = 64  # songs under way at once, however short
MAX_FILE_DELIVERIES = 2  # each holds up to 150 MiB of stems, and no song waits for them
BATCH = 1_000
MAX_EDITS = 32
MOVING_CARDS_PER_SECOND = 20.0  # edits for a bar or a place alone, which must not slow down anything else
TRIES_WITH_FILES = 3  # deliveries that break before fewer files are tried
UNBOOSTED = 10 * 1024 * 1024  # bytes a file may have where nothing was boosted, direct messages included
CATCH_UP = 5.0  # seconds between looks at what other processes changed
LEAST_WAIT = 0.01  # seconds, where something is due that has no room: whatever ends wakes us
SHOW_TIMEOUT = 30.0  # seconds for one edit of a card, which must not hold up the song itself
FETCH_TRIES = 2  # deliveries that wait for a file (5 and 10 s) before its address is posted instead
RETRY = 5.0  # seconds before a delivery is tried again, doubled each time up to
LONGEST_RETRY = 300.0
MAX_DELIVERY_TRIES = 300  # about a day of trying


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
        self._wake = asyncio.Event()
        self._songs_owed = DelayQueue[JobId](self._wake)
        self._files_owed = DelayQueue[JobId](self._wake)
        self._cards_changed = DelayQueue[JobId](self._wake)
        self._cards_moving = DelayQueue[JobId](self._wake)  # whose progress or place is another by then
        self._deliveries = TaskSet(MAX_DELIVERIES, self._wake)
        self._file_deliveries = TaskSet(MAX_FILE_DELIVERIES, self._wake)
        self._refreshes = TaskSet(MAX_EDITS, self._wake)
        self._budget = ByteBudget(SONG_BYTES)
        self._pace = TokenBucket(MOVING_CARDS_PER_SECOND)
        self._cards: dict[JobId, refresh.CardState] = {}
        self._held: defaultdict[JobId, list[DelayQueue[JobId]]] = defaultdict(list)
        self._caught_up_at: datetime | None = None
        self._told = set[JobId]()  # whose changes were heard since the table was last read
        lifecycle.changes.listen(self._hear)

    def use_transport(self, delivery: Transport) -> None:
        """Let `delivery` carry everything from now on; given before the start."""
        self._transport = delivery

    def remember_card(self, status: JobStatus) -> None:
        """Remember that the person was just shown this card, so that it is not edited without need."""
        self._remember(status, refresh.state_shown(status, self._context.now()))

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until `stop`, whenever something is owed, then finish what is under way."""
        while not stop.is_set():
            await wait_for_any(stop, self._wake, seconds=await self.tick())
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
        queues = (self._songs_owed, self._files_owed, self._cards_changed)
        return min(wait, *(queue.seconds_left(self._context.now(), CATCH_UP, least=LEAST_WAIT) for queue in queues))

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
        return self._cards_moving.seconds_left(now, CATCH_UP, least=LEAST_WAIT)

    def _hear(self, job: Job) -> None:
        """Take in a change that was just committed."""
        self._told.add(job.id)
        self._notice(job)

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
        elif is_ours and not job.state.final and job.message_id is not None:
            shown = self._cards.get(job.id)
            moment = refresh.next_look(shown, self._context.now())
            if shown is None or shown.state is not job.state or job.state is JobState.RUNNING:
                self._cards_changed.schedule(job.id, moment)
        else:
            owed.discard(job.id)

    async def _catch_up(self) -> None:
        """Hear what is owed that nobody told: all of it at the start, then what other processes changed."""
        context, now = self._context, self._context.now()
        since = None if self._caught_up_at is None else now - self._caught_up_at
        if since is not None and timedelta(0) <= since < timedelta(seconds=CATCH_UP):
            return
        self._caught_up_at = now
        if since is not None and since < timedelta(0):
            for queue in (self._songs_owed, self._files_owed, self._cards_changed, self._cards_moving):
                queue.hasten(now)  # the clock was set back

        async def work(tx: Transaction) -> list[Job]:
            owed = await schedule.due_deliveries(tx, owner=context.worker_id, now=now, limit=BATCH)
            return owed if since is not None else [*await queries.not_delivered(tx, owner=context.worker_id), *owed]

        self._told.clear()
        for job in await context.database.read(work):
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
            return
        now, shown = self._context.now(), self._cards.get(job_id)
        if not refresh.can_be_edited(status.job, now):
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
            self._cards_moving.schedule(status.job.id, moment)

    async def _show(self, status: JobStatus) -> None:
        try:
            async with asyncio.timeout(SHOW_TIMEOUT):
                await self._transport.show(status)
        except Exception as error:
            # A card is not worth the process: the next edit, or the song itself, shows what this one could not.
            log.warning("card_not_shown job=%s", status.job.id, exc_info=error)

    async def _post_early(self, status: JobStatus) -> None:
        async with self._budget.reserve(refresh.expected_bytes(status)):
            await self._try_to_post_early(status)

    async def _try_to_post_early(self, status: JobStatus) -> None:
        clips = await fit_clips(
            await fetch_clips(self._fetcher, status.ready_clips), self._transport.file_limit(status.job)
        )
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
        async with self._budget.reserve(0 if self._is_bulky(status.job) else refresh.expected_bytes(status)):
            await self._deliver_now(status)

    async def _deliver_now(self, status: JobStatus) -> None:
        job = status.job
        posted = status.ready_clips
        try:
            await self._post(status)
        except DeliveryDelayed as delayed:
            if status.job.delivery_attempts + 1 < MAX_DELIVERY_TRIES:
                wait = delayed.retry_after or min(LONGEST_RETRY, RETRY * 2 ** min(status.job.delivery_attempts, 10))
                log.warning("delivery_delayed job=%s seconds=%.0f why=%r", job.id, wait, str(delayed))
                await self._lifecycle.delay_delivery(status.job, wait)
                return
            posted = ()
            log.error("delivery_impossible job=%s why=%r", job.id, f"tried too often: {delayed}")
        except Undeliverable as error:
            posted = ()
            log.error("delivery_impossible job=%s why=%r", job.id, str(error))
        await self._lifecycle.mark_delivered(status.job, [clip.id for clip in posted])

    async def _post(self, status: JobStatus) -> None:
        if status.files and status.job.state is JobState.DONE:
            await self._post_files(status)
        else:
            await self._post_clips(status)

    async def _post_files(self, status: JobStatus) -> None:
        limit = self._transport.file_limit(status.job)
        for size in (limit, limit * 3 // 8, 0):
            # Fetched anew for every size: kept for the rare refusal, they would be in memory twice every time.
            bundle = await bundle_files(self._fetcher, status.job.id, status.files, size)
            if bundle.missing and status.job.delivery_attempts < FETCH_TRIES:
                raise DeliveryDelayed(f"{bundle.missing} files could not be fetched yet")
            if await self._try_to_post(status, (), bundle.files):
                return
            log.warning("delivery_steps_down job=%s limit=%s", status.job.id, size)
        raise Undeliverable("too large even without files")

    async def _post_clips(self, status: JobStatus) -> None:
        clips: list[ClipAttachment] = []
        if status.job.state is JobState.DONE:
            clips = await fetch_clips(self._fetcher, status.ready_clips)
        missing = sum(clip.retry for clip in clips)
        if missing and status.job.delivery_attempts < FETCH_TRIES:
            raise DeliveryDelayed(f"{missing} files could not be fetched yet")
        limit = self._transport.file_limit(status.job)
        large = min(limit, max((len(clip.audio.data) for clip in clips if clip.audio), default=0))
        # Trust no published limit: a refusal steps down. A letter may never have more than the unboosted limit.
        steps = {limit, large * 3 // 4, large * 3 // 8, UNBOOSTED if large > UNBOOSTED else limit}
        for size in (*sorted(steps, reverse=True), 0):
            if await self._try_to_post(status, await fit_clips(clips, size)):
                return
            log.warning("delivery_steps_down job=%s limit=%s", status.job.id, size)
        raise Undeliverable("too large even without files")

    async def _try_to_post(
        self, status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment] = ()
    ) -> bool:
        """Whether it was posted; False: smaller files may help. Raises DeliveryDelayed or Undeliverable."""
        try:
            await self._transport.post(status, clips, files)
        except TooLarge:
            return False
        except (DeliveryDelayed, Undeliverable):
            raise
        except Exception as error:
            # What breaks here would break again after every restart, and must not take everybody's songs with it.
            log.error("delivery_broken job=%s", status.job.id, exc_info=error)
            # Broken again and again, perhaps it is the files: then the rest can be read at least.
            attached = any(clip.audio for clip in clips) or any(file.data for file in files)
            if status.job.delivery_attempts < TRIES_WITH_FILES or not attached:
                raise DeliveryDelayed(type(error).__name__) from error
            return False
        return True
