"""The use cases, and with them the order of money: hold before create, task id before polls, close once.

Every change of a job's state and its movement of credits share one transaction, and no network call happens inside
one. The schema allows one hold and one settle or refund per job, so a use case that runs twice changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from bot.context import Context
from bot.jobs import intake, repeats, settlement
from bot.jobs.changes import JobChanges
from bot.jobs.durations import Durations, Past
from bot.jobs.privacy import is_kept_if_unreached
from bot.musicapi.objections import to_log
from bot.musicapi.responses.reports import TaskReport
from bot.orders import planning
from bot.orders.order import Order, tidy
from data import clips, ledger
from data.engine.transaction import Transaction
from data.ids import ChannelId, ClipId, JobId, MessageId, TaskId
from data.jobs import notices, queries, queue, schedule, transitions
from data.library import changes
from data.messages import unreached
from data.privacy import removals
from data.privacy.erasures import Posted
from data.rows import Account, FailureKind, Job, JobState

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)  # longer than any create may take, so that nobody judges a create under way as lost
CREATES = 5  # fewer tries of a create are counted, whoever counts them: the wait for the next grows with them

T = TypeVar("T")


class JobLifecycle:
    """Moves jobs through their states, each move with its credits in one transaction.

    `changes` tells whoever listens in this process how a job stands after each of them; `durations` learns from them
    when tasks are polled.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tell_others = partial(notices.tell_others, worker_id=context.worker_id, takes_jobs=context.has_workers)
        self.changes = JobChanges()
        self._writing = WeakValueDictionary[JobId, asyncio.Lock]()  # of jobs that are being written
        self.durations = Durations(context)
        self.changes.listen(self.durations.hear)

    async def place(
        self,
        order: Order,
        snapshot: Callable[[Transaction, Job, Account], Awaitable[T]],
        *,
        agreed_price: int | None = None,
        repeatable: bool = True,
    ) -> T:
        """Write down a job and its hold, and return what `snapshot` reads, all in one transaction.

        Nothing is written if anything raises: PersonError for the order, whatever `snapshot` raises, PriceRose where it
        would cost more than `agreed_price`, and, unless it is `repeatable`, ClipUnfit where it repeats a recent one.
        """
        context, order = self._context, tidy(order)

        async def work(tx: Transaction) -> tuple[Job, T]:
            job, account = await intake.take(
                tx, context, order, agreed_price=agreed_price, repeatable=repeatable, lease=LEASE
            )
            await self._tell_others(tx, job)
            return job, await snapshot(tx, job, account)

        job, placed = await context.database.write_urgently(work)  # Discord gives three seconds for all of it
        self.changes.tell(job)
        log.info("job_queued job=%s guild=%s operation=%s price=%s", job.id, job.guild_id, job.operation, job.price)
        return placed

    async def cancel(self, job: Job, reason: str) -> bool:
        """Cancel and refund a job whose turn has not come yet; False: it has. `reason` is the id of who wanted it."""

        async def work(tx: Transaction) -> bool:
            cancelled = await transitions.fail(
                tx, job.id, FailureKind.CANCELLED, reason, since=[JobState.QUEUED], now=self._context.now()
            )
            return cancelled is not None and await ledger.refund(tx, cancelled, now=self._context.now())

        withdrawn = await self._write(job, work)
        log.warning("job_withdrawn job=%s withdrawn=%s by=%s", job.id, withdrawn, reason or "-")
        return withdrawn

    async def record_task(self, job: Job, task_id: TaskId) -> None:
        """Write down the task id, before anything else happens, and when the task is first polled."""
        now, recalled = self._context.now(), self.durations.recall(job)

        async def work(tx: Transaction) -> tuple[Past, Job | None, Job | None]:
            past = recalled or await self.durations.read(tx, job)
            poll_at = now + self.durations.delay(job, past)
            running = await transitions.accept(tx, job.id, task_id=task_id, poll_at=poll_at, now=now)
            return past, running, None if running else await queries.get(tx, job.id)

        try:
            past, running, known = await self._write(job, work)
        except transitions.TaskTaken:
            # Which song the task makes is not known, so this answer says no more than none at all.
            log.error("task_taken job=%s task=%s", job.id, task_id)
            await self.mark_answer_lost(job)
            return
        self.durations.keep(job, past)
        if known is not None and known.task_id == task_id:
            log.info("create_found_before job=%s task=%s", job.id, task_id)  # MusicAPI's call overtook its answer
        elif running is None:
            # Another process judged this create lost and refunded it; the vendor made it all the same.
            log.error("create_orphaned job=%s task=%s", job.id, task_id)
        else:
            log.info("create_accepted job=%s task=%s family=%s", job.id, task_id, job.family)

    async def record_repeating(self, job: Job) -> None:
        """Write down that the create is to be sent again until it is answered with the result."""
        now = self._context.now()
        poll_at = now + repeats.wait_before(1, self._context.random())
        running = await self._write(job, lambda tx: transitions.accept_repeating(tx, job.id, poll_at=poll_at, now=now))
        if running is None:  # another process judged this create lost and refunded it
            log.error("create_orphaned job=%s task=-", job.id)
        else:
            log.info("create_unready job=%s family=%s", job.id, job.family)

    async def record_result(self, job: Job, report: TaskReport) -> None:
        """Close a job whose create was answered with the result instead of a task, in one transaction."""

        async def work(tx: Transaction) -> bool:
            if report.state == "done":
                return await settlement.finish_with_result(tx, self._context, job, report)
            return await settlement.fail(tx, self._context, job, FailureKind.FAILED, report.reason or "")

        if not await self._write(job, work):  # another process judged this create lost and refunded it
            log.error("answer_orphaned job=%s", job.id)

    async def adopt_task(self, job: Job, task_id: TaskId) -> None:
        """Go on with a job whose create was never answered: a webhook names its task.

        Nothing changes where the task is another job's; the caller reads the job again and says so.
        """
        now = self._context.now()

        async def work(tx: Transaction) -> Job | None:
            return await transitions.accept(tx, job.id, task_id=task_id, poll_at=now, now=now)

        try:
            running = await self._write(job, work)
        except transitions.TaskTaken:
            return
        if running is None:  # it was refunded meanwhile; the vendor made it all the same
            log.error("create_orphaned job=%s task=%s", job.id, task_id)
        else:
            log.info("task_found job=%s task=%s", job.id, task_id)

    async def poll_now(self, job: Job) -> None:
        """Let the job's task be polled at once: there is news of it."""
        await self._write(job, lambda tx: schedule.poll_now(tx, job.id, now=self._context.now()))

    async def requeue(self, job: Job, reason: str, *, attempts: int = 1) -> bool:
        """Put a job whose create was not accepted back into the queue, for its key; False: it was tried too often."""
        now, key, tried = self._context.now(), job.musicapi_key, job.create_attempts + attempts
        if tried >= CREATES:
            return False
        await self._write(job, lambda tx: queue.back_to_queue(tx, job.id, tried, musicapi_key=key, now=now))
        log.warning("create_again job=%s attempts=%s reason=%r", job.id, tried, to_log(reason))
        return True

    async def move_to_family(self, job: Job, plan: planning.Plan) -> None:
        """Put the job back into the queue under another family, at the price that its card promised."""
        request, expected, now = plan.request, planning.clips_expected(plan.offer), self._context.now()
        named = {"family": request.family, "model": request.model}
        details = request.brief.details
        await self._write(
            job, lambda tx: queue.move_to_family(tx, job.id, **named, clips_expected=expected, details=details, now=now)
        )
        log.warning("job_moved job=%s from=%s to=%s", job.id, job.family, request.family)

    async def fail_create(self, job: Job, kind: FailureKind, reason: str) -> None:
        """Close a job whose create was refused and give its credits back, in one transaction.

        Not where a webhook named its task meanwhile: then the task decides.
        """
        if not await self._write(job, lambda tx: settlement.fail_create(tx, self._context, job, kind, reason)):
            log.error("refusal_overtaken job=%s kind=%s reason=%r", job.id, kind, to_log(reason))

    async def mark_answer_lost(self, job: Job) -> None:
        """Remember that a create got no answer: it may or may not have been accepted, and is never sent again.

        Where a webhook may still name its task, the job waits for it; where not, it is closed as lost.
        """
        if self._context.webhook_for(job) is None:
            await self.fail_as_lost(job)
            return
        waiting = await self._write(job, lambda tx: transitions.mark_answer_lost(tx, job.id, now=self._context.now()))
        log.warning("answer_lost job=%s waiting=%s", job.id, waiting is not None)

    async def fail_as_lost(self, job: Job) -> None:
        """Close a job whose create got no answer, unless a webhook named its task meanwhile."""
        await self._write(job, lambda tx: settlement.fail_create(tx, self._context, job, FailureKind.LOST, ""))

    async def record_report(
        self, job: Job, report: TaskReport, *, polls: int = 1, unready_at: datetime | None = None
    ) -> bool:
        """Write down what a task's report says, and close the job where the report is final; True: it brought news.

        `polls` is how often the task was asked about since its last report was written down, `unready_at` when it was
        last known not to be ready; None: nobody knows.
        """

        async def work(tx: Transaction) -> bool:
            news = await clips.record(tx, job, settlement.clips_to_record(job, report), now=self._context.now())
            if report.state == "running" and report.files:
                news = await settlement.record_files(tx, job, report) or news
            await schedule.count_polls(tx, job.id, polls)
            if news:
                await schedule.mark_changed(tx, job.id, now=self._context.now())
            if report.state == "done":
                await settlement.finish(tx, self._context, job, report, unready_at)
            elif report.state == "failed":
                await settlement.finish_failed(tx, self._context, job, report)
            return news

        return await self._write(job, work)

    async def believe_failure(self, job: Job, reason: str) -> bool:
        """Close a job of which nothing but failed clips has been heard for a while; False: it is waited for."""
        return await self._write(job, lambda tx: settlement.fail_if_nothing_lives(tx, self._context, job, reason))

    async def give_up(self, job: Job, kind: FailureKind, reason: str = "") -> None:
        """Close a job that gets no more reports: with what arrived, or failed and refunded where nothing did."""

        async def work(tx: Transaction) -> None:
            if not await settlement.finish_with_what_arrived(tx, self._context, job):
                await settlement.fail(tx, self._context, job, kind, reason)

        await self._write(job, work)

    async def record_message(
        self, job: Job, channel_id: ChannelId | None, message_id: MessageId, *, is_new: bool = False
    ) -> None:
        """Remember which message is the job's card, without a channel a private one; its turn may come from now on.

        One that `is_new` is to be removed where the job was erased meanwhile: nothing else would lead to it.
        """

        async def work(tx: Transaction) -> None:
            is_known = await transitions.set_message(tx, job.id, channel_id=channel_id, message_id=message_id)
            if is_new and not is_known and channel_id is not None:
                where = Posted(job.id, job.guild_id, channel_id, message_id)
                await removals.add(tx, where, now=self._context.now())

        await self._write(job, work)

    async def forget_token(self, job: Job) -> None:
        """Forget an interaction's token that Discord no longer takes."""
        await self._context.database.write(transitions.forget_token, job.id)

    async def mark_posted(self, job: Job, clip_ids: Sequence[ClipId]) -> None:
        """Remember that these clips are attached to the job's message."""
        await self._write(job, lambda tx: clips.mark_posted(tx, clip_ids, now=self._context.now()))

    async def mark_delivered(self, job: Job, clip_ids: Sequence[ClipId] = (), *, reached: bool = True) -> bool:
        """Remember that the job's end was delivered, or given up: it `reached` nobody; False: it was known before.

        Where one of the clips was deleted while they were posted, the job is due again with those that are left, and
        this is False; without any, the message is to be removed.
        """

        async def work(tx: Transaction) -> bool:
            now = self._context.now()
            posted = await queries.lock(tx, job.id)  # whoever deletes a clip waits, or was first
            if posted is not None and posted.delivered_at is None and not await changes.are_there(tx, clip_ids):
                if any(clip.deleted_at is None for clip in await clips.of_job(tx, job.id)):
                    await schedule.delay_delivery(tx, job.id, deliver_at=now)
                    return False
                if posted.message_channel_id is not None and posted.message_id is not None:
                    where = Posted(job.id, job.guild_id, posted.message_channel_id, posted.message_id)
                    await removals.add(tx, where, now=now)
            await clips.mark_posted(tx, clip_ids, now=now)
            is_first = await schedule.mark_delivered(tx, job.id, now=now)
            await transitions.forget_token(tx, job.id)
            if is_first and not reached and is_kept_if_unreached(job):
                await unreached.add(tx, job, now=now)
            return is_first

        is_first = await self._write(job, work)
        log.info("job_delivered job=%s state=%s clips=%s", job.id, job.state, len(clip_ids))
        return is_first

    async def delay_delivery(self, job: Job, seconds: float) -> None:
        """Try the delivery again in `seconds`."""
        deliver_at = self._context.now() + timedelta(seconds=seconds)
        await self._write(job, lambda tx: schedule.delay_delivery(tx, job.id, deliver_at=deliver_at))

    async def _write(self, job: Job, work: Callable[[Transaction], Coroutine[Any, Any, T]]) -> T:
        """Run a use case of this job; once it is kept, tell how the job stands, its owner elsewhere as well."""

        async def whole(tx: Transaction) -> tuple[T, Job | None]:
            result, changed = await work(tx), await queries.get(tx, job.id)
            await self._tell_others(tx, changed or job)
            return result, changed

        # One after the other, until it is told: on PostgreSQL, what was read before another change may be told after.
        async with self._writing.setdefault(job.id, asyncio.Lock()):
            result, changed = await self._context.database.write(whole)
            if changed is not None:
                self.changes.tell(changed)
        return result
