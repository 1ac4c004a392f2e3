"""Every job that is not delivered has one worker that looks after it."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from data.jobs import leases, queries, schedule, transitions
from data.rows import Job, JobState
from tests.data.making import LEASE, NOW, OWNER, after, job_in, queued

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction


async def claim(tx: Transaction, now_in: float, *, owner: str = "w2", limit: int = 100) -> list[int]:
    until = after(now_in + 30)
    claimed = await leases.claim_expired(tx, owner=owner, lease_until=until, now=after(now_in), limit=limit)
    assert all((job.owner, job.lease_until) == (owner, until) for job in claimed)
    return [job.id for job in claimed]


async def one_of_each(tx: Transaction, *, owner: str = OWNER) -> list[Job]:
    """A job in every state, final ones first: `job_in` needs an empty line."""
    return [await job_in(tx, state, owner=owner) for state in reversed(JobState)]


async def test_a_restart_takes_its_own_leases_back(database: Database) -> None:
    async with database.transaction() as tx:
        own = await one_of_each(tx)
        await schedule.mark_delivered(tx, own[0].id, now=NOW)
        await queued(tx, owner="another")
        back = await leases.take_back(tx, owner=OWNER, lease_until=after(99))
    assert [job.id for job in back] == [job.id for job in own[1:]]
    assert {job.lease_until for job in back} == {after(99)}


async def test_renewing_and_releasing_change_the_own_leases_alone(database: Database) -> None:
    async with database.transaction() as tx:
        delivered, *own = await one_of_each(tx)
        await schedule.mark_delivered(tx, delivered.id, now=NOW)
        other = await queued(tx, owner="another")
        delivered_before = await queries.get(tx, delivered.id)
        assert await leases.renew(tx, owner=OWNER, lease_until=after(99)) == len(own)
        ids = [job.id for job in own]
        assert await queries.by_ids(tx, ids) == [replace(job, lease_until=after(99)) for job in own]
        assert await leases.release(tx, owner=OWNER) == len(own)
        assert await queries.by_ids(tx, ids) == [replace(job, owner=None, lease_until=None) for job in own]
        assert await leases.release(tx, owner=OWNER) == 0
        assert await queries.get(tx, other.id) == other
        assert await queries.get(tx, delivered.id) == delivered_before


async def test_only_what_is_free_or_expired_is_claimed(database: Database) -> None:
    async with database.transaction() as tx:
        expired = await queued(tx, lease_until=after(9))
        alive = await queued(tx, lease_until=after(11))
        own = await queued(tx, owner="w2", lease_until=after(9))
        free = await queued(tx, owner="w3", lease_until=after(11))
        await leases.release(tx, owner="w3")
        assert await claim(tx, 10) == [expired.id, free.id]
        assert await claim(tx, 10) == []
        assert (await queries.get(tx, alive.id)) == alive
        assert (await queries.get(tx, own.id)) == own


async def test_what_is_delivered_is_nobodys(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.DONE)
        assert await schedule.mark_delivered(tx, job.id, now=after(1))
        after_delivery = await queries.get(tx, job.id)
        assert after_delivery is not None
        assert (after_delivery.delivered_at, after_delivery.owner) == (after(1), None)
        assert await claim(tx, 1000) == []
        assert await leases.renew(tx, owner=OWNER, lease_until=after(9)) == 0
        assert await leases.take_back(tx, owner=OWNER, lease_until=after(9)) == []
        assert await leases.release(tx, owner=OWNER) == 0


async def test_final_jobs_that_are_owed_are_claimed_too(database: Database) -> None:
    async with database.transaction() as tx:
        made = await one_of_each(tx)
        assert await claim(tx, 31) == [job.id for job in made]


async def test_a_claim_takes_the_longest_expired_up_to_its_limit(database: Database) -> None:
    async with database.transaction() as tx:
        made = [(await queued(tx, lease_until=after(number))).id for number in range(5)]
        assert await claim(tx, 31, limit=2) == made[:2]
        assert await claim(tx, 31, limit=10) == made[2:]


async def test_renewing_keeps_others_away(database: Database) -> None:
    async with database.transaction() as tx:
        made = await one_of_each(tx)
        assert await leases.renew(tx, owner=OWNER, lease_until=after(60)) == len(made)
        assert await claim(tx, 31) == []
        assert await claim(tx, 61) == [job.id for job in made]
        assert await leases.renew(tx, owner=OWNER, lease_until=after(120)) == 0


async def test_two_workers_never_claim_the_same_job(database: Database) -> None:
    async with database.transaction() as tx:
        made = {(await queued(tx, lease_until=LEASE)).id for _ in range(60)}

    async def worker(name: str) -> list[int]:
        own: list[int] = []
        for _ in range(6):
            async with database.transaction() as tx:
                own += await claim(tx, 31, owner=name, limit=5)
        return own

    claims = await asyncio.gather(*(worker(f"w{n}") for n in range(2, 6)))
    together = [job_id for claimed in claims for job_id in claimed]
    assert len(together) == len(set(together))
    assert set(together) == made


async def test_changes_of_many_jobs_at_once_never_deadlock(database: Database) -> None:
    async with database.transaction() as tx:
        for _ in range(30):
            await job_in(tx, JobState.RUNNING)
    earlier = itertools.count(1)

    async def renew() -> None:
        async with database.transaction() as tx:
            await leases.renew(tx, owner=OWNER, lease_until=after(60))

    async def take_back() -> None:
        async with database.transaction() as tx:
            await leases.take_back(tx, owner=OWNER, lease_until=after(60))

    async def make_due() -> None:
        async with database.transaction() as tx:
            await schedule.make_due_now(tx, owner=OWNER, now=after(-next(earlier)))

    async def forget() -> None:
        async with database.transaction() as tx:
            await transitions.forget_dead_tokens(tx, now=after(2000))

    for _ in range(5):
        steps = [step() for _ in range(3) for step in (renew, take_back, make_due, forget)]
        await asyncio.wait_for(asyncio.gather(*steps), 30)


async def test_more_jobs_than_one_statement_can_name_are_changed_and_read_in_parts(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "IDS_AT_ONCE", 2)
    async with database.transaction() as tx:
        made = [(await queued(tx, lease_until=after(9))).id for _ in range(5)]
        assert await claim(tx, 10) == made
        assert [job.id for job in await queries.by_ids(tx, made[::-1])] == made
        assert await queries.by_ids(tx, []) == []
