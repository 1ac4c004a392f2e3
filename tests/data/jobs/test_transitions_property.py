"""Whatever happens to a job in whatever order: every step is taken or left, none is refused by the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import ledger
from data.ids import GuildId, TaskId
from data.jobs import leases, queries, queue, schedule, transitions
from data.rows import FailureKind, Job, JobState
from tests.data import making
from tests.data.making import MONTH, OWNER, after, queued
from tests.properties import examples

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from data.engine.database import Database
    from data.engine.transaction import Transaction

ALLOWANCE = 1_000
_guild_ids = iter(range(1, 1_000_000))


async def take_turn(tx: Transaction, job: Job, second: int) -> Job | None:
    return await making.take_turn(tx, now=after(second))


async def accept(tx: Transaction, job: Job, second: int) -> Job | None:
    return await transitions.accept(
        tx, job.id, task_id=TaskId(f"t{job.id}"), poll_at=after(second + 5), now=after(second)
    )


async def answer(tx: Transaction, job: Job, second: int) -> Job | None:
    return await closed(
        tx,
        await transitions.finish_with_result(tx, job.id, result={"answer": {"avg": second}}, now=after(second)),
        second,
    )


async def finish(tx: Transaction, job: Job, second: int) -> Job | None:
    return await closed(tx, await transitions.finish(tx, job.id, now=after(second)), second)


async def fail(tx: Transaction, job: Job, second: int) -> Job | None:
    return await closed(tx, await transitions.fail(tx, job.id, FailureKind.LOST, None, now=after(second)), second)


async def cancel(tx: Transaction, job: Job, second: int) -> Job | None:
    kind = FailureKind.CANCELLED
    return await closed(
        tx, await transitions.fail(tx, job.id, kind, None, since=[JobState.QUEUED], now=after(second)), second
    )


async def closed(tx: Transaction, job: Job | None, second: int) -> Job | None:
    """What every ending does with the credits: it is the first, and finds its hold."""
    if job is not None and job.state is JobState.DONE:
        assert await ledger.settle(tx, job, credits=job.price, now=after(second))
    elif job is not None:
        assert await ledger.refund(tx, job, now=after(second))
    return job


STEPS: dict[str, Callable[[Transaction, Job, int], Awaitable[Any]]] = {
    "take_turn": take_turn,
    "back_to_queue": lambda tx, job, second: queue.back_to_queue(tx, job.id, now=after(second)),
    "move": lambda tx, job, second: queue.move_to_family(
        tx, job.id, family="sonic", model="m", clips_expected=2, now=after(second)
    ),
    "accept": accept,
    "answer": answer,
    "answer_lost": lambda tx, job, second: transitions.mark_answer_lost(tx, job.id, now=after(second)),
    "set_result": lambda tx, job, second: transitions.set_result(tx, job.id, result={"at": second}),
    "look_now": lambda tx, job, second: schedule.poll_now(tx, job.id, now=after(second)),
    "touch": lambda tx, job, second: schedule.mark_changed(tx, job.id, now=after(second)),
    "finish": finish,
    "fail": fail,
    "cancel": cancel,
    "delay": lambda tx, job, second: schedule.delay_delivery(tx, job.id, deliver_at=after(second)),
    "deliver": lambda tx, job, second: schedule.mark_delivered(tx, job.id, now=after(second)),
    "release": lambda tx, _job, _second: leases.release(tx, owner=OWNER),
    "claim": lambda tx, _job, second: leases.claim_expired(
        tx, owner=OWNER, lease_until=after(second + 90), now=after(second), limit=5
    ),
}
usual = ["take_turn", "take_turn", "accept", "answer_lost", "finish"]


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(st.sampled_from([*STEPS, *usual]), max_size=14))
async def test_any_sequence_of_steps_is_a_story(database: Database, plan: list[str]) -> None:
    guild_id = next(_guild_ids)
    async with database.transaction() as tx:
        job: Job | None = await queued(tx, guild_id=guild_id)
        assert job is not None
        assert await ledger.hold(tx, job, default_allowance=ALLOWANCE, now=after(0))
    for second, name in enumerate(plan, start=1):
        before = job
        async with database.transaction() as tx:
            await STEPS[name](tx, before, second)
            job = await queries.get(tx, before.id)
            assert job is not None
            account = await ledger.account(tx, GuildId(guild_id), MONTH, default_allowance=ALLOWANCE)
        told(before, job)
        assert (account.held, account.spent) == (
            0 if job.state.final else job.price,
            job.price if job.state is JobState.DONE else 0,
        )
    async with database.transaction() as tx:  # the next example has the line to itself
        await fail(tx, job, len(plan) + 1)


def told(before: Job, after_it: Job) -> None:
    """What holds between any two moments of one job."""
    if before.state.final:
        assert after_it.state is before.state
        assert after_it.result == before.result
    if before.answer_lost_at is not None:
        assert after_it.answer_lost_at == before.answer_lost_at
        assert after_it.state is not JobState.QUEUED
    if after_it.state is JobState.DONE:
        assert after_it.task_id or after_it.result is not None
    if before.task_id is not None:
        assert after_it.task_id == before.task_id
