"""The use cases, and with them the order of money: hold before create, task id before polls, close once.

Every change of a job's state and its movement of credits share one transaction, and no network call happens inside
one. The schema allows one hold and one settle or refund per job, so a use case that runs twice changes nothing.
"""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import cadence, choices, closing, orders, planning
from bot.errors import AlreadyAsked, LineFull
from bot.house import House
from bot.promises import Promises
from data import clips, jobs, ledger
from data.rows import FailureKind, JobState

if TYPE_CHECKING:
    from bot.cadence import Typical
    from bot.musicapi.replies import TaskReport
    from bot.orders import Order, Plan
    from data.rows import Account, Job

__all__ = ["House", "Songs"]

log = logging.getLogger(__name__)

LINE_LIMIT = 1_000  # queued songs: at one create per 3 s the last of them would wait 50 minutes
LEASE = timedelta(seconds=90)  # longer than any create may take, so that nobody judges a create under way as lost
CREATES = 5  # how often a create that was definitely not accepted is sent before the job is refunded
TOKEN_BYTES = 24  # of the address that MusicAPI calls: nobody guesses it


class Songs(Promises):
    """Requests songs and records what became of them; `woken` is set whenever there is a new turn to take."""

    async def request(self, order: Order) -> Job:
        """Write down a job and its hold in one transaction; raises PersonError where nothing was written."""
        return (await self.place(order))[0]

    async def place(self, order: Order) -> tuple[Job, Account]:
        """Like `request`, with what the guild has left, so that its card needs no second look."""
        house, order = self._house, orders.tidy(order)
        async with house.database.transaction(urgent=True) as tx:  # Discord gives three seconds for all of it
            order, plan = await planning.planned(tx, house, order)
            if await jobs.queued_count(tx) >= LINE_LIMIT:
                raise LineFull("Too many songs wait already; nothing was charged, please try again in a few minutes.")
            token = secrets.token_urlsafe(TOKEN_BYTES) if house.callbacks else None
            job = await jobs.add(
                tx,
                orders.new_job(order, plan, token),
                month=house.month,
                owner=house.worker_id,
                lease_until=house.now() + LEASE,
                now=house.now(),
            )
            if job is None:
                raise AlreadyAsked("This song is already being made; nothing was charged twice.")
            account = await ledger.hold(tx, job, default_allowance=house.default_allowance, now=house.now())
            if account is None:
                raise await planning.out_of_credits(tx, house, job)
        log.info("job_queued job=%s guild=%s operation=%s price=%s", job.id, job.guild_id, job.operation, job.price)
        return job, account

    async def withdraw(self, job: Job, reason: str) -> None:
        """Cancel a job that nobody saw and give its credits back, if its turn has not come yet."""
        async with self._house.database.transaction() as tx:
            withdrawn = await jobs.fail_queued(tx, job.id, FailureKind.CANCELLED, reason, now=self._house.now())
            if withdrawn:
                await ledger.refund(tx, withdrawn, now=self._house.now())
        log.warning("job_withdrawn job=%s withdrawn=%s", job.id, withdrawn is not None)

    async def accepted(self, job: Job, task_id: str) -> None:
        """Write down the task id, before anything else happens, and when to look at the task first."""
        house = self._house
        try:
            async with house.database.transaction() as tx:
                past = await jobs.recent_durations(tx, family=job.family, model=job.model, operation=job.operation)
                wait = self._first_look(job, cadence.learnt(past))
                poll_at = house.now() + timedelta(seconds=wait)
                running = await jobs.accept(tx, job.id, task_id=task_id, poll_at=poll_at, now=house.now())
                known = None if running else await jobs.get(tx, job.id)
        except jobs.TaskTaken:
            # Which song the task makes is not known, so this answer says no more than none at all.
            log.error("task_taken job=%s task=%s", job.id, task_id)
            await self.answer_lost(job)
            return
        if known is not None and known.task_id == task_id:
            log.info("create_found_before job=%s task=%s", job.id, task_id)  # MusicAPI's call overtook its answer
        elif running is None:
            # Another process judged this create lost and refunded it; the vendor made it all the same.
            log.error("create_orphaned job=%s task=%s", job.id, task_id)
        else:
            log.info("create_accepted job=%s task=%s family=%s", job.id, task_id, job.family)

    async def answered(self, job: Job, report: TaskReport) -> None:
        """Write down what a create answered in place of a task, and close the job with it, in one transaction."""
        house = self._house
        async with house.database.transaction() as tx:
            if report.state == "done":
                closed = await closing.done_at_once(tx, house, job, report)
            else:
                closed = await closing.failed(tx, house, job, FailureKind.FAILED, report.reason or "")
        if not closed:  # another process judged this create lost and refunded it
            log.error("answer_orphaned job=%s", job.id)

    async def found(self, job: Job, task_id: str) -> None:
        """Go on with a job whose create was never answered: MusicAPI's own call names its task.

        Nothing changes where the task is another job's; the caller, who looks at the job again, says so.
        """
        now = self._house.now()
        try:
            async with self._house.database.transaction() as tx:
                running = await jobs.accept(tx, job.id, task_id=task_id, poll_at=now, now=now)
        except jobs.TaskTaken:
            return
        if running is None:  # it was refunded meanwhile; the vendor made it all the same
            log.error("create_orphaned job=%s task=%s", job.id, task_id)
        else:
            log.info("task_found job=%s task=%s", job.id, task_id)

    async def schedule(self, job: Job, seconds: float) -> None:
        """Look at the job's task again in `seconds`, unless there was news of it while it was looked at."""
        async with self._house.database.transaction() as tx:
            next_look = self._house.now() + timedelta(seconds=seconds)
            await jobs.schedule(tx, {job.id: next_look}, planned=job.poll_at)

    async def look_now(self, job: Job) -> None:
        """Ask about the job's task at the next tick: there is news of it."""
        async with self._house.database.transaction() as tx:
            await jobs.look_now(tx, job.id, now=self._house.now())

    async def again(self, job: Job, reason: str) -> bool:
        """Put a create that was definitely not accepted back into the line; False: too often, failed and refunded."""
        if job.creates + 1 >= CREATES:
            return False
        async with self._house.database.transaction() as tx:
            await jobs.back_to_queue(tx, job.id, now=self._house.now())
        log.warning("create_again job=%s creates=%s reason=%r", job.id, job.creates + 1, reason)
        return True

    async def moved(self, job: Job, plan: Plan) -> None:
        """Put the job back into the line under another family, at the price that its card promised."""
        async with self._house.database.transaction() as tx:
            await jobs.move_to_family(
                tx,
                job.id,
                family=plan.request.family,
                model=plan.request.model,
                clips_expected=orders.clips_expected(plan.offer),
                now=self._house.now(),
            )
        log.warning("job_moved job=%s from=%s to=%s", job.id, job.family, plan.request.family)

    async def failed(self, job: Job, kind: FailureKind, reason: str) -> None:
        """Close a job whose create was refused and give its credits back, in one transaction.

        Not where MusicAPI's call named its task meanwhile: then the task says what becomes of it.
        """
        async with self._house.database.transaction() as tx:
            closed = await closing.not_made(tx, self._house, job, kind, reason)
        if not closed:
            log.error("refusal_overtaken job=%s kind=%s reason=%r", job.id, kind, reason)

    async def answer_lost(self, job: Job) -> None:
        """Remember that a create got no answer: it may or may not have been accepted, and is never sent again.

        Where MusicAPI was asked to call, its call may still name the task; where not, the job is closed as lost.
        """
        if self._house.callback_for(job) is None:
            await self.lost(job)
            return
        async with self._house.database.transaction() as tx:
            waiting = await jobs.answer_lost(tx, job.id, now=self._house.now())
        log.warning("answer_lost job=%s waiting=%s", job.id, waiting is not None)

    async def lost(self, job: Job) -> None:
        """Close a job whose create got no answer, unless MusicAPI's call named its task meanwhile."""
        async with self._house.database.transaction() as tx:
            await closing.not_made(tx, self._house, job, FailureKind.LOST, "")

    async def record(self, job: Job, report: TaskReport) -> None:
        """Write down what a task's report says, and close the job where the report is final."""
        async with self._house.database.transaction() as tx:
            news = await clips.record(tx, job, closing.reported(job, report), now=self._house.now())
            if report.state == "running" and report.files:
                news = await closing.keep_files(tx, job, report) or news
            if news:
                await jobs.touch(tx, job.id, now=self._house.now())
            if report.state == "done":
                await closing.done(tx, self._house, job, report)
            elif report.state == "failed":
                await closing.failed(tx, self._house, job, FailureKind.FAILED, report.reason or "")

    async def given_up(self, job: Job, kind: FailureKind, reason: str = "") -> None:
        """Close a job of which nothing more will come: with what arrived, or failed and refunded where nothing did."""
        async with self._house.database.transaction() as tx:
            if not await closing.done_with_what_arrived(tx, self._house, job):
                await closing.failed(tx, self._house, job, kind, reason)

    def _first_look(self, job: Job, learnt: Typical | None) -> float:
        house = self._house
        if house.callback_for(job) is None:
            return cadence.first_look(learnt, house.poll_interval, house.random())
        typical = learnt or choices.assumed_of(job, house.catalog)
        return cadence.first_look_beside_callbacks(typical, house.poll_interval, house.random())


def unanswered(job: Job) -> bool:
    """Whether the job's create was sent, as far as anybody knows, but its answer never written down."""
    return job.state is JobState.SUBMITTING


def repeated_task(job: Job) -> str:
    """What stands in place of a task id where there is none, because the same POST is to be sent again later.

    No task of MusicAPI's is called so: a colon is in none that is taken, and what is sent again is paid again.
    """
    return f"again:{job.id}"
