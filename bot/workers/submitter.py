"""Sends creates: within MusicAPI's rate limit, fair between guilds, and never twice."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import assert_never

from bot.alerts import Alerts
from bot.concurrency.pulse import Pulse
from bot.concurrency.task_set import TaskSet, wait_for_any
from bot.context import Context
from bot.errors import ClipGone, Problem
from bot.jobs.lifecycle import CREATES, JobLifecycle
from bot.musicapi import errors, objections
from bot.musicapi.catalog import Catalog
from bot.musicapi.client import MusicAPI
from bot.musicapi.operations import SPECS, StartsFrom
from bot.musicapi.responses.reports import Accepted, AcceptedTask, TaskReport
from bot.orders import planning
from bot.orders.candidates import Market, retired_name
from bot.workers.rate_limit import LONGEST_PAUSE
from bot.workers.turns import Turn, Turns
from bot.workers.vendor_stops import LINE_TIMEOUT, STOP_TIMEOUT, VendorStops
from data import retirements
from data.engine.database import DATABASE_TROUBLE
from data.engine.transaction import Transaction
from data.ids import JobId, TaskId
from data.processes import rate_limits
from data.processes.rate_limits import Refusal
from data.rows import FailureKind, Job, JobState

log = logging.getLogger(__name__)

# A slow answer must not hold up everybody's turn. Creates that take long by their nature have as many places of their
# own: eight recordings on their way hold up no song.
SONGS_AT_ONCE, SLOW_AT_ONCE = 8, 8
MAX_CREATES = SONGS_AT_ONCE + SLOW_AT_ONCE
TIMEOUT = 2.0  # seconds for an answer before the next create goes without it
UNREACHABLE_WAIT = 5.0  # seconds before a create that could not be sent is tried again, doubled each time
LONGEST_WAIT = 60.0  # seconds of those, where MusicAPI does not say how long
# What MusicAPI refuses for now is not the job's fault, and often it is ours: it stays in line, until nothing of its
# family was accepted for so long, or it is so old that whoever asked waits no more.
REFUSED_TIMEOUT = STOP_TIMEOUT
TRIES_BEFORE_STOP = 2  # of one job, before nothing new is taken in
REFUSED_FOR_LONG = timedelta(minutes=10)  # after which the operator is told
WRITE_AGAIN = (1.0, 2.0, 4.0, 8.0, 15.0)  # seconds between the tries to write an answer down
# Nothing is spent before the person was shown a card: one that Discord did not show in time is withdrawn. A job
# without a message after this long is one that a crash left behind, and goes on.
CARD_TIMEOUT = 10.0
IDLE_WAIT = 5.0  # seconds between looks at an empty queue, in case another process left a job in it


@dataclass(frozen=True, slots=True)
class _Create:
    """A create under way: with which key, and since when by the loop's clock."""

    key: str | None
    is_slow: bool
    begun_at: float

    def is_fresh(self, now: float) -> bool:
        """Whether it was just sent, so that its key waits for its answer."""
        return now < self.begun_at + TIMEOUT


