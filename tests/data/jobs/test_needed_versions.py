"""A process takes only those jobs that its version of the program understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from data import tables
from data.engine import schema_version
from data.jobs import leases, queries, queue
from data.rows import JobState
from tests.data.engine.newer import EXPANDS, newer_version
from tests.data.making import LEASE, OWNER, after, job_in, queued

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from data.engine.database import Database
    from data.engine.transaction import Transaction
    from data.rows import Job

NEWER = "0098"


def be_newer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema_version, "MIGRATIONS", newer_version(folder / "newer", NEWER, EXPANDS))


async def newer_job_in(tx: Transaction, state: JobState) -> Job:
    """A job that only the newer version understands, which brought it so far."""
    job = await job_in(tx, state)
    await tx.execute(update(tables.jobs).where(tables.jobs.c.id == job.id).values(needs_version=int(NEWER)))
    return job


async def next_id(tx: Transaction) -> int | None:
    waiting = await queue.next_job(tx)
    return None if waiting is None else waiting.id


async def test_the_line_goes_on_past_what_only_a_newer_version_understands(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.transaction() as tx:
        newer = await queued(tx, needs_version=int(NEWER))
        assert newer.needs_version == int(NEWER)
        assert await queue.next_job(tx) is None
        understood = await queued(tx, needs_version=schema_version.program_version())
        assert await next_id(tx) == understood.id
        be_newer(tmp_path, monkeypatch)
        assert await next_id(tx) == newer.id


async def test_no_version_takes_over_what_it_does_not_understand(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def claimed() -> list[int]:
        async with database.transaction() as tx:
            now, until = after(60), after(90)
            return [job.id for job in await leases.claim_expired(tx, owner="w2", lease_until=until, now=now, limit=100)]

    async with database.transaction() as tx:
        expired = await newer_job_in(tx, JobState.DONE)
        plain = await job_in(tx, JobState.RUNNING)
    assert await claimed() == [plain.id]
    be_newer(tmp_path, monkeypatch)
    assert await claimed() == [expired.id]


async def test_a_version_that_was_put_back_gives_up_what_the_newer_one_left_under_its_name(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.transaction() as tx:
        newer = await newer_job_in(tx, JobState.RUNNING)
        plain = await job_in(tx, JobState.RUNNING)
        assert [job.id for job in await leases.take_back(tx, owner=OWNER, lease_until=LEASE)] == [plain.id]
        left = await queries.get(tx, newer.id)
        assert left is not None
        assert (left.owner, left.lease_until) == (None, None)
        assert await leases.claim_expired(tx, owner="w2", lease_until=LEASE, now=after(1), limit=9) == []
        be_newer(tmp_path, monkeypatch)
        (taken,) = await leases.claim_expired(tx, owner="w2", lease_until=LEASE, now=after(1), limit=9)
        assert taken.id == newer.id


def test_the_column_is_one_that_any_version_may_leave_out() -> None:
    assert tables.jobs.c.needs_version.nullable
