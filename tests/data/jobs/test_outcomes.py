"""What the newest jobs tell of MusicAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select

from data import tables
from data.jobs import outcomes, queue, transitions
from data.rows import FailureKind, JobState
from tests.data.making import LEASE, NOW, OWNER, after, job_in, queued

if TYPE_CHECKING:
    from data.engine.database import Database


async def test_nothing_is_known_of_jobs_that_wait(database: Database) -> None:
    async with database.transaction() as tx:
        await queued(tx)
        assert await outcomes.last_answer(tx) is None
        assert await outcomes.last_silence(tx) is None


async def test_whoever_takes_a_request_answers_and_so_does_whoever_names_a_result(database: Database) -> None:
    async with database.transaction() as tx:
        running = await job_in(tx, JobState.RUNNING)
        await queued(tx)
        assert await outcomes.last_answer(tx) == running.started_at
        await transitions.finish(tx, running.id, now=after(90))
        assert await outcomes.last_answer(tx) == after(90)


@pytest.mark.parametrize(
    ("kind", "is_silence"),
    [(kind, kind in (FailureKind.NOT_SENT, FailureKind.LOST)) for kind in FailureKind],
)
async def test_silence_is_a_request_that_got_no_answer(database: Database, kind: FailureKind, is_silence: bool) -> None:
    async with database.transaction() as tx:
        job = await queued(tx)
        await queue.take_turn(tx, job.id, owner=OWNER, lease_until=LEASE, now=NOW)
        assert await transitions.fail(tx, job.id, kind, "", now=after(30)) is not None
        assert await outcomes.last_silence(tx) == (after(30) if is_silence else None)
        assert await outcomes.last_answer(tx) is None


async def test_a_silence_before_a_thousand_other_failures_is_not_looked_for(database: Database) -> None:
    async with database.transaction() as tx:
        job = await queued(tx)
        await queue.take_turn(tx, job.id, owner=OWNER, lease_until=LEASE, now=NOW)
        await transitions.fail(tx, job.id, FailureKind.LOST, "", now=after(30))
        lost = (await tx.execute(select(tables.jobs))).one()._asdict()
        later = range(1, outcomes.RECENT + 1)
        others = [
            {**lost, "id": job.id + number, "interaction_id": number, "failure": FailureKind.CANCELLED}
            for number in later
        ]
        await tx.execute(insert(tables.jobs), others[:-1])
        assert await outcomes.last_silence(tx) == after(30)
        await tx.execute(insert(tables.jobs), others[-1:])
        assert await outcomes.last_silence(tx) is None
