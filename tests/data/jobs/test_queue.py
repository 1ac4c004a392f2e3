"""Whose turn it is: fair between guilds, then between members, each job once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from data.engine.address import PostgreSQLAddress
from data.engine.database import Database
from data.jobs import queue, transitions
from data.jobs.queue import MemberLine
from data.rows import FailureKind, Job, JobState
from tests.data.making import LEASE, NOW, OWNER, after, job_in, queued, take_turn

if TYPE_CHECKING:
    from datetime import datetime

    from data.engine.transaction import Transaction


async def turn(tx: Transaction, second: float = 0) -> Job | None:
    return await take_turn(tx, now=after(second))


async def lines(tx: Transaction) -> list[MemberLine]:
    return sorted(await queue.member_lines(tx), key=lambda line: (line.guild_id, line.user_id))


def line(job: Job, count: int, guild_turn: datetime | None = None, member_turn: datetime | None = None) -> MemberLine:
    return MemberLine(job.guild_id, job.user_id, count, job.id, guild_turn, member_turn)


async def is_anybody_waiting(tx: Transaction) -> bool:
    """Whether a transaction waits for another one's lock, on PostgreSQL."""
    return (await tx.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))).scalar_one() > 0


async def test_nobody_in_line(database: Database) -> None:
    async with database.transaction() as tx:
        assert await turn(tx) is None
        assert await queue.member_lines(tx) == []
        assert await queue.count_queued(tx) == 0


@pytest.mark.promise(key="line")
async def test_guilds_take_turns_however_many_songs_one_asks_for(database: Database) -> None:
    async with database.transaction() as tx:
        jobs = [await queued(tx, guild_id=guild) for guild in (1, 1, 1, 1, 2, 3, 3)]
        a1, a2, a3, a4, b1, c1, c2 = [job.id for job in jobs]
        assert await lines(tx) == [
            line(jobs[0], 4),
            line(jobs[4], 1),
            line(jobs[5], 2),
        ]
        assert [await queue.count_ahead(tx, job) for job in jobs] == [0, 1, 2, 3, 0, 0, 1]
        assert await queue.count_queued(tx) == 7
        taken = [await turn(tx, second) for second in range(8)]
        assert [job.id for job in taken if job] == [a1, b1, c1, a2, c2, a3, a4]
        assert taken[-1] is None


async def test_a_guild_that_had_no_turn_for_long_comes_first(database: Database) -> None:
    async with database.transaction() as tx:
        for guild in (1, 2):
            await queued(tx, guild_id=guild)
            await turn(tx, guild)
        again = [await queued(tx, guild_id=guild) for guild in (2, 1)]
        never = await queued(tx, guild_id=3)
        assert await lines(tx) == [
            line(again[1], 1, after(1), after(1)),
            line(again[0], 1, after(2), after(2)),
            line(never, 1),
        ]
        assert [await queue.count_ahead(tx, job) for job in (*again, never)] == [0, 0, 0]
        taken = [await turn(tx, 10 + second) for second in range(3)]
        assert [job.guild_id for job in taken if job] == [3, 1, 2]


@pytest.mark.promise(key="line")
async def test_members_of_a_guild_take_turns_however_many_songs_one_asks_for(database: Database) -> None:
    async with database.transaction() as tx:
        jobs = [await queued(tx, guild_id=1, user_id=user) for user in (7, 7, 7, 8, 9, 9)]
        other = await queued(tx, guild_id=2, user_id=7)
        a1, a2, a3, b1, c1, c2 = [job.id for job in jobs]
        assert await lines(tx) == [line(jobs[0], 3), line(jobs[3], 1), line(jobs[4], 2), line(other, 1)]
        assert [await queue.count_ahead(tx, job) for job in (*jobs, other)] == [0, 1, 2, 0, 0, 1, 0]
        taken = [await turn(tx, second) for second in range(7)]
        assert [job.id for job in taken if job] == [a1, other.id, b1, c1, a2, c2, a3]


async def test_a_member_who_had_no_turn_for_long_comes_first_also_after_a_restart(
    database: Database, database_url: str
) -> None:
    async with database.transaction() as tx:
        for user in (7, 8):
            await queued(tx, guild_id=1, user_id=user)
            await turn(tx, user)
        again = [await queued(tx, guild_id=1, user_id=user) for user in (8, 7)]
    reopened = await Database.open(database_url)
    try:
        async with reopened.transaction() as tx:
            never = await queued(tx, guild_id=1, user_id=9)
            assert await lines(tx) == [
                line(again[1], 1, after(8), after(7)),
                line(again[0], 1, after(8), after(8)),
                line(never, 1, after(8)),
            ]
            taken = [await turn(tx, 10 + second) for second in range(3)]
            assert [job.user_id for job in taken if job] == [9, 7, 8]
    finally:
        await reopened.close()


async def test_a_turn_in_another_guild_is_none_here(database: Database) -> None:
    async with database.transaction() as tx:
        await queued(tx, guild_id=2, user_id=7)
        await turn(tx, 1)
        jobs = [await queued(tx, guild_id=1, user_id=user) for user in (7, 8)]
        assert await lines(tx) == [line(job, 1) for job in jobs]
        taken = [await turn(tx, 2 + second) for second in range(2)]
        assert [job.id for job in taken if job] == [job.id for job in jobs]


