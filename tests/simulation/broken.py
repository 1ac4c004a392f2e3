"""Rules that are broken on purpose, each in the real code: a simulation that finds none of them proves nothing."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import cogs.delivery
from bot.delivery.courier import Courier
from bot.jobs import settlement
from bot.jobs.lifecycle import JobLifecycle
from bot.webhooks.receiver import WebhookReceiver
from bot.workers.submitter import Submitter
from data import ledger, tables, webhooks
from data.jobs import leases, queue
from data.rows import FailureKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_jobs = tables.jobs.c


@contextlib.contextmanager
def _in_place_of(place: Any, name: str, made: Callable[[Any], Any]) -> Iterator[None]:
    """Put what `made` makes of the real thing in its place."""
    real = getattr(place, name)
    setattr(place, name, made(real))
    try:
        yield
    finally:
        setattr(place, name, real)


@contextlib.contextmanager
def hold_after_the_create() -> Iterator[None]:
    """The hold comes with the task's id, and not with the job."""

    def no_hold(_real: Any) -> Any:
        async def hold(tx: Any, job: Any, *, default_allowance: int, now: Any) -> Any:
            del now
            return await ledger.account(tx, job.guild_id, job.month, default_allowance=default_allowance)

        return hold

    real_hold = ledger.hold

    def late_hold(real: Any) -> Any:
        async def record_task(self: Any, job: Any, task_id: Any) -> None:
            context = self._context
            await context.database.write(real_hold, job, default_allowance=context.default_allowance, now=context.now())
            await real(self, job, task_id)

        return record_task

    with _in_place_of(ledger, "hold", no_hold), _in_place_of(JobLifecycle, "record_task", late_hold):
        yield


def no_refund() -> Any:
    """A job fails, and its credits stay held."""

    def made(_real: Any) -> Any:
        async def refund(_tx: Any, _context: Any, ended: Any) -> bool:
            return ended is not None

        return refund

    return _in_place_of(settlement, "_refund", made)


def settle_on_failure() -> Any:
    """What failed is charged."""

    def made(_real: Any) -> Any:
        async def refund(tx: Any, context: Any, ended: Any) -> bool:
            return ended is not None and await ledger.settle(tx, ended, credits=ended.price, now=context.now())

        return refund

    return _in_place_of(settlement, "_refund", made)


def lease_ignored() -> Any:
    """Jobs are taken over while their owner lives."""

    def made(real: Any) -> Any:
        async def claim_expired(tx: Any, *, now: Any, **more: Any) -> Any:
            return await real(tx, now=now + timedelta(hours=1), **more)

        return claim_expired

    return _in_place_of(leases, "claim_expired", made)


def nothing_taken_over() -> Any:
    """What a process leaves that never comes back, nobody takes."""

    def made(_real: Any) -> Any:
        async def claim_expired(_tx: Any, **_more: Any) -> list[Any]:
            return []

        return claim_expired

    return _in_place_of(leases, "claim_expired", made)


def delivered_before_it_was_posted() -> Any:
    """The row says that the song was posted, and then it is."""

    def made(real: Any) -> Any:
        async def deliver(self: Any, status: Any, room: Any) -> None:
            await self._lifecycle.mark_delivered(status.job, [clip.id for clip in status.ready_clips])
            await real(self, status, room)

        return deliver

    return _in_place_of(Courier, "_deliver_now", made)


def create_sent_again() -> Any:
    """A create whose answer was lost goes back into the queue."""

    def made(_real: Any) -> Any:
        async def mark_answer_lost(self: Any, job: Any) -> None:
            await self._write(job, lambda tx: queue.back_to_queue(tx, job.id, now=self._context.now()))

        return mark_answer_lost

    return _in_place_of(JobLifecycle, "mark_answer_lost", made)


def webhook_acted_upon_twice() -> Any:
    """A webhook that came before is news again."""

    def made(real: Any) -> Any:
        async def record_once(tx: Any, webhook_id: str, *, now: Any) -> bool:
            await real(tx, webhook_id, now=now)
            return True

        return record_once

    return _in_place_of(webhooks, "record_once", made)


def webhook_believed() -> Any:
    """A webhook is taken for the result, without asking about the task."""

    def made(_real: Any) -> Any:
        async def request_poll(self: Any, job: Any, _event: Any) -> None:
            await self._lifecycle.give_up(job, FailureKind.FAILED)

        return request_poll

    return _in_place_of(WebhookReceiver, "_request_poll", made)


def month_of_now() -> Any:
    """Credits are given back and taken by the month in which the job ends."""

    def made(real: Any) -> Any:
        async def close(tx: Any, job: Any, kind: Any, taken: Any, now: Any) -> bool:
            return await real(tx, replace(job, month=f"{now:%Y-%m}"), kind, taken, now)

        return close

    return _in_place_of(ledger, "_close", made)


def answer_written_down_late() -> Any:
    """A task's id is written down half a minute after it was heard."""

    def made(real: Any) -> Any:
        async def write_down(self: Any, job: Any, accepted: Any) -> None:
            await asyncio.sleep(30)
            await real(self, job, accepted)

        return write_down

    return _in_place_of(Submitter, "_write_down", made)


def oldest_job_first() -> Any:
    """Whoever asked first has all the turns."""
    return _in_place_of(queue, "_order", lambda _real: lambda: (_jobs.id,))


def oldest_job_of_a_guild_first() -> Any:
    """Guilds take turns, and in each of them whoever asked first has them all."""
    return _in_place_of(queue, "_order", lambda _real: lambda: (tables.guilds.c.last_turn_at.nulls_first(), _jobs.id))


def allowance_ignored() -> Any:
    """A server spends what it likes."""

    def made(real: Any) -> Any:
        async def hold(tx: Any, job: Any, *, default_allowance: int, now: Any) -> Any:
            return await real(tx, job, default_allowance=default_allowance + 1_000, now=now)

        return hold

    return _in_place_of(ledger, "hold", made)


def new_nonce_for_every_try() -> Any:
    """A message whose answer was lost is sent once more."""
    numbers = itertools.count()
    return _in_place_of(cogs.delivery, "_nonce", lambda _real: lambda _job, *_purpose: str(next(numbers)))


RULES: dict[str, Callable[[], Any]] = {
    each.__name__: each
    for each in (
        hold_after_the_create,
        no_refund,
        settle_on_failure,
        lease_ignored,
        nothing_taken_over,
        delivered_before_it_was_posted,
        create_sent_again,
        webhook_acted_upon_twice,
        webhook_believed,
        month_of_now,
        answer_written_down_late,
        oldest_job_first,
        oldest_job_of_a_guild_first,
        allowance_ignored,
        new_nonce_for_every_try,
    )
}
