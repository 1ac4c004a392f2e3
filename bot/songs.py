"""The use cases, and with them the order of money: hold before create, task id before polls, close once.

Every change of a job's state and its movement of credits share one transaction, and no network call happens inside
one. The schema allows one hold and one settle or refund per job, so a use case that runs twice changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot import cadence, orders
from bot.errors import AlreadyAsked, LineFull, OutOfCredits
from data import clips, guilds, jobs, ledger, retirements
from data.rows import ClipState, FailureKind, JobState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.musicapi.catalog import Catalog
    from bot.musicapi.replies import TaskReport
    from bot.orders import Order, Plan
    from data.database import Database, Transaction
    from data.rows import Account, Job

log = logging.getLogger(__name__)

LINE_LIMIT = 1_000  # queued songs: at one create per 3 s the last of them would wait 50 minutes
LEASE = timedelta(seconds=90)  # longer than any create may take, so that nobody judges a create under way as lost
CREATES = 5  # how often a create that was definitely not accepted is sent before the job is refunded


@dataclass(frozen=True, slots=True)
class House:
    """What every use case needs: where things are remembered, what can be made, what time it is, and who we are."""

    database: Database
    catalog: Catalog
    musicapi_host: str
    worker_id: str
    default_allowance: int
    now: Callable[[], datetime]
    random: Callable[[], float]  # from 0 to 1, for jitter
    poll_interval: float

    @property
    def month(self) -> str:
        """The allowance month that pays now, such as `2026-11`."""
        return f"{self.now().astimezone(UTC):%Y-%m}"


def next_month(now: datetime) -> datetime:
    """When allowances are whole again: the first moment of the next month in UTC."""
    first = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)


class Songs:
    """Requests songs and records what became of them; `woken` is set whenever there is a new turn to take."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.woken = asyncio.Event()

    async def request(self, order: Order) -> Job:
        """Write down a job and its hold in one transaction; raises PersonError where nothing was written."""
        return (await self.place(order))[0]

    async def place(self, order: Order) -> tuple[Job, Account]:
        """Like `request`, with what the guild has left, so that its card needs no second look."""
        house, order = self._house, orders.tidy(order)
        async with house.database.transaction(urgent=True) as tx:  # Discord gives three seconds for all of it
            retired = await retirements.known(tx, host=house.musicapi_host)
            plan = orders.plan(order, house.catalog, retired)
            if await jobs.queued_count(tx) >= LINE_LIMIT:
                raise LineFull("Too many songs wait already; nothing was charged, please try again in a few minutes.")
            job = await jobs.add(
                tx,
                orders.new_job(order, plan),
                month=house.month,
                owner=house.worker_id,
                lease_until=house.now() + LEASE,
                now=house.now(),
            )
            if job is None:
                raise AlreadyAsked("This song is already being made; nothing was charged twice.")
            account = await ledger.hold(tx, job, default_allowance=house.default_allowance, now=house.now())
            if account is None:
                raise await self._out_of_credits(tx, job)
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
                wait = cadence.first_look(cadence.learnt(past), house.poll_interval, house.random())
                poll_at = house.now() + timedelta(seconds=wait)
                running = await jobs.accept(tx, job.id, task_id=task_id, poll_at=poll_at, now=house.now())
        except jobs.TaskTaken:
            # Which song the task makes is not known, so this answer says no more than none at all.
            log.error("task_taken job=%s task=%s", job.id, task_id)
            await self.lost(job)
            return
        if running is None:  # another process judged this create lost and refunded it; the vendor made it all the same
            log.error("create_orphaned job=%s task=%s", job.id, task_id)
            return
        log.info("create_accepted job=%s task=%s family=%s", job.id, task_id, job.family)

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
                clips_expected=plan.offer.clips,
                now=self._house.now(),
            )
        log.warning("job_moved job=%s from=%s to=%s", job.id, job.family, plan.request.family)

    async def failed(self, job: Job, kind: FailureKind, reason: str) -> None:
        """Close the job as failed and give its credits back, in one transaction."""
        async with self._house.database.transaction() as tx:
            await self._close_failed(tx, job, kind, reason)

    async def lost(self, job: Job) -> None:
        """Close a job whose create got no answer: it may or may not have been accepted, and is never sent again."""
        await self.failed(job, FailureKind.LOST, "")

    async def record(self, job: Job, report: TaskReport) -> None:
        """Write down what a task's report says, and close the job where the report is final."""
        # A vendor's front may answer with another name for the model than the one that it was sent and takes.
        reported = [replace(clip, model=job.model) for clip in report.clips]
        async with self._house.database.transaction() as tx:
            if await clips.record(tx, job, reported, now=self._house.now()):
                await jobs.touch(tx, job.id, now=self._house.now())
            if report.state == "done":
                await self._close_done(tx, job)
            elif report.state == "failed":
                await self._close_failed(tx, job, FailureKind.FAILED, report.reason or "")

    async def given_up(self, job: Job, kind: FailureKind, reason: str = "") -> None:
        """Close a job of which nothing more will come: with what arrived, or failed and refunded where nothing did."""
        async with self._house.database.transaction() as tx:
            arrived = [clip for clip in await clips.of_job(tx, job.id) if clip.state is ClipState.SUCCEEDED]
            if arrived:
                await self._close_done(tx, job)
            else:
                await self._close_failed(tx, job, kind, reason)

    async def schedule(self, job: Job, seconds: float) -> None:
        """Look at the job's task again in `seconds`."""
        async with self._house.database.transaction() as tx:
            await jobs.schedule(tx, {job.id: self._house.now() + timedelta(seconds=seconds)})

    async def shown(self, job: Job, channel_id: int, message_id: int) -> None:
        """Remember which message promises this job; its turn may come from now on."""
        async with self._house.database.transaction() as tx:
            await jobs.set_message(tx, job.id, channel_id=channel_id, message_id=message_id)
        self.woken.set()

    async def token_died(self, job: Job) -> None:
        """Forget an interaction's token that Discord no longer takes."""
        async with self._house.database.transaction() as tx:
            await jobs.forget_token(tx, job.id)

    async def posted(self, clip_ids: Sequence[int]) -> None:
        """Remember that these clips are attached to the job's message."""
        async with self._house.database.transaction() as tx:
            await clips.mark_posted(tx, clip_ids, now=self._house.now())

    async def delivered(self, job: Job, clip_ids: Sequence[int] = ()) -> None:
        """Remember that the person has seen how the job ended, once and for all."""
        async with self._house.database.transaction() as tx:
            await clips.mark_posted(tx, clip_ids, now=self._house.now())
            await jobs.delivered(tx, job.id, now=self._house.now())
            await jobs.forget_token(tx, job.id)
        log.info("job_delivered job=%s state=%s clips=%s", job.id, job.state, len(clip_ids))

    async def delayed(self, job: Job, seconds: float) -> None:
        """Try the delivery again in `seconds`."""
        async with self._house.database.transaction() as tx:
            await jobs.delay_delivery(tx, job.id, deliver_at=self._house.now() + timedelta(seconds=seconds))

    async def _close_done(self, tx: Transaction, job: Job) -> None:
        done = await jobs.finish(tx, job.id, now=self._house.now())
        if done is None:
            return
        # A job that moved to a dearer family costs what its card promised; to a cheaper one, what that one costs.
        offer = self._house.catalog.offer(done.family, done.operation)
        credits = min(done.price, offer.price) if offer else done.price
        await ledger.settle(tx, done, credits=credits, now=self._house.now())
        log.info("job_done job=%s credits=%s", done.id, credits)

    async def _close_failed(self, tx: Transaction, job: Job, kind: FailureKind, reason: str) -> None:
        failed = await jobs.fail(tx, job.id, kind, reason, now=self._house.now())
        if failed is None:
            return
        await ledger.refund(tx, failed, now=self._house.now())
        log.warning("job_failed job=%s kind=%s refunded=%s reason=%r", failed.id, kind, failed.price, reason)

    async def _out_of_credits(self, tx: Transaction, job: Job) -> OutOfCredits:
        account: Account = await guilds.account(
            tx, job.guild_id, job.month, default_allowance=self._house.default_allowance
        )
        resets = int(next_month(self._house.now()).timestamp())
        this = "a song" if job.parent_id is None else "this"
        credits = "credit" if account.left == 1 else "credits"
        return OutOfCredits(
            f"This server has {account.left} {credits} left and {this} costs {job.price}; nothing was charged, "
            f"and new credits come <t:{resets}:R>."
        )


def unanswered(job: Job) -> bool:
    """Whether the job's create was sent, as far as anybody knows, but its answer never written down."""
    return job.state is JobState.SUBMITTING