def slow_operations(catalog: Catalog) -> frozenset[str]:
    """What takes MusicAPI long to answer: what it fetches a recording for, or answers with the result."""
    at_once = {name for family in catalog.families for name, offer in family.offers.items() if offer.at_once}
    return frozenset({*at_once, *(name for name, spec in SPECS.items() if spec.starts_from is StartsFrom.RECORDING)})


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
        self._turns = Turns(context, interval, timedelta(seconds=card_timeout))
        self._is_paced = interval > 0
        self._slow = slow_operations(context.catalog)
        self._under_way: dict[JobId, _Create] = {}
        self._turn_of: dict[JobId, Turn] = {}
        self._stops = VendorStops(context, self._turns, alerts)
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
            await self._wait_for_a_key()
            while self._has_full(slow=True) and self._has_full(slow=False):
                await self.tasks.wait_for_one()
            if self._stop.is_set():
                return 0.0
            turn = await self._take_turn()
            if not isinstance(turn, Job):
                return turn
            self._under_way[turn.id] = _Create(turn.musicapi_key, turn.operation in self._slow, self._now())
            self.tasks.start(turn.id, self._submit(turn))

    async def _wait_for_a_key(self) -> None:
        """Wait while every key has a create on its way that was just sent.

        Two on the way at once may arrive closer together than they were sent.
        """
        while len(self._busy_keys(now := self._now())) == len(self._turns.limiters):
            first = min(create.begun_at for create in self._under_way.values() if create.is_fresh(now))
            await self.tasks.wait_for_one(max(0.01, first + TIMEOUT - now))

    def _busy_keys(self, now: float) -> set[str]:
        fresh = (create.key for create in self._under_way.values() if create.is_fresh(now))
        return {key for key in fresh if key in self._turns.limiters} if self._is_paced else set()

    def _has_full(self, *, slow: bool) -> bool:
        """Whether as many creates are under way as may be, of those that take long or of the others."""
        count = sum(create.is_slow is slow for create in self._under_way.values())
        return count >= (SLOW_AT_ONCE if slow else SONGS_AT_ONCE)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

    async def _take_turn(self) -> Job | float:
        """Return the job whose turn it is, or the seconds until there may be one."""
        are_slow_excluded = self._has_full(slow=True)
        excluded = self._slow if are_slow_excluded or self._has_full(slow=False) else frozenset[str]()
        turn = await self._turns.take(
            idle=IDLE_WAIT,
            busy=self._busy_keys(self._now()),
            operations=excluded,
            are_excluded=are_slow_excluded or not excluded,
        )
        if not isinstance(turn, Turn):
            return turn
        self._turn_of[turn.job.id] = turn
        self._lifecycle.changes.tell(turn.job)
        return turn.job

    def _notice(self, job: Job) -> None:
        if job.state is JobState.QUEUED:
            self._wake.set()

    async def _submit(self, job: Job) -> None:
        key = self._context.key_of(job)
        try:
            if key in self._turns.limiters:
                await self._create(job)
                await self._turns.limiters[key].keep_distance(job.submitted_at)
            else:
                log.error("key_gone job=%s key=%s task=-", job.id, key)
                await self._lifecycle.fail_create(job, FailureKind.REFUSED, Problem.KEY_GONE)
        finally:
            self._end(job)

    def _end(self, job: Job) -> None:
        """Give a create's place back, and look again where others waited for it or for its key."""
        if self._has_full(slow=job.operation in self._slow) or len(self._turns.limiters) > 1:
            self._wake.set()
        self._under_way.pop(job.id, None)
        self._turn_of.pop(job.id, None)

    async def _create(self, job: Job) -> None:
        key = self._context.key_of(job)
        try:
            request = await planning.load_request(self._context, job)
        except ClipGone:  # its maker had it deleted while this waited in line
            await self._lifecycle.fail_create(job, FailureKind.REFUSED, Problem.CLIP_DELETED)
            return
        try:
            accepted = await self._musicapi.create(request, self._context.webhook_for(job), key=key)
        except errors.NotSent as error:
            await self._wait_for_the_host(job, error)
        except errors.RateLimited as error:
            await self._leave_family_alone(job, error)
        except errors.Retired as error:
            await self._handle_retirement(job, error, uploaded=request.source.uploaded)
        except (errors.Unauthorized, errors.VendorOutOfCredits) as error:
            await self._handle_account(job, error)
        except errors.Unanswered as error:
            log.error("create_lost job=%s error=%r", job.id, objections.to_log(error.reason))
            await self._lifecycle.mark_answer_lost(job)
        except errors.MusicAPIError as error:
            await self._lifecycle.fail_create(job, FailureKind.REFUSED, error.reason)
        else:
            await self._write_down(job, accepted)
            await self._stops.note_taken(key, job.family)
            await self._lift_retirement(job, uploaded=request.source.uploaded)

    async def _handle_account(self, job: Job, error: errors.Unauthorized | errors.VendorOutOfCredits) -> None:
        """Let the other keys go on where one's account is refused; without one, all of the line waits."""
        key, turn = self._context.key_of(job), self._turn_of[job.id]
        has_other = await self._turns.rest(key)
        log.warning("key_rested job=%s key=%s kind=%s others=%s", job.id, key, error.kind, has_other)
        if has_other:
            said = f"MusicAPI refuses the account of the key {key}: {error.reason}. Other keys make new songs."
            self._alerts.send(f"account:{error.kind}:{key}", said)
            goes_on = turn.only_key is None
        else:
            goes_on = await self._stops.stop_for_account(job, turn.turn_before, error.reason)
        if not goes_on or not await self._lifecycle.requeue(self._with_its_key(job), error.kind, attempts=0):
            await self._lifecycle.fail_create(job, FailureKind.REFUSED, "")

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

    async def _wait_for_the_host(self, job: Job, error: errors.NotSent) -> None:
        """Send nothing for a while: MusicAPI is out of reach."""
        wait, tried = min(LONGEST_WAIT, UNREACHABLE_WAIT * 2**job.create_attempts), job.create_attempts + 1
        may_wait = True
        if tried < TRIES_BEFORE_STOP:  # a moment's trouble is nobody's business
            for limiter in self._turns.limiters.values():
                await limiter.push_back(wait)
        else:
            before = self._turn_of[job.id].turn_before
            may_wait = await self._stops.stop_for_silence(job, before, error.reason, timedelta(seconds=wait))
        attempts = 1 if tried < CREATES else 0  # counted for the wait alone
        if not may_wait or not await self._lifecycle.requeue(self._with_its_key(job), str(error), attempts=attempts):
            await self._lifecycle.fail_create(job, FailureKind.NOT_SENT, "")

    async def _leave_family_alone(self, job: Job, error: errors.RateLimited) -> None:
        """Let a family wait that MusicAPI refuses for now, and the job in line with it."""
        key, now = self._context.key_of(job), self._context.now()
        asked = None if error.retry_after is None else timedelta(seconds=min(LONGEST_PAUSE, error.retry_after))

        async def work(tx: Transaction) -> Refusal:
            bounds = {"shortest": timedelta(seconds=UNREACHABLE_WAIT), "longest": timedelta(seconds=LONGEST_WAIT)}
            for family in {error.family or job.family} - {job.family}:
                await rate_limits.pause(tx, key, family, now=now, asked=asked, **bounds)
            return await rate_limits.pause(tx, key, job.family, now=now, asked=asked, **bounds)

        refusal = await self._context.database.write(work)
        seconds, named = refusal.pause.total_seconds(), error.family or job.family
        log.warning("family_paused key=%s family=%s seconds=%.0f", key, named, seconds)
        refused_for = now - max(refusal.since, job.created_at)
        if now - refusal.since >= REFUSED_FOR_LONG:
            minutes = (now - refusal.since) // timedelta(minutes=1)
            said = f"MusicAPI has taken nothing of {job.family} for {minutes} minutes ({error.reason})."
            self._alerts.send(f"refused:{key}:{job.family}", f"{said} Songs wait in line.")
        is_over = refused_for >= REFUSED_TIMEOUT or now - job.created_at >= LINE_TIMEOUT
        if is_over or not await self._lifecycle.requeue(self._with_its_key(job), str(error), attempts=0):
            await self._lifecycle.fail_create(job, FailureKind.REFUSED, "")

    def _with_its_key(self, job: Job) -> Job:
        """The job as it goes back into the line: with the one key that can send it, or for any."""
        return replace(job, musicapi_key=self._turn_of[job.id].only_key)

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
        now = context.now()

        async def work(tx: Transaction) -> tuple[bool, Market]:
            # A path that is not found may be a bad day: this job moves on, and the next one asks again.
            is_news = not error.is_said or await retirements.add(
                tx, host=context.musicapi_host, family=job.family, operation=gone, reason=error.reason, now=now
            )
            return is_news, await Market.load(tx, context, with_trials=False)

        is_news, market = await context.database.write(work)
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
