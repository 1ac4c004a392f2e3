"""Whose jobs are whose: this process's leases are renewed, and what others left is taken over."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.context import Context
from bot.jobs.lifecycle import LEASE
from data import drafts
from data.engine.transaction import Transaction
from data.jobs import leases, queries, schedule, transitions
from data.messages import menus, unreached
from data.processes import heartbeats, poll_paces, rate_limits
from data.rows import Job

log = logging.getLogger(__name__)

RENEW_EVERY = LEASE / 3
CLAIMED_AT_ONCE = 1_000  # as many as may be queued: what a process hands back goes on without a pause
# How long a create that got no answer waits for a webhook: most songs are there after a tenth of it.
LOST_TIMEOUT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a renewal brought."""

    taken: list[Job]  # over from others
    lost: list[Job]  # ours, whose create got no answer and no webhook
    kept: list[Job] | None  # what is ours, read anew after the process slept past its leases; None: it did not
    was_set_back: bool  # the clock
    has_more: bool  # to be taken over: nobody waits for it, so renew again at once


class LeaseKeeper:
    """Renews what this process owns, now and then, and does what else is due as often.

    `awake_since`: since when this process has been running without a pause, and by a clock that did not jump.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._renewed_at: datetime | None = None
        self._hastened = False
        self.awake_since: datetime | None = None
        self._jumped_at: datetime | None = None

    def hasten(self) -> None:
        """Let the next renewal be due: others gave jobs up."""
        self._hastened = True

    def has_slept(self, now: datetime) -> bool:
        """Whether the leases ran out, because this process was suspended or has not begun."""
        return self._renewed_at is None or now - self._renewed_at > LEASE

    def count_from(self, moment: datetime) -> datetime:
        """From when the time since `moment` counts: from the clock's last jump, if it was noted by the clock before.

        A suspension and a clock that was set forward are alike: what looks old may be a moment old.
        """
        if self._jumped_at is None:
            return moment
        is_to_come = moment > self._context.now()
        return self._jumped_at if is_to_come else max(self._jumped_at, moment)

    async def take_back(self) -> list[Job]:
        """Take back what this worker owned before a restart, and return it."""
        context = self._context

        async def work(tx: Transaction) -> list[Job]:
            await transitions.forget_dead_tokens(tx, now=context.now())
            return await leases.take_back(tx, owner=context.worker_id, lease_until=context.now() + LEASE)

        return await context.database.write(work)

    async def renew(self) -> Renewal | None:
        """Renew every lease and take over what is free; None: it is not due yet.

        Where others gave jobs up before it is due, only those are taken: a gateway does so with each order.
        """
        context, now = self._context, self._context.now()
        self.awake_since = self.awake_since or now
        since = now - (self._renewed_at or now - RENEW_EVERY)
        if timedelta(0) <= since < RENEW_EVERY:
            return await self._take_over(now) if self._hastened else None
        self._renewed_at, self._hastened = now, False
        lease_until, overslept, was_set_back = now + LEASE, since > LEASE, since < timedelta(0)
        if was_set_back:
            log.warning("clock_set_back seconds=%.0f", -since.total_seconds())
            self.awake_since = self._jumped_at = now
        if overslept:
            self.awake_since = self._jumped_at = now  # the network may need a moment as well

        await context.database.write(rate_limits.hold, context.musicapi_keys, now=now)

        async def work(tx: Transaction) -> tuple[list[Job] | None, list[Job], list[Job]]:
            await heartbeats.beat(tx, worker_id=context.worker_id, now=now)
            await transitions.forget_dead_tokens(tx, now=now)
            await drafts.forget_old(tx, now=now)
            await menus.forget_old(tx, now=now)
            await unreached.forget_old(tx, now=now)
            await leases.renew(tx, owner=context.worker_id, lease_until=lease_until)
            if was_set_back:
                await schedule.make_due_now(tx, owner=context.worker_id, now=now)
                await rate_limits.pull_forward(tx, now=now)
                await poll_paces.pull_forward(tx, now=now)
            # Whoever overslept may have lost songs to another process: what is ours is read anew.
            kept = await leases.take_back(tx, owner=context.worker_id, lease_until=lease_until) if overslept else None
            taken = await self._claim_expired(tx, now)
            return kept, taken, await queries.lost_before(tx, owner=context.worker_id, moment=now - LOST_TIMEOUT)

        kept, taken, lost = await context.database.write(work)
        has_more = len(taken) == CLAIMED_AT_ONCE
        self._hastened = self._hastened or has_more
        return Renewal(taken, lost, kept, was_set_back, has_more)

    async def _take_over(self, now: datetime) -> Renewal:
        """Take over what is free, and nothing else."""
        self._hastened = False
        taken = await self._context.database.write(self._claim_expired, now)
        self._hastened = self._hastened or len(taken) == CLAIMED_AT_ONCE
        return Renewal(taken, [], None, was_set_back=False, has_more=len(taken) == CLAIMED_AT_ONCE)

    async def _claim_expired(self, tx: Transaction, now: datetime) -> list[Job]:
        return await leases.claim_expired(
            tx,
            owner=self._context.worker_id,
            lease_until=now + LEASE,
            now=now,
            limit=CLAIMED_AT_ONCE,
            foreign_keys=(await rate_limits.paces(tx)).held(now) - {*self._context.musicapi_keys},
        )

    async def hand_over(self, job: Job) -> bool:
        """Leave a job to whoever has its key; False: no process has had it for a while."""
        context, key = self._context, self._context.key_of(job)

        async def work(tx: Transaction) -> bool:
            if key not in (await rate_limits.paces(tx)).held(context.now()):
                return False
            await leases.hand_over(tx, job.id, owner=context.worker_id)
            return True

        is_left = await context.database.write(work)
        if is_left:
            log.warning("key_elsewhere job=%s key=%s task=%s", job.id, key, job.task_id or "-")
        else:
            log.error("key_gone job=%s key=%s task=%s", job.id, key, job.task_id or "-")
        return is_left