async def test_a_turn_that_nothing_came_of_is_not_the_members(database: Database) -> None:
    async with database.transaction() as tx:
        jobs = [await queued(tx, guild_id=1, user_id=user) for user in (7, 8)]
        first = await turn(tx, 1)
        assert first is not None
        assert first.id == jobs[0].id
        await queue.back_to_queue(tx, jobs[0].id, now=after(2))
        again = await turn(tx, 3)
        assert again is not None
        assert again.id == jobs[0].id


async def test_a_turn_is_taken_whoever_wrote_the_job_down(database: Database) -> None:
    async with database.transaction() as tx:
        await queued(tx, owner="gone")
        taken = await turn(tx)
        assert taken is not None
        assert taken.owner == OWNER


async def test_many_at_once_take_each_job_once_and_keep_fair(database: Database) -> None:
    async with database.transaction() as tx:
        for guild in (1, 2, 3, 4, 5):
            for _ in range(4):
                await queued(tx, guild_id=guild)

    async def take(second: int) -> Job | None:
        async with database.transaction() as tx:
            return await turn(tx, second)

    first = await asyncio.gather(*(take(0) for _ in range(5)))
    assert sorted(job.guild_id for job in first if job) == [1, 2, 3, 4, 5]
    others = await asyncio.gather(*(take(1) for _ in range(20)))
    taken = [job.id for job in (*first, *others) if job]
    assert len(taken) == len(set(taken)) == 20


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("guilds", [(1, 1), (1, 1, 2)])
async def test_two_workers_take_turns_beside_each_other(database: Database, guilds: tuple[int, ...]) -> None:
    """Neither takes the other one's job; and neither waits for it, unless all that is left is of the same guild."""
    async with database.transaction() as tx:
        jobs = [await queued(tx, guild_id=guild) for guild in guilds]
    chosen = asyncio.Event()

    async def choose_beside() -> Job | None:
        await chosen.wait()
        async with database.transaction() as tx:
            return await take_turn(tx, owner="two", now=after(1))

    beside = asyncio.create_task(choose_beside())
    async with asyncio.timeout(60):
        async with database.transaction() as one:
            first = await queue.next_job(one)
            assert first is not None
            chosen.set()
            if len(set(guilds)) > 1:
                await asyncio.wait([beside])
            assert await queue.take_turn(one, first.id, owner="one", lease_until=LEASE, now=NOW) is not None
        second = await beside
    assert second is not None
    assert (first.id, second.id) == (jobs[0].id, jobs[-1].id)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_workers_beside_each_other_give_no_member_two_turns_while_another_waits(database: Database) -> None:
    """Who waits for a guild that another worker serves just now chooses by what that one did."""
    async with database.transaction() as tx:
        jobs = [await queued(tx, guild_id=1, user_id=user) for user in (7, 7, 7, 8)]

    async def choose_beside() -> Job | None:
        async with database.transaction() as tx:
            return await take_turn(tx, owner="two", now=after(1))

    async with asyncio.timeout(60):
        async with database.transaction() as one:
            first = await queue.next_job(one)
            assert first is not None
            waiting = asyncio.create_task(choose_beside())
            while not await is_anybody_waiting(one):
                pass
            assert await queue.take_turn(one, first.id, owner="one", lease_until=LEASE, now=NOW) is not None
        second = await waiting
    assert second is not None
    assert (first.id, second.id) == (jobs[0].id, jobs[3].id)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_workers_in_a_hurry_take_each_job_once_and_leave_none(database: Database) -> None:
    async with database.transaction() as tx:
        for guild in (1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4):
            await queued(tx, guild_id=guild)
    taken = list[Job]()

    async def work(worker: int) -> None:
        job: Job | None
        while True:
            async with database.transaction() as tx:
                job = await take_turn(tx, owner=f"w{worker}", now=after(len(taken)))
            if job is None:
                return
            taken.append(job)

    async with asyncio.timeout(60):
        await asyncio.gather(*(work(worker) for worker in range(4)))
    assert len(taken) == len({job.id for job in taken}) == 15


async def test_a_job_that_is_being_cancelled_is_passed_over(database: Database) -> None:
    """On PostgreSQL the turn must not wait for the other transaction; SQLite has one at a time anyway."""
    async with database.transaction() as tx:
        cancelled, next_in_line = await queued(tx), await queued(tx)
    ready, taken = asyncio.Event(), asyncio.Event()

    async def cancel() -> None:
        async with database.transaction() as tx:
            await transitions.fail(tx, cancelled.id, FailureKind.CANCELLED, None, since=[JobState.QUEUED], now=NOW)
            ready.set()
            if isinstance(database.address, PostgreSQLAddress):
                await taken.wait()

    cancelling = asyncio.create_task(cancel())
    await asyncio.wait_for(ready.wait(), 10)
    async with database.transaction() as tx:
        job = await asyncio.wait_for(turn(tx), 10)
        taken.set()
    await asyncio.wait_for(cancelling, 10)
    assert job is not None
    assert job.id == next_in_line.id


async def test_back_to_the_queue_counts_the_create(database: Database) -> None:
    async with database.transaction() as tx:
        job = await queued(tx)
        for attempts in (1, 2):
            await turn(tx)
            back = await queue.back_to_queue(tx, job.id, now=after(5))
            assert back == replace(job, create_attempts=attempts, changed_at=after(5))


async def test_another_family_takes_over_at_the_same_price(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.SUBMITTING)
        moved = await queue.move_to_family(
            tx, job.id, family="producer", model="FUZZ-1", clips_expected=1, now=after(5)
        )
        assert moved == replace(
            job,
            state=JobState.QUEUED,
            family="producer",
            model="FUZZ-1",
            clips_expected=1,
            submitted_at=None,
            changed_at=after(5),
        )
