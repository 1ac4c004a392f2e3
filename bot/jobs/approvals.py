"""Orders that wait for a moderator's word: approved, rejected or forgotten, each once, with its credits.

State, credits, the moderators' case and what is written down of it share one transaction: whoever comes second, another
moderator, a member who cancels, or time itself, finds it decided and changes nothing.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final

from bot.context import Context
from bot.errors import PersonError, Problem
from bot.jobs.changes import JobChanges
from bot.jobs.verdicts import UNDECIDED, rejection
from bot.musicapi.operations import spec_of
from bot.orders.order import Order
from data import ledger
from data.engine.transaction import Transaction
from data.guilds import admin_log, cases, limits
from data.guilds.cases import Case, CaseKind, Outcome
from data.guilds.limits import GuildLimits
from data.ids import CaseId, GuildId, JobId, UserId
from data.jobs import notices, queries, queue, transitions
from data.rows import FailureKind, Job

log = logging.getLogger(__name__)

WAITS: Final = timedelta(hours=24)  # for a moderator's word; after that the credits go back
AT_ONCE: Final = 100


def awaits_approval(decided: GuildLimits, order: Order) -> bool:
    """Whether an order is first shown to the server's moderators.

    What is for one member alone to read is not: nobody else sees it before they order something of it.
    """
    return decided.approval and not order.manages and not order.operation.spec.is_small


async def ask_moderators(tx: Transaction, job: Job, *, context: Context) -> None:
    """Promise the moderators a job that waits for their word."""
    asked: tuple[GuildId, JobId, UserId] = job.guild_id, job.id, job.user_id
    await cases.add(tx, CaseKind.APPROVAL, *asked, words="", now=context.now())


async def check_posting(tx: Transaction, job: Job, *, manages: bool) -> None:
    """Raise PersonError where a member would show everybody what they alone were told, before moderators read it.

    What MusicAPI found out of a clip alone holds no words of theirs. Whoever `manages` the guild asks nobody.
    """
    if manages or spec_of(job.operation).takes_nothing:
        return
    if (await limits.read(tx, job.guild_id)).approval:
        raise PersonError(Problem.POST_UNAPPROVED)


async def approve(context: Context, changes: JobChanges, guild_id: GuildId, case_id: CaseId, *, by: UserId) -> Case:
    """Let an order be sent; returns its case as it is then, which somebody else may have closed; raises PersonError."""
    return await _decide(context, changes, guild_id, case_id, Outcome.APPROVED, by=by)


async def reject(
    context: Context, changes: JobChanges, guild_id: GuildId, case_id: CaseId, *, by: UserId, words: str
) -> Case:
    """End an order and give its credits back; its member is told, with the moderator's `words` where there are any."""
    return await _decide(context, changes, guild_id, case_id, Outcome.REJECTED, by=by, words=words)


async def end_forgotten(context: Context, changes: JobChanges) -> list[Case]:
    """End the orders that nobody decided about in time, with their credits; returns the cases that this closed."""
    before = context.now() - WAITS
    late = await context.database.read(cases.waiting_since, before, limit=AT_ONCE)
    ended = [await _decide(context, changes, each.guild_id, each.id, Outcome.EXPIRED, by=None) for each in late]
    for job in await context.database.read(queue.without_case_since, before, limit=AT_ONCE):
        await _end_without_case(context, changes, job)
    return [now for now in ended if now.outcome in (Outcome.EXPIRED, Outcome.OVER)]


async def _end_without_case(context: Context, changes: JobChanges, job: Job) -> None:
    """End an order whose case is gone: its member had their data deleted while it waited."""

    async def work(tx: Transaction) -> Job | None:
        ended = await transitions.reject(tx, job.id, FailureKind.CANCELLED, UNDECIDED, now=context.now())
        if ended is not None:
            await ledger.refund(tx, ended, now=context.now())
            await notices.tell_others(tx, ended, worker_id=context.worker_id, takes_jobs=context.has_workers)
        return ended

    if (ended := await context.database.write(work)) is not None:
        changes.tell(ended)


async def _decide(
    context: Context,
    changes: JobChanges,
    guild_id: GuildId,
    case_id: CaseId,
    outcome: Outcome,
    *,
    by: UserId | None,
    words: str = "",
) -> Case:
    async def work(tx: Transaction) -> tuple[Case, Job | None]:
        case = await cases.get(tx, case_id, guild_id=guild_id)
        if case is None or case.kind is not CaseKind.APPROVAL:
            raise PersonError(Problem.CASE_GONE)
        await queries.lock(tx, case.job_id)  # first, as whoever cancels: two that wait for each other both lose
        case = await cases.get(tx, case_id, guild_id=guild_id, lock=True)
        if case is None:  # erased meanwhile
            raise PersonError(Problem.CASE_GONE)
        if case.closed_at is not None:
            return case, None
        job = await _move(tx, context, case, outcome, words)
        # Cancelled meanwhile, or ended by an operator: there is nothing to decide any more.
        closed = await cases.close(tx, case_id, outcome if job else Outcome.OVER, by=by, now=context.now())
        if closed is None:
            raise RuntimeError(f"case {case_id} was closed, although it is locked")
        if job is not None:
            if by is not None:
                facts = {"job": str(job.id), "member": str(job.user_id)}
                await admin_log.record(
                    tx, guild_id=guild_id, user_id=by, action=f"order.{outcome}", facts=facts, now=context.now()
                )
            await notices.tell_others(tx, job, worker_id=context.worker_id, takes_jobs=context.has_workers)
        return closed, job

    case, job = await context.database.write_urgently(work)
    if job is not None:
        changes.tell(job)
        log.info("order_decided job=%s outcome=%s by=%s", job.id, outcome.value, by or "-")
    return case


async def _move(tx: Transaction, context: Context, case: Case, outcome: Outcome, words: str) -> Job | None:
    """Let the job of a case go on or end; None: it waits for nobody's word any more."""
    if outcome is Outcome.APPROVED:
        return await transitions.approve(tx, case.job_id, now=context.now())
    reason = UNDECIDED if outcome is Outcome.EXPIRED else rejection(words)
    job = await transitions.reject(tx, case.job_id, FailureKind.CANCELLED, reason, now=context.now())
    if job is not None:
        await ledger.refund(tx, job, now=context.now())
    return job
