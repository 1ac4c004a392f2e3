"""Brings people what they were promised: the status while it changes, each clip when it is there, the end for sure.

The courier decides when and what; `Delivery` (cogs/delivery.py) knows how Discord wants it. Editing the promised
message twice does no harm, so a delivery that a crash interrupted is simply done again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from bot.context import Context
from bot.delivery import refresh
from bot.delivery.attachments import ClipAttachment, FileAttachment, bundle_files, fetch_clips, fit_clips
from bot.delivery.transport import DeliveryDelayed, TooLarge, Transport, Undeliverable
from bot.jobs.lifecycle import JobLifecycle
from bot.media.fetch import Fetcher
from bot.musicapi.operations import Gives
from bot.status.job_status import JobStatus
from bot.status.queries import Queries
from bot.task_set import TaskSet, wait_for_any
from data.ids import JobId
from data.jobs import queries, schedule
from data.rows import Job, JobState

log = logging.getLogger(__name__)

MAX_DELIVERIES = 6  # each holds two songs in memory
MAX_FILE_DELIVERIES = 2  # each holds up to 150 MiB of stems, and no song waits for them
BATCH = 64  # many stems that wait for their turn must not hide the songs behind them
MAX_EDITS = 32
TRIES_WITH_FILES = 3  # deliveries that break before fewer files are tried
UNBOOSTED = 10 * 1024 * 1024  # bytes a file may have where nothing was boosted, direct messages included
TICK = 0.5  # seconds between looks at what is owed
SHOW_TIMEOUT = 30.0  # seconds for one edit of a card, which must not hold up the song itself
FETCH_TRIES = 2  # deliveries that wait for a file (5 and 10 s) before its address is posted instead
RETRY = 5.0  # seconds before a delivery is tried again, doubled each time up to
LONGEST_RETRY = 300.0
MAX_DELIVERY_TRIES = 300  # about a day of trying


class Courier:
    """Delivers; `run` until stopped, or `tick` by hand."""

    def __init__(self, context: Context, lifecycle: JobLifecycle, queries: Queries, files: Fetcher) -> None:
        self._context = context
        self._lifecycle = lifecycle
        self._queries = queries
        self._fetcher = files
        self._transport: Transport  # given before the start
        self._deliveries = TaskSet(MAX_DELIVERIES)
        self._file_deliveries = TaskSet(MAX_FILE_DELIVERIES)
        self._refreshes = TaskSet(MAX_EDITS)
        self._cards: dict[JobId, refresh.CardState] = {}

    def use_transport(self, delivery: Transport) -> None:
        """Let `delivery` carry everything from now on; given before the start."""
        self._transport = delivery

    def remember_card(self, status: JobStatus) -> None:
        """Remember that the person was just shown this card, so that it is not edited without need."""
        self._cards[status.job.id] = refresh.state_shown(status, self._context.now())

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until `stop`, then finish what is under way."""
        while not stop.is_set():
            await self.tick()
            await wait_for_any(stop, seconds=TICK)
        await self.wait_until_idle()

    async def tick(self) -> None:
        """Begin every delivery that is owed and every card that has something new to say; returns at once."""
        for tasks in (self._deliveries, self._file_deliveries, self._refreshes):
            tasks.raise_first_error()
        context = self._context
        async with context.database.reading() as tx:
            due = await schedule.due_deliveries(tx, owner=context.worker_id, now=context.now(), limit=BATCH)
            unfinished = await queries.unfinished_jobs(tx, owner=context.worker_id, limit=1_000)
        for job in due:
            tasks = self._file_deliveries if self._is_bulky(job) else self._deliveries
            if not self._is_busy(job) and not tasks.is_full:
                tasks.start(job.id, self._deliver(job))
        for job in unfinished:
            idle = not self._is_busy(job) and not self._refreshes.is_full
            if idle and refresh.is_check_due(job, self._cards.get(job.id), context.now()):
                self._refreshes.start(job.id, self._refresh(job))
        for gone in self._cards.keys() - {job.id for job in (*due, *unfinished)}:
            del self._cards[gone]

    async def wait_until_idle(self) -> None:
        """Return when nothing is under way."""
        for tasks in (self._deliveries, self._file_deliveries, self._refreshes):
            await tasks.wait_until_empty()

    def _is_busy(self, job: Job | queries.UnfinishedJob) -> bool:
        return any(job.id in tasks for tasks in (self._deliveries, self._file_deliveries, self._refreshes))

    def _is_bulky(self, job: Job) -> bool:
        offer = self._context.catalog.offer(job.family, job.operation)
        return offer is not None and offer.gives is Gives.FILES

    async def _refresh(self, job: queries.UnfinishedJob) -> None:
        status = await self._queries.job_status(job.id)
        if status is None or status.job.state.final:
            return
        now, shown = self._context.now(), self._cards.get(job.id)
        if refresh.is_early_clip_due(status, now) and not self._deliveries.is_full:
            # A delivery like any other, so that the files of all of them have one bound.
            self._deliveries.start(job.id, self._post_early(status))
        elif refresh.is_edit_due(status, shown, now):
            await self._show(status)
        else:
            self._cards[job.id] = refresh.state_checked(shown, now)
            return
        self._cards[job.id] = refresh.state_shown(status, now)

    async def _show(self, status: JobStatus) -> None:
        try:
            async with asyncio.timeout(SHOW_TIMEOUT):
                await self._transport.show(status)
        except Exception as error:
            # A card is not worth the process: the next edit, or the song itself, shows what this one could not.
            log.warning("card_not_shown job=%s", status.job.id, exc_info=error)

    async def _post_early(self, status: JobStatus) -> None:
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
            await self._lifecycle.mark_posted([clip.clip.id for clip in clips])

    async def _deliver(self, job: Job) -> None:
        status = await self._queries.job_status(job.id)
        if status is None or not refresh.is_delivery_due(status.job, self._context.now()):
            return
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
