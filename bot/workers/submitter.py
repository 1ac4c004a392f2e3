"""Sends creates: within MusicAPI's rate limit, fair between guilds, and never twice."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import assert_never

from bot.alerts import Alerts
from bot.context import Context
from bot.jobs.lifecycle import LEASE, JobLifecycle
from bot.musicapi import errors
from bot.musicapi.client import MusicAPI
from bot.musicapi.responses.reports import Accepted, AcceptedTask, TaskReport
from bot.orders import planning
from bot.orders.candidates import Market, retired_name
from bot.pulse import Pulse
from bot.task_set import TaskSet, wait_for_any
from bot.workers.rate_limit import LONGEST_PAUSE, RateLimiter
from data import retirements
from data.engine.database import DATABASE_TROUBLE
from data.engine.transaction import Transaction
from data.ids import TaskId
from data.jobs import queue
from data.rate_limits import Granted, NotBefore
from data.rows import FailureKind, Job, JobState

log = logging.getLogger(__name__)

MAX_CREATES = 8  # a slow answer must not hold up everybody's turn
TIMEOUT = 2.0  # seconds for an answer before the next create goes without it
UNREACHABLE_WAIT = 5.0  # seconds before a create that could not be sent is tried again, doubled each time
LONGEST_WAIT = 60.0  # seconds of those, where MusicAPI does not say how long
WRITE_AGAIN = (1.0, 2.0, 4.0, 8.0, 15.0)  # seconds between the tries to write an answer down
# Nothing is spent before the person was shown a card: one that Discord did not show in time is withdrawn. A job
# without a message after this long is one that a crash left behind, and goes on.
CARD_TIMEOUT = 10.0
IDLE_WAIT = 5.0  # seconds between looks at an empty queue, in case another process left a job in it


class Submitter:
    """Takes turns and sends creates; `run` until stopped, or `tick` by hand."""

    def __init__(
        self,
        context: Context,
        lifecycle: JobLifecycle,
        musicapi: MusicAPI,
        alerts: Alerts,
        *,
        interval: float,
        card_timeout: float = CARD_TIMEOUT,
    ) -> None:
        self._context = context
        self._lifecycle = lifecycle
        self._musicapi = musicapi
        self._alerts = alerts
        self._rate_limiter = RateLimiter(context, interval)
        self._card_timeout = timedelta(seconds=card_timeout)
        self.tasks = TaskSet(MAX_CREATES)
        self.pulse = Pulse()
        self._stop = asyncio.Event()
        self._wake = asyncio.Event()
        lifecycle.changes.listen(self._notice, freed=self._wake.set, missed=self._wake.set)

    async def run(self, stop: asyncio.Event) -> None:
        """Take turns until `stop`, then wait for the creates under way, so that no answer is lost."""
        self._stop = stop
        while not stop.is_set():
            await wait_for_any(self._wake, stop, seconds=self.pulse.beat(await self.tick()))
        await self.tasks.wait_until_empty()

    async def tick(self) -> float:
        """Take every turn that is allowed now; returns the seconds until the next one may be."""
        while True:
            self._wake.clear()
            self.tasks.raise_first_error()
            if self._rate_limiter:
                # Two creates on the way at once may arrive closer together than they were sent.
                await self.tasks.wait_for_one(TIMEOUT)
            while self.tasks.is_full:
                await self.tasks.wait_for_one()
            if self._stop.is_set():
                return 0.0
            turn = await self._take_turn()
            if not isinstance(turn, Job):
                return turn
            self.tasks.start(turn.id, self._submit(turn))

    async def _take_turn(self) -> Job | float:
        """Return the job whose turn it is, or the seconds until there may be one."""
        context, now = self._context, self._context.now()
        claim = self._rate_limiter.queue_claim(now)

        async def work(tx: Transaction) -> tuple[Granted | NotBefore | None, Job | None]:
            job_id = await queue.next_job(tx, unseen_before=now - self._card_timeout)
            claimed = None if job_id is None else await claim(tx)
            if job_id is None or not isinstance(claimed, Granted):
                return claimed, None
            return claimed, await queue.take_turn(tx, job_id, owner=context.worker_id, lease_until=now + LEASE, now=now)

        claimed, job = await context.database.write(work)
        if claimed is not None:
            self._rate_limiter.note(claimed, now)
        if isinstance(claimed, NotBefore):
            return max(0.01, (claimed.moment - now).total_seconds())
        if job is None:
            return IDLE_WAIT
        self._lifecycle.changes.tell(job)
        return job

    def _notice(self, job: Job) -> None:
        if job.state is JobState.QUEUED:
            self._wake.set()

    async def _submit(self, job: Job) -> None:
        await self._create(job)
        await self._rate_limiter.keep_distance()

    async def _create(self, job: Job) -> None:
        request = await planning.load_request(self._context, job)
        try:
            accepted = await self._musicapi.create(request, self._context.webhook_for(job))
        except (errors.NotSent, errors.RateLimited) as error:
            await self._not_now(job, error)
        except errors.Retired as error:
            await self._handle_retirement(job, error, uploaded=request.source.uploaded)
        except (errors.Unauthorized, errors.VendorOutOfCredits) as error:
            await self._lifecycle.fail_create(job, FailureKind.REFUSED, "")
            self._alerts.send(
                f"account:{error.kind}", f"MusicAPI refuses the account: {error.reason}. Songs fail and are refunded."
            )
        except errors.Unanswered as error:
            log.error("create_lost job=%s error=%r", job.id, str(error))
            await self._lifecycle.mark_answer_lost(job)
        except errors.MusicAPIError as error:
            await self._lifecycle.fail_create(job, FailureKind.REFUSED, error.reason)
        else:
            await self._write_down(job, accepted)
            await self._lift_retirement(job, uploaded=request.source.uploaded)

    async def _write_down(self, job: Job, accepted: Accepted) -> None:
        """Write the answer down; it is paid for, so a database that fails for a moment is tried again."""
        for wait in (*WRITE_AGAIN, None):
            try:
                await self._record(job, accepted)
            except DATABASE_TROUBLE as error:
                task_id = accepted.task_id if isinstance(accepted, AcceptedTask) else "-"
                log.error("create_unwritten job=%s task=%s error=%s", job.id, task_id, type(error).__name__)
                if wait is None:
                    raise
                await asyncio.sleep(wait)
            else:
                return

    async def _record(self, job: Job, accepted: Accepted) -> None:
        match accepted:
            case AcceptedTask(task_id):
                await self._lifecycle.record_task(job, TaskId(task_id))
            case TaskReport(state="running"):
                await self._lifecycle.record_repeating(job)
            case TaskReport():
                await self._lifecycle.record_result(job, accepted)
            case _:
                assert_never(accepted)

    async def _not_now(self, job: Job, error: errors.NotSent | errors.RateLimited) -> None:
        wait = min(LONGEST_WAIT, UNREACHABLE_WAIT * 2**job.create_attempts)
        if isinstance(error, errors.RateLimited) and error.retry_after is not None:
            wait = min(LONGEST_PAUSE, error.retry_after)
        # Before the job is in the queue again, or another process could take its turn meanwhile.
        await self._rate_limiter.push_back(wait)
        if not await self._lifecycle.requeue(job, str(error)):
            kind = FailureKind.NOT_SENT if isinstance(error, errors.NotSent) else FailureKind.REFUSED
            self._alerts.send(
                f"not_now:{kind}",
                f"MusicAPI took no creates for a while ({error.reason}); songs fail with a refund.",
            )
            await self._lifecycle.fail_create(job, kind, "")

    async def _lift_retirement(self, job: Job, *, uploaded: bool) -> None:
        """Offer to everybody again what MusicAPI has just taken."""
        context, taken = self._context, retired_name(job.operation, uploaded=uploaded)
        host = context.musicapi_host
        if (job.family, taken) not in await context.database.read(retirements.known, host=host):
            return
        await context.database.write(retirements.lift, host=host, family=job.family, operation=taken)
        log.info("operation_offered_again job=%s family=%s operation=%s", job.id, job.family, taken)
        self._alerts.send(f"offered:{job.family}:{taken}", f"MusicAPI offers {taken} on {job.family} again.")

    async def _handle_retirement(self, job: Job, error: errors.Retired, *, uploaded: bool) -> None:
        context, gone = self._context, retired_name(job.operation, uploaded=uploaded)
        async with context.database.transaction() as tx:
            # A path that is not found may be a bad day: this job moves on, and the next one asks again.
            is_news = not error.is_said or await retirements.add(
                tx,
                host=context.musicapi_host,
                family=job.family,
                operation=gone,
                reason=error.reason,
                now=context.now(),
            )
            market = await Market.load(tx, context, with_trials=False)
        log.warning("operation_refused job=%s family=%s operation=%s status=%s", job.id, job.family, gone, error.status)
        if is_news:
            self._alerts.send(
                f"retired:{job.family}:{gone}",
                f"MusicAPI does not offer {gone} on {job.family} any more ({error.status} {error.reason}).",
            )
        plan = planning.next_plan(job, market)
        if plan is None:
            # MusicAPI's words for it are about its interface: nothing that the person could change would help.
            await self._lifecycle.fail_create(job, FailureKind.REFUSED, "")
            return
        await self._lifecycle.move_to_family(job, plan)
        self._wake.set()
